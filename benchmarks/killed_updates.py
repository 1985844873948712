"""A run that accepts records, killed at any moment: is every record the old one or the new one, whole?

    python benchmarks/killed_updates.py [--times N] [--seed N] [--workers N]

A site of a few small pages is accepted once. Then, again and again, its pages change, the suite is run with
`--snapshot-update`, and all its processes are killed (SIGKILL) at a random moment, drawn with the seed from
all the time that such a run takes; one that is over before does not count, and is made again. Each record has
to be, byte for byte, that of the pages before or that of the pages now, and nothing else may stand beside it.
The last line is `N of M kills left a record torn`.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SENTENCE = "The harbour opened again on Tuesday after nine days, the port's office said in the morning."
PAGES = [f"page-{number}" for number in range(6)]
SUITE = "def test_article(article, subject):\n    article.check(subject)\n"
PAGE = "<!doctype html><html lang=en><title>{0}</title><article><h1>{0}</h1>{1}</article></html>"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that says nothing either of requests that nobody waits for any more."""

    def handle_error(self, *args: object) -> None:
        """Say nothing: their browser was killed."""


class Site:
    """A project with a site of its own, whose pages can all be changed at once."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.workers = workers
        (folder / "www").mkdir()
        (folder / "sites").mkdir()
        (folder / "tests").mkdir()
        self.server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "www")))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{self.server.server_port}"
        entries = (f'[[pages]]\nname = "{name}"\nkind = "article"\npath = "/{name}.html"\n' for name in PAGES)
        (folder / "sites/small.toml").write_text(f'[site]\nbase_url = "{address}"\n{"".join(entries)}')
        (folder / "tests/test_article.py").write_text(SUITE)
        (folder / "pytest.ini").write_text("[pytest]\n")

    def change(self, version: int) -> None:
        """Give every page another headline, over a text that is long: a record takes some time to write."""
        for name in PAGES:
            text = "".join(f"<p>{SENTENCE} It is number {number}.</p>" for number in range(400))
            headline = f"The story of {name} in edition {version}"
            (self.folder / f"www/{name}.html").write_text(PAGE.format(headline, text))

    def start(self) -> subprocess.Popen[bytes]:
        """Run the suite's snapshot items, accepting what there is."""
        command = [sys.executable, "-m", "pytest", "-q", "-k", "snapshot", "--snapshot-update"]
        command += ["-p", "no:cacheprovider", *(["-n", str(self.workers)] if self.workers else [])]
        environment = {
            name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")
        }
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=nowhere, stderr=nowhere, start_new_session=True
        )

    def records(self) -> dict[str, bytes]:
        """All records by page, as the next run would find them."""
        return {
            path.stem: path.read_bytes() for path in sorted((self.folder / "snapshots/small").glob("[!.]*"))
        }


def kill(run: subprocess.Popen[bytes]) -> None:
    """End a run and all its processes at once."""
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="run it with so many of xdist's workers")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), options.workers)
        editions = []
        seconds = 0.0
        for edition in (0, 1):
            site.change(edition)
            started = time.monotonic()
            if site.start().wait():
                raise SystemExit("the run that accepts the first records did not end well")
            seconds = time.monotonic() - started
            editions.append(site.records())
        if any(editions[0][name] == editions[1][name] for name in PAGES):
            raise SystemExit("the two editions have records that are the same: nothing would be told apart")
        print(f"{len(PAGES)} records, accepted in {seconds:.1f} s", flush=True)
        torn = killed = edition = 0
        while killed < options.times:
            edition = 1 - edition
            site.change(edition)
            run = site.start()
            moment = chance.uniform(0, seconds)
            try:
                run.wait(moment)
                continue
            except subprocess.TimeoutExpired:
                kill(run)
            killed += 1
            found = site.records()
            states = Counter(
                next((str(at) for at in (0, 1) if editions[at][name] == found.get(name)), "torn")
                for name in PAGES
            )
            others = set(found) - set(PAGES)
            torn += bool(states["torn"] or others)
            of_each = f"{states['0']} and {states['1']} of the two editions"
            print(f"{killed}: killed after {moment:.1f} s: {of_each}", flush=True)
            if states["torn"] or others:
                print(f"    torn: {states['torn']}, others: {sorted(others)}", flush=True)
        print(f"{torn} of {options.times} kills left a record torn")
    sys.exit(bool(torn))


if __name__ == "__main__":
    main()
