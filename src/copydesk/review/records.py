"""A page's change as something to accept: whether it may be, and what would be written."""

from __future__ import annotations

from pathlib import Path

import msgspec

from copydesk.report.run import Run
from copydesk.report.sides import ROWS, Row, side_by_side
from copydesk.review.files import RefusedError, content, place
from copydesk.verdicts.verdict import RECORD_LIMIT, Records, Verdict


class Written(msgspec.Struct, frozen=True):
    """A file that is written: what it held before, and what it holds since."""

    path: Path
    before: bytes | None
    after: bytes


def why_not(root: Path, run: Run) -> dict[int, str]:
    """The changes of a run that cannot be accepted, whatever the accepted record says by now, and why."""
    failed: dict[str, str] = {}
    for verdict in run.verdicts:
        if verdict.status == "failed":
            rules = (finding.rule for finding in verdict.findings if finding.level == "error")
            failed.setdefault(verdict.page, next(rules, verdict.subject))
    found: dict[int, str] = {}
    for number, verdict in enumerate(changes(run)):
        if run.faults:
            found[number] = (
                "This run broke the site on purpose: accept changes from a run of the unbroken site."
            )
        elif rule := failed.get(verdict.page):
            found[number] = (
                f"The rule {rule} failed on this page, and its record would hold the defect. "
                "Have it fixed, or mark it as known, and run again."
            )
        elif why := _unreadable(root, verdict):
            found[number] = why
    return found


def changes(run: Run) -> list[Verdict]:
    """The verdicts with changes, in the order in which the report has them."""
    return [verdict for page in run.pages() for verdict in page.verdicts if verdict.changes]


def plan(root: Path, verdict: Verdict) -> Written | None:
    """What accepting a change writes; None where the accepted record says so already.

    Raises `RefusedError` where that record is not the one that the run compared the page with.
    """
    records, path = _of(verdict), _place(root, verdict)
    kept, after = content(path), records.found.encode(errors="replace")
    if kept == after:
        return None
    if (None if kept is None else kept.decode("utf-8", "replace")) != records.accepted:
        raise RefusedError(
            f"Somebody has changed {records.file} since this run: look at that change, and run again."
        )
    return Written(path, kept, after)


def is_accepted(root: Path, verdict: Verdict) -> bool:
    """Whether the accepted record is what the run has found by now."""
    try:
        return content(_place(root, verdict)) == _of(verdict).found.encode(errors="replace")
    except RefusedError:
        return False


def difference(verdict: Verdict) -> list[Row] | None:
    """What is another in the record, in full; None where it is too much to compare with others."""
    records = _of(verdict)
    rows = side_by_side(records.accepted, records.found)
    return None if len(rows) > ROWS else [row for row in rows if not row.same]


def _unreadable(root: Path, verdict: Verdict) -> str:
    records = verdict.records
    if records is None:
        return "The run did not keep the record of this page: accept it with --snapshot-update."
    try:
        kept = content(_place(root, verdict))
    except RefusedError as error:
        return str(error)
    if not records.found or (records.accepted == "" and kept is not None and len(kept) > RECORD_LIMIT):
        return "The record of this page is too long for the report: accept it with --snapshot-update."
    return ""


def _place(root: Path, verdict: Verdict) -> Path:
    return place(root, _of(verdict).file, verdict.page)


def _of(verdict: Verdict) -> Records:
    assert verdict.records is not None, "asked only of changes that are not in `why_not`"
    return verdict.records
