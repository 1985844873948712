"""`copydesk prove --random`: its arguments, its output and its exit codes."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

import click

from copydesk.commands.shared import INTERRUPTED, CannotRunError, check_writable, site_of, watched
from copydesk.demo.server import serve
from copydesk.proving.random import Lots, Tried, go
from copydesk.proving.results import percent, write_json
from copydesk.proving.workers import WorkError
from copydesk.report.text import one_line
from copydesk.text.counted import count

_SEED = re.compile(r"(\d{1,18})(?::(\d{1,9}))?")


def execute(site_file: Path | None, number: int, seed: str, json_file: Path | None) -> int:
    """Prove with this many mutations, print, write; returns the exit code.

    `seed` is a number, or two with a colon between them: the seed and the index of the first mutation. Raises
    click's own errors for invalid input.
    """
    given = _SEED.fullmatch(seed)
    if not given:
        raise click.UsageError(f"--seed: {seed!r} is not a seed; use a number such as 7, or 7:123")
    first = int(given[2] or 0)
    site, path = site_of(site_file)
    if json_file:
        check_writable(json_file)
    found: list[Tried] = []
    interrupted = False
    try:
        with ExitStack() as stack:
            base_url = site.base_url or stack.enter_context(serve())
            lots = Lots(
                site_file=path,
                base_url=base_url,
                seed=int(given[1]),
                indices=list(range(first, first + number)),
            )
            for tried in watched(stack.enter_context(closing(go(lots))), number, "mutations"):
                found += tried
    except (WorkError, RuntimeError) as error:
        raise CannotRunError(str(error)) from None
    except KeyboardInterrupt:
        interrupted = True
    finally:
        # Whatever ends the proof, what was found by then is kept.
        found.sort(key=lambda one: (one.index, not one.mutation))
        if json_file and found:
            write_json(_data(found, site.title or site.name, str(path)), json_file)
    _print(found, f" --site {path}" if site_file else "")
    if json_file and found:
        click.echo(f"Written to {json_file}.")
    if interrupted:
        click.echo("Interrupted before everything was tried.")
        return INTERRUPTED
    return 1 if any(one.failed for one in found) else 0


def _print(found: list[Tried], again: str) -> None:
    """Print the results: first what needs a look, last the score."""
    for one in _of(found, "false alarm"):
        click.echo(click.style(f"✗ false alarm: nothing changed on {one.page}", fg="red"))
        click.echo(f"    {one_line('; '.join(one.rules), 100)} {one_line(one.why, 160)}".rstrip())
    for one in _of(found, "escaped"):
        click.echo(click.style(f"✗ escaped: {one.mutation} ({one.operation}) on {one.page}", fg="red"))
        click.echo(f"    {one_line(one.said, 160)}")
        if one.smallest != one.said:
            click.echo(f"    at its smallest: {one_line(one.smallest, 160)}")
        for kind, told in one.effects.items():
            click.echo(f"    {kind}: {one_line(told, 140)}")
        click.echo(f"    again: copydesk prove --random 1 --seed {one.mutation}{again}")
    for status, what in (
        ("equivalent", "Changed nothing visible or readable, so not counted"),
        ("not applicable", "Not possible on its page, so not counted"),
    ):
        if some := _of(found, status):
            click.echo(f"{what} ({len(some)}):")
            for one in some:
                click.echo(f"  {one.mutation} on {one.page}: {one_line(one.said or one.why, 130)}")
    click.echo(sentence(found))


def sentence(found: list[Tried]) -> str:
    """The score in words."""
    caught, escaped = _of(found, "caught"), _of(found, "escaped")
    applied = len(caught) + len(escaped)
    parts = []
    if applied:
        by_rules = sum(bool(one.rules) for one in caught)
        parts.append(
            f"{percent(len(caught), applied)} % caught: {len(caught)} of {count(applied, 'mutation')} that "
            f"change something visible or readable, {by_rules} by rules, "
            f"{len(caught) - by_rules} by the accepted record alone."
        )
    unchanged = [one for one in found if not one.mutation]
    if unchanged:
        alarms = len(_of(found, "false alarm"))
        said = count(alarms, "false alarm") if alarms else "no false alarm"
        parts.append(f"{count(len(unchanged), 'unchanged visit')}: {said}.")
    return " ".join(parts) or "Nothing visible or readable was changed."


def _of(found: list[Tried], status: str) -> list[Tried]:
    return [one for one in found if one.status == status]


def _data(found: list[Tried], site: str, site_file: str) -> dict[str, object]:
    counts = Counter(one.status for one in found)
    applied = counts["caught"] + counts["escaped"]
    return {
        "site": site,
        "site_file": site_file,
        "score": counts["caught"] / applied if applied else None,
        "applied": applied,
        "caught": counts["caught"],
        "counts": dict(sorted(counts.items())),
        "mutations": found,
    }
