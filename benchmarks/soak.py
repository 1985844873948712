"""Does any verdict depend on how busy the machine and the network are, or on a browser that dies?

    python benchmarks/soak.py [--runs N] [--minutes M] [--side-by-side N] [--kill-browser] [--seed N]

One quiet run of the suite on Lantern says what the verdicts are. Then it is run again and again while as
many busy processes as there are cores leave no moment of the machine idle; they give way to the suites, of
which more than one can run side by side, and so crowd each other. Every answer of Lantern comes 0 to 800 ms
late, drawn with the run's own seed. With `--kill-browser` the browser is killed in each run, at a moment that
is drawn as well; a run that is over before its moment does not count, and is made again. A verdict is a page,
a subject, its status and the rules that were broken. What differs is printed as it is found; the last line is
`N of M runs differ`.

`--keep FILE` writes a line for each run that is done: with the same file again, the runs go on from there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from copydesk.demo.server import serve
from copydesk.report import events

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script has its own folder there instead
from benchmarks.processes import browser_of  # noqa: E402

LATE = 800
"""Milliseconds that an answer is late at most."""
BUSY = "import os\nos.nice(10)\nparent = os.getppid()\nwhile os.getppid() == parent: sum(range(100_000))"

Verdicts = dict[tuple[str, str], str]
"""By page and subject: the status, and the rules that were broken."""


class Done:
    """A run that is over: its verdicts, how long it took, and how it ended."""

    def __init__(self, folder: Path, code: int, seconds: float, killed: bool, printed: str) -> None:
        self.code, self.seconds, self.killed, self.printed = code, seconds, killed, printed
        self.verdicts: Verdicts = {}
        if stream := events.newest(folder):
            run = events.read(stream)
            for said in run.said.values():
                verdict = said.verdict
                rules = sorted({finding.rule for finding in verdict.findings})
                self.verdicts[verdict.page, verdict.subject] = " ".join([verdict.status, *rules])


def suite(delay: int, seed: int, kill_after: float | None = None) -> Done:
    """Run the suite once, on a Lantern of its own; `kill_after` so many seconds its browser dies."""
    with tempfile.TemporaryDirectory(prefix="copydesk-soak-") as folder, serve(delay=delay, seed=seed) as url:
        arguments = ["tests/site", "-q", "-p", "no:cacheprovider", f"--report={folder}", f"--base-url={url}"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
        started = time.monotonic()
        printed = Path(folder) / "printed"
        with printed.open("wb") as output:
            run = subprocess.Popen(
                [sys.executable, "-m", "pytest", *arguments],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            killed = kill_after is not None and _kill_browser(run, started + kill_after)
            code = run.wait()
        seconds = time.monotonic() - started
        return Done(Path(folder), code, seconds, killed, printed.read_text("utf-8", "replace"))


def _kill_browser(run: subprocess.Popen[bytes], at: float) -> bool:
    """Kill a run's browser at a moment, or as soon after it as there is one; false if it ended before."""
    while run.poll() is None:
        if time.monotonic() >= at and (browser := browser_of(run.pid)):
            with suppress(ProcessLookupError):
                os.kill(browser, signal.SIGKILL)
                return True
        threading.Event().wait(0.02)
    return False


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes that do nothing but take time, while the block runs."""
    running = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def differences(quiet: Verdicts, other: Verdicts) -> list[str]:
    """What another run said otherwise, a line each."""
    return [
        f"{', '.join(key)}: {quiet.get(key, 'nothing')} → {other.get(key, 'nothing')}"
        for key in sorted(quiet.keys() | other.keys())
        if quiet.get(key) != other.get(key)
    ]


def _quiet(kept: Path | None, lines: list[dict[str, Any]]) -> Done:
    """The quiet run, which is the first of those that were kept; it is taken out of them."""
    if lines:
        quiet = Done(Path(), lines[0]["code"], lines[0]["seconds"], killed=False, printed="")
        quiet.verdicts = {(page, subject): said for page, subject, said in lines.pop(0)["quiet"]}
        return quiet
    print("quiet run …", flush=True)
    quiet = suite(0, 0)
    told = f"{len(quiet.verdicts)} verdicts in {quiet.seconds:.0f} s, exit code {quiet.code}"
    print(f"quiet: {told}", flush=True)
    if not quiet.verdicts or quiet.code:
        raise SystemExit(
            f"{quiet.printed}\nThe quiet run itself is not in order: there is nothing to compare with."
        )
    if kept:
        verdicts = [[*key, said] for key, said in quiet.verdicts.items()]
        line = {"quiet": verdicts, "code": quiet.code, "seconds": quiet.seconds}
        kept.write_text(json.dumps(line) + "\n")
    return quiet


def soak(options: argparse.Namespace) -> int:
    """All runs; returns how many differ."""
    kept: Path | None = options.keep
    lines = [json.loads(line) for line in kept.read_text().splitlines()] if kept and kept.exists() else []
    quiet = _quiet(kept, lines)
    done = {line["seed"]: line for line in lines}
    end = time.monotonic() + options.minutes * 60
    last = [quiet.seconds]

    def one(seed: int) -> None:
        if seed in done or time.monotonic() > end:
            return
        for attempt in itertools.count():
            # A delayed run takes longer than the quiet one; the moment is drawn from all of it.
            drawn = random.Random(f"kill {seed} {attempt}").uniform(1, last[0])
            run = suite(LATE, seed, drawn if options.kill_browser else None)
            last[0] = run.seconds
            if run.killed or not options.kill_browser:
                break
        told = differences(quiet.verdicts, run.verdicts)
        done[seed] = {"seed": seed, "differs": told, "code": run.code, "seconds": round(run.seconds)}
        died = f", browser killed after {drawn:.1f} s" if run.killed else ""
        print(f"run {seed}: {run.seconds:.0f} s, exit code {run.code}, {len(told)} differ{died}", flush=True)
        for line in told[:20]:
            print(f"    {line}", flush=True)
        if (told or run.code != quiet.code) and options.show:
            print(run.printed, flush=True)
        if kept:
            with kept.open("a") as file:
                file.write(json.dumps(done[seed]) + "\n")

    seeds = range(options.seed, options.seed + options.runs)
    with busy(os.cpu_count() or 1), ThreadPoolExecutor(options.side_by_side) as pool:
        list(pool.map(one, seeds))
    counted = [done[seed] for seed in seeds if seed in done]
    differing = sum(bool(line["differs"]) or line["code"] != quiet.code for line in counted)
    print(f"{differing} of {len(counted)} runs differ")
    return differing


def main() -> None:
    """Run the benchmark that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=24 * 60, help="begin no run after so many minutes")
    parser.add_argument("--side-by-side", type=int, default=1, help="so many suites run at the same time")
    parser.add_argument("--kill-browser", action="store_true", help="kill the browser in every run")
    parser.add_argument("--seed", type=int, default=1, help="of the first run; each has the next one")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="what is done; goes on from there")
    parser.add_argument("--show", action="store_true", help="print all that a run that differs has printed")
    sys.exit(bool(soak(parser.parse_args())))


if __name__ == "__main__":
    main()
