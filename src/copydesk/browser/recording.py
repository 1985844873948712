"""Visits that are recorded, and asking links in such a way that their answers are recorded."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress
from http.cookiejar import CookieJar
from typing import Unpack
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, Error

from copydesk.browser.fetch import Reply
from copydesk.browser.links import Fetch
from copydesk.browser.visit import Settings
from copydesk.browser.wire import Stopped
from copydesk.browser.wired import WiredVisitor
from copydesk.page.capture import Capture
from copydesk.recording.recorder import Recorder, Slot
from copydesk.recording.traffic import Answer, Asked
from copydesk.site.model import PageEntry, Site

_CONDITIONS = frozenset(("if-none-match", "if-modified-since"))


class RecordingVisitor(WiredVisitor):
    """Visits pages and has a recorder take down what they ask for and what they are answered."""

    answers = True

    def __init__(
        self, browser: Browser, site: Site, recorder: Recorder, **settings: Unpack[Settings]
    ) -> None:
        super().__init__(browser, site, **settings)
        self.recorder = recorder
        self._page = ""
        self._slots: dict[str, Slot] = {}
        self._failed: list[tuple[str, Slot]] = []

    def go(self, entry: PageEntry) -> Capture:
        """As `Visitor.go`. The cookies that the page has come to are none that may be kept."""
        # What a visit took down that its browser has died in is none of this one's.
        self.recorder.pages.pop(entry.name, None)
        self._failed.clear()
        capture = super().go(entry)
        # The page has not heard of a failure after which the browser asked once more by itself.
        heard = {request.url for request in (*capture.requests, *capture.refused) if request.failure}
        for url, slot in self._failed:
            if url not in heard:
                slot.take_back()
        with suppress(Error):
            for cookie in self.context.cookies():
                self.recorder.plain.keep_out(cookie.get("value", ""))
        self._slots.clear()
        return capture

    def begin(self, entry: PageEntry) -> None:
        """What comes from now on is of this page."""
        self._page = entry.name

    def stopped(self, request: Stopped) -> None:
        """Take down a request on its way out, and what came of it on its way back."""
        slot = self._slots.get(request.key)
        if not request.answered:
            self._take_down(request)
        elif slot and request.failure:
            slot.put(Answer(failure=request.failure))
            self._failed.append((request.url, slot))
        elif slot and not request.is_stream and not _is_known(request):
            body = self.wire.body(request)
            if answer := self.recorder.answer(request.url, request.status, request.answer_headers, body):
                slot.put(answer)
        if not request.is_stream:
            self.wire.let_on(request)

    def _take_down(self, request: Stopped) -> None:
        authorized = request.headers.get("authorization", "")
        self.recorder.plain.keep_out(authorized, authorized.rpartition(" ")[2])
        kind = request.headers.get("content-type", "")
        asked = self.recorder.asked(request.method, request.url, request.post, kind)
        self._slots[request.key] = self.recorder.slot(self._page, asked)


def _is_known(request: Stopped) -> bool:
    """Whether an answer is only that the browser's memory has it: it was taken down when it came first."""
    by_script = request.kind in ("Fetch", "XHR") and not _CONDITIONS.isdisjoint(request.headers)
    return request.status == 304 and not by_script


class RecordingFetch:
    """Sends requests for links with `fetch`, and has the recorder take down what is answered.

    One that is asked again on the way to the same link, with the same cookies, may be answered otherwise; for
    another link that begins anew.
    """

    def __init__(self, recorder: Recorder, fetch: Fetch) -> None:
        self.recorder = recorder
        self._fetch = fetch
        self._asked: WeakKeyDictionary[CookieJar, Counter[Asked]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def __call__(self, method: str, url: str, cookies: CookieJar) -> Reply:
        """The answer to a request."""
        reply = self._fetch(method, url, cookies)
        with self._lock:
            self.recorder.plain.keep_out(*(cookie.value or "" for cookie in cookies))
            asked = self.recorder.asked(method, url)
            counts = self._asked.setdefault(cookies, Counter())
            counts[asked] += 1
            answers = self.recorder.links.setdefault(asked, [])
            if counts[asked] > len(answers):
                answers.append(self._answer(url, reply))
        return reply

    def _answer(self, url: str, reply: Reply) -> Answer:
        kept = self.recorder.answer(url, reply.status, reply.headers.items(), reply.body)
        return Answer(failure=reply.error) if reply.error or kept is None else kept
