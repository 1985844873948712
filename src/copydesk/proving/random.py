"""Proving with mutations that nobody has chosen: draw them, make them, see what notices and what does not."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, Literal

import msgspec

from copydesk.browser.look import LookingVisitor
from copydesk.browser.others import Others
from copydesk.browser.start import Browser, started_browser
from copydesk.faults.effects import Look, effects
from copydesk.faults.mutations import Mutation, draw
from copydesk.faults.shrink import shrunk
from copydesk.proving.prove import walk
from copydesk.proving.unbroken import fresh
from copydesk.proving.workers import WorkError, reporting, shared_out, workers
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import PageEntry, Site
from copydesk.snapshots import describe
from copydesk.snapshots.store import serialise
from copydesk.verdicts.check import Checked, check

Status = Literal["caught", "escaped", "equivalent", "not applicable", "silent", "false alarm"]
BETWEEN = 10
"""After so many mutations a page that nobody has changed is visited."""


class Tried(msgspec.Struct, kw_only=True):
    """What came of one mutation, or (with no `mutation`) of a visit to a page that nobody has changed.

    `said` is what was done, `effects` what a reader or crawler gets otherwise, by kind; `rules` found
    something new, `changes` are what is not as in the record of the page as it is. `smallest` says what was
    done in the smallest form that still escapes.
    """

    index: int
    mutation: str = ""
    operation: str = ""
    page: str
    status: Status
    said: str = ""
    effects: dict[str, str] = {}
    rules: list[str] = []
    changes: list[str] = []
    smallest: str = ""
    why: str = ""

    @property
    def failed(self) -> bool:
        """Whether somebody has to look at it."""
        return self.status in ("escaped", "false alarm")


class Lots(msgspec.Struct, kw_only=True):
    """What is to be proved: the mutations of those indices."""

    site_file: Path
    base_url: str
    seed: int
    indices: list[int]


def go(lots: Lots) -> Generator[list[Tried]]:
    """What came of each mutation, in the order in which it is known. Raises `WorkError`."""
    return shared_out(worker, lots, lots.indices, workers(len(lots.indices)))


def worker(lots: Lots, jobs: Any, results: Any) -> None:
    """Take indices from the queue until there are none left; a sentence in the results is why it cannot."""
    site = load_site(lots.site_file, rule_names())
    wishes = Others(site, lots.base_url).arguments
    with reporting(results) as doing, started_browser(wishes=wishes) as browser:
        mutator = Mutator(browser, site, lots.base_url)
        while (index := jobs.get()) is not None:
            doing.append(f"the mutation {lots.seed}:{index}")
            tried = [mutator.try_one(lots.seed, index)]
            # By its number and not by what this worker has done: the same pages, however many workers.
            if index % BETWEEN == 0:
                tried.append(mutator.unchanged(index))
            results.put(tried)
        mutator.close()


class Seen(msgspec.Struct):
    """One visit: the capture and its findings, its record as it would be accepted, and its look."""

    checked: Checked
    record: str
    look: Look


class Mutator:
    """Makes mutations of the pages of one site in one browser."""

    def __init__(self, browser: Browser, site: Site, base_url: str) -> None:
        self.site = site
        self._visitor = LookingVisitor(browser, site, base_url=base_url)
        self._entries = {entry.name: walk(entry, ()) for entry in site.pages}
        self._clean: dict[str, Seen] = {}

    def close(self) -> None:
        """Close what was opened in the browser."""
        self._visitor.close()

    def try_one(self, seed: int, index: int) -> Tried:
        """Draw the mutation of that number and say what came of it; one that escapes is made smaller."""
        mutation = draw(self.site, seed, index)
        tried, taken = self._try(mutation)
        if tried.status == "escaped":
            tried.smallest = self._smallest(_in_place(mutation, taken), tried, taken)
        return tried

    def unchanged(self, index: int) -> Tried:
        """Visit the page whose turn it is as it is: whatever is found or not as before is a false alarm."""
        entry = self._entries[self.site.pages[index % len(self.site.pages)].name]
        clean = self.clean(entry)
        again = self._visit(entry, None)
        tried = self._judged(Tried(index=index, page=entry.name, status="silent"), clean, again)
        findings = fresh(again.checked.findings, clean.checked.findings)
        tried.rules = sorted({finding.rule for finding in findings})
        tried.why = "; ".join([*(finding.message for finding in findings), *tried.changes][:3])
        if tried.rules or tried.changes:
            tried.status = "false alarm"
        elif tried.effects:
            # The measure itself is off: what is put down to mutations is the page's own doing.
            tried.status, tried.why = "false alarm", "the unchanged page looks different from before"
        return tried

    def clean(self, entry: PageEntry) -> Seen:
        """The page as it is, visited the first time that it is asked for."""
        if entry.name not in self._clean:
            seen = self._visit(entry, None)
            if not seen.look.head and not seen.checked.capture.error:
                raise WorkError(f"{entry.name}: the page navigates away during the visit")
            self._clean[entry.name] = seen
        return self._clean[entry.name]

    def _try(self, mutation: Mutation) -> tuple[Tried, dict[str, Any]]:
        """What came of a mutation, and what the browser told of it."""
        entry = self._entries[mutation.page]
        clean = self.clean(entry)
        tried = Tried(
            index=mutation.index,
            mutation=mutation.name,
            operation=mutation.operation,
            page=entry.name,
            status="not applicable",
        )
        seen = self._visit(entry, mutation)
        taken = self._visitor.told.get(mutation.name)
        if taken is None:
            tried.why = self._visitor.why.get(mutation.name) or seen.checked.capture.error
            return tried, {}
        tried.said = taken["said"]
        self._judged(tried, clean, seen)
        if not tried.effects:
            tried.status = "equivalent"
        elif tried.rules or tried.changes:
            tried.status = "caught"
        else:
            tried.status = "escaped"
        return tried, taken

    def _judged(self, tried: Tried, clean: Seen, seen: Seen) -> Tried:
        """What is not as on the clean page, written into the result."""
        tried.effects = {effect.kind: effect.told for effect in effects(clean.look, seen.look)}
        new = fresh(seen.checked.findings, clean.checked.findings)
        tried.rules = sorted({finding.rule for finding in new})
        if seen.record != clean.record:
            tried.changes = describe(msgspec.json.decode(clean.record), msgspec.json.decode(seen.record))
        return tried

    def _visit(self, entry: PageEntry, mutation: Mutation | None) -> Seen:
        self._visitor.faults = (mutation.fault(entry),) if mutation else ()
        capture = self._visitor.visit(entry)
        checked = check(capture, self.site)
        record = serialise(checked.record, self.site, entry.name) if checked.record else "{}"
        return Seen(checked, record, self._visitor.look())

    def _smallest(self, mutation: Mutation, tried: Tried, taken: dict[str, Any]) -> str:
        """What was done in the smallest form of a mutation that is found with few visits and escapes too."""
        said = tried.said

        def escapes(candidate: Mutation) -> int | None:
            nonlocal said
            less, told = self._try(candidate)
            if less.status != "escaped":
                return None
            said = less.said
            return int(told["children"])

        shrunk(mutation, int(taken["children"]), escapes)
        return said


def _in_place(mutation: Mutation, taken: dict[str, Any]) -> Mutation:
    """The mutation with no place but the one in which it was made."""
    return msgspec.structs.replace(mutation, places=(mutation.places[taken["place"]],))
