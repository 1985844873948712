"""Visits to pages that are broken on purpose, in the ways of `copydesk.faults`."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Unpack

from playwright.sync_api import Browser

from copydesk.browser.collect import settle
from copydesk.browser.document import not_recorded
from copydesk.browser.spoil import Secure, Spoiler
from copydesk.browser.tab import Tab
from copydesk.browser.visit import Settings, Visitor
from copydesk.faults.fault import Dom, Early, Fault, Respond, Rewrite, Setting, What
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site
from copydesk.text.urls import urlsplit

_MEDDLE = (files("copydesk.browser") / "meddle.js").read_text()
FILES: set[What] = {"script", "stylesheet", "image", "font"}
"""What a tab keeps from one page for the next."""
SPENT = 0.2
"""Of a visit's patience, what is left at least for the page to settle again once it was broken."""


class BrokenVisitor(Visitor):
    """Visits a site's pages broken by `faults`, which can be others for each visit.

    After a visit `changed` says in how many places each of them changed the page; one that changed nothing
    has in `why` what was not there to change. What an act tells of itself beside a number is in `told`.
    Faults of the embedded site's server are none of its business.
    """

    def __init__(
        self, browser: Browser, site: Site, *, faults: tuple[Fault, ...] = (), **settings: Unpack[Settings]
    ) -> None:
        super().__init__(browser, site, **settings)
        self.faults = faults
        self.changed: Counter[str] = Counter()
        self.why: dict[str, str] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self._kept = self._options
        self._entry: PageEntry | None = None
        self._secure: Secure | None = None
        self._spoiler: Spoiler | None = None
        self._spent = False

    def go(self, entry: PageEntry) -> Capture:
        """As `Visitor.go`, with the page broken by `faults`."""
        self.changed, self.why, self.told, self._entry = Counter(), {}, {}, entry
        if self._spent:
            self._forget()
            self._abandon()
        settings = self._acts(Setting)
        if settings or self._options is not self._kept:
            self.close()
            self._options = self._context_options(settings)
        base_url = self.base_url
        if any(act.https for _, act in settings) and base_url.startswith("http:"):
            # Without its port, on which the browser would try to speak https to a server that does not.
            self._secure = Secure(f"https://{urlsplit(base_url).hostname}", base_url.rstrip("/"))
            self.base_url = self._secure.shown
        self._spent = True
        try:
            capture = super().go(entry)
            # An early script cannot be taken back, what was held back may still be on its way, and what the
            # tab keeps of files it would use again, broken as they are: such a tab stays open for a picture,
            # broken as it is, and not for the next visit.
            late = any(act.hold or act.delay for _, act in self._acts(Respond))
            restless = capture.error or any(state.settled for state in capture.states)
            answers = self._answers & FILES or (self._spoiler and (late or restless))
            self._spent = bool(self._acts(Early) or answers)
            for url, kind in (self._spoiler.missing if self._spoiler else {}).items():
                not_recorded(capture, url, kind)
            return capture
        finally:
            self.base_url, self._secure = base_url, None
            if self._spoiler:
                self.changed += self._spoiler.changed
                self.why = {**self.why, **self._spoiler.why}
                self._unasked(self._spoiler)
                if not self._spent:
                    self._spoiler.close()
                self._spoiler = None

    def _unasked(self, spoiler: Spoiler) -> None:
        """A fault that only answers requests, and was asked for nothing, has changed nothing of the page."""
        for fault in self.faults:
            changed = {act.what for act in fault.acts if isinstance(act, Rewrite)}
            if lacking := changed - spoiler.answered - {"link"}:
                self.why.setdefault(fault.name, f"the page asks for no such {min(lacking)}")
            kinds = [act.what for act in fault.acts if isinstance(act, Respond) and act.what != "link"]
            rewrites = any(isinstance(act, Rewrite) for act in fault.acts)
            if kinds and not rewrites and not spoiler.changed[fault.name]:
                self.changed[fault.name] = 0
                self.why.setdefault(fault.name, f"the page asks for no such {kinds[0]}")

    @property
    def now(self) -> datetime | None:
        """The moment that the pages' clock starts at, which a fault can put forward or back."""
        hours = sum(act.clock for _, act in self._acts(Setting))
        return self.moment() + timedelta(hours=hours) if hours else self.site.now

    def _acts(self, kind: type[Any]) -> list[tuple[Fault, Any]]:
        return [(fault, act) for fault in self.faults for act in fault.acts if isinstance(act, kind)]

    @property
    def _answers(self) -> set[What]:
        """The kinds of answers that are broken. What faults say of links is for `broken_links`."""
        return {act.what for _, act in self._acts(Rewrite) + self._acts(Respond)} - {"link"}

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
        if self._answers or self._secure:
            assert self._entry is not None
            self._spoiler = Spoiler(tab, self.faults, self._entry, self.site, self._secure)
            if self._answers & FILES:
                tab.without_cache()
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
        settle(tab, patience * (1 - SPENT))
        results: list[int | str | dict[str, Any]] = tab.page.evaluate(
            f"argument => ({_MEDDLE.strip().rstrip(';')})(argument, [{own}])",
            {"elements": elements, "acts": acts},
        )
        for (fault, _), result in zip(here, results, strict=True):
            if isinstance(result, int):
                self.changed[fault.name] += result
            elif isinstance(result, dict):
                self.changed[fault.name] += result["changed"]
                self.told[fault.name] = result
            else:
                self.why.setdefault(fault.name, result)
