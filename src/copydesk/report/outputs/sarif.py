"""findings.sarif: the findings as SARIF 2.1.0, for code scanning.

A result's file is the site file, the only one in the repository that a finding on a page can be shown at; the
page's address is its related location. Known issues are notes that are suppressed. The results are held
against the last run, and matched from run to run by the key that the history has them under.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import PurePath
from urllib.parse import quote, urlsplit, urlunsplit

from copydesk.report.data import manuals
from copydesk.report.history import Comparison, key_of
from copydesk.report.run import PageResult, Run
from copydesk.report.shown import TEXT, RuleManual, cut
from copydesk.report.text import one_line
from copydesk.rules.findings import Finding
from copydesk.verdicts.verdict import Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULTS = 5000
"""So many results are shown by GitHub at most; errors come first."""
LEVELS = {"error": "error", "warning": "warning", "known": "note"}
CHANGED = "snapshot/changed"
CHANGED_MANUAL = RuleManual(
    sees="The page differs from what was accepted.",
    why="A change that nobody has reviewed may be a mistake that no rule covers.",
    catches="Every difference between the page's record and the accepted one.",
    passes="What the site file masks.",
)
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

Json = dict[str, object]


def data(run: Run, pages: list[PageResult], compared: Comparison) -> Json:
    """A run as a SARIF log, as plain data."""
    told: list[tuple[Verdict, Finding, str]] = []
    for page in pages:
        for verdict in page.verdicts:
            told += [(verdict, finding, key_of(verdict, finding)) for finding in verdict.findings]
            if verdict.changes:
                told.append((verdict, _change(verdict), key_of(verdict)))
    told.sort(key=lambda one: list(LEVELS).index(one[1].level))
    left_out, told = len(told[RESULTS:]), told[:RESULTS]
    rules = sorted({cut(finding.rule) for _, finding, _ in told})
    index = {rule: number for number, rule in enumerate(rules)}
    known = {**manuals(set(rules)), CHANGED: CHANGED_MANUAL}
    notes = [note for note in (run.incomplete, run.stopped) if note]
    if left_out:
        notes.append(f"{left_out} more findings are in findings.json.")
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "copydesk",
                        "version": version("copydesk"),
                        "rules": [_rule(rule, known.get(rule)) for rule in rules],
                    }
                },
                "automationDetails": {"id": f"copydesk/{quote(cut(run.site), safe='')}/{run.name}"},
                "invocations": [
                    {
                        "executionSuccessful": run.finished and not run.stopped,
                        "startTimeUtc": _utc(run.started),
                        "endTimeUtc": _utc(run.started + timedelta(seconds=run.seconds)),
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": _said(note)}} for note in notes
                        ],
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": [_result(run, index, compared, *one) for one in told],
            }
        ],
    }


def _change(verdict: Verdict) -> Finding:
    more = f" … and {len(verdict.changes) - 1} more" if len(verdict.changes) > 1 else ""
    return Finding(rule=CHANGED, severity="warning", message=f"{cut(verdict.changes[0])}{more}")


def _rule(name: str, manual: RuleManual | None) -> Json:
    rule: Json = {"id": name, "name": name.replace("/", "-")}
    if manual is None:  # of a project's own test
        return {**rule, "shortDescription": {"text": name}, "help": {"text": name}}
    parts = {
        "Readers see": manual.sees,
        "Why it matters": manual.why,
        "Catches": manual.catches,
        "Lets pass": manual.passes,
    }
    return {
        **rule,
        "shortDescription": {"text": manual.sees},
        "fullDescription": {"text": manual.why},
        "help": {
            "text": "\n\n".join(f"{title}: {text}" for title, text in parts.items()),
            "markdown": "\n\n".join(f"**{title}:** {text}" for title, text in parts.items()),
        },
        "properties": {"tags": [name.partition("/")[0]]},
    }


def _result(
    run: Run, index: dict[str, int], compared: Comparison, verdict: Verdict, finding: Finding, key: str
) -> Json:
    lines = [f"{verdict.page}: {finding.message}"]
    lines += [
        f"{what}: {text}"
        for what, text in (("Expected", finding.expected), ("Actual", finding.actual))
        if text
    ]
    if finding.more:
        lines.append(f"Also at {finding.more} on the page")
    page = _address(verdict.url)
    places: list[Json] = [{"name": one_line(verdict.page, TEXT), "kind": "resource"}]
    if finding.where.selector:
        places.append({"fullyQualifiedName": one_line(finding.where.selector, TEXT), "kind": "element"})
    location: Json = {"logicalLocations": places}
    if file := _file(run.site_file) or page:
        location["physicalLocation"] = {"artifactLocation": {"uri": file}, "region": {"startLine": 1}}
    result: Json = {
        "ruleId": cut(finding.rule),
        "ruleIndex": index[cut(finding.rule)],
        "level": LEVELS[finding.level],
        "message": {"text": "\n".join(_said(line) for line in lines)},
        "locations": [location],
        "partialFingerprints": {"copydesk/v1": key},
    }
    if page:
        result["relatedLocations"] = [
            {
                "message": {"text": "The page"},
                "physicalLocation": {"artifactLocation": {"uri": page}},
            }
        ]
    if compared.last:
        result["baselineState"] = "new" if key in compared.new else "unchanged"
    if finding.known:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": _said(finding.known)}
        ]
    return result


def _said(text: str) -> str:
    """Text from a page as a message: on one line, and without SARIF's way to write a link in it."""
    return one_line(text, TEXT).replace("](", "] (")


def _file(path: str) -> str:
    """The site file's place in the repository, as a URI; nothing where it is not in there."""
    pure = PurePath(path)
    return "" if not path or pure.is_absolute() or ".." in pure.parts else quote(pure.as_posix())


def _address(url: str) -> str:
    """A page's address as a URI that is one, or nothing: pages can have addresses that are none."""
    try:
        parts = urlsplit(cut(url))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return ""
    rest = (
        quote(_PERCENT.sub("%25", part), safe="/?:@!$&'()*+,;=-._~%")
        for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, parts.netloc, *rest))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
