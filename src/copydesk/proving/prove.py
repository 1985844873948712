"""Proving what the rules would catch: break a page, visit it, see which rule notices."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from copydesk.browser.broken import BrokenVisitor
from copydesk.browser.broken_links import look_broken
from copydesk.browser.links import Asker
from copydesk.browser.start import Browser
from copydesk.browser.together import Living
from copydesk.demo.server import serve
from copydesk.faults.fault import Dom, Early, Fault, Respond, Setting
from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.proving.pieces import without_host
from copydesk.proving.unbroken import Unbroken, vanished
from copydesk.rules.lists.agreement import OWN_WORDS
from copydesk.rules.registry import load_rules
from copydesk.rules.visit.links import NOT_ASKED
from copydesk.site.model import PageEntry, PageKind, Site
from copydesk.verdicts.check import Checked, run
from copydesk.verdicts.fence import check

Status = Literal[
    "caught",
    "caught by others",
    "escaped",
    "did not take",
    "not applicable",
    "rule is off",
    "silent",
    "false alarm",
    "standing",
]
PAGES = 1
"""On so many pages of each kind a fault is tried by default; the faults take turns among the pages."""
HELD, USED = 3.0, 2.0
"""Seconds that a visit waits at most for an answer that a fault holds back for good, and for a control."""
BUSY = 1.2
"""How many times slower than by itself a machine may be, where a fault is about time."""
UNSEEN = "it changed nothing that a reader sees or a crawler reads"


class Outcome(msgspec.Struct, kw_only=True):
    """What came of one fault on one page.

    `rule` is the one that the fault names, `rules` all that found something that is not on the page as it
    is. `why` says why a fault could not be applied, or what a false alarm said. `silent` and `false alarm`
    are said of look-alikes, and of pages that nobody has broken (with no `fault`). `standing` is what `rules`
    find on a page as it is, and `seconds` how long a visit to it took.
    """

    fault: str
    page: str
    kind: PageKind
    status: Status
    rule: str = ""
    rules: list[str] = []
    why: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether somebody has to look at it."""
        return self.status in ("escaped", "did not take", "false alarm")


