"""What a report of a large run costs, beside pytest-html's of as many results.

    python benchmarks/report_size.py [--pages N] [--findings N]

The run has 25 subjects a page and no screenshots. Told are the seconds that the report takes to write, its
size, the seconds from the navigation to the first result of a filter in Chromium, and how many elements the
document has then. pytest-html writes a report of as many tests as there are pages, a twentieth of what
copydesk's tells of; its page has no filter by text, so the time is until its first row can be seen. The last
lines are the ratios, pytest-html's ÷ copydesk's.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, Page

from copydesk.browser.start import started_browser
from copydesk.page.where import Where
from copydesk.report import html
from copydesk.report.run import Run, Said
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.verdicts.verdict import Verdict

SUBJECTS = (
    "visit", "network", "console", "document", "head", "links", "accessibility", "template", "placeholder",
    "encoding", "language", "modules", "images", "layout", "headline", "section", "published", "lead",
    "share", "dateline", "body", "quotes", "related", "photo", "snapshot",
)  # fmt: skip
PLAIN_TEST = """
import pytest

@pytest.mark.parametrize("number", range({pages}))
def test_page(number):
    assert number % {every}, f"The headline of story {{number}} is missing from the page"
"""
PYTEST_HTML = ("-p", "pytest_metadata.plugin", "-p", "pytest_html.plugin")
NODES = "document.querySelectorAll('*').length"


class Measured(msgspec.Struct, kw_only=True):
    """What one report came to."""

    seconds: float
    size: int
    ready: float
    nodes: int

    def __str__(self) -> str:
        return (
            f"written in {self.seconds:6.2f} s   {self.size / 1e6:6.2f} MB   "
            f"first result after {self.ready:6.2f} s   {self.nodes:,} elements"
        )


def large_run(pages: int, findings: int) -> Run:
    """A run of so many pages with all subjects, and so many findings, spread over pages and subjects."""
    run = Run(
        name="20260331-071500-aaaa",
        site="Lantern",
        started=datetime(2026, 3, 31, 7, 15, tzinfo=UTC),
        order=[f"story-{number}" for number in range(pages)],
    )
    every = max(pages // findings, 1)
    for number in range(pages):
        for place, subject in enumerate(SUBJECTS):
            found = []
            if number % every == 0 and place == number // every % len(SUBJECTS):
                found = [
                    Finding(
                        rule=f"{subject}/missing",
                        severity="error",
                        message=f"The {subject} of story {number} is missing from the page",
                        expected="the words of the story",
                        actual="nothing on the page matches",
                        where=Where(selector=f"main > .{subject}", box=(10, 20, 300, 40)),
                    )
                ]
            verdict = Verdict(
                page=f"story-{number}",
                kind="article",
                url=f"https://news.example/{subject}/story-{number}",
                subject=subject,
                status="failed" if found else "passed",
                findings=found,
            )
            run.add(Said(verdict=verdict, browser="chromium 131"))
    return run


def measure_own(browser: Browser, folder: Path, pages: int, findings: int) -> Measured:
    """copydesk's report."""
    run = large_run(pages, findings)
    load_rules()  # a run has loaded them long before
    started = time.perf_counter()
    path = html.write(run, folder)
    seconds = time.perf_counter() - started

    def filtered(page: Page) -> None:
        page.wait_for_selector("html[data-ready]")
        page.fill("#filter", f"page:story-{pages - pages // findings}")
        page.wait_for_function("document.getElementById('tally').textContent.startsWith('1 entry on')")

    return msgspec.structs.replace(opened(browser, path, filtered), seconds=seconds)


def measure_pytest_html(browser: Browser, folder: Path, pages: int, findings: int) -> Measured:
    """pytest-html's report; the time of the tests themselves is taken off."""
    folder.mkdir()
    test = folder / "test_pages.py"
    test.write_text(PLAIN_TEST.format(pages=pages, every=max(pages // findings, 1)), encoding="utf-8")
    path = folder / "report.html"
    plain = _pytest(test)
    seconds = _pytest(test, *PYTEST_HTML, f"--html={path}", "--self-contained-html") - plain
    measured = opened(browser, path, lambda page: page.wait_for_selector("#results-table tbody tr >> nth=0"))
    return msgspec.structs.replace(measured, seconds=seconds)


def opened(browser: Browser, path: Path, until: Callable[[Page], object]) -> Measured:
    """A report in the browser, as soon as it does something for its reader."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    until(page)
    ready = time.perf_counter() - started
    nodes = page.evaluate(NODES)
    page.close()
    return Measured(seconds=0.0, size=path.stat().st_size, ready=ready, nodes=nodes)


def _pytest(test: Path, *arguments: str) -> float:
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=line", "-p", "no:cacheprovider"]
    # Only what is measured: no plugin but the one that is named.
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    started = time.perf_counter()
    ran = subprocess.run(
        [*command, *arguments, str(test)],
        cwd=test.parent,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if ran.returncode not in (0, 1):
        raise SystemExit(f"pytest ended with {ran.returncode}: {' '.join(arguments)}")
    return time.perf_counter() - started


def main() -> None:
    """Measure both, and print what they came to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--findings", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, started_browser() as browser:
        folder = Path(name)
        own = measure_own(browser, folder / "own", options.pages, options.findings)
        results = f"{options.pages:,} pages × {len(SUBJECTS)} subjects, {options.findings:,} findings"
        print(f"copydesk     {own}   ({results})")
        if find_spec("pytest_html") is None:
            print("pytest-html is not installed: nothing to hold this against.")
            return
        other = measure_pytest_html(browser, folder / "other", options.pages, options.findings)
        print(f"pytest-html  {other}   ({options.pages:,} results)")
        print(f"ratio seconds to write {other.seconds / own.seconds:.1f}")
        print(f"ratio size {other.size / own.size:.1f}")
        print(f"ratio first result {other.ready / own.ready:.1f}")
        print(f"ratio elements {other.nodes / own.nodes:.1f}")


if __name__ == "__main__":
    main()
