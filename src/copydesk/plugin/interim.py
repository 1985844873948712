"""Writing the report repeatedly during a run, so that a killed run leaves what it did."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

SHARE = 0.04
"""Of the run's time, so much may go into this."""


class Interim:
    """Calls `write` when there is news, as long as writing takes only a small share of the time."""

    def __init__(self, write: Callable[[], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._started = clock()
        self._spent = 0.0
        self._last = 0.0
        self._news = False

    def news(self) -> None:
        """Something was said."""
        self._news = True
        self.look()

    def look(self) -> None:
        """Write if there is anything new to write and time for it."""
        before = self._clock()
        if not self._news or self._spent + self._last > SHARE * (before - self._started):
            return
        # Where there is no room now, there may be later; the end of the run says when there was none.
        with suppress(OSError):
            self._write()
        self._news = False
        self._last = self._clock() - before
        self._spent += self._last
