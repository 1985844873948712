"""`copydesk recheck`: its arguments, its output and its exit codes."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import track

from copydesk.commands.project import top
from copydesk.commands.shared import CannotRunError
from copydesk.disk.read import FileError
from copydesk.disk.write import put
from copydesk.recheck import told
from copydesk.recheck.accept import accept
from copydesk.recheck.again import Again, Desk, anew, differences
from copydesk.recheck.between import Look, explain
from copydesk.report import events, history, html, outputs, summary
from copydesk.report.run import Run, Said
from copydesk.report.text import one_line
from copydesk.rules.registry import load_rules, rule_names
from copydesk.site.file import load_site
from copydesk.site.model import Site, SiteError
from copydesk.snapshots import cannot_write, update_refused
from copydesk.verdicts import known as known_issues

CHANGED = 10
"""What it ends with, as pytest does, where pages only differ from their accepted records."""


@click.command()
@click.argument("run", required=False)
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file to check against. Default: the run's, as it is today.",
)
@click.option(
    "--against", metavar="OTHER", help="Also explain why the result of RUN differs from this earlier run."
)
@click.option(
    "--snapshot-update",
    "update",
    is_flag=True,
    help="Accept today's readings of pages that matched their accepted records in RUN.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the differences to this file.",
)
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the reports. Default: reports, at the project's top.",
)
def recheck(
    run: str | None,
    site_file: Path | None,
    against: str | None,
    update: bool,
    json_file: Path | None,
    reports: Path | None,
) -> None:
    """Apply today's rules and site file to the pages that a run visited, without a browser.

    RUN is the name of a run's folder in the reports. Default: the newest. The command prints how today's
    results differ from RUN's, and writes a report.

    Exit code: 0 if every page is in order, 1 if one is not or must be visited again, 10 if pages only differ
    from their accepted records, 2 if nothing could be rechecked.
    """
    raise SystemExit(execute(run, against, site_file, reports, json_file, update))


def execute(
    name: str | None,
    against: str | None,
    site_file: Path | None,
    reports: Path | None,
    json_file: Path | None,
    update: bool,
) -> int:
    """Recheck a run, or the newest with visits if none is named; returns the exit code."""
    root = top(Path.cwd())
    folder = reports or root / "reports"
    started = time.monotonic()
    try:
        old = _read(folder, name)
        other = _read(folder, against) if against else None
        site = load_site(site_file or _site_file(old, root), rule_names())
        known = known_issues.read(root / known_issues.FILE)
    except FileError as error:
        raise CannotRunError(str(error)) from None
    if update:
        _check_update(old, site, root)
    desk = Desk(site, known, root, date.today())
    looked = _look(desk, old, folder)
    result = told.Result(
        run=f"{events.new_run(datetime.now(UTC).astimezone())}{events.RECHECK}",
        of=old.name,
        pages=len(looked),
        differences=[one for again in looked for one in differences(old, again)],
        anew=[again for again in looked if again.anew],
        left_out=_left_out(old, site),
    )
    if update:
        pages: dict[str, list[Again]] = {}
        for again in looked:
            pages.setdefault(again.page, []).append(again)
        result.accepted = accept(old, pages, site, root)
    if other is not None:
        result.against = other.name
        result.explained = explain(other, old, _looker(desk, other, folder), _looker(desk, old, folder))
    made, written = _write(result, looked, old, site, folder, time.monotonic() - started)
    _print(result, made, folder, written)
    for line in known_issues.news(known, made.verdicts, desk.today):
        click.secho(f"! {line}", fg="yellow")
    if json_file:
        _write_json(result, json_file)
    statuses = {verdict.status for verdict in made.verdicts}
    return 1 if "failed" in statuses else CHANGED if "changed" in statuses else 0


def _read(folder: Path, name: str | None) -> Run:
    """The run to recheck; if it is itself a recheck, the run that it rechecked."""
    if not name:
        runs = [
            path.parent.name for path in folder.glob(f"*/{events.FILE}") if events.is_run(path.parent.name)
        ]
        name = max((one for one in runs if not one.endswith(events.RECHECK)), default=None)
    found = events.read(events.find(folder, name))
    if found.recheck_of:
        found = events.read(events.find(folder, found.recheck_of))
    if not found.kept:
        raise FileError(
            f"{folder / found.name}: this run kept no captures (it is too old, or there was no room for "
            "them): run pytest again"
        )
    return found


def _site_file(old: Run, root: Path) -> Path:
    if not old.site_file:
        raise SiteError([f"The run {old.name} does not say what its site file was: give one with --site"])
    return root / old.site_file


def _check_update(old: Run, site: Site, root: Path) -> None:
    if old.faults:
        raise CannotRunError(
            f"--snapshot-update accepts pages as they are, but {old.name} broke them with --fault: "
            "recheck a run of the site as it is"
        )
    if refusal := update_refused(os.environ) or cannot_write(site, root):
        raise CannotRunError(refusal)


def _look(desk: Desk, old: Run, folder: Path) -> list[Again]:
    """Every page of the run that the site file still names, in the order of the site file."""
    place = {name: number for number, name in enumerate(desk.pages)}
    wanted = {(said.browser, said.verdict.page): None for said in old.said.values()}
    wanted |= dict.fromkeys(old.kept)
    todo = sorted((key for key in wanted if key[1] in place), key=lambda key: (place[key[1]], key[0]))
    if not todo:
        raise CannotRunError(f"The site file no longer names any of the pages that {old.name} checked")
    console = Console(stderr=True)
    quiet = not console.is_terminal
    return [
        _one(desk, old, folder, browser, page)
        for browser, page in track(todo, "pages", console=console, transient=True, disable=quiet)
    ]


def _one(desk: Desk, run: Run, folder: Path, browser: str, page: str) -> Again:
    if kept := run.kept.get((browser, page)):
        return desk.look(run, folder, kept)
    entry = desk.pages[page]
    return anew(entry, browser, [f"{run.name} kept no capture of this page"])


def _looker(desk: Desk, run: Run, folder: Path) -> Look:
    @cache
    def look(page: str, browser: str) -> Again | str:
        if page not in desk.pages:
            return "the site file no longer names the page"
        return _one(desk, run, folder, browser, page)

    return look


def _left_out(old: Run, site: Site) -> list[str]:
    planned = {entry.name for entry in old.shaped.pages} if old.shaped else set(old.order)
    found = list(told.not_looked_at(old, planned, {entry.name for entry in site.pages}))
    rules = load_rules()
    subjects = {"snapshot"}.union(*(rules.subjects(kind) for kind in ("article", "feed", "filter")))
    if own := sorted({verdict.subject for verdict in old.verdicts} - subjects):
        found.append(f"Not rechecked, because they are not from rules: {', '.join(own)}")
    return found


def _write(
    result: told.Result, looked: list[Again], old: Run, site: Site, folder: Path, seconds: float
) -> tuple[Run, str]:
    """Write the recheck as a run's stream and report; returns the run and the last line to print."""
    beginning = events.Started(
        run=result.run,
        site=site.title or site.name,
        site_name=site.name,
        embedded=old.embedded,
        site_file=old.site_file,
        faults=old.faults,
        started=datetime.now(UTC).astimezone(),
        commit=old.commit,
        pages=[events.Planned(name=entry.name, kind=entry.kind) for entry in site.pages],
        recheck_of=old.name,
    )
    made = events.begun(beginning)
    ended = events.Finished(seconds=seconds, base_url=old.base_url)
    told_again: list[events.Event] = [events.Spoken(said=said) for said in _said(looked, old)]
    for event in (*told_again, ended):
        events.take(made, event)
    try:
        with events.Stream(folder, result.run) as stream:
            for event in (beginning, *told_again, ended):
                stream.write(event)
        page = html.write(made, folder)
        outputs.write(made, folder, history.compare(made, history.recall(folder, made)))
    except OSError as error:
        return made, f"Could not write the report to {folder}: {error.strerror or error}"
    return made, f"Report: {page}"


