"""A browser that is alive and silent: stopped, or waiting for a hanging disk. It is killed: then it is dead.

Playwright waits without a limit for what a browser answers. One that has died ends all calls that wait for
it; one that says nothing ends none. Each browser is asked for its version again and again, while anything is
waited for, and one of this machine that does not answer is ended by its process's id.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from asyncio import AbstractEventLoop, CancelledError
from contextlib import suppress

from greenlet import greenlet  # type: ignore[import-untyped, unused-ignore]
from playwright.sync_api import Browser, CDPSession, Error

from copydesk.browser.machine import Patience

SILENCE = 4.0
"""Seconds after which a browser that has not answered is silent, on a machine that has time for it."""
BEAT = 0.25
"""Seconds between two looks."""
LOOKS = 8
"""So many looks at least: while nothing is waited for, nobody reads what a browser says."""

alive: set[int] = set()
"""The groups of processes of the browsers that were started here."""


def keep_alive(browser: Browser) -> None:
    """Watch over a browser from now on. One that is on another machine is left to whoever keeps it."""
    if browser.browser_type.name != "chromium":
        return
    session = browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    process = next((int(one["id"]) for one in told if one["type"] == "browser"), 0)
    if not (group := _group_of(process)):
        return
    alive.add(group)
    pulse = _Pulse(session, group, asyncio.get_running_loop())
    browser.on("disconnected", lambda _: pulse.end())
    pulse.beat()


def kill(group: int) -> None:
    """End a browser with all of its processes, whatever they are doing."""
    alive.discard(group)
    with suppress(OSError):
        os.killpg(group, signal.SIGKILL)


class _Pulse:
    """Asks one browser."""

    def __init__(self, session: CDPSession, group: int, loop: AbstractEventLoop) -> None:
        self._session, self._group, self._loop = session, group, loop
        self._asked: Patience | None = None
        self._looks = 0
        self._over = False

    def end(self) -> None:
        """Ask no more."""
        self._over = True
        alive.discard(self._group)

    def beat(self) -> None:
        """Look whether there is an answer, and ask once more."""
        if self._over:
            return
        if self._asked is None:
            self._asked, self._looks = Patience(SILENCE), 0
            greenlet(self._ask).switch()
        self._looks += 1
        if self._asked and self._looks > LOOKS and not self._asked.left():
            self._over = True
            kill(self._group)
            return
        self._loop.call_later(BEAT, self.beat)

    def _ask(self) -> None:
        try:
            self._session.send("Browser.getVersion")
        except (Error, CancelledError):
            self.end()
        self._asked = None


def _group_of(process: int) -> int:
    """The group of processes that a browser is in, if it was started for this very process; else 0.

    Such a browser has a group of its own, which it or the script that starts it leads. The id may be one of
    another machine, or of a container: nothing is killed that is not known to be the right thing.
    """
    if os.name != "posix" or process <= 1:
        return 0
    try:
        group = above = os.getpgid(process)
        if group == os.getpgrp():
            return 0
        while above > 1 and above != os.getpid():
            told = subprocess.run(["ps", "-o", "ppid=", "-p", str(above)], capture_output=True, check=True)
            above = int(told.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0
    return group if above == os.getpid() else 0
