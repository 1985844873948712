"""Throwaway projects for benchmarks of whole runs: Lantern's articles, a site file, a timed command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from copydesk.demo.content import load
from copydesk.demo.server import serve
from copydesk.demo.wire import Wire

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 7200
"""Seconds after which a run is given up."""
_PAGES = re.compile(r"^\[\[pages\]\]\n(?:.+\n)*", re.MULTILINE)


@contextmanager
def articles(count: int, delay: int = 0) -> Iterator[tuple[str, list[str]]]:
    """Lantern with more than so many articles: its address, and the paths of the newest `count`.

    Every answer comes 0 to `delay` milliseconds late. Press reviews are left out: next to nothing is related
    to them, of which the site file is told otherwise.
    """
    total = 2 * count + 50
    wire = Wire(load(), total)
    found = [wire.article(position) for position in range(total)]
    with serve(articles=total, delay=delay) as base_url:
        yield base_url.rstrip("/"), [one.path for one in found if "press" not in one.sections][:count]


def write_site(path: Path, base_url: str, paths: Sequence[str]) -> None:
    """Write Lantern's site file with these articles in place of its pages, `page-1` and so on."""
    text = _PAGES.sub("", (ROOT / "sites" / "lantern.toml").read_text("utf-8"))
    head, elements = text.split("[elements", 1)
    pages = "\n".join(
        f'[[pages]]\nname = "page-{number}"\nkind = "article"\npath = "{path}"\n'
        for number, path in enumerate(paths, start=1)
    )
    head = head.replace("[site]\n", f'[site]\nbase_url = "{base_url}"\n', 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}\n{pages}\n[elements{elements}", encoding="utf-8")


def seconds(command: Sequence[str], folder: Path) -> float:
    """How long a command takes in a folder, from its start to its end; one that fails ends the benchmark."""
    # Compiled modules are kept, as they are by default: pytest would rewrite hundreds at every start else.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTEST_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    elapsed = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
        )
    return elapsed


def pytest(*arguments: str) -> list[str]:
    """The command that runs pytest with this Python and these arguments.

    Hypothesis and pytest-rerunfailures are only there for copydesk's own tests; the one takes a second of
    every run, the other sends word of every item through a socket where there are workers.
    """
    return [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:hypothesispytest",
        "-p",
        "no:rerunfailures",
        *arguments,
    ]
