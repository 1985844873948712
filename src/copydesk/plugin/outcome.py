"""What an item says: the text of a failure, and the data that travels with its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from copydesk.findings import Finding
from copydesk.plugin import options
from copydesk.report.run import Kept, Said
from copydesk.report.text import describe_finding, plain
from copydesk.spelling import listed, suggest
from copydesk.verdicts import Verdict

if TYPE_CHECKING:
    from copydesk.plugin.visited import Visited

FIELD = "copydesk"
"""The report's attribute that carries what an item said; xdist sends it along as it is plain data."""
KEPT = "copydesk_kept"
"""The one that carries, with the first item of a page, where its capture is kept."""


CHANGES = 20
"""How many differences from the accepted record a failure prints."""


def describe(verdict: Verdict, item: pytest.Item) -> str:
    """A failed verdict for the terminal: what is wrong, where, and the command that shows just this."""
    lines = [f"{verdict.page}, {verdict.subject}: {verdict.url}", ""]
    for finding in verdict.findings:
        lines += [f"  {line}" for line in describe_finding(finding)] + [""]
    if verdict.changes:
        if not verdict.unaccepted:
            lines.append("  differs from the accepted record:")
        lines += [f"    {change}" for change in verdict.changes[:CHANGES]]
        if len(verdict.changes) > CHANGES:
            lines.append(
                f"    … and {len(verdict.changes) - CHANGES} more changes, all of them in the report"
            )
        lines.append("")
        lines += [f"  accept it with:  {options.repeat(item, '--snapshot-update')}"]
    lines.append(f"  see it with:     {options.repeat(item, '--headed')}")
    return "\n".join(plain(line) for line in lines)


def unknown_subject(subject: str, kind: str, known: list[str]) -> str:
    """The sentence for a subject that there are no rules for."""
    hint = suggest(subject, known) or f"; there are {listed(known, 'and')}"
    return f"no rule is about {subject!r} on {kind} pages{hint}"


def attach(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """Put what the item said on its report, and picture the page while it is still open if it failed."""
    if stopped := item.stash.get(options.STOPPED, ""):
        setattr(report, options.STOPPED_FIELD, stopped)
    visited = item.stash.get(options.VISITED, None)
    if visited is not None and report.when == "setup":
        report.duration = max(0.0, report.duration + visited.owed())
    if visited is None or report.when != "call":
        return
    verdict = item.stash.get(options.VERDICT, None) or own(item, call, report, visited)
    said = Said(verdict=verdict, browser=visited.browser, seconds=report.duration)
    if verdict.status in ("failed", "changed"):
        visited.failed = True
        said.picture = visited.picture()
        said.facts = visited.facts()
        said.trace, said.video = visited.recordings()
        said.repeat = options.repeat(item, "--headed")
    setattr(report, FIELD, msgspec.to_builtins(said))
    if kept := visited.kept():
        setattr(report, KEPT, msgspec.to_builtins(kept))


def own(
    item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport, visited: Visited
) -> Verdict:
    """The verdict of a test that somebody wrote for themselves: its name is the subject."""
    name = getattr(item, "originalname", None) or item.name
    verdict = Verdict(page=visited.name, kind=visited.kind, url=visited.url, subject=name, status="passed")
    if report.failed and call.excinfo is not None:
        message = str(call.excinfo.value).partition("\n")[0] or call.excinfo.typename
        verdict.status = "failed"
        verdict.findings.append(Finding(rule=f"{name}/failed", severity="error", message=message))
    elif report.skipped:
        verdict.status = "absent"
        verdict.remarks.append(str(call.excinfo.value) if call.excinfo else "skipped")
    return verdict


def said_by(report: Any) -> Said | None:
    """What an item put on its report, if it did."""
    data = getattr(report, FIELD, None)
    return None if data is None else msgspec.convert(data, Said)


def kept_by(report: Any) -> Kept | None:
    """Where the capture of a page is kept, if this report is the one to tell."""
    data = getattr(report, KEPT, None)
    return None if data is None else msgspec.convert(data, Kept)
