"""What a checked visit costs beside a bare one, of the same pages in the same browser.

    python benchmarks/visit_cost.py [--rounds N] [--archive DIR]

Bare is what any browser test does at least: `page.goto`, then a wait for the element that the page renders
last, on a page that is used again and again. Checked is everything that copydesk does to a page: the visit,
the capture, the record, all rules, the schema and the comparison with the accepted record; a few pages at
once, as a run does it with a site's pages and an audit with those of an archive. What it takes with one page
at a time is told as well. They take turns round by round, all pages each: a bare visit is over before its
page is, and what it leaves to do, pictures to draw above all, is done in the time of the visit that follows,
which has to be one of its own. Stored pages are given to the browser in the same way for all. A page of an
archive that never comes to rest is named and left out: its visit lasts for as long as anybody has patience.
The last line is `ratio N`: wall time of a page, checked ÷ bare, medians of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, Page

from copydesk.browser.archive import (
    CLOSED_NETWORK,
    ONE_PROCESS,
    ArchivedPage,
    ArchiveVisitor,
    content_type,
    read_index,
    read_page,
)
from copydesk.browser.start import started_browser
from copydesk.browser.together import AT_ONCE, visit_ahead, visit_together
from copydesk.browser.visit import VIEWPORT, Visitor
from copydesk.browser.wire import Stopped, Wire
from copydesk.demo.server import serve
from copydesk.page.capture import Capture
from copydesk.records import Record
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import PageEntry, Site
from copydesk.snapshots.diff import describe
from copydesk.snapshots.store import serialise
from copydesk.verdicts.check import check

ROOT = Path(__file__).resolve().parent.parent
LAST_ON_LANTERN = ".related-item"
"""Lantern's article pages render the related list last: its items come from an answer of their own."""


class Snapshots:
    """Accepted records in a folder, compared as the suite compares them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def compare(self, record: Record, site: Site, page: str) -> list[str]:
        """What changed since the page's record was accepted; the first one is."""
        path = self.folder / f"{page}.json"
        text = serialise(record, site, page)
        if not path.exists():
            path.write_text(text, encoding="utf-8")
        accepted = path.read_text(encoding="utf-8")
        return [] if accepted == text else describe(msgspec.json.decode(accepted), msgspec.json.decode(text))


def bare_page(browser: Browser, site: Site) -> Page:
    """A page as a plain browser test has it, of the same size, zone and language."""
    context = browser.new_context(
        viewport=VIEWPORT,  # type: ignore[arg-type]
        timezone_id=site.time_zone or None,
        locale=site.language or None,
        reduced_motion="reduce",
    )
    return context.new_page()


Round = Callable[[Sequence[PageEntry]], None]
"""Goes to all pages in some way."""
Overlapping = Callable[[Sequence[Visitor], Sequence[PageEntry]], Iterator[Future[Capture]]]
"""Visits pages as many at once as there are visitors."""


def race(entries: list[PageEntry], rounds: int, ways: dict[str, Round]) -> float:
    """Time the ways in turn over all pages, print the table, return the ratio of the last to the first."""
    each: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        turns = list(ways.items())
        for name, run in turns if number % 2 else reversed(turns):
            started = time.perf_counter()
            run(entries)
            if number:  # the first round warms caches and code up
                each[name].append((time.perf_counter() - started) / len(entries) * 1000)
    medians = {name: statistics.median(times) for name, times in each.items()}
    for name, times in each.items():
        print(
            f"{name:19} {medians[name]:6.1f} ms a page   "
            f"of {rounds} rounds least {min(times):6.1f}, most {max(times):6.1f}"
        )
    bare, *_, checked = medians.values()
    return checked / bare


def as_in_a_run(visitors: Sequence[Visitor], entries: Sequence[PageEntry]) -> Iterator[Future[Capture]]:
    """A few pages, and when all of them have been visited, the next few: no page waits while tests run."""
    for start in range(0, len(entries), len(visitors)):
        yield from visit_together(visitors, entries[start : start + len(visitors)])


def as_in_an_audit(visitors: Sequence[Visitor], entries: Sequence[PageEntry]) -> Iterator[Future[Capture]]:
    """The next pages are on their way while one is checked."""
    return (coming for _, coming in visit_ahead(visitors, entries))


