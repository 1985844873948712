"""What reviewers decide about a run, and what becomes of it on disk.

Nothing is written but accepted records under `snapshots/` and `known-issues.toml`. A record is only written
over the very text that the run compared the page with, so that nobody's work is lost.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from copydesk.report.run import Run
from copydesk.report.shown import Data
from copydesk.review import records
from copydesk.review.files import RefusedError, content, put
from copydesk.review.issues import Issues, Mark
from copydesk.review.records import Written


class Decided(msgspec.Struct):
    """What was decided of a change. `earlier`: it had been accepted before this review began."""

    how: Literal["accepted", "rejected"]
    written: Written | None = None
    earlier: bool = False


class State(msgspec.Struct):
    """All that the page has to know: changes by their index, known issues by a finding's key."""

    total: int
    decided: dict[int, str]
    earlier: list[int]
    blocked: dict[int, str]
    known: dict[str, Mark]
    undo: str
    """What the next undo would undo, or nothing."""
    problem: str


class Review:
    """The decisions on one run. Changes and findings are named by their place in the report's data."""

    def __init__(self, run: Run, root: Path, data: Data) -> None:
        self.run = run
        self.root = root
        self.data = data
        self.changes = records.changes(run)
        assert len(self.changes) == len(data.changes)
        self.blocked = records.why_not(root, run)
        self.issues = Issues(root, run)
        self.decided = {
            number: Decided("accepted", earlier=True)
            for number, verdict in enumerate(self.changes)
            if number not in self.blocked and records.is_accepted(root, verdict)
        }
        self._log: list[list[int] | str] = []
        """What was done here, oldest first: changes that were decided together, or a finding's key."""

    def accept(self, numbers: list[int]) -> None:
        """Accept changes into their records: all of them or, where one cannot be, none.

        Several must be one and the same change on different pages. Raises `RefusedError`.
        """
        numbers = list(dict.fromkeys(numbers))
        if not numbers:
            raise RefusedError("There is nothing left to accept.")
        for number in numbers:
            self._open(number)
            if why := self.blocked.get(number):
                raise RefusedError(why)
        self._alike(numbers)
        made, files = self._planned(numbers)
        done: list[Written] = []
        try:
            for one in files:
                put(one.path, one.after, one.before)
                done.append(one)
        except RefusedError:
            for one in reversed(done):
                put(one.path, one.before, one.after)
            raise
        self._decide(made)

    def reject(self, number: int) -> None:
        """Remember that a change is wrong, and somebody has to repair the page. Raises `RefusedError`."""
        self._open(number)
        self._decide({number: Decided("rejected")})

    def undo(self, number: int | None = None) -> None:
        """Take back the decision on a change or else the last one, whatever it was. Raises `RefusedError`.

        What was written is put back, if nobody has changed it since.
        """
        if number is None and not self._log:
            raise RefusedError("There is nothing to undo.")
        last: list[int] | str = self._log[-1] if number is None else [number]
        if isinstance(last, str):
            self._forget(last)
            self.issues.unmark(last)
            return
        for one in last:
            if (decided := self.decided.get(one)) is None or decided.earlier:
                raise RefusedError("There is nothing to undo: this was not decided in this review.")
        files = {file.path: file for one in last if (file := self.decided[one].written)}
        for file in files.values():
            if content(file.path) != file.after:
                raise RefusedError(
                    f"Somebody has changed {file.path.name} since you accepted it here, so it stays as it is."
                )
        for file in files.values():
            put(file.path, file.before, file.after)
        for one in last:
            del self.decided[one]
        # In another browser the same record was accepted with it.
        for one in [one for one in self.decided if self._file(one) in {self._file(other) for other in last}]:
            if self.decided[one].how == "accepted":
                del self.decided[one]
        self._log = [
            left
            for entry in self._log
            if (left := entry if isinstance(entry, str) else [one for one in entry if one in self.decided])
        ]

    def mark(self, number: int, reason: str, ticket: str, expires: date | None, today: date) -> None:
        """Enter a finding among the known issues. Raises `RefusedError`."""
        key = self._key(number)
        self.issues.mark(key, reason, ticket, expires, today)
        self._log.append(key)

    def unmark(self, number: int) -> None:
        """Take a finding out of the known issues. Raises `RefusedError`."""
        key = self._key(number)
        self._forget(key)
        self.issues.unmark(key)

    def state(self, today: date) -> State:
        """What has been decided so far, here and on disk."""
        known, problem = self.issues.marks(today)
        return State(
            total=len(self.changes),
            decided={number: one.how for number, one in self.decided.items()},
            earlier=[number for number, one in self.decided.items() if one.earlier],
            blocked=self.blocked,
            known=known,
            undo=self._last(),
            problem=problem,
        )

    def to_fix(self) -> list[tuple[str, list[str]]]:
        """The pages whose changes were rejected, with what is another there: for somebody to repair."""
        rejected = (number for number, one in sorted(self.decided.items()) if one.how == "rejected")
        return [(self.changes[number].page, self.changes[number].changes) for number in rejected]

    def _last(self) -> str:
        if not self._log:
            return ""
        last = self._log[-1]
        if isinstance(last, str):
            return f"marking {self.issues.findings[last][1].rule} as known"
        doing = "accepting" if self.decided[last[0]].how == "accepted" else "rejecting"
        where = self._page(last[0]) if len(last) == 1 else f"{len(last)} pages"
        return f"{doing} the change of {where}"

    def _planned(self, numbers: list[int]) -> tuple[dict[int, Decided], list[Written]]:
        """What the decisions will be, and the files to write. Raises `RefusedError` with all conflicts."""
        made: dict[int, Decided] = {}
        files: dict[Path, Written] = {}
        problems: list[str] = []
        for number in numbers:
            try:
                written = records.plan(self.root, self.changes[number])
            except RefusedError as error:
                problems.append(str(error))
                continue
            made[number] = Decided("accepted", written)
            if written and files.setdefault(written.path, written) != written:
                problems.append(f"{self._page(number)} differs between browsers: accept one of them.")
        if problems:
            none = ["None of them is accepted."] if len(numbers) > 1 else []
            raise RefusedError(" ".join([*problems, *none]))
        return made, list(files.values())

    def _alike(self, numbers: list[int]) -> None:
        """Raise `RefusedError` where several changes are not one and the same."""
        if len(numbers) < 2:
            return
        first = records.difference(self.changes[numbers[0]])
        for number in numbers[1:]:
            same = self.data.changes[number].group == self.data.changes[numbers[0]].group
            if not same or first is None or records.difference(self.changes[number]) != first:
                raise RefusedError(
                    f"The change of {self._page(number)} reads the same but differs in detail: "
                    "look at it separately. None of them is accepted."
                )

    def _decide(self, made: dict[int, Decided]) -> None:
        self.decided.update(made)
        self._log.append(list(made))

    def _open(self, number: int) -> None:
        if not 0 <= number < len(self.changes):
            raise RefusedError("This run has no such change.")
        if decided := self.decided.get(number):
            raise RefusedError(f"The change of {self._page(number)} is already {decided.how}.")

    def _page(self, number: int) -> str:
        return self.changes[number].page

    def _file(self, number: int) -> str:
        kept = self.changes[number].records
        return kept.file if kept else ""

    def _key(self, number: int) -> str:
        if not 1 <= number <= len(self.data.findings):
            raise RefusedError("This run has no such finding.")
        return self.data.findings[number - 1].key

    def _forget(self, key: str) -> None:
        self._log = [entry for entry in self._log if entry != key]
