"""Marking a run's findings as known, and taking the mark away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from copydesk.disk.read import FileError, decoded
from copydesk.report import history
from copydesk.report.run import Run
from copydesk.review.files import RefusedError, content, put
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.verdicts import known
from copydesk.verdicts.known import Issue, Known

REASON = 2000
TICKET = 300


class Mark(msgspec.Struct):
    """A known issue as the page shows it."""

    reason: str
    ticket: str = ""
    expires: str = ""
    expired: bool = False


class Issues:
    """The findings of a run, by their keys, and the project's file of known issues."""

    def __init__(self, root: Path, run: Run) -> None:
        self.path = root / known.FILE
        self.findings: dict[str, tuple[str, Finding]] = {
            history.key_of(verdict, finding): (verdict.page, finding)
            for verdict in run.verdicts
            for finding in verdict.findings
        }

    def mark(self, key: str, reason: str, ticket: str, expires: date | None, today: date) -> None:
        """Enter a finding. Raises `RefusedError`, also where somebody has done so in the meantime."""
        page, finding = self.findings[key]
        reason, ticket = reason.strip(), ticket.strip()
        _check(finding, reason, ticket, expires, today)
        data, text, knows = self._read()
        if other := knows.of(page, finding.rule, finding.message):
            if not other.expired(today):
                raise RefusedError(f"This is already known: {other.told}")
            text = _without(text, other)
        issue = Issue(
            page=page,
            rule=finding.rule,
            message=finding.message,
            reason=reason,
            ticket=ticket,
            expires=expires,
        )
        put(self.path, known.added(text, issue).encode(errors="replace"), data)

    def unmark(self, key: str) -> None:
        """Take a finding out. Raises `RefusedError`, also where somebody has done so in the meantime."""
        page, finding = self.findings[key]
        data, text, knows = self._read()
        issue = knows.of(page, finding.rule, finding.message)
        if issue is None:
            raise RefusedError("Somebody has already removed this from the known issues.")
        put(self.path, _without(text, issue).encode(), data)

    def marks(self, today: date) -> tuple[dict[str, Mark], str]:
        """The findings that are known by now, and what is wrong with the file, if anything is."""
        try:
            knows = self._read()[2]
        except RefusedError as error:
            return {}, str(error)
        found: dict[str, Mark] = {}
        for key, (page, finding) in self.findings.items() if knows else ():
            if issue := knows.of(page, finding.rule, finding.message):
                end = issue.expires.isoformat() if issue.expires else ""
                found[key] = Mark(issue.reason, issue.ticket, end, issue.expired(today))
        return found, ""

    def _read(self) -> tuple[bytes | None, str, Known]:
        if self.path.is_symlink():
            raise RefusedError(f"{known.FILE} is a link to another place: it is not written here.")
        data = content(self.path)
        try:
            text = decoded(data or b"", known.FILE)
            return data, text, known.parse(text)
        except FileError as error:
            raise RefusedError(str(error)) from None


def _check(finding: Finding, reason: str, ticket: str, expires: date | None, today: date) -> None:
    if not reason:
        raise RefusedError("Say why this need not be fixed yet: others will want to know.")
    if len(reason) > REASON or len(ticket) > TICKET:
        raise RefusedError(f"A reason may have up to {REASON} characters, a ticket {TICKET}.")
    if expires is not None and expires < today:
        raise RefusedError(f"{expires} is in the past: choose a day in the future.")
    if finding.severity != "error":
        raise RefusedError("This is a warning, which fails nothing: you need not mark it as known.")
    if finding.rule.endswith("/failed") and finding.rule not in load_rules():
        raise RefusedError("This is one of your project's own tests: mark it there, with pytest.mark.xfail.")


def _without(text: str, issue: Issue) -> str:
    try:
        return known.removed(text, issue)
    except FileError as error:
        raise RefusedError(str(error)) from None
