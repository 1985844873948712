"""Verdicts: what a run says of a page and subject. The writers consume these and nothing else."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

import msgspec

from copydesk.rules.findings import Finding

Status = Literal["passed", "changed", "failed", "absent", "flaky"]
"""`absent`: the page has no such subject and none was expected. `changed`: it differs from the snapshot.
`flaky`: it passed only when it was tried again.
"""

NO_RECORD = "no record of this page has been accepted yet"
"""What a change says of a page that there is nothing to compare with."""


RECORD_LIMIT = 400_000
"""Characters of a record that travel with its verdict at most; one that is longer stays where it is."""


class Records(msgspec.Struct, kw_only=True):
    """A page's record as it was found, and the one that it was compared with, as text that is stored.

    `file` is where the accepted one is or would be, from the project's top; `accepted` is None where there is
    none. One that is too long is left out, as an empty text.
    """

    file: str
    accepted: str | None
    found: str


class Verdict(msgspec.Struct, kw_only=True):
    """What a run says of one subject of one page.

    `remarks` say what there was to look at where that is not obvious; `changes` are the differences from the
    accepted record, in the terms of the page. `screenshot` is a path relative to the report's folder.
    """

    page: str
    kind: str
    url: str
    subject: str
    status: Status
    findings: list[Finding] = []
    remarks: list[str] = []
    off: int = 0
    """So many findings the site file has switched off."""
    changes: list[str] = []
    screenshot: str = ""
    died: str = ""
    """What died in the first visit to the page, which was made once more then."""
    records: Records | None = None
    """Where it differs from the accepted record, or was accepted in its place: both of them."""
    accepted: str = ""
    """Where it does not differ: the SHA-256 of the accepted record's file."""

    @property
    def accepts(self) -> Records | None:
        """What was accepted in the place of what, where that was done just now."""
        if self.records is None or self.status != "passed":
            return None
        found = self.records.found
        now = sha256(found.encode(errors="replace")).hexdigest() == self.accepted
        return self.records if now or not found else None

    @property
    def unaccepted(self) -> bool:
        """Whether there is no accepted record that it could differ from."""
        return any(NO_RECORD in change for change in self.changes)
