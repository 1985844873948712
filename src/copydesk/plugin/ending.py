"""How a run ends: its exit code, one of those in `copydesk.report.codes`."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.report.codes import CHANGED, STOPPED


class Ending:
    """Collects everything that fails, and returns the exit code of the run."""

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
