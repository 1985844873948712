"""Visits that overlap: several pages of one browser are on their way at once.

While one page waits for its server, or for an idle moment, another one uses the machine. Each has a visitor,
and so a browser context, of its own; nothing of one is there in another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from greenlet import getcurrent, greenlet  # type: ignore[import-untyped, unused-ignore]
from playwright.sync_api import Browser

from copydesk.browser.death import lives
from copydesk.browser.visit import Visitor
from copydesk.capture import Capture
from copydesk.site import PageEntry

AT_ONCE = 3
"""So many pages are visited at once: with more, two processors have nothing left to give."""

Result = TypeVar("Result")


class Living:
    """The browser that visitors share: one that has died is started anew by the first who asks, for all."""

    def __init__(self, browser: Browser, launch: Callable[[], Browser]) -> None:
        self.browser = browser
        self._launch = launch

    def relaunch(self) -> Browser:
        """A browser that lives."""
        if not lives(self.browser):
            self.browser = self._launch()
        return self.browser


def visit_together(visits: Sequence[tuple[Visitor, PageEntry]]) -> list[Future[Capture]]:
    """Make visits, each by a visitor of its own; all are over when this returns.

    Each outcome is the capture, or raises what `Visitor.visit` raises. A page on which something died is
    visited once more when the others are done, alone: what died may have been another page's fault.
    """
    attempts = together([partial(visitor.attempt, entry) for visitor, entry in visits])
    return [
        _outcome(partial(_conclude, visitor, entry, attempt))
        for (visitor, entry), attempt in zip(visits, attempts, strict=True)
    ]


def _conclude(visitor: Visitor, entry: PageEntry, attempt: Future[tuple[Capture, str]]) -> Capture:
    capture, died = attempt.result()
    return visitor.visit(entry, after=died) if died else capture


def together(tasks: Sequence[Callable[[], Result]]) -> list[Future[Result]]:
    """Call functions that use one Playwright, each going on where the others wait for the browser.

    Raises only what is no `Exception`, such as Ctrl-C, and at once: then some may still be under way.
    """
    futures: list[Future[Result]] = [Future() for _ in tasks]
    here, dispatcher = getcurrent(), None
    waiting = True

    def run(index: int) -> None:
        futures[index] = _outcome(tasks[index])
        if index and waiting and (_interrupted(futures) or all(future.done() for future in futures)):
            loop.call_soon(here.switch)

    def begin() -> None:
        # Playwright runs its event loop in a greenlet of its own, to which a synchronous call switches.
        nonlocal dispatcher
        dispatcher = getcurrent()
        for index in range(1, len(tasks)):
            greenlet(run).switch(index)

    if not tasks:
        return futures
    loop = asyncio.get_running_loop()
    begins = loop.call_soon(begin)
    try:
        run(0)
        if dispatcher is None:
            # The first has not waited for anything, so that the loop did not run, and no other has begun.
            begins.cancel()
            for index in range(1, len(tasks)):
                run(index)
        while not _interrupted(futures) and not all(future.done() for future in futures):
            assert dispatcher is not None
            dispatcher.switch()
    finally:
        waiting = False
    if interrupted := _interrupted(futures):
        raise interrupted
    return futures


def _interrupted(futures: Sequence[Future[Result]]) -> BaseException | None:
    errors = (future.exception() for future in futures if future.done())
    return next((error for error in errors if error and not isinstance(error, Exception)), None)


def _outcome(task: Callable[[], Result]) -> Future[Result]:
    future: Future[Result] = Future()
    try:
        future.set_result(task())
    except BaseException as error:
        future.set_exception(error)
    return future