def _said(looked: list[Again], old: Run) -> list[Said]:
    """The new verdicts, with the old run's pictures and recordings."""
    pages = {(page.browser, page.page): page for page in old.pages()}
    found = []
    for again in looked:
        then = pages.get((again.browser, again.page))
        facts = again.facts
        for verdict in again.verdicts:
            said = Said(verdict=verdict, browser=again.browser)
            if verdict.status in ("failed", "changed"):
                said.facts, facts = facts, None
                if then:
                    said.picture, said.trace, said.video = then.picture, then.trace, then.video
                    said.repeat = then.repeat.get(verdict.subject, "")
            found.append(said)
    return found


def _print(result: told.Result, made: Run, folder: Path, written: str) -> None:
    click.secho(f"copydesk: recheck of {one_line(result.of)}, {one_line(made.site)}", bold=True)
    for line in told.lines(result):
        click.echo(line)
    width = shutil.get_terminal_size().columns
    compared = history.compare(made, history.recall(folder, made))
    for line, style in summary.lines(made, width, compared):
        colour = next((name for name in ("red", "yellow", "green") if style.get(name)), None)
        click.secho(line, fg=colour, bold=style.get("bold", False))
    click.echo(written)


def _write_json(result: told.Result, path: Path) -> None:
    try:
        put(path, msgspec.json.encode(told.data(result)) + b"\n")
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror or error}") from None
