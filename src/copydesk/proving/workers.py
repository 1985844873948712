"""The work of a proof, shared out to processes with a browser each."""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from copydesk.browser.find import BrowserSettingError
from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.browser.others import Others
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.start import BrowserError, launching, why
from copydesk.browser.visit import UnreachableError
from copydesk.faults.registry import load_faults
from copydesk.proving.outcome import Outcome
from copydesk.proving.prove import Prover, walk
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site

WORKERS = 8
"""So many browsers at most."""
SPARE = 1
"""So many more than there are processors: visits wait, too, and one that does lets another work."""
BETWEEN = 25
"""Before its first fault and after so many more, each worker visits a page that nobody has broken."""


class WorkError(Exception):
    """The work cannot be done; the message is one sentence for the user."""


class Work(msgspec.Struct, kw_only=True):
    """What is to be proved: the faults by name, on at most so many pages of each kind.

    `first` is how many of the site's pages are visited as they are before anything is broken.
    """

    site_file: Path
    base_url: str
    notes: Path
    """A folder that the workers share."""
    faults: list[str]
    pages: int
    first: int = 0

    @property
    def processes(self) -> int:
        """How many workers share the work."""
        return workers(len(self.faults))


def workers(tasks: int) -> int:
    """How many processes share so many tasks on this machine."""
    return min((os.cpu_count() or 1) + SPARE, WORKERS, tasks)


def go(work: Work) -> Generator[list[Outcome]]:
    """What came of each fault, in the order in which it is known. Raises `WorkError`.

    Where pages are visited first, what stands on all of them comes before that. Faults of one subject, which
    have much the same names, wait for the same things. They are mixed, so that while some wait others are at
    work.
    """
    tasks = list(enumerate(work.faults))
    Random(0).shuffle(tasks)
    looks = [(number, "") for number in range(work.first)]
    early: list[list[Outcome]] = []
    seen: list[Outcome] = []
    left = work.first
    for outcomes in shared_out(worker, work, [*looks, *tasks], work.processes):
        if not left:
            yield outcomes
        elif not outcomes or any(outcome.status != "standing" for outcome in outcomes):
            early.append(outcomes)
        else:
            seen += outcomes
            left -= 1
            if not left:
                yield seen
                yield from early


def shared_out(target: Callable[..., None], work: Any, tasks: Sequence[Any], number: int) -> Generator[Any]:
    """The results of so many processes that share tasks: a list for each task. Raises `WorkError`.

    Each runs `target(work, jobs, results)`: it takes a task at a time from the queue `jobs`, until it gets
    None, and puts what came of it, or a sentence why nothing can, into the queue `results`.
    """
    # Not forked: Playwright's threads would be half there.
    context = multiprocessing.get_context("spawn")
    jobs: Any = context.Queue()
    results: Any = context.Queue()
    for task in [*tasks, *[None] * number]:
        jobs.put(task)
    workers = [context.Process(target=target, args=(work, jobs, results), daemon=True) for _ in range(number)]
    try:
        for process in workers:
            process.start()
        for _ in tasks:
            yield _next(results, workers)
        for process in workers:
            process.join()
    finally:
        # What nobody takes any more does not fit into a pipe, and must not be waited for.
        jobs.cancel_join_thread()
        for process in workers:
            process.terminate()


def _next(results: Any, workers: Sequence[BaseProcess]) -> list[Any]:
    """The next result, as long as there is somebody to bring one."""
    while True:
        # Asked before the queue: a worker may bring its last result and end in between.
        dead = [process for process in workers if process.exitcode not in (None, 0)]
        over = all(process.exitcode is not None for process in workers)
        try:
            result: list[Any] | str = results.get(timeout=0.5)
        except queue.Empty:
            if dead or over:
                code = dead[0].exitcode if dead else 0
                raise WorkError(f"a worker crashed before its work was done (exit code {code})") from None
            continue
        if isinstance(result, str):
            raise WorkError(result)
        return result


def worker(work: Work, jobs: Any, results: Any) -> None:
    """Take faults from the queue until there are none left; a sentence in the results is why it cannot."""
    with reporting(results) as doing:
        site, faults = load_site(work.site_file, rule_names()), load_faults()
        with launching(wishes=Others(site, work.base_url).arguments) as launch:
            asker = Asker(site.links, Notes(work.notes / "links"), work.processes)
            prover = Prover(launch(), site, work.base_url, asker, work.notes / "pages", launch)
            done = 0
            while (job := jobs.get()) is not None:
                turn, name = job
                if not name:
                    doing.append(f"the page {site.pages[turn].name}")
                    entry = walk(site.pages[turn], ())
                    prover.clean(entry)
                    results.put(_taken(prover) or [prover.stands(entry)])
                    continue
                doing.append(f"the fault {name}")
                outcomes = list(prover.prove(faults[name], turn, work.pages))
                if done % BETWEEN == 0:
                    entry = site.pages[turn % len(site.pages)]
                    outcomes.append(prover.unbroken(walk(entry, ())))
                done += 1
                results.put([*outcomes, *_taken(prover)])
            with suppress(BrowserError):
                prover.close()


def _taken(prover: Prover) -> list[Outcome]:
    """What a prover has found standing since it was last asked."""
    standing, prover.standing = prover.standing, []
    return standing


@contextmanager
def reporting(results: Any) -> Iterator[list[str]]:
    """Put why a worker cannot go on into its results; the last of the list is what it is busy with."""
    doing = ["the work"]
    # Pages are closed here in the middle of their requests, and Playwright's tasks about these never end.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    try:
        yield doing
    except (BrowserSettingError, BrowserStartError, UnreachableError, WorkError) as error:
        results.put(str(error))
    except BrowserError as error:
        results.put(why(error))
    except KeyboardInterrupt:
        return
    except Exception:
        # Whatever it is, the process that waits for the result has to hear of it.
        results.put(f"{doing[-1]} cannot be tried:\n{traceback.format_exc()}")
