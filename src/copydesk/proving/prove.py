"""Proving what the rules would catch: break a page, visit it, see which rule notices."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

import msgspec

from copydesk.browser.broken import BrokenVisitor
from copydesk.browser.broken_links import look_broken
from copydesk.browser.links import Asker
from copydesk.browser.start import Browser
from copydesk.demo.server import serve
from copydesk.faults.fault import Dom, Early, Fault, Respond, Setting
from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.rules.findings import Finding
from copydesk.rules.lists.agreement import OWN_WORDS
from copydesk.rules.registry import load_rules
from copydesk.rules.visit.links import NOT_ASKED
from copydesk.site.model import PageEntry, PageKind, Site
from copydesk.verdicts.check import Checked, check, run

Status = Literal[
    "caught", "caught by others", "escaped", "did not take", "not applicable", "silent", "false alarm"
]
PAGES = 1
"""On so many pages of each kind a fault is tried by default; the faults take turns among the pages."""
HELD, USED = 3.0, 2.0
"""Seconds that a visit waits at most for an answer that a fault holds back for good, and for a control."""


class Outcome(msgspec.Struct, kw_only=True):
    """What came of one fault on one page.

    `rule` is the one that the fault names, `rules` all that found something that is not on the page as it
    is. `why` says why a fault could not be applied, or what a false alarm said. `silent` and `false alarm`
    are said of look-alikes, and of pages that nobody has broken (with no `fault`).
    """

    fault: str
    page: str
    kind: PageKind
    status: Status
    rule: str = ""
    rules: list[str] = []
    why: str = ""

    @property
    def failed(self) -> bool:
        """Whether somebody has to look at it."""
        return self.status in ("escaped", "did not take", "false alarm")


class Prover:
    """Breaks the pages of one site in one browser."""

    def __init__(self, browser: Browser, site: Site, base_url: str, asker: Asker, folder: Path) -> None:
        """In the folder, which provers may share, they keep what pages are like when nobody breaks them."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.browser = browser
        self.asker = asker
        self.site = site
        self.base_url = base_url
        self._visitor = BrokenVisitor(browser, site, base_url=base_url)
        self._clean: dict[tuple[str, tuple[str, ...]], Checked] = {}

    def close(self) -> None:
        """Close what was opened in the browser."""
        self._visitor.close()

    def prove(self, fault: Fault, turn: int, pages: int = PAGES) -> Iterator[Outcome]:
        """Try a fault on pages of each kind that it is for, beginning with the one whose turn it is.

        Where nothing is chosen on it, a filter page may be a page that it was tried on as a feed: not again.
        """
        if fault.served and not self.site.embedded:
            for kind in fault.kinds:
                yield self._not_here(fault, "", kind, "it is a fault of the embedded site's server")
            return
        tried: list[PageEntry] = []
        for kind in fault.kinds:
            entries = [entry for entry in self.site.pages if entry.kind == kind]
            start = turn % len(entries) if entries else 0
            applied = 0
            for entry in entries[start:] + entries[:start]:
                same = msgspec.structs.replace(walk(entry, fault.journeys), name="", kind="feed")
                if same in tried:
                    break
                outcome = self.break_page(fault, entry)
                if outcome.status != "not applicable":
                    applied += 1
                    tried.append(same)
                yield outcome
                if applied >= pages:
                    break

    def break_page(self, fault: Fault, entry: PageEntry) -> Outcome:
        """Visit a page with a fault on it, and say what came of it."""
        done = [*entry.journeys, *(["filter"] if entry.kind == "filter" else [])]
        missing = [name for name in fault.journeys if name not in done]
        if missing:
            why = f"the site file has no journey {missing[0]} on this page"
            return self._not_here(fault, entry.name, entry.kind, why)
        walked = walk(entry, fault.journeys)
        clean = self.clean(walked)
        if why := absent(fault, clean.capture) or unasked(fault, clean, self.site):
            return self._not_here(fault, entry.name, entry.kind, why)
        capture, changed, why = self._visit(fault, walked)
        if not changed:
            return self._not_here(fault, entry.name, entry.kind, why or "there is nothing to break")
        checked = check(capture, self.site)
        outcome = Outcome(
            fault=fault.name, page=entry.name, kind=entry.kind, rule=fault.rule, status="escaped", why=why
        )
        if alike(capture, clean.capture):
            if fault.fine and any(isinstance(act, Respond) and act.delay for act in fault.acts):
                # It came late and came: what there is to see is when, and no rule has said anything of it.
                outcome.status = "silent"
                return outcome
            if any(isinstance(act, Setting | Early) for act in fault.acts) or fault.served:
                return self._not_here(fault, entry.name, entry.kind, "the page did not change")
            outcome.status = "did not take"
            outcome.why = "it changed the page, but the page that was read is the same"
            return outcome
        new = fresh(checked.findings, clean.findings)
        outcome.rules = sorted({finding.rule for finding in new})
        if fault.fine:
            outcome.status = "false alarm" if new else "silent"
            outcome.why = "; ".join(finding.message for finding in new[:3])
        elif fault.rule in outcome.rules:
            outcome.status = "caught"
        elif outcome.rules:
            outcome.status = "caught by others"
        return outcome

    def clean(self, entry: PageEntry) -> Checked:
        """The page as it is, visited the first time that somebody asks for it."""
        key = (entry.name, tuple(entry.journeys))
        if key not in self._clean:
            file = self._folder / sha256(repr(key).encode()).hexdigest()
            if file.exists():
                capture = msgspec.msgpack.decode(file.read_bytes(), type=Capture)
            else:
                capture = self._visit_unbroken(entry)
                beside = file.with_suffix(f".{os.getpid()}")
                beside.write_bytes(msgspec.msgpack.encode(capture))
                beside.replace(file)
            self._clean[key] = check(capture, self.site)
        return self._clean[key]

    def unbroken(self, entry: PageEntry) -> Outcome:
        """Visit a page that nobody has broken: whatever a rule says of it is a false alarm."""
        findings = check(self._visit_unbroken(entry), self.site).findings
        return Outcome(
            fault="",
            page=entry.name,
            kind=entry.kind,
            status="false alarm" if findings else "silent",
            rules=sorted({finding.rule for finding in findings}),
            why="; ".join(finding.message for finding in findings[:3]),
        )

    def _visit_unbroken(self, entry: PageEntry) -> Capture:
        self._visitor.faults = ()
        capture = self._visitor.visit(entry)
        self.asker.look(capture, self.site)
        return capture

    def _visit(self, fault: Fault, entry: PageEntry) -> tuple[Capture, int, str]:
        """The capture of the broken page, in how many places it is broken, and why not in more."""
        with ExitStack() as closing:
            visitor = self._visitor
            if fault.served:
                base_url = closing.enter_context(serve(faults=(fault.served,)))
                visitor = BrokenVisitor(self.browser, self.site, base_url=base_url)
                closing.callback(visitor.close)
            visitor.faults = (fault,)
            visitor.site = self.site
            if fault.waits or fault.journeys:
                patience = min(self.site.patience, HELD if fault.waits else USED)
                visitor.site = msgspec.structs.replace(self.site, patience=patience)
            capture = visitor.visit(entry)
            visitor.site = self.site
            changed = visitor.changed[fault.name] or int(bool(fault.served))
            if fault.asks:
                changed += look_broken(self.asker, [fault], self.site, entry, capture)[fault.name]
            else:
                self.asker.known(capture, self.site)
            return capture, changed, visitor.why.get(fault.name, "")

    def _not_here(self, fault: Fault, page: str, kind: PageKind, why: str) -> Outcome:
        return Outcome(
            fault=fault.name, page=page, kind=kind, rule=fault.rule, status="not applicable", why=why
        )


