"""The run on one screen of a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.report.causes import Cause, causes_of, sentence
from copydesk.report.run import Run
from copydesk.report.text import one_line

CAUSES = 12
"""How many causes are shown; the report has all of them."""

Style = dict[str, bool]


def lines(run: Run, width: int) -> Iterator[tuple[str, Style]]:
    """The lines to print, each with the markup that pytest's terminal writer takes."""
    found = causes_of(run)
    bad = bool(run.stopped) or any(verdict.status in ("failed", "changed") for verdict in run.verdicts)
    yield one_line(sentence(run)), {"bold": True, "red" if bad else "green": True}
    rule_width = max((len(cause.rule) for cause in found[:CAUSES]), default=0)
    for cause in found[:CAUSES]:
        error = cause.severity == "error"
        yield _line(cause, rule_width, width), {"red" if error else "yellow": True}
    if len(found) > CAUSES:
        yield f"  … and {len(found) - CAUSES} more causes", {}
    counts = Counter(verdict.status for verdict in run.verdicts)
    parts = [f"{counts['passed']} passed"]
    parts += [f"{counts[status]} {status}" for status in ("failed", "changed") if counts[status]]
    if counts["absent"]:
        parts.append(f"{counts['absent']} with nothing to look at")
    if run.said:
        yield f"Subjects: {', '.join(parts)}.", {}


def _line(cause: Cause, rule_width: int, width: int) -> str:
    start = f"  {'✗' if cause.severity == 'error' else '!'} {cause.rule:<{rule_width}}  "
    where = one_line(cause.pages[0], 30) if len(cause.pages) == 1 else f"{len(cause.pages)} pages"
    room = max(width - len(start) - len(where) - 4, 20)
    return f"{start}{one_line(cause.message, room)}  ({where})"
