"""Time limits that are the page's, and not the machine's: no page is blamed for a machine that is busy.

How long something may take is said for a machine that has time for it. Only when a limit is over is it found
out whether this one had: a little work that should take some milliseconds shows how much longer all takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import TimeoutError as LimitError

WORK = 0.04
"""Seconds of the processor's time that finding out how slow the machine is takes."""
NOTICED = 1.6
"""A machine on which work takes less than so many times its time has time for a page."""
SAMPLES = 3
"""How often it is found out where one busy moment must not count."""
MOST = 20.0
"""Nothing gets more than so many times its limit: on a machine that is slower still, a run ends as well."""

Done = TypeVar("Done")


def slowness() -> float:
    """How many times its time a piece of work takes here and now: 1 where nothing else is to be done."""
    wall, work = time.perf_counter(), time.process_time()
    while time.process_time() - work < WORK:
        pass
    factor = (time.perf_counter() - wall) / WORK
    return min(factor, MOST) if factor > NOTICED else 1.0


def steady_slowness() -> float:
    """The least of some `slowness`es: what somebody else's work of a moment does not change."""
    return min(slowness() for _ in range(SAMPLES))


class Patience:
    """Seconds that something may take on a machine that has time for it, and more of them on a busy one."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._used = 0.0
        self._wait = seconds
        self._started = self._since = time.monotonic()

    def left(self) -> float:
        """Seconds that are left, 0 where there are none; only then it is asked how slow the machine is."""
        now = time.monotonic()
        if now - self._since >= self._wait > 0:
            # What has gone by counts as the part of it in which the machine had time.
            factor = slowness()
            self._used += (now - self._since) / factor
            rest = self._seconds - self._used
            over = rest < self._seconds / 100 or now - self._started >= self._seconds * MOST
            self._since, self._wait = now, 0.0 if over else rest * factor
        return max(0.0, self._wait - (now - self._since))


def patiently(act: Callable[[float], Done], seconds: float) -> Done:
    """Do what takes a limit in milliseconds; once more, with a longer one, where the machine was too busy."""
    try:
        return act(seconds * 1000)
    except LimitError:
        if (factor := slowness()) == 1.0:
            raise
    return act(seconds * 1000 * factor)
