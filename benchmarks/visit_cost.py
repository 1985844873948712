"""What a checked visit costs beside a bare one, of the same pages in the same browser.

    python benchmarks/visit_cost.py [--rounds N] [--archive DIR]

Bare is what any browser test does at least: `page.goto`, then a wait for the element that the page renders
last, on a page that is used again and again. Checked is everything that copydesk does to a page: the visit,
the capture, the record, all rules, the schema and the comparison with the accepted record. The two take turns
round by round, all pages each: a bare visit is over before its page is, and what it leaves to do, pictures to
draw above all, is done in the time of the visit that follows, which has to be one of its own. A page of an
archive that never comes to rest is named and left out: its visit lasts for as long as anybody has patience.
The last line is `ratio N`: median checked ÷ median bare.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, Page, Route

from copydesk.browser.archive import CLOSED_NETWORK, ArchiveVisitor, read_index, read_page
from copydesk.browser.start import started_browser
from copydesk.browser.visit import VIEWPORT, Visitor
from copydesk.capture import Capture
from copydesk.check import check
from copydesk.demo.server import serve
from copydesk.records import Record
from copydesk.site import PageEntry, Site, load_site
from copydesk.snapshots.diff import describe
from copydesk.snapshots.store import serialise

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


def race(
    entries: list[PageEntry],
    rounds: int,
    bare: Callable[[PageEntry], object],
    checked: Callable[[PageEntry], object],
) -> float:
    """Time both in turn over all pages, print the table, return the ratio of the medians."""
    seconds: dict[str, list[float]] = {"bare": [], "checked": []}
    for number in range(rounds + 1):
        turns = [("bare", bare), ("checked", checked)]
        for name, run in turns if number % 2 else reversed(turns):
            for entry in entries:
                started = time.perf_counter()
                run(entry)
                if number:  # the first round warms caches and code up
                    seconds[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    for name, times in seconds.items():
        spread = statistics.quantiles(times, n=10)
        print(
            f"{name:8} median {medians[name] * 1000:6.1f} ms   "
            f"p10 {spread[0] * 1000:6.1f}   p90 {spread[-1] * 1000:6.1f}   visits {len(times)}"
        )
    return medians["checked"] / medians["bare"]


def lantern(rounds: int, snapshots: Snapshots) -> float:
    """The articles of the embedded site."""
    site = load_site(ROOT / "sites" / "lantern.toml")
    articles = [entry for entry in site.pages if entry.kind == "article"]
    # A journey is more than a bare visit does, and no part of what a page costs.
    entries = [msgspec.structs.replace(entry, journeys=[]) for entry in articles]
    with (
        serve() as base_url,
        started_browser() as browser,
        Visitor(browser, site, base_url=base_url) as visitor,
    ):
        page = bare_page(browser, site)

        def bare(entry: PageEntry) -> None:
            page.goto(base_url.rstrip("/") + entry.url)
            page.wait_for_selector(LAST_ON_LANTERN)

        return race(entries, rounds, bare, lambda entry: verdict(visitor.visit(entry), site, snapshots))


def archive(folder: Path, rounds: int, snapshots: Snapshots) -> float:
    """The pages of an archive, each under its own address."""
    site = Site()
    stored = {
        f"page-{at}": (page.url, read_page(folder / page.file)) for at, page in enumerate(read_index(folder))
    }
    entries = [PageEntry(name=name, kind="article", url=url) for name, (url, _) in stored.items()]
    with (
        started_browser(arguments=[CLOSED_NETWORK]) as browser,
        ArchiveVisitor(browser, site) as visitor,
    ):
        page = bare_page(browser, site)

        def answer(route: Route) -> None:
            request = route.request
            body = next((body for url, body in stored.values() if url.partition("#")[0] == request.url), None)
            if body is not None and request.is_navigation_request():
                route.fulfill(status=200, body=body, headers={"content-type": "text/html"})
            else:
                route.abort()

        page.route("**/*", answer)

        def bare(entry: PageEntry) -> None:
            page.goto(entry.url)
            page.wait_for_selector("body > :last-child", state="attached")

        def visit(entry: PageEntry) -> Capture:
            return visitor.visit_stored(entry, stored[entry.name][1])

        def rests(entry: PageEntry) -> bool:
            capture = visit(entry)
            if why := capture.error or capture.states[0].settled:
                print(f"left out: {entry.url}: {why}", flush=True)
            return not why

        return race(
            [entry for entry in entries if rests(entry)],
            rounds,
            bare,
            lambda entry: verdict(visit(entry), site, snapshots),
        )


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