def walk(entry: PageEntry, journeys: tuple[str, ...]) -> PageEntry:
    """The page with no journeys but these."""
    choose = entry.choose if "filter" in journeys else []
    return msgspec.structs.replace(entry, journeys=list(journeys), choose=choose)


def absent(fault: Fault, clean: Capture) -> str:
    """Which element the page lacks that the fault would break, or nothing: it saves visits for nothing."""
    for act in fault.acts:
        if not isinstance(act, Dom) or not act.element:
            continue
        matches = [
            match
            for state in clean.states
            if state.snapshot
            for match in state.snapshot.elements.get(act.element, [])
        ]
        if not matches:
            return f"the page has no {act.element}"
        if act.part and not any(match.parts.get(act.part) for match in matches):
            return f"the page has no {act.part} of the {act.element}"
    return ""


def unasked(fault: Fault, clean: Checked, site: Site) -> str:
    """Why the fault's rule does not look at the links of this site, or nothing."""
    if site.links.check != "off" and site.links.same_headlines:
        return ""
    page = Page(clean.capture, site)
    page.record = clean.record
    said = run(load_rules()[fault.rule], page)[1]
    return next((why.reason for why in (NOT_ASKED, OWN_WORDS) if why.reason in said), "")


def fresh(findings: list[Finding], before: list[Finding]) -> list[Finding]:
    """The findings that the page as it is does not have."""
    known = Counter((finding.rule, finding.message, finding.actual) for finding in before)
    new = []
    for finding in findings:
        key = (finding.rule, finding.message, finding.actual)
        if known[key]:
            known[key] -= 1
        else:
            new.append(finding)
    return new


def alike(one: Capture, other: Capture) -> bool:
    """Whether two visits brought back the same page, apart from the time that they took.

    The two may have been at servers of their own: where a page has its host's name, that is left out.
    """
    return essence(one) == essence(other) and (not one.links or not other.links or one.links == other.links)


def essence(capture: Capture) -> bytes:
    """What a visit brought back, without what it took and where it was."""
    host = urlsplit(capture.url).netloc
    told = msgspec.json.encode(
        [
            capture.final_url,
            capture.status,
            capture.headers.get("x-robots-tag"),
            capture.error,
            capture.html,
            [(state.name, state.settled, state.error, state.snapshot) for state in capture.states],
            [(line.level, line.text) for line in capture.console],
            sorted(
                (request.url, request.kind, request.status, request.failure) for request in capture.requests
            ),
            capture.interruptions,
            sorted(answer.body for answer in capture.answers),
            capture.accessibility,
        ]
    )
    for form in (host, quote(host, safe=""), quote(quote(host, safe=""), safe="")):
        told = told.replace(form.encode(), b"")
    return told
