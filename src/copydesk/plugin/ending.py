"""How a run ends: its exit code. pytest's own codes are kept; two say more than its 1 does.

0  every page is in order
1  something failed
2, 3, 4, 5  as pytest says: interrupted, broken down, wrong options, no items
10  nothing failed, and pages differ from their accepted records
11  the run could not go on: the site or the browser was not to be had
"""

from __future__ import annotations

from typing import Any

import pytest

CHANGED = 10
STOPPED = 11


class Ending:
    """Takes note of all that fails, and says with what the run ends."""

    def __init__(self) -> None:
        self.changed = False
        self.failed = False

    def take(self, report: Any, *, changed: bool = False) -> None:
        """Note an item's or a collector's report; `changed` where all it says is that a record changed."""
        if report.failed:
            self.changed |= changed
            self.failed |= not changed

    def code(self, exitstatus: int, *, stopped: bool) -> int:
        """The exit code, given pytest's. `stopped` says that the run could not go on by itself."""
        # A worker of xdist's that cannot go on makes its controller say that it was interrupted.
        if stopped and exitstatus in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
            return STOPPED
        only_changed = self.changed and not self.failed
        return CHANGED if only_changed and exitstatus == pytest.ExitCode.TESTS_FAILED else exitstatus
