"""`copydesk prove`: what it is given, what it prints, how it ends."""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from copydesk.browser.find import BrowserSettingError
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.start import BrowserError, started_browser, why
from copydesk.browser.visit import UnreachableError
from copydesk.demo.server import serve
from copydesk.faults.fault import Fault
from copydesk.faults.registry import chosen, load_faults
from copydesk.prove import Outcome, Prover, walk
from copydesk.site import SiteError, load_site

DEFAULT_SITE = Path("sites/lantern.toml")
BETWEEN = 25
"""After so many faults each worker visits a page that nobody has broken."""
WORKERS = 8


class CannotRunError(click.ClickException):
    """The proof cannot be run; the message is for the user."""

    exit_code = 2


def run(site_file: Path | None, names: tuple[str, ...], pages: int, json_file: Path | None) -> int:
    """Prove, print, write; returns the exit code."""
    path = site_file or DEFAULT_SITE
    try:
        site = load_site(path)
        faults = chosen(names) if names else list(load_faults().values())
    except SiteError as error:
        raise CannotRunError(str(error)) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    outcomes: list[Outcome] = []
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    with ExitStack() as closing:
        base_url = site.base_url or closing.enter_context(serve())
        closing.enter_context(progress)
        task = progress.add_task("faults", total=len(faults))
        for done in _work(path, base_url, faults, pages):
            outcomes.extend(done)
            progress.advance(task)
    return sum_up(outcomes, json_file)


def _work(path: Path, base_url: str, faults: list[Fault], pages: int) -> Iterator[list[Outcome]]:
    """What came of each fault, as workers finish them."""
    context = multiprocessing.get_context("spawn")
    jobs, results = context.Queue(), context.Queue()
    for turn, fault in enumerate(faults):
        jobs.put((turn, fault.name))
    number = min(os.cpu_count() or 1, WORKERS, len(faults))
    workers = [
        context.Process(target=_worker, args=(path, base_url, jobs, results, pages), daemon=True)
        for _ in range(number)
    ]
    for worker in workers:
        jobs.put(None)
        worker.start()
    left = len(faults)
    try:
        while left:
            try:
                result = results.get(timeout=1)
            except queue.Empty:
                if not any(worker.is_alive() for worker in workers):
                    raise CannotRunError("the workers have ended before their work was done") from None
                continue
            if isinstance(result, str):
                raise CannotRunError(result)
            left -= 1
            yield result
        for worker in workers:
            worker.join()
    finally:
        for worker in workers:
            worker.terminate()


def _worker(path: Path, base_url: str, jobs: Any, results: Any, pages: int) -> None:
    """Take faults from the queue until there are none left."""
    site = load_site(path)
    faults = load_faults()
    try:
        with started_browser() as browser:
            prover = Prover(browser, site, base_url)
            done = 0
            while (job := jobs.get()) is not None:
                turn, name = job
                outcomes = list(prover.prove(faults[name], turn, pages))
                done += 1
                if done % BETWEEN == 1:
                    outcomes.append(prover.unbroken(walk(site.pages[turn % len(site.pages)], ())))
                results.put(outcomes)
            prover.close()
    except (BrowserSettingError, BrowserStartError, UnreachableError) as error:
        results.put(str(error))
    except BrowserError as error:
        results.put(why(error))


def sum_up(outcomes: list[Outcome], json_file: Path | None) -> int:
    """Print what came of it and write it down; returns the exit code."""
    by = {status: [o for o in outcomes if o.status == status] for status in {o.status for o in outcomes}}
    for status in ("not applicable", "caught by others", "did not take", "escaped", "false alarm"):
        for o in by.get(status, []):
            click.echo(f"{status:<16} {o.fault or '(unbroken)'} on {o.page}: {o.rule} {o.rules} {o.why}")
    caught = len(by.get("caught", [])) + len(by.get("caught by others", []))
    applied = caught + len(by.get("escaped", []))
    click.echo(f"{caught} of {applied} caught, {len(by.get('caught', []))} by the rule that was to catch it")
    if json_file:
        json_file.write_bytes(msgspec.json.format(msgspec.json.encode(outcomes)))
    return int(any(by.get(status) for status in ("escaped", "did not take", "false alarm")))
