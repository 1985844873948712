"""Verdicts: what a run says of a page and subject. The writers consume these and nothing else."""

from __future__ import annotations

from typing import Literal

import msgspec

from copydesk.findings import Finding

Status = Literal["passed", "changed", "failed", "absent"]
"""`absent`: the page has no such subject and none was expected. `changed`: it differs from the snapshot."""

NO_RECORD = "no record of this page has been accepted yet"
"""What a change says of a page that there is nothing to compare with."""


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
    changes: list[str] = []
    screenshot: str = ""

    @property
    def unaccepted(self) -> bool:
        """Whether there is no accepted record that it could differ from."""
        return any(NO_RECORD in change for change in self.changes)
