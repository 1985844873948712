"""Time limits of tests. Each is there to end a hang and never to time something, and follows the machine.

What waits for a process, a thread, a server or a page waits through one of these. A limit is said in seconds
of a machine that has time; when it is over, a few milliseconds of work show how busy this one is, and it
becomes as many times longer (`copydesk.browser.machine`).
"""

from __future__ import annotations

import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext
from playwright.sync_api import expect as playwright_expect

from copydesk.browser.machine import Patience, slowness

PATIENCE = 120.0
"""Seconds after which something hangs, on a machine that has time for it."""
SHOWN = 10.0
"""Seconds in which a page has come to show something."""
PRESSED = 30.0
"""Seconds in which something on a page could be pressed."""

Done = TypeVar("Done")


def within(wait: Callable[[float], Done], seconds: float = PATIENCE) -> Done:
    """What a call that takes a limit returns; it goes on waiting for as long as the machine is to blame.

    Raises what the call raises when its limit is over.
    """
    patience = Patience(seconds)
    while True:
        try:
            return wait(patience.left())
        except (TimeoutError, subprocess.TimeoutExpired):
            if not patience.left():
                raise


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for a condition."""
    patience = Patience(seconds)
    while not condition():
        assert patience.left(), "it did not happen"
        threading.Event().wait(0.01)


def happened(event: threading.Event, seconds: float = PATIENCE) -> bool:
    """Wait for an event, and say whether it came."""
    patience = Patience(seconds)
    while not event.wait(left := patience.left()):
        if not left:
            return False
    return True


def join(thread: threading.Thread, seconds: float = PATIENCE) -> None:
    """Wait for a thread's end."""
    patience = Patience(seconds)
    while thread.is_alive():
        left = patience.left()
        assert left, f"{thread.name} has not ended"
        thread.join(left)


def in_time(act: Callable[[], Done], seconds: float = PATIENCE) -> Done:
    """What a call that knows no such limit returns, such as one that reads from a socket or a pipe.

    It runs in a thread of its own, which is left alone where it hangs.
    """
    outcome: Future[Done] = Future()

    def run() -> None:
        try:
            outcome.set_result(act())
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    patience = Patience(seconds)
    while not outcome.done():
        try:
            return outcome.result(left := patience.left())
        except TimeoutError:
            if not left:
                raise
    return outcome.result()


def fetch(request: urllib.request.Request | str) -> bytes:
    """What a server answers; raises HTTPError where that is a refusal."""

    def ask() -> bytes:
        with urllib.request.urlopen(request) as answer:
            return bytes(answer.read())

    return in_time(ask)


def communicate(process: subprocess.Popen[Any], seconds: float = PATIENCE) -> tuple[Any, Any]:
    """What a process still says until it ends; one that does not is killed."""
    try:
        return within(lambda left: process.communicate(timeout=left), seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def run(
    command: Sequence[Any], *, seconds: float = PATIENCE, check: bool = False, **options: Any
) -> subprocess.CompletedProcess[Any]:
    """A process that has ended, with what it said as text; as `subprocess.run` otherwise."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **{**pipes, **options}) as process:
        said, complained = communicate(process, seconds)
    done = subprocess.CompletedProcess(command, process.returncode, said, complained)
    if check:
        done.check_returncode()
    return done


class Expecting:
    """Playwright's `expect` of a page, an element or an answer, with a limit that follows the machine."""

    def __init__(self, actual: Any, seconds: float = SHOWN) -> None:
        self._expected: Any = playwright_expect(actual)
        self._seconds = seconds

    def __getattr__(self, name: str) -> Callable[..., None]:
        assertion = getattr(self._expected, name)

        def act(*args: Any, **options: Any) -> None:
            __tracebackhide__ = True
            patience = Patience(self._seconds)
            while True:
                try:
                    return assertion(*args, timeout=patience.left() * 1000, **options)
                except AssertionError:
                    if not patience.left():
                        raise

        return act


expect = Expecting

_asked: tuple[float, float] = (-1e9, 1.0)
"""When the machine was last asked how slow it is, and the answer."""


def patient(context: BrowserContext) -> BrowserContext:
    """A context in which calls take as long as the machine needs for them."""
    global _asked
    now = time.monotonic()
    if now - _asked[0] > SHOWN:
        _asked = now, slowness()
    context.set_default_timeout(PRESSED * 1000 * _asked[1])
    return context
