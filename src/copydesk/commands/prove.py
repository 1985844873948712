"""`copydesk prove`: its arguments, its output and its exit codes."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from copydesk.commands.shared import INTERRUPTED, CannotRunError, check_writable, site_of, watched
from copydesk.demo.server import serve
from copydesk.faults.fault import Fault
from copydesk.faults.registry import chosen, load_faults
from copydesk.proving.outcome import Outcome, Status
from copydesk.proving.results import Results
from copydesk.proving.workers import Work, WorkError, go
from copydesk.report.text import one_line
from copydesk.site.model import Site
from copydesk.text.counted import count

WHOLE = 50
"""From so many faults on, the pages are visited first, and how long it will take is told."""
SAVED = 3.0
"""Seconds between two times that the results are written down."""
NAMED = 4
"""So many faults are named that could not be tried for one reason; the others are counted."""


@click.command()
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file whose pages are broken. Default: sites/lantern.toml.",
)
@click.option(
    "--fault",
    "names",
    multiple=True,
    metavar="NAME",
    help="Try only this fault (can be repeated).",
)
@click.option(
    "--pages",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Number of pages of each kind on which to try each fault; the faults take turns among the pages.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result of each fault to this file.",
)
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Try only N of the faults, spread over the rules.",
)
@click.option(
    "--random",
    "number",
    type=click.IntRange(1, 100_000),
    help="Make this many random changes instead of the known faults.",
)
@click.option(
    "--seed",
    default="1",
    show_default=True,
    help="The same seed makes the same changes, or takes the same sample. With --random, 7:123 begins with "
    "mutation 123 of seed 7.",
)
def prove(
    site_file: Path | None,
    names: tuple[str, ...],
    pages: int,
    json_file: Path | None,
    sample: int | None,
    number: int | None,
    seed: str,
) -> None:
    """Break the site's pages in every known way, and show which rule notices.

    With --random, make random changes instead, and show what neither a rule nor the accepted record would
    notice.

    Exit code: 0 if every fault is caught and there is no false alarm, 1 if one escapes, 2 if the proof could
    not run.
    """
    if number is not None:
        if names:
            raise click.UsageError("--fault and --random cannot be combined")
        if sample is not None:
            raise click.UsageError("--sample and --random cannot be combined")
        from copydesk.commands import prove_random

        raise SystemExit(prove_random.execute(site_file, number, seed, json_file))
    raise SystemExit(execute(site_file, names, pages, json_file, sample, seed))


def execute(
    site_file: Path | None,
    names: tuple[str, ...],
    pages: int,
    json_file: Path | None,
    sample: int | None = None,
    seed: str = "1",
) -> int:
    """Prove, print, write; returns the exit code. Raises click's own errors for invalid input."""
    site, path = site_of(site_file)
    try:
        faults = chosen(names) if names else list(load_faults().values())
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if sample is not None:
        faults = spread(faults, sample, seed)
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
                first=len(site.pages) if len(faults) >= WHOLE else 0,
            )
            outcomes: Iterator[list[Outcome]] = stack.enter_context(closing(go(work)))
            if work.first:
                seen = next(outcomes)
                results.add(seen)
                click.echo(expected(faults, site, work, seen), err=True)
            saved = time.monotonic()
            for done in watched(outcomes, len(faults)):
                results.add(done)
                if json_file and results.outcomes and time.monotonic() - saved > SAVED:
                    results.write(json_file)
                    saved = time.monotonic()
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
        click.echo("Interrupted before everything was tried.")
        return INTERRUPTED
    return 1 if results.failed else 0


def spread(faults: list[Fault], number: int, seed: str) -> list[Fault]:
    """So many of the faults, of as many rules as there can be; the same for the same seed."""
    by_rule: dict[str, list[Fault]] = {}
    draw = random.Random(seed)
    for fault in faults:
        by_rule.setdefault(fault.rule, []).append(fault)
    groups = list(by_rule.values())
    draw.shuffle(groups)
    for group in groups:
        draw.shuffle(group)
    deepest = max(map(len, groups), default=0)
    turns = [group[turn] for turn in range(deepest) for group in groups if turn < len(group)]
    return sorted(turns[:number], key=lambda fault: fault.name)


def expected(faults: list[Fault], site: Site, work: Work, seen: list[Outcome]) -> str:
    """How long the proof will take, by how long the first visits took."""
    kinds = {entry.kind for entry in site.pages}
    visits = sum(work.pages for fault in faults for kind in fault.kinds if kind in kinds)
    # With the journeys of faults, pages are visited twice before they are broken.
    for journeys in {fault.journeys for fault in faults} - {()}:
        visits += 2 * sum(set(journeys) <= {*entry.journeys, "filter"} for entry in site.pages)
    one = sum(outcome.seconds for outcome in seen) / max(len(seen), 1)
    minutes = max(1, round(one * visits / work.processes / 60))
    return (
        f"{count(len(faults), 'fault')}, {one:.1f} s a visit, {count(work.processes, 'browser')}: "
        f"this takes about {count(minutes, 'minute')}."
    )


def _print(results: Results, faults: list[Fault], site_option: str) -> None:
    """Print the results: first what needs a look, last the score."""
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
            elif status == "did not take":
                click.echo(f"    {one_line(outcome.why, 160)}")
            elif status == "escaped":
                click.echo(f"    {outcome.rule} should have caught it, but no rule reported anything")
            if outcome.fault:
                click.echo(f"    again: copydesk prove --fault {outcome.fault}{again}")
    for outcome in results.by_status("caught by others"):
        others = ", ".join(outcome.rules)
        click.echo(
            click.style(
                f"! {outcome.fault} on {outcome.page}: caught by {others}, not by {outcome.rule}", fg="yellow"
            )
        )
    if standing := results.standing:
        click.echo(f"On the pages as they are, so no alarm and no catch ({len(standing)}):")
        for outcome in standing:
            click.echo(f"  {outcome.page}: {', '.join(outcome.rules)}: {one_line(outcome.why, 120)}")
    _grouped("Rule is off, so not counted", results.off())
    _grouped("Not applicable on any page, so not counted", results.nowhere())
    click.echo(results.sentence())


def _grouped(what: str, groups: dict[str, list[str]]) -> None:
    """Print what was not counted, a line for each reason."""
    if not groups:
        return
    click.echo(f"{what} ({sum(map(len, groups.values()))}):")
    for why, names in groups.items():
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        click.echo(f"  {len(names)} × {one_line(why, 120)}: {', '.join(names[:NAMED])}{more}")
