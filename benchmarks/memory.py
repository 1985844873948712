"""Does a long run take more and more memory, its browser included?

    python benchmarks/memory.py [--visits N]

Visits so many different articles of Lantern, a few at once in one browser, and does to each what the
suite does: the capture, the record, all rules, the record's text, a picture. Memory is that of this process,
Playwright's driver and the browser's processes, each with its share of what is shared (PSS). Another browser
that comes or goes meanwhile changes that share, by up to a tenth of all: run nothing beside it, or give it a
browser and an environment whose files nobody else uses (a copy of the browser's folder, by COPYDESK_BROWSER,
and another checkout). The visits are cut into fifths, of 1,000 each by default. The last line is `ratio N`:
the median of the last fifth ÷ that of the second; the first one still warms caches up.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from copydesk.browser.start import started_browser
from copydesk.browser.together import AT_ONCE, visit_together
from copydesk.browser.visit import Visitor
from copydesk.demo.server import serve
from copydesk.page.capture import Capture
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import PageEntry
from copydesk.snapshots.store import serialise
from copydesk.verdicts.check import check

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script has its own folder there instead
from benchmarks.processes import memory_of  # noqa: E402

SAMPLES = 20
"""How often a fifth of the visits is weighed."""
MEGABYTE = 1024 * 1024


def articles(base_url: str) -> Iterator[str]:
    """The paths of Lantern's articles, as its feed tells them."""
    opener = build_opener(ProxyHandler({}))
    cursor = ""
    while True:
        with opener.open(f"{base_url}api/feed?limit=50&before={cursor}") as answer:
            page = json.load(answer)
        yield from (item["url"] for item in page["items"])
        cursor = page["cursor"]
        if not cursor:
            return


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--visits", type=int, default=5000)
    visits: int = parser.parse_args().visits
    site = load_site(ROOT / "sites" / "lantern.toml", rule_names())
    fifth = visits // 5
    weights: list[list[int]] = [[] for _ in range(5)]
    parts: list[Counter[str]] = [Counter() for _ in range(5)]
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(articles=visits + 10) as base_url,
        started_browser() as browser,
        ExitStack() as opened,
    ):
        visitors = [opened.enter_context(Visitor(browser, site, base_url=base_url)) for _ in range(AT_ONCE)]
        started = time.monotonic()
        paths = list(islice(articles(base_url), 5 * fifth))
        coming: list[Future[Capture]] = []
        for number, path in enumerate(paths):
            at_once = number % AT_ONCE
            if not at_once:
                batch = [
                    PageEntry(name=f"page-{other}", kind="article", url=paths[other])
                    for other in range(number, min(number + AT_ONCE, len(paths)))
                ]
                coming = visit_together(visitors, batch)
            checked = check(coming[at_once].result(), site)
            if checked.record is None:
                raise SystemExit(f"{path}: {checked.capture.error}")
            serialise(checked.record, site, checked.capture.page)
            visitors[at_once].picture(Path(folder) / "picture")
            if number % max(fifth // SAMPLES, 1) == 0:
                gc.collect()
                taken = memory_of(os.getpid(), without=b"copydesk.demo")
                weights[number // fifth].append(sum(taken.values()))
                parts[number // fifth].update(taken)
            if (number + 1) % fifth == 0:
                at = number // fifth
                shares = ", ".join(
                    f"{name} {total / len(weights[at]) / MEGABYTE:.0f}"
                    for name, total in parts[at].most_common(5)
                )
                print(
                    f"visits {number + 2 - fifth} to {number + 1}: median "
                    f"{statistics.median(weights[at]) / MEGABYTE:.0f} MB ({shares}); "
                    f"{time.monotonic() - started:.0f} s",
                    flush=True,
                )
    print(f"ratio {statistics.median(weights[4]) / statistics.median(weights[1]):.2f}")


if __name__ == "__main__":
    main()
