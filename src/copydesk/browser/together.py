"""Visits that overlap: several pages of one browser are on their way at once.

While one page waits for its server, or for an idle moment, another one uses the machine. Each has a visitor,
and so a browser context, of its own; nothing of one is there in another.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from greenlet import getcurrent, greenlet  # type: ignore[import-untyped, unused-ignore]
from playwright.sync_api import Browser

from copydesk.browser.death import lives
from copydesk.browser.visit import Visitor
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry

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


def visit_ahead(
    visitors: Sequence[Visitor], entries: Iterable[PageEntry]
) -> Iterator[tuple[Visitor, Future[Capture]]]:
    """Visit pages, as many at once as there are visitors, and bring them in their order.

    Each comes with its visitor, which keeps the page open until the next one is asked for, and then goes on
    to a page that nobody has been to. Whatever the caller does meanwhile is taken from the patience with
    those under way, and has to be short. An outcome is the capture, or raises what `Visitor.visit` raises. A
    page on which something died is visited once more when the others under way are done, alone: what died
    may have been another page's fault.
    """
    overlap = Overlap()
    free, coming = deque(visitors), iter(entries)
    under_way: deque[tuple[Visitor, PageEntry, Future[tuple[Capture, str]]]] = deque()
    while True:
        while free and (entry := next(coming, None)):
            visitor = free.popleft()
            under_way.append((visitor, entry, overlap.start(partial(visitor.attempt, entry))))
        if not under_way:
            return
        visitor, entry, attempt = under_way.popleft()
        overlap.wait(attempt)
        if attempt.exception() is None and attempt.result()[1]:
            for *_, other in under_way:
                overlap.wait(other)
        yield visitor, _outcome(partial(_conclude, visitor, entry, attempt))
        free.append(visitor)


def visit_together(visitors: Sequence[Visitor], entries: Sequence[PageEntry]) -> list[Future[Capture]]:
    """Visit as many pages as there are visitors, or fewer; all are over, and open, when this returns."""
    assert len(entries) <= len(visitors)
    return [outcome for _, outcome in visit_ahead(visitors, entries)]


def _conclude(visitor: Visitor, entry: PageEntry, attempt: Future[tuple[Capture, str]]) -> Capture:
    capture, died = attempt.result()
    return visitor.visit(entry, after=died) if died else capture


class Overlap:
    """Calls of functions that use one Playwright, each going on where the others wait for the browser."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._dispatcher: greenlet | None = None
        """Playwright runs its event loop in a greenlet of its own, to which a synchronous call switches."""
        self._not_begun: dict[Future[Any], tuple[Callable[[], None], asyncio.Handle]] = {}
        self._futures: list[Future[Any]] = []
        self._waiting: greenlet | None = None

    def start(self, task: Callable[[], Result]) -> Future[Result]:
        """Have a function called; it begins when somebody waits, for this or for anything of Playwright's."""
        future: Future[Result] = Future()

        def run() -> None:
            _settle(future, task)
            if self._waiting:
                self._loop.call_soon(self._wake)

        self._not_begun[future] = run, self._loop.call_soon(self._begin, future)
        self._futures.append(future)
        return future

    def wait(self, future: Future[Any]) -> None:
        """Wait until a function has returned or raised something.

        Raises what is no `Exception`, such as Ctrl-C, of any of them, and at once: then some may still be
        under way.
        """
        self._waiting = getcurrent()
        try:
            while not future.done() and not self._interrupted():
                if self._dispatcher is None:
                    # Nothing has been waited for yet, so that the loop did not run.
                    run, begins = self._not_begun.pop(future)
                    begins.cancel()
                    run()
                else:
                    self._dispatcher.switch()
        finally:
            self._waiting = None
        if interrupted := self._interrupted():
            raise interrupted
        self._futures = [other for other in self._futures if not other.done()]

    def _begin(self, future: Future[Any]) -> None:
        self._dispatcher = getcurrent()
        run, _ = self._not_begun.pop(future)
        greenlet(run).switch()

    def _wake(self) -> None:
        if self._waiting:
            self._waiting.switch()

    def _interrupted(self) -> BaseException | None:
        errors = (future.exception() for future in self._futures if future.done())
        return next((error for error in errors if error and not isinstance(error, Exception)), None)


def _outcome(task: Callable[[], Result]) -> Future[Result]:
    future: Future[Result] = Future()
    _settle(future, task)
    return future


def _settle(future: Future[Result], task: Callable[[], Result]) -> None:
    try:
        future.set_result(task())
    except BaseException as error:
        future.set_exception(error)