def ways(
    bare: Callable[[PageEntry], None], visitors: list[Visitor], snapshots: Snapshots, overlapping: Overlapping
) -> dict[str, Round]:
    """Bare, checked page by page, and checked as many at once as there are visitors."""

    def checked(entries: Sequence[PageEntry], at_once: int) -> None:
        for coming in overlapping(visitors[:at_once], entries):
            verdict(coming.result(), visitors[0].site, snapshots)

    def bare_all(entries: Sequence[PageEntry]) -> None:
        for entry in entries:
            bare(entry)

    return {
        "bare": bare_all,
        "checked, one by one": lambda entries: checked(entries, 1),
        f"checked, {len(visitors)} at once": lambda entries: checked(entries, len(visitors)),
    }


def lantern(rounds: int, snapshots: Snapshots) -> float:
    """The articles of the embedded site."""
    site = load_site(ROOT / "sites" / "lantern.toml", rule_names())
    articles = [entry for entry in site.pages if entry.kind == "article"]
    # A journey is more than a bare visit does, and no part of what a page costs.
    entries = [msgspec.structs.replace(entry, journeys=[]) for entry in articles]
    with serve() as base_url, started_browser() as browser, ExitStack() as opened:
        visitors = [opened.enter_context(Visitor(browser, site, base_url=base_url)) for _ in range(AT_ONCE)]
        page = bare_page(browser, site)

        def bare(entry: PageEntry) -> None:
            page.goto(base_url.rstrip("/") + entry.url)
            page.wait_for_selector(LAST_ON_LANTERN)

        return race(entries, rounds, ways(bare, visitors, snapshots, as_in_a_run))


def archive(folder: Path, rounds: int, snapshots: Snapshots) -> float:
    """The pages of an archive, each under its own address."""
    site = Site()
    stored = {
        f"page-{at}": (page.url, read_page(folder / page.file))
        for at, page in enumerate(read_index(folder, ArchivedPage))
    }
    entries = [PageEntry(name=name, kind="article", url=url) for name, (url, _) in stored.items()]
    with started_browser(arguments=[CLOSED_NETWORK, ONE_PROCESS]) as browser, ExitStack() as opened:
        visitors: list[Visitor] = []
        for _ in range(AT_ONCE):
            visitor = opened.enter_context(ArchiveVisitor(browser, site))
            visitor.stored = lambda entry: stored[entry.name][1]
            visitors.append(visitor)
        page = bare_page(browser, site)
        session = page.context.new_cdp_session(page)
        frame = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        body = [b""]

        def answer(request: Stopped) -> None:
            if request.frame == frame and body[0]:
                wire.answer(request, 200, [("content-type", content_type(body[0]))], body[0])
                body[0] = b""
            else:
                wire.fail(request)

        wire = Wire(session, answer, asked=("Document",))

        def bare(entry: PageEntry) -> None:
            body[0] = stored[entry.name][1]
            page.goto(entry.url)
            page.wait_for_selector("body > :last-child", state="attached")

        def rests(entry: PageEntry) -> bool:
            capture = visitors[0].visit(entry)
            if why := capture.error or capture.states[0].settled:
                print(f"left out: {entry.url}: {why}", flush=True)
            return not why

        resting = [entry for entry in entries if rests(entry)]
        return race(resting, rounds, ways(bare, visitors, snapshots, as_in_an_audit))


def verdict(capture: Capture, site: Site, snapshots: Snapshots) -> None:
    """All that follows a visit. A page that could not be read would be cheap: that is an error here."""
    checked = check(capture, site)
    if checked.record is None:
        raise SystemExit(f"{capture.url}: {capture.error}")
    snapshots.compare(checked.record, site, capture.page)


def main() -> None:
    """Run the benchmark that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=8, help="how often each page is visited either way")
    parser.add_argument(
        "--archive", type=Path, metavar="DIR", help="stored pages instead of the embedded site"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        snapshots = Snapshots(Path(folder))
        ratio = (
            archive(options.archive, options.rounds, snapshots)
            if options.archive
            else lantern(options.rounds, snapshots)
        )
    print(f"ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