class Prover:
    """Breaks the pages of one site in one browser."""

    def __init__(
        self,
        browser: Browser,
        site: Site,
        base_url: str,
        asker: Asker,
        folder: Path,
        launch: Callable[[], Browser] | None = None,
    ) -> None:
        """In the folder, which provers may share, they keep what pages are like when nobody breaks them.

        `launch` starts a browser in the place of one that has died.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._living = Living(browser, launch) if launch else None
        self.browser = browser
        self.asker = asker
        self.site = site
        self.base_url = base_url
        self._visitor = self._new_visitor(base_url)
        self._clean: dict[tuple[str, tuple[str, ...]], Unbroken] = {}
        self.standing: list[Outcome] = []
        """What stands on the pages that this prover was the first to visit; whoever reads it may empty it."""

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
        if any(off.everywhere for off in self.site.off.get(fault.rule, [])):
            for kind in fault.kinds:
                yield self._not_tried(fault, "", kind, "rule is off", f"{fault.rule} is switched off")
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
        unbroken = self.clean(walked)
        clean = unbroken.first
        if why := absent(fault, clean.capture) or unasked(fault, clean, self.site):
            return self._not_here(fault, entry.name, entry.kind, why)
        capture, changed, why = self._visit(fault, walked)
        if not changed:
            return self._not_here(fault, entry.name, entry.kind, why or "there is nothing to break")
        broken = check(capture, self.site)
        return self._judged(fault, entry, unbroken, broken, why)

    def _judged(
        self, fault: Fault, entry: PageEntry, unbroken: Unbroken, broken: Checked, why: str
    ) -> Outcome:
        """What came of a visit to a broken page; `why` says what could not be broken."""
        same = alike(broken.capture, unbroken.capture)
        new = [] if same else unbroken.new(broken.findings, fault.rule)
        outcome = Outcome(
            fault=fault.name,
            page=entry.name,
            kind=entry.kind,
            rule=fault.rule,
            status="escaped",
            rules=sorted({finding.rule for finding in new}),
            why=why,
        )
        if fault.fine and same and late(fault):
            # It came late and came: what there is to see is when, and no rule has said anything of it.
            outcome.status = "silent"
            return outcome
        own = fault.rule in outcome.rules
        if same or (not fault.fine and not unbroken.takes(fault, broken, own)):
            if why:
                return self._not_here(fault, entry.name, entry.kind, f"only in part: {why}")
            if any(isinstance(act, Setting | Early) for act in fault.acts) or fault.served:
                return self._not_here(fault, entry.name, entry.kind, "the page did not change")
            outcome.status, outcome.rules, outcome.why = "did not take", [], UNSEEN
            return outcome
        if fault.fine:
            return self._healthy(outcome, unbroken, broken, "; ".join(one.message for one in new[:3]))
        if own:
            outcome.status = "caught"
        elif outcome.rules:
            outcome.status = "caught by others"
        elif why:
            return self._not_here(fault, entry.name, entry.kind, f"only in part: {why}")
        elif late(fault) and broken.capture.slowness > BUSY:
            return self._not_here(
                fault, entry.name, entry.kind, "the machine was too busy to tell what is late"
            )
        elif unbroken.stands(fault.rule):
            said = f"{fault.rule} says the same of the page as it is"
            return self._not_here(fault, entry.name, entry.kind, said)
        return outcome

    def _healthy(self, outcome: Outcome, unbroken: Unbroken, broken: Checked, said: str) -> Outcome:
        """What came of a look-alike; one that the site file's own selectors do not find is none."""
        gone = vanished(unbroken.capture, broken.capture)
        blamed = sorted(gone & {rule.partition("/")[0] for rule in outcome.rules})
        if blamed:
            outcome.status, outcome.rules = "not applicable", []
            outcome.why = f"the selector of the {blamed[0]} finds less than before"
        elif outcome.rules and outcome.why:
            outcome.status, outcome.rules = "not applicable", []
            outcome.why = f"only in part: {outcome.why}"
        else:
            outcome.status, outcome.why = "false alarm" if outcome.rules else "silent", said
        return outcome

    def clean(self, entry: PageEntry) -> Unbroken:
        """The page as it is, visited twice the first time that somebody asks for it."""
        key = (entry.name, tuple(entry.journeys))
        if key not in self._clean:
            file = self._folder / sha256(repr(key).encode()).hexdigest()
            first = not file.exists()
            started = time.monotonic()
            if first:
                captures = [self._visit_unbroken(entry), self._visit_unbroken(entry)]
                beside = file.with_suffix(f".{os.getpid()}")
                beside.write_bytes(msgspec.msgpack.encode(captures))
                beside.replace(file)
            else:
                captures = msgspec.msgpack.decode(file.read_bytes(), type=list[Capture])
            one, other = (check(capture, self.site) for capture in captures)
            self._clean[key] = Unbroken(one, other)
            if first:
                seconds = (time.monotonic() - started) / 2
                self.standing.append(self.stands(entry, seconds))
        return self._clean[key]

    def stands(self, entry: PageEntry, seconds: float = 0.0) -> Outcome:
        """What the rules find on the page as it is."""
        findings = self.clean(entry).first.findings
        return Outcome(
            fault="",
            page=entry.name,
            kind=entry.kind,
            status="standing",
            rules=sorted({finding.rule for finding in findings}),
            why="; ".join(finding.message for finding in findings[:3]),
            seconds=round(seconds, 2),
        )

    def unbroken(self, entry: PageEntry) -> Outcome:
        """Visit a page that nobody has broken: whatever a rule says that it has not said is a false alarm."""
        known = self.clean(entry)
        again = check(self._visit_unbroken(entry), self.site)
        findings = known.new(again.findings)
        known.learn(again)
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
                visitor = self._new_visitor(base_url)
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

    def _new_visitor(self, base_url: str) -> BrokenVisitor:
        if self._living is None:
            return BrokenVisitor(self.browser, self.site, base_url=base_url)
        living = self._living
        return BrokenVisitor(living.browser, self.site, base_url=base_url, relaunch=living.relaunch)

    def _not_here(self, fault: Fault, page: str, kind: PageKind, why: str) -> Outcome:
        return self._not_tried(fault, page, kind, "not applicable", why)

    def _not_tried(self, fault: Fault, page: str, kind: PageKind, status: Status, why: str) -> Outcome:
        return Outcome(fault=fault.name, page=page, kind=kind, rule=fault.rule, status=status, why=why)


def late(fault: Fault) -> bool:
    """Whether a fault lets answers come late."""
    return any(isinstance(act, Respond) and act.delay for act in fault.acts)


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


def alike(one: Capture, other: Capture) -> bool:
    """Whether two visits brought back the same page, apart from the time that they took.

    The two may have been at servers of their own: where a page has its host's name, that is left out.
    """
    return essence(one) == essence(other) and (not one.links or not other.links or one.links == other.links)


def essence(capture: Capture) -> str:
    """What a visit brought back, without what it took and where it was."""
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
    return without_host(capture)(told.decode())
