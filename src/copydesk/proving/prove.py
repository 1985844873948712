"""Proving what the rules would catch: break a page, visit it, see which rule notices."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import msgspec

from copydesk.browser.broken import BrokenVisitor
from copydesk.browser.broken_links import look_broken
from copydesk.browser.links import Asker
from copydesk.browser.start import Browser
from copydesk.browser.together import Living
from copydesk.demo.server import serve
from copydesk.faults.fault import Fault
from copydesk.page.capture import Capture
from copydesk.proving.judging import judged
from copydesk.proving.outcome import Outcome, not_here
from copydesk.proving.reasons import absent, untold
from copydesk.proving.unbroken import Unbroken
from copydesk.site.model import PageEntry, Site
from copydesk.verdicts.fence import check

PAGES = 1
"""On so many pages of each kind a fault is tried by default; the faults take turns among the pages."""
HELD, USED = 3.0, 2.0
"""Seconds that a visit waits at most for an answer that a fault holds back for good, and for a control."""


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
                yield not_here(fault, "", kind, "it is a fault of the embedded site's server")
            return
        if any(off.everywhere for off in self.site.off.get(fault.rule, [])):
            for kind in fault.kinds:
                yield not_here(fault, "", kind, f"{fault.rule} is switched off", "rule is off")
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
            return not_here(fault, entry.name, entry.kind, why)
        walked = walk(entry, fault.journeys)
        unbroken = self.clean(walked)
        clean = unbroken.first
        if why := absent(fault, clean.capture) or ("" if fault.fine else untold(fault, clean, self.site)):
            return not_here(fault, entry.name, entry.kind, why)
        capture, changed, why = self._visit(fault, walked)
        if not changed:
            return not_here(fault, entry.name, entry.kind, why or "there is nothing to break")
        return judged(fault, entry, self.site, unbroken, check(capture, self.site), why)

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


def walk(entry: PageEntry, journeys: tuple[str, ...]) -> PageEntry:
    """The page with no journeys but these."""
    choose = entry.choose if "filter" in journeys else []
    return msgspec.structs.replace(entry, journeys=list(journeys), choose=choose)
