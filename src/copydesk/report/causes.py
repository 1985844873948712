"""The causes of a run: the same thing wrong on many pages is one cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from copydesk.report.run import PageResult, Run
from copydesk.rules.findings import Finding, Level
from copydesk.text.counted import count
from copydesk.verdicts.messages import MORE, shape

_RANK = {"error": 0, "warning": 1, "known": 2}


class Cause(msgspec.Struct, kw_only=True):
    """Findings of one rule whose messages are of one shape, and the pages they are on."""

    rule: str
    severity: Level
    message: str
    """Of the first of them."""
    pages: list[str] = []
    findings: int = 0


def causes(findings: Iterable[tuple[str, Finding]]) -> list[Cause]:
    """What is wrong, from pages and what was found on them: errors first, the known last; then by pages."""
    found: dict[tuple[str, str, str], Cause] = {}
    pages: dict[int, dict[str, None]] = {}
    for page, finding in findings:
        if MORE.fullmatch(finding.message):
            continue
        key = finding.level, finding.rule, shape(finding.message)
        cause = found.setdefault(
            key, Cause(rule=finding.rule, severity=finding.level, message=finding.message)
        )
        cause.findings += 1
        pages.setdefault(id(cause), {})[page] = None
    for cause in found.values():
        cause.pages = list(pages[id(cause)])
    return sorted(found.values(), key=lambda cause: (_RANK[cause.severity], -len(cause.pages), cause.rule))


def causes_of(run: Run) -> list[Cause]:
    """What the rules found wrong in a run."""
    return causes((verdict.page, finding) for verdict in run.verdicts for finding in verdict.findings)


def changes_of(run: Run) -> tuple[list[Cause], dict[str, int]]:
    """How the pages of a run differ from their accepted records, in short.

    A page's only difference is given in full, once for all pages with one of its shape: the first part,
    causes without a rule. The second part is the other pages, each with its number of differences, most
    first.
    """
    single: list[tuple[str, Finding]] = []
    many: Counter[str] = Counter()
    for page in run.pages():
        told = [change for verdict in page.verdicts for change in verdict.changes]
        if len(told) == 1:
            single.append((page.page, Finding(rule="", severity="error", message=told[0])))
        elif told:
            many[page.page] += len(told)
    return causes(single), dict(many.most_common())


def sentence(run: Run, pages: list[PageResult] | None = None) -> str:
    """The verdict on the run, in one sentence. `pages` are the run's, if the caller has them."""
    pages = run.pages() if pages is None else pages
    if run.incomplete:
        return f"Incomplete: {run.incomplete}. {_sentence(run, pages)}"
    return _sentence(run, pages)


def _sentence(run: Run, pages: list[PageResult]) -> str:
    if run.incomplete and not pages:
        return "No page was looked at."
    if run.stopped:
        before = f" after {count(len(pages), 'page')}" if pages else ""
        return f"The run ended{before}: {run.stopped}"
    broken = [page for page in pages if page.broken]
    warnings = sum(page.count("warning") for page in pages)
    if not broken:
        if pages and all(verdict.status == "absent" for verdict in run.verdicts):
            where = count(len(pages), "page")
            return f"On {where} there was nothing to look at, so no page is known to be in order."
        more = f", with {count(warnings, 'warning')}" if warnings else ""
        flaky = sum(verdict.status == "flaky" for verdict in run.verdicts)
        if flaky:
            return f"Nothing failed in the end{more}; {count(flaky, 'subject')} passed only on retry."
        everything = f"All {len(pages):,} pages are" if len(pages) != 1 else "The page is"
        return f"{everything} in order{more}."
    errors = sum(page.count("error") for page in broken)
    new = sum(page.unaccepted for page in broken)
    changes = sum(page.changes for page in broken) - new
    what = [count(errors, "error")] if errors else []
    if changes:
        what.append(f"{count(changes, 'change')} from the accepted record")
    if len(pages) == 1:
        have = "The page has"
    else:
        have = f"{len(broken):,} of {len(pages):,} pages {'has' if len(broken) == 1 else 'have'}"
    if not what:
        return f"{have} no accepted record yet."
    more = f"; {new} {'has' if new == 1 else 'have'} no accepted record yet" if new else ""
    return f"{have} {' and '.join(what)}{more}."
