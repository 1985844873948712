"""The browser of a run: it visits pages, a few at once, and keeps them open until others are needed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from copydesk.plugin.artifacts import Artifacts
from copydesk.plugin.at_hand import AtHand
from copydesk.plugin.suite import Suite
from copydesk.plugin.visited import Visited
from copydesk.verdicts.fence import check

if TYPE_CHECKING:
    from copydesk.browser.visit import Settings, Visitor
    from copydesk.page.capture import Capture
    from copydesk.site.model import PageEntry


class Browsing:
    """Visits in one browser. It keeps the pages that are visited together until others are needed."""

    def __init__(
        self, suite: Suite, browser: Any, relaunch: Callable[[], Any], context_options: dict[str, Any]
    ) -> None:
        from copydesk.browser.pulse import keep_alive
        from copydesk.browser.together import Living

        keep_alive(browser)
        self.suite = suite
        self._living = Living(browser, self._launch_another)
        self._launch = relaunch
        self._launched = ExitStack()
        self.name = f"{browser.browser_type.name} {browser.version}"
        self._options = context_options
        self._visitors: list[Visitor] = []
        self._at_hand: dict[str, AtHand] = {}
        self._visited: dict[str, Visited] = {}

    def visit(self, entry: PageEntry, scope: str, before: Visited | None = None) -> Visited:
        """The page, if it is open, else a new visit, together with the others of its batch.

        `before` is what a retried item has already seen: the same again would say the same.
        """
        page = self._at_hand.get(scope)
        again = page is not None and before is not None and before is self._visited.get(scope)
        if page is None or again:
            self._leave()
            if again:
                self._close_visitors()  # and with them what the browser keeps of files
            self._go({scope: entry} if again else self.suite.batch(scope, entry))
            page = self._at_hand[scope]
        if page.capture is None:
            capture = page.coming.result()
            self._ask_links(entry, capture)
            page.kept = self.suite.keep(capture, self.name)
            page.capture = capture
        if scope not in self._visited:
            # Apart from the visit: a rule that breaks down does so for every item, on the one capture.
            self._visited[scope] = Visited(page, check(page.capture, self.suite.site, self.suite.today))
            page.failed = False
        return self._visited[scope]

    def _go(self, entries: dict[str, PageEntry]) -> None:
        """Visit pages, all of them at once."""
        from copydesk.browser.together import visit_together

        visitors = []
        artifacts = [Artifacts(self.suite.config, scope) for scope in entries]
        for number, kept in enumerate(artifacts):
            if number == len(self._visitors):
                self._visitors.append(self._new_visitor(kept.context_options(self._options)))
            visitors.append(self._visitors[number])
            kept.start(visitors[-1])
        started = time.monotonic()
        coming = visit_together(visitors, list(entries.values()))
        taken = time.monotonic() - started
        for scope, kept, visitor, one in zip(entries, artifacts, visitors, coming, strict=True):
            self._at_hand[scope] = page = AtHand(self.suite, scope, self.name, kept, visitor, one)
            page.owed = taken / len(entries)
        self._at_hand[next(iter(entries))].owed -= taken

    def _ask_links(self, entry: PageEntry, capture: Capture) -> None:
        """Check where the links of a page lead."""
        suite = self.suite
        if suite.faults:
            from copydesk.browser.broken_links import look_broken

            look_broken(suite.asker, suite.faults, suite.site, entry, capture)
        else:
            suite.asker.look(capture, suite.site)

    def close(self) -> None:
        """Leave the last pages and close what was opened in the browser."""
        self._leave()
        self._close_visitors()
        self._launched.close()

    def _launch_another(self) -> Any:
        """A new browser in place of the one that crashed."""
        self._launched.close()
        from copydesk.browser.pulse import keep_alive

        browser = self._launch()
        self._launched.callback(browser.close)
        keep_alive(browser)
        return browser

    def _new_visitor(self, context_options: dict[str, Any]) -> Visitor:
        from copydesk.browser.visit import Visitor

        suite, browser = self.suite, self._living.browser
        settings: Settings = {
            "base_url": suite.base_url,
            "context_options": context_options,
            "relaunch": self._living.relaunch,
        }
        if suite.recording:
            from copydesk.browser.replay import ReplayVisitor

            return ReplayVisitor(browser, suite.site, suite.recording, **settings)
        if suite.faults:
            from copydesk.browser.broken import BrokenVisitor

            return BrokenVisitor(browser, suite.site, faults=tuple(suite.faults), **settings)
        return Visitor(browser, suite.site, **settings)

    def _leave(self) -> None:
        """Close the open pages: keep their recordings if they are wanted, and forget them."""
        pages, self._at_hand, self._visited = self._at_hand, {}, {}
        for page in pages.values():
            page.left = True
            page.artifacts.finish(page.visitor, failed=page.failed)
            if page.artifacts.recorded:
                self._close_visitors()
            page.artifacts.closed(failed=page.failed)

    def _close_visitors(self) -> None:
        from copydesk.browser.start import BrowserError

        for visitor in self._visitors:
            # A browser that has died has closed everything already.
            with suppress(BrowserError):
                visitor.close()
        self._visitors.clear()
