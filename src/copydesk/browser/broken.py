"""Visits to pages that are broken on purpose, in the ways of `copydesk.faults`."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from greenlet import greenlet  # type: ignore[import-untyped, unused-ignore]
from playwright.sync_api import APIResponse, Browser, Error, Route

from copydesk.browser.document import not_recorded
from copydesk.browser.tab import Tab
from copydesk.browser.visit import Visitor
from copydesk.capture import Capture
from copydesk.faults.fault import About, Dom, Early, Fault, NotHereError, Respond, Rewrite, Setting
from copydesk.site import PageEntry, Site
from copydesk.urls import urlsplit

_MEDDLE = (files("copydesk.browser") / "meddle.js").read_text()
_KINDS = {"xhr": "data", "fetch": "data"}
_OF_THE_BODY = ("content-length", "content-encoding", "transfer-encoding")
SPENT = 0.2
"""Of a visit's patience, what is left at least for the page to settle again once it was broken."""


class BrokenVisitor(Visitor):
    """Visits a site's pages broken by `faults`, which can be others for each visit.

    After a visit `changed` says in how many places each of them changed the page; one that changed nothing
    has in `why` what was not there to change. What an act tells of itself beside a number is in `told`.
    Faults of the embedded site's server are none of its business.
    """

    def __init__(
        self,
        browser: Browser,
        site: Site,
        *,
        base_url: str = "",
        context_options: dict[str, Any] | None = None,
        faults: tuple[Fault, ...] = (),
        relaunch: Callable[[], Browser] | None = None,
    ) -> None:
        super().__init__(browser, site, base_url=base_url, context_options=context_options, relaunch=relaunch)
        self.faults = faults
        self.changed: Counter[str] = Counter()
        self.why: dict[str, str] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self._kept = self._options
        self._entry: PageEntry | None = None
        self._held: list[Route] = []
        self._missing: dict[str, str] = {}
        self._spent = False
        self._plain = self._secure = ""

    def go(self, entry: PageEntry) -> Capture:
        """As `Visitor.go`, with the page broken by `faults`."""
        self.changed, self.why, self.told, self._entry = Counter(), {}, {}, entry
        if self._spent:
            self._abandon()
        settings = self._acts(Setting)
        if settings or self._options is not self._kept:
            self.close()
            self._options = self._context_options(settings)
        base_url = self.base_url
        if any(act.https for _, act in settings) and base_url.startswith("http:"):
            self._plain = base_url.rstrip("/")
            # Without its port, on which the browser would try to speak https to a server that does not.
            self._secure = self.base_url = f"https://{urlsplit(base_url).hostname}"
        # What faults say of links is for `broken_links`.
        acts = self._acts(Rewrite) + self._acts(Respond)
        answers = bool(self._secure) or any(act.what != "link" for _, act in acts)
        if answers:
            self.context.route("**/*", self._answer)
        self._spent = True
        try:
            capture = super().go(entry)
            # An early script cannot be taken back, and what was held back may still be on its way: the tab
            # stays open for a picture, and not for the next visit.
            # And what the tab keeps of files it would use again, broken as they are.
            late = any(act.hold or act.delay for _, act in self._acts(Respond))
            files = any(act.what not in ("document", "data", "link") for _, act in acts)
            restless = capture.error or any(state.settled for state in capture.states)
            self._spent = bool(self._acts(Early) or (answers and (late or files or restless)))
            for url, kind in self._missing.items():
                not_recorded(capture, url, kind)
            return capture
        finally:
            self._missing.clear()
            self.base_url, self._plain, self._secure = base_url, "", ""
            if answers:
                self.context.unroute("**/*", self._answer)
            for route in self._held:
                with suppress(Error):
                    route.abort()
            self._held.clear()

    @property
    def now(self) -> datetime | None:
        """The moment that the pages' clock starts at, which a fault can put forward or back."""
        hours = sum(act.clock for _, act in self._acts(Setting))
        return self.moment() + timedelta(hours=hours) if hours else self.site.now

    def _acts(self, kind: type[Any]) -> list[tuple[Fault, Any]]:
        return [(fault, act) for fault in self.faults for act in fault.acts if isinstance(act, kind)]

    def _context_options(self, settings: list[tuple[Fault, Setting]]) -> dict[str, Any]:
        if not settings:
            return self._kept
        options = dict(self._kept)
        for fault, act in settings:
            options |= {"timezone_id": act.time_zone} if act.time_zone else {}
            options |= {"locale": act.locale} if act.locale else {}
            self.changed[fault.name] += 1
        return options

    def _fresh_tab(self, capture: Capture) -> Tab:
        tab = super()._fresh_tab(capture)
        early = self._acts(Early)
        for fault, act in early:
            tab.page.add_init_script(act.script)
            self.changed[fault.name] += 1
        meddling = bool(self._acts(Dom))
        tab.before_reading = (lambda patience: self._meddle(tab, capture, patience)) if meddling else None
        return tab

    def _meddle(self, tab: Tab, capture: Capture, patience: float) -> None:
        """Break the document as it is about to be read in this state."""
        state = capture.states[-1].name if capture.states else "loaded"
        here = [(fault, act) for fault, act in self._acts(Dom) if act.state in (state, "*")]
        if not here:
            return
        elements = {
            name: {"selector": element.selector, "parts": element.parts}
            for name, element in self.site.elements_of(capture.kind).items()
        }
        acts = [
            {
                "op": act.op,
                "element": act.element,
                "part": act.part,
                "which": act.which,
                "argument": act.argument,
                "hidden": act.hidden,
            }
            for _, act in here
        ]
        own = ", ".join(act.op if "=>" in act.op else "null" for _, act in here)
        results: list[int | str | dict[str, Any]] = tab.page.evaluate(
            f"argument => ({_MEDDLE.strip().rstrip(';')})(argument, [{own}])",
            {"elements": elements, "acts": acts, "patience": patience * 1000 * (1 - SPENT)},
        )
        for (fault, _), result in zip(here, results, strict=True):
            if isinstance(result, int):
                self.changed[fault.name] += result
            elif isinstance(result, dict):
                self.changed[fault.name] += result["changed"]
                self.told[fault.name] = result
            else:
                self.why.setdefault(fault.name, result)

    def _answer(self, route: Route) -> None:
        """Answer a request of the page, or let the server do so."""
        # The page may have gone on, or been closed, while its request was looked at.
        with suppress(Error):
            self._spoil(route)

    def _spoil(self, route: Route) -> None:
        request = route.request
        what = _KINDS.get(request.resource_type, request.resource_type)
        if what == "document" and (not request.is_navigation_request() or request.frame.parent_frame):
            self._pass_on(route)
            return
        for fault, act in self._acts(Respond):
            if act.what == what and re.search(act.url, request.url):
                self.changed[fault.name] += 1
                self._respond(route, act)
                return
        rewrites = [(fault, act) for fault, act in self._acts(Rewrite) if act.what == what]
        if not rewrites:
            self._pass_on(route)
            return
        response = self._fetch(route)
        text = before = response.text()
        status, given = response.status, dict[str, str]()
        assert self._entry is not None
        about = About(url=request.url, page=self._entry, site=self.site)
        for fault, act in rewrites:
            try:
                changed = act.change(text, about)
            except NotHereError as error:
                self.why.setdefault(fault.name, str(error))
                continue
            if changed == text and not act.status and not act.headers:
                self.why.setdefault(fault.name, f"there is nothing like it in what the server sends ({what})")
            else:
                self.changed[fault.name] += 1
            text, status, given = changed, act.status or status, {**given, **act.headers}
        if text == before and not given and status == response.status:
            route.fulfill(response=response)
            return
        headers = {name: value for name, value in response.headers.items() if name not in _OF_THE_BODY}
        headers = {name: value for name, value in {**headers, **given}.items() if value}
        route.fulfill(status=status, headers=headers, body=text.encode())

    def _pass_on(self, route: Route) -> None:
        """Let the server answer, or another route."""
        if self._secure and route.request.url.startswith(f"{self._secure}/"):
            route.fulfill(response=self._fetch(route))
        else:
            route.fallback()

    def _fetch(self, route: Route) -> APIResponse:
        """The server's own answer."""
        request = route.request
        if not self._secure or not request.url.startswith(f"{self._secure}/"):
            return route.fetch(max_redirects=0)
        headers = {**request.headers, "host": urlsplit(self._secure).netloc, "x-forwarded-proto": "https"}
        url = self._plain + request.url.removeprefix(self._secure)
        return route.fetch(url=url, headers=headers, max_redirects=0)

    def _respond(self, route: Route, act: Respond) -> None:
        if act.hold:
            self._held.append(route)
        elif act.cut:
            route.abort("connectionclosed")
        elif act.unrecorded:
            self._missing[route.request.url] = route.request.resource_type
            route.abort("blockedbyclient")
        elif act.delay:
            asyncio.get_running_loop().call_later(act.delay, greenlet(self._late).switch, route)
        else:
            route.fulfill(status=act.status or 200, body=act.body, content_type=act.content_type)

    def _late(self, route: Route) -> None:
        with suppress(Error):
            route.fallback()
