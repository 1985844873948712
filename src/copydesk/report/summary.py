"""The run on one screen of a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.report import since
from copydesk.report.causes import Cause, causes_of, changes_of, sentence
from copydesk.report.history import Comparison
from copydesk.report.run import Run
from copydesk.report.text import one_line
from copydesk.text.counted import count

ROWS = 12
"""How many lines the causes may take; the report has all of them."""
CHANGES = 4
"""How many lines the changes may take."""
INDENT = "      "

Style = dict[str, bool]
_MARKS = {"error": "✗", "warning": "!", "known": "· known "}
_STYLES: dict[str, Style] = {"error": {"red": True}, "warning": {"yellow": True}, "known": {}}


def lines(run: Run, width: int, compared: Comparison | None = None) -> Iterator[tuple[str, Style]]:
    """The lines to print, each with the markup that pytest's terminal writer takes.

    What the rules found comes first: a difference from the accepted record is most often the same fault once
    more, and a fault in one list makes hundreds of them.
    """
    bad = bool(run.stopped or run.incomplete) or any(
        verdict.status in ("failed", "changed") for verdict in run.verdicts
    )
    yield one_line(sentence(run)), {"bold": True, "red" if bad else "green": True}
    compared = compared or Comparison()
    if told := since.words(run, compared):
        yield told, {}
    yield from _causes(causes_of(run), since.Fresh(run, compared), width)
    for line in _changes(*changes_of(run), width):
        yield line, {"yellow": True}
    yield from _twice(run, width)
    counts = Counter(verdict.status for verdict in run.verdicts)
    parts = [f"{counts['passed']} passed"]
    parts += [f"{counts[status]} {status}" for status in ("failed", "changed", "flaky") if counts[status]]
    if counts["absent"]:
        parts.append(f"{counts['absent']} with nothing to look at")
    if run.said:
        yield f"Subjects: {', '.join(parts)}.", {}
    if off := sum(verdict.off for verdict in run.verdicts):
        yield f"{count(off, 'finding')} switched off by the site file.", {}


def _twice(run: Run, width: int) -> Iterator[tuple[str, Style]]:
    """What did not go well at first, or not to its end: flaky subjects, pages left, a browser that died."""
    flaky = [f"{one_line(one.page, 30)}: {one.subject}" for one in run.verdicts if one.status == "flaky"]
    if flaky:
        for line in _fill("  ~ flaky  passed only on retry:", flaky, width):
            yield line, {"yellow": True}
    if run.unfinished:
        for line in _fill("  ! not finished:", [one_line(page, 30) for page in run.unfinished], width):
            yield line, {"yellow": True}
    died: dict[str, dict[str, None]] = {}
    for verdict in run.verdicts:
        if verdict.died:
            died.setdefault(verdict.died, {})[one_line(verdict.page, 30)] = None
    for what, pages in died.items():
        for line in _fill(f"  ! {what}, and these pages were visited again:", list(pages), width):
            yield line, {"yellow": True}


def _causes(found: list[Cause], fresh: since.Fresh, width: int) -> Iterator[tuple[str, Style]]:
    rows = 0
    for number, cause in enumerate(found):
        new = " (new)" if cause in fresh else ""
        told = _told(f"{_MARKS[cause.severity]} {cause.rule}{new}", cause, width)
        rows += len(told)
        if rows > ROWS:
            yield f"  … and {count(len(found) - number, 'more cause')} in the report", {}
            return
        yield told[0], _STYLES[cause.severity]
        yield from ((line, {}) for line in told[1:])


def _changes(single: list[Cause], many: dict[str, int], width: int) -> Iterator[str]:
    if many:
        differ = "1 page differs from its accepted record:"
        if len(many) > 1:
            differ = f"{len(many)} pages differ from their accepted records:"
        names = [f"{one_line(page, 30)} ({count(number, 'change')})" for page, number in many.items()]
        yield from _fill(f"  ~ changed  {differ}", names, width)
    rows = 0
    for cause in single:
        told = _told("~ changed", cause, width)
        rows += len(told)
        if rows > CHANGES:
            yield "  … and more changes in the report"
            return
        yield from told


def _fill(start: str, names: list[str], width: int) -> list[str]:
    """A line that goes on with names, which are not torn apart, on as many lines as changes may take."""
    filled = [start]
    for number, name in enumerate(names):
        comma = "," if number < len(names) - 1 else ""
        last = len(filled) == CHANGES
        if len(filled[-1]) + len(name) + (12 if last else 2) <= width:
            filled[-1] += f" {name}{comma}"
        elif last:
            filled[-1] += f" … {len(names) - number} more"
            break
        else:
            filled.append(f"{INDENT}{name}{comma}")
    return filled


def _told(start: str, cause: Cause, width: int) -> list[str]:
    """A cause on one line, or on two where its message does not fit beside its rule and pages."""
    where = one_line(cause.pages[0], 30) if len(cause.pages) == 1 else f"{len(cause.pages)} pages"
    line = f"  {start}  {one_line(cause.message)}  ({where})"
    if len(line) <= width:
        return [line]
    names = ", ".join(one_line(page, 30) for page in cause.pages)
    if len(start) + len(names) + 6 <= width:
        where = names
    return [f"  {start}  ({where})", INDENT + one_line(cause.message, width - len(INDENT))]
