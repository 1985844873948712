"""What a page is answered, broken on its way to the browser as faults say."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from greenlet import greenlet  # type: ignore[import-untyped, unused-ignore]
from playwright.sync_api import Error

from copydesk.browser.document import decode
from copydesk.browser.tab import Tab
from copydesk.browser.wire import ALL, Stopped, Wire
from copydesk.faults.fault import About, Fault, NotHereError, Respond, Rewrite
from copydesk.site.model import PageEntry, Site
from copydesk.text.urls import urlsplit

_KINDS = {
    "Document": "document",
    "XHR": "data",
    "Fetch": "data",
    "Script": "script",
    "Stylesheet": "stylesheet",
    "Image": "image",
    "Font": "font",
}
"""What faults call the kinds of requests that Chromium tells apart."""
_OF_THE_BODY = ("content-length", "content-encoding", "transfer-encoding")


class Secure(msgspec.Struct, frozen=True):
    """A site that is shown at one address, under https, and served at another. Both without a slash."""

    shown: str
    served: str


class Spoiler:
    """Spoils what the page of a tab is answered, until it is closed.

    Only requests of the kinds that the faults are about are stopped, so that all others cost what they always
    do. `changed` counts in how many places each fault changed something, `why` says what was not there to
    change, and `missing` the addresses, with their kinds, that a recording is to have no answer to;
    `answered` are the kinds of answers that could be rewritten.
    """

    def __init__(
        self, tab: Tab, faults: Sequence[Fault], entry: PageEntry, site: Site, secure: Secure | None
    ) -> None:
        self.changed: Counter[str] = Counter()
        self._lacking: dict[tuple[str, int], str] = {}
        self._done: set[tuple[str, int]] = set()
        self.missing: dict[str, str] = {}
        self.answered: set[str] = set()
        self._tab, self._entry, self._site, self._secure = tab, entry, site, secure
        self._rewrites = [(f, act) for f in faults for act in f.acts if isinstance(act, Rewrite)]
        self._responds = [(f, act) for f in faults for act in f.acts if isinstance(act, Respond)]
        asked = ALL if secure else _stopped({act.what for _, act in self._responds})
        answered = set() if secure else _stopped({act.what for _, act in self._rewrites})
        self._wire = Wire(tab.context.new_cdp_session(tab.page), self._spoil, asked=asked, answered=answered)

    @property
    def why(self) -> dict[str, str]:
        """What was not there to change, by fault, of acts that have changed no answer at all."""
        lacking = [(name, why) for (name, act), why in self._lacking.items() if (name, act) not in self._done]
        return dict(reversed(lacking))

    def close(self) -> None:
        """Spoil nothing any more. What was held back is let go: end it with its tab instead."""
        self._wire.close()

    def _spoil(self, request: Stopped) -> None:
        what = _KINDS.get(request.kind, "")
        if what == "document" and request.frame != self._tab.frame:
            what = ""
        if request.answered:
            if what and not request.failure and not request.is_stream:
                self._rewrite(request, what, self._wire.body(request))
            else:
                self._wire.let_on(request)
            return
        for fault, act in self._responds:
            if act.what == what and re.search(act.url, request.url):
                self.changed[fault.name] += 1
                self._respond(request, act)
                return
        if self._secure and request.url.startswith(f"{self._secure.shown}/"):
            self._fetch(request, what, self._secure)
        else:
            self._wire.let_on(request)

    def _rewrite(self, answer: Stopped, what: str, body: bytes) -> None:
        """Hand on the server's answer, rewritten where a fault does that."""
        text = before = decode(body, dict(answer.answer_headers).get("content-type", ""))
        status, given = answer.status, dict[str, str]()
        self.answered.add(what)
        about = About(url=answer.url, page=self._entry, site=self._site)
        for fault, act in self._rewrites:
            if act.what != what:
                continue
            changed, why = text, f"there is nothing like it in what the server sends ({what})"
            try:
                changed = act.change(text, about)
            except NotHereError as error:
                why = str(error)
            except Exception as error:
                why = f"it fails itself: {error!r}"
            else:
                why = "" if changed != text or act.status or act.headers else why
            if why:
                self._lacking.setdefault((fault.name, id(act)), why)
                continue
            self._done.add((fault.name, id(act)))
            self.changed[fault.name] += 1
            text, status, given = changed, act.status or status, {**given, **act.headers}
        if text == before and not given and status == answer.status and not self._secure:
            self._wire.let_on(answer)
            return
        kept = [one for one in answer.answer_headers if one[0] not in (*_OF_THE_BODY, *given)]
        new = [(name, value) for name, value in given.items() if value]
        self._wire.answer(answer, status, [*kept, *new], body if text == before else text.encode())

    def _fetch(self, request: Stopped, what: str, secure: Secure) -> None:
        """Have the server behind a site that is shown under https answer."""
        headers = {**request.headers, "host": urlsplit(secure.shown).netloc, "x-forwarded-proto": "https"}
        try:
            response = self._tab.context.request.fetch(
                secure.served + request.url.removeprefix(secure.shown),
                method=request.method,
                headers=headers,
                data=request.post or None,
                max_redirects=0,
            )
            body = response.body()
        except Error:
            self._wire.fail(request, "Failed")
            return
        told = tuple((one["name"].lower(), one["value"]) for one in response.headers_array)
        answer = msgspec.structs.replace(request, status=response.status, answer_headers=told)
        self._rewrite(answer, what, body)

    def _respond(self, request: Stopped, act: Respond) -> None:
        if act.hold:
            return
        if act.cut:
            self._wire.fail(request, "ConnectionClosed")
        elif act.unrecorded:
            self.missing[request.url] = request.kind.lower()
            self._wire.fail(request)
        elif act.delay:
            late: Any = greenlet(self._wire.let_on)
            asyncio.get_running_loop().call_later(act.delay, late.switch, request)
        else:
            headers = [("content-type", act.content_type), *act.headers.items()]
            self._wire.answer(request, act.status or 200, headers, act.body.encode())


def _stopped(what: set[str]) -> set[str]:
    """Chromium's names of the kinds of requests that faults call by theirs; those of links are none."""
    return {kind for kind, name in _KINDS.items() if name in what}
