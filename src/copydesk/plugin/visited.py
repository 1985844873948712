"""A visited page, as a test gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from copydesk.page.capture import NOT_RECORDED
from copydesk.plugin.at_hand import AtHand
from copydesk.plugin.suite import SNAPSHOT
from copydesk.plugin.telling import describe, unknown_subject
from copydesk.report.run import facts_of
from copydesk.verdicts.check import Checked
from copydesk.verdicts.known import marked
from copydesk.verdicts.verdict import Status, Verdict

if TYPE_CHECKING:
    from copydesk.page.capture import Capture
    from copydesk.records import Record
    from copydesk.report.run import Facts, Kept, Picture
    from copydesk.rules.findings import Finding

VISIT = "visit"
"""The subject of the rules about the visit itself, which are all there is when it brought no page."""


class Visited:
    """A page that was visited, read and checked."""

    request: pytest.FixtureRequest
    """Of the test that looks at it now."""
    said: Verdict | None
    """The verdict that this test has asked for."""

    def __init__(self, page: AtHand, checked: Checked) -> None:
        self._page = page
        self._suite = page.suite
        self._checked = checked
        self._picture: Picture | None = None
        self._told = False
        self._snapshot: Verdict | None = None

    def looked_at_by(self, request: pytest.FixtureRequest) -> None:
        """It is another test's turn."""
        self.request = request
        self.said = None

    def note_failure(self) -> None:
        """A test that looked at it has failed: what was recorded of the visit is kept."""
        self._page.failed = True

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}: {self.url}>"

    @property
    def name(self) -> str:
        """The page's name in the site file."""
        return self.capture.page

    @property
    def kind(self) -> str:
        """article, feed or filter."""
        return self.capture.kind

    @property
    def url(self) -> str:
        """The final address of the visit."""
        return self.capture.final_url or self.capture.url

    @property
    def browser(self) -> str:
        """The browser's name and version."""
        return self._page.browser

    @property
    def capture(self) -> Capture:
        """All that the visit brought back, as plain data."""
        return self._checked.capture

    @property
    def record(self) -> Record:
        """The page as data. Fails the test if there was no page to read."""
        if self._checked.record is None:
            pytest.fail(f"{self.name}: {self.capture.error or 'there is no page to read'}", pytrace=False)
        return self._checked.record

    @property
    def findings(self) -> list[Finding]:
        """All findings of the rules on the page."""
        return self._checked.findings

    def check(self, subject: str) -> None:
        """Pass, fail or skip the test according to the rules for one subject of the page.

        `subject` is the part of a rule's name before the slash, or "snapshot" for the comparison with the
        accepted record.
        """
        verdict = self.said = self.verdict(subject)
        if verdict.status in ("failed", "changed"):
            pytest.fail(describe(verdict, self.request.node), pytrace=False)
        if verdict.status == "absent":
            pytest.skip("; ".join(verdict.remarks) or f"nothing to look at for {subject}")

    def verdict(self, subject: str) -> Verdict:
        """This run's verdict on one subject of the page."""
        if subject in self._checked.verdicts:
            return self._judged(self._checked.verdicts[subject])
        if self._checked.record is None:
            return self._unread(subject)
        if subject == SNAPSHOT:
            self._snapshot = self._snapshot or self._compare()
            return self._snapshot
        known = self._suite.subjects(self.kind)
        pytest.fail(unknown_subject(subject, self.kind, known), pytrace=False)

    def picture(self) -> Picture | None:
        """A screenshot for the report, taken once."""
        self._picture = self._picture or self._page.picture(self._checked)
        return self._picture

    def facts(self) -> Facts | None:
        """What the visit came to, for the report, told once."""
        if self._told:
            return None
        self._told = True
        return facts_of(self.capture)

    def kept(self) -> Kept | None:
        """Where the capture is kept, told once."""
        kept, self._page.kept = self._page.kept, None
        return kept

    def owed(self) -> float:
        """Seconds that the first item which looks at the page seems to have taken less than the page did."""
        return self._page.take_owed()

    def recordings(self) -> tuple[str, str]:
        """The trace and the video of the visit, seen from the report's folder; empty where none is made."""
        return self._page.recordings()

    def _unread(self, subject: str) -> Verdict:
        """The verdict if there is no page: the visit's own, so that what was not checked never passes.

        If an item of this run is about the visit, that one reports it, and all others only refer to it.
        """
        if self._suite.visit_is_item(self._page.scope):
            return self._new(subject, "absent", remarks=[f"not checked: {self.capture.error}"])
        visit = self._judged(self._checked.verdicts[VISIT])
        status: Status = "failed" if visit.status == "failed" else "absent"
        return self._new(subject, status, findings=visit.findings, remarks=visit.remarks)

    def _judged(self, verdict: Verdict) -> Verdict:
        """A verdict of the rules, with the known issues marked."""
        suite = self._suite
        return marked(verdict, suite.known, suite.today)

    def _compare(self) -> Verdict:
        if any(request.failure == NOT_RECORDED for request in self.capture.requests):
            remark = "not compared: the recording lacks an answer that the page requests"
            return self._new(SNAPSHOT, "absent", remarks=[remark])
        from copydesk.snapshots import compare

        compared = compare(self.request.getfixturevalue("snapshot"), self.record, self._suite.site, self.name)
        return self._new(
            SNAPSHOT,
            compared.status,
            findings=compared.findings,
            changes=compared.changes,
            records=compared.records,
            accepted=compared.digest,
        )

    def _new(self, subject: str, status: Status, **more: Any) -> Verdict:
        return Verdict(page=self.name, kind=self.kind, url=self.url, subject=subject, status=status, **more)
