"""The browser of a run: it visits pages, a few at once, and holds them until others are wanted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.check import check
from copydesk.plugin import options
from copydesk.plugin.artifacts import Artifacts, slug
from copydesk.plugin.places import unmoved
from copydesk.plugin.visited import Visited
from copydesk.report.run import PICTURES, Kept, Picture

if TYPE_CHECKING:
    from copydesk.browser.visit import Visitor
    from copydesk.capture import Capture
    from copydesk.plugin.suite import Suite
    from copydesk.site import PageEntry


class AtHand:
    """A page that the browser has been to, and what is known of it until it is left."""

    def __init__(self, artifacts: Artifacts, visitor: Visitor, coming: Future[Capture]) -> None:
        self.artifacts = artifacts
        self.visitor = visitor
        self.coming = coming
        self.capture: Capture | None = None
        self.kept: Kept | None = None
        self.visited: Visited | None = None
        self.owed = 0.0
        """Seconds of the visits that are this page's and that another's item has spent, or the reverse."""


class Browsing:
    """Visits in one browser. It holds the pages that are visited at once until others are wanted."""

    def __init__(
        self, suite: Suite, browser: Any, relaunch: Callable[[], Any], context_options: dict[str, Any]
    ) -> None:
        from copydesk.browser.together import Living

        self.suite = suite
        self._living = Living(browser, self._launch_another)
        self._launch = relaunch
        self._launched = ExitStack()
        self.name = f"{browser.browser_type.name} {browser.version}"
        self._options = context_options
        self._visitors: list[Visitor] = []
        self._at_hand: dict[str, AtHand] = {}

    def visit(self, entry: PageEntry, scope: str, before: Visited | None = None) -> Visited:
        """The page, if it is at hand, else a new visit, of those that are visited together with it as well.

        `before` is what an item that is tried again has seen already: the same once more would say the same.
        """
        page = self._at_hand.get(scope)
        again = page is not None and before is not None and before is page.visited
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
        if page.visited is None:
            # Apart from the visit: a rule that breaks down does so for every item, on the one capture.
            kept, page.kept = page.kept, None
            page.visited = Visited(scope, check(page.capture, self.suite.site), self, kept)
        return page.visited

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
            self._at_hand[scope] = page = AtHand(kept, visitor, one)
            page.owed = taken / len(entries)
        self._at_hand[next(iter(entries))].owed -= taken

    def _ask_links(self, entry: PageEntry, capture: Capture) -> None:
        """Find out what the links of a page come to."""
        suite = self.suite
        if suite.faults:
            from copydesk.browser.broken_links import look_broken

            look_broken(suite.asker, suite.faults, suite.site, entry, capture)
        else:
            suite.asker.look(capture, suite.site)

    def picture(self, visited: Visited) -> Picture | None:
        """A screenshot of a page at hand as it stands after its visit, in the report's folder."""
        from copydesk.browser.start import BrowserError

        last = visited.capture.states[-1] if visited.capture.states else None
        page = self._at_hand.get(visited.scope)
        if page is None or last is None or last.snapshot is None:
            return None
        folder = f"{self.suite.run_name}/{PICTURES}"
        try:
            written = page.visitor.picture(
                options.report_folder(self.suite.config) / folder / slug(visited.scope)
            )
        except (BrowserError, LookupError, OSError):
            # Of a page in a very bad state, or where there is no room, there is no picture; its findings are
            # told all the same.
            return None
        also = unmoved(visited.capture, visited.findings, last.name)
        return Picture(
            file=f"{folder}/{written.name}", width=last.snapshot.viewport[0], state=last.name, also=also
        )

    def owed(self, visited: Visited) -> float:
        """Seconds to add to the time of a page's first item, told once: pages share the time of visits."""
        page = self._at_hand.get(visited.scope)
        if page is None:
            return 0.0
        owed, page.owed = page.owed, 0.0
        return owed

    def recordings(self, visited: Visited) -> tuple[str, str]:
        """The trace and the video of a page at hand, which has failed, as seen from the report's folder."""
        page = self._at_hand.get(visited.scope)
        if page is None:
            return "", ""
        folder = options.report_folder(self.suite.config).resolve()
        trace, video = (
            Path(os.path.relpath(path, folder)).as_posix() if path else ""
            for path in page.artifacts.of_failure
        )
        return trace, video

    def close(self) -> None:
        """Leave the last pages and close what was opened in the browser."""
        self._leave()
        self._close_visitors()
        self._launched.close()

    def _launch_another(self) -> Any:
        """Another browser in the place of the one that has died."""
        self._launched.close()
        browser = self._launch()
        self._launched.callback(browser.close)
        return browser

    def _new_visitor(self, context_options: dict[str, Any]) -> Visitor:
        from copydesk.browser.visit import Visitor

        suite = self.suite
        if suite.recording:
            from copydesk.browser.replay import ReplayVisitor

            return ReplayVisitor(
                self._living.browser,
                suite.site,
                suite.recording,
                context_options=context_options,
                relaunch=self._living.relaunch,
            )
        if suite.faults:
            from copydesk.browser.broken import BrokenVisitor

            return BrokenVisitor(
                self._living.browser,
                suite.site,
                base_url=suite.base_url,
                context_options=context_options,
                faults=tuple(suite.faults),
                relaunch=self._living.relaunch,
            )
        return Visitor(
            self._living.browser,
            suite.site,
            base_url=suite.base_url,
            context_options=context_options,
            relaunch=self._living.relaunch,
        )

    def _leave(self) -> None:
        """Done with the pages at hand: keep their recordings if they are wanted, and forget them."""
        pages, self._at_hand = self._at_hand, {}
        for page in pages.values():
            failed = page.visited is None or page.visited.failed
            page.artifacts.finish(page.visitor, failed=failed)
            if page.artifacts.recorded:
                self._close_visitors()
            page.artifacts.closed(failed=failed)

    def _close_visitors(self) -> None:
        from copydesk.browser.start import BrowserError

        for visitor in self._visitors:
            # A browser that has died has closed everything already.
            with suppress(BrowserError):
                visitor.close()
        self._visitors.clear()
