"""`copydesk prove`: what it is given, what it prints, how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Protocol, TypeVar

import click
from rich.progress import TextColumn

from copydesk.demo.server import serve
from copydesk.faults.fault import Fault
from copydesk.faults.registry import chosen, load_faults
from copydesk.progress_bar import progress_bar
from copydesk.prove import Status
from copydesk.prove_results import Results
from copydesk.prove_workers import Work, WorkError, go
from copydesk.report.text import one_line
from copydesk.site import Site, SiteError, load_site

DEFAULT_SITE = Path("sites/lantern.toml")
INTERRUPTED = 130


class CannotRunError(click.ClickException):
    """The proof cannot be run; the message is for the user."""

    exit_code = 2


def run(site_file: Path | None, names: tuple[str, ...], pages: int, json_file: Path | None) -> int:
    """Prove, print, write; returns the exit code. Raises click's own errors for what the user got wrong."""
    site, path = site_of(site_file)
    try:
        faults = chosen(names) if names else list(load_faults().values())
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if json_file:
        check_writable(json_file)
    results = Results(site=site.title or site.name, site_file=str(path))
    interrupted = False
    try:
        with ExitStack() as stack:
            base_url = site.base_url or stack.enter_context(serve())
            work = Work(
                site_file=path,
                base_url=base_url,
                notes=Path(stack.enter_context(TemporaryDirectory(prefix="copydesk-"))),
                faults=[fault.name for fault in faults],
                pages=pages,
            )
            outcomes = stack.enter_context(closing(go(work)))
            for done in watched(outcomes, len(faults)):
                results.add(done)
    except (WorkError, RuntimeError) as error:
        raise CannotRunError(str(error)) from None
    except KeyboardInterrupt:
        interrupted = True
    finally:
        # Whatever ends the proof, what was found by then is kept.
        if json_file and results.outcomes:
            results.write(json_file)
    _print(results, faults, str(path) if site_file else "")
    if json_file and results.outcomes:
        click.echo(f"Written to {json_file}.")
    if interrupted:
        click.echo("Ended on request before all was tried.")
        return INTERRUPTED
    return 1 if results.failed else 0


def site_of(named: Path | None) -> tuple[Site, Path]:
    """The site whose pages are to be broken, and its file. Raises `CannotRunError`."""
    path = named or DEFAULT_SITE
    try:
        site = load_site(path)
    except SiteError as error:
        raise CannotRunError(str(error)) from None
    if not site.pages:
        raise CannotRunError(f"{path}: it names no pages to break; add [[pages]] to it")
    return site, path


class Failing(Protocol):
    """What came of something, and whether somebody has to look at it."""

    @property
    def failed(self) -> bool:
        """Whether it needs a look."""


Result = TypeVar("Result", bound=Failing)


def watched(work: Iterable[list[Result]], total: int, what: str = "faults") -> Iterator[list[Result]]:
    """The work, with a bar that shows how far it is and what has escaped; in a log, a line for each tenth."""
    shown = progress_bar(TextColumn("{task.fields[escaped]}"), in_log=False)
    escaped = 0
    with shown:
        task = shown.add_task(what, total=total, escaped="")
        for number, done in enumerate(work, 1):
            escaped += sum(outcome.failed for outcome in done)
            told = f"{escaped} to look at" if escaped else ""
            shown.update(task, advance=1, escaped=told)
            if shown.disable and number * 10 // total > (number - 1) * 10 // total:
                click.echo(f"{number} of {total} {what} {told}".rstrip(), err=True)
            yield done


def _print(results: Results, faults: list[Fault], site_option: str) -> None:
    """What came of it, what needs a look first and the score last."""
    sees = {fault.name: fault.sees for fault in faults}
    again = f" --site {site_option}" if site_option else ""
    looked_at: tuple[Status, ...] = ("false alarm", "did not take", "escaped")
    for status in looked_at:
        for outcome in results.by_status(status):
            what = outcome.fault or "nothing broken"
            click.echo(click.style(f"✗ {status}: {what} on {outcome.page}", fg="red"))
            if outcome.fault:
                click.echo(f"    {one_line(sees.get(outcome.fault, ''), 100)}")
            if outcome.rules:
                click.echo(f"    blamed by {', '.join(outcome.rules)}: {one_line(outcome.why, 160)}")
            elif status == "escaped":
                click.echo(f"    {outcome.rule} was to catch it, and no rule says anything")
            if outcome.fault:
                click.echo(f"    again: copydesk prove --fault {outcome.fault}{again}")
    for outcome in results.by_status("caught by others"):
        others = ", ".join(outcome.rules)
        click.echo(
            click.style(
                f"! {outcome.fault} on {outcome.page}: caught by {others}, not by {outcome.rule}", fg="yellow"
            )
        )
    if nowhere := results.nowhere():
        click.echo(f"Not applicable on any page, and not counted ({len(nowhere)}):")
        for name, why in nowhere.items():
            click.echo(f"  {name}: {one_line(why, 120)}")
    click.echo(results.sentence())


def check_writable(path: Path) -> None:
    """Raises `CannotRunError` where the results could not be written in the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=path.parent):
            return
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror or error}") from None
