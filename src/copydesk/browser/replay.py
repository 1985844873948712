"""Visits that are answered from a recording, and links that are."""

from __future__ import annotations

import threading
from http.cookiejar import CookieJar
from typing import Unpack
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser

from copydesk.browser.document import not_recorded
from copydesk.browser.fetch import Reply
from copydesk.browser.listen import is_icon
from copydesk.browser.visit import Settings
from copydesk.browser.wire import Stopped
from copydesk.browser.wired import WiredVisitor
from copydesk.page.capture import NOT_RECORDED, Capture
from copydesk.recording.plain import Plain
from copydesk.recording.traffic import HELD, Recording, Turn, visit_of
from copydesk.site.model import PageEntry, Site


class ReplayVisitor(WiredVisitor):
    """Visits pages as they were when they were recorded. Start its browser with `CLOSED_NETWORK`.

    A request that the recording has no answer to fails, and the capture says so.
    """

    def __init__(
        self, browser: Browser, site: Site, recording: Recording, **settings: Unpack[Settings]
    ) -> None:
        settings["base_url"] = recording.manifest.base_url
        super().__init__(browser, site, **settings)
        self.recording = recording
        self._plain = Plain(recording.manifest.moment, site.volatile)
        self._turn = Turn()
        self._missing: dict[str, str] = {}

    def go(self, entry: PageEntry) -> Capture:
        """As `Visitor.go`."""
        self._missing = {}
        capture = super().go(entry)
        for url, kind in self._missing.items():
            not_recorded(capture, url, kind)
        return capture

    def begin(self, entry: PageEntry) -> None:
        """The page's answers are given from the first one on."""
        self._turn = visit_of(self.recording, entry.name)
        self._missing = {}

    def stopped(self, request: Stopped) -> None:
        """Answer as it was answered then."""
        kind = request.headers.get("content-type", "")
        answer = self._turn.answer(self._plain.asked(request.method, request.url, request.post, kind))
        if answer is None:
            self._unknown(request)
        elif answer.failure and answer.failure != HELD:
            self.wire.fail(request, answer.failure)
        elif not answer.failure:
            self.wire.answer(request, answer.status, answer.headers, answer.body)

    def _unknown(self, request: Stopped) -> None:
        if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
            # Whether a browser asks another site first depends on when it has asked it last.
            self.wire.answer(request, 204, _all_allowed(request))
            return
        if not is_icon(request.url):
            self._missing.setdefault(request.url, request.kind.lower())
        self.wire.fail(request)


def _all_allowed(request: Stopped) -> list[tuple[str, str]]:
    asked = request.headers
    return [
        ("access-control-allow-origin", asked.get("origin", "*")),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", asked["access-control-request-method"]),
        ("access-control-allow-headers", asked.get("access-control-request-headers", "*")),
    ]


class ReplayFetch:
    """Answers requests for links from a recording."""

    def __init__(self, recording: Recording, site: Site) -> None:
        self._links = recording.links
        self._plain = Plain(recording.manifest.moment, site.volatile)
        self._turns: WeakKeyDictionary[CookieJar, Turn] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def __call__(self, method: str, url: str, cookies: CookieJar) -> Reply:
        """What was answered then; a page that was read says what it would have answered to HEAD."""
        with self._lock:
            turn = self._turns.setdefault(cookies, Turn(self._links))
            answer = turn.answer(self._plain.asked(method, url))
            if answer is None and method == "HEAD":
                answer = turn.answer(self._plain.asked("GET", url))
        if answer is None:
            return Reply(unasked=NOT_RECORDED)
        body = answer.body if method == "GET" else b""
        return Reply(status=answer.status, headers=dict(answer.headers), body=body, error=answer.failure)
