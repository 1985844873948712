"""Visits whose requests are all stopped on their way: what recording and replaying have in common."""

from __future__ import annotations

from typing import Unpack

from playwright.sync_api import Browser, BrowserContext

from copydesk.browser.tab import Tab
from copydesk.browser.visit import Settings, Visitor
from copydesk.browser.wire import ALL, Stopped, Wire
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site


class WiredVisitor(Visitor):
    """Visits pages, and has a say in every request.

    Sockets open and stay silent, event streams stay without an answer, and there are no service workers: what
    these bring comes when it likes, and is never the same twice.
    """

    answers = False
    """Whether answers are stopped as well."""

    def __init__(self, browser: Browser, site: Site, **settings: Unpack[Settings]) -> None:
        super().__init__(browser, site, **settings)
        self._options = {**self._options, "service_workers": "block"}
        self._next: PageEntry | None = None
        self._frame = ""
        self._wire: Wire | None = None

    @property
    def wire(self) -> Wire:
        """What stops the requests."""
        assert self._wire is not None
        return self._wire

    def prepare(self, context: BrowserContext) -> None:
        """Stop all requests of the browser, from before the first page."""
        context.route_web_socket("**/*", lambda socket: None)
        session = self.browser.new_browser_cdp_session()
        self._wire = Wire(session, self._stopped, answered=ALL if self.answers else ())

    def close(self) -> None:
        """As `Visitor.close`; the browser's requests go their way again."""
        super().close()
        if self._wire:
            self._wire.close()
            self._wire = None

    def go(self, entry: PageEntry) -> Capture:
        """As `Visitor.go`."""
        self._next = entry
        return super().go(entry)

    def begin(self, entry: PageEntry) -> None:
        """The first request of a visit is on its way: what comes from now on is of this page."""

    def stopped(self, request: Stopped) -> None:
        """What to do with a request of the page, or its answer."""

    def _fresh_tab(self, capture: Capture) -> Tab:
        tab = super()._fresh_tab(capture)
        self._frame = tab.frame
        return tab

    def _stopped(self, request: Stopped) -> None:
        # Until it goes to the next one, the page before is still there and asks for what it likes.
        if (
            self._next
            and not request.answered
            and request.kind == "Document"
            and request.frame == self._frame
        ):
            self.begin(self._next)
            self._next = None
        self.stopped(request)
