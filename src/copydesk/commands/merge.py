"""`copydesk merge`: one report for the shards of a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from copydesk.disk.read import FileError, inside
from copydesk.merge import files, given, whole
from copydesk.report import codes, events, history, html, outputs, summary
from copydesk.report.outputs import github
from copydesk.report.run import Run
from copydesk.report.text import one_line
from copydesk.snapshots import update_refused

WIDTH = 120


@click.command()
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="DIR...",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--report",
    type=click.Path(file_okay=False, path_type=Path),
    default="reports",
    show_default=True,
    help="The folder for the report of the whole run.",
)
def merge(folders: tuple[Path, ...], report: Path) -> None:
    """Merge the shards of a run that was split with --splits and --group into one report.

    Each DIR is a shard's reports folder, or the folder that contains it. Durations and accepted records are
    written to the current folder.

    Exit code: as pytest's without splitting (0, 1, 10 or 11); 12 if a shard is missing or did not finish; 2
    if the folders cannot be merged.
    """
    raise SystemExit(execute(folders, report, Path.cwd()))


def execute(folders: Sequence[Path], report: Path, root: Path) -> int:
    """Merge the shards in these folders into a report; returns the exit code.

    Durations and accepted records go to `root`, where the next run looks for them.
    """
    try:
        shards, notes = _find(folders, report)
        merged, more = _merge(shards, report)
        notes += more
        notes += list(_beside(shards, root))
    except FileError as error:
        click.echo(f"Error: {one_line(str(error))}", err=True)
        return 2
    except OSError as error:
        what = error.filename or report
        click.echo(f"Error: {one_line(str(what))} cannot be written: {error.strerror or error}", err=True)
        return 2
    compared = history.compare(merged, history.recall(report, merged))
    for line, style in summary.lines(merged, _width(), compared):
        colour = next((name for name in ("red", "green", "yellow") if style.get(name)), None)
        click.secho(line, fg=colour, bold=style.get("bold", False))
    for note in notes:
        click.secho(f"! {one_line(note)}", fg="yellow")
    github.tell(merged, compared, click.echo)
    click.echo(f"Report: {report / 'index.html'}")
    return codes.INCOMPLETE if merged.code is None else merged.code


def _find(folders: Sequence[Path], report: Path) -> tuple[list[given.Given], list[str]]:
    """The shards in order, and the problems of single folders. Raises `MergeError`."""
    found, notes = [], []
    for folder in folders:
        try:
            found.append(given.find(folder))
        except FileError as error:
            # A machine that has died leaves such a folder; that its shard is missing is told of the whole.
            if len(folders) == 1:
                raise
            notes.append(str(error))
    if not found:
        raise given.MergeError(notes[0])
    for one in found:
        if one.reports.resolve() == report.resolve():
            raise given.MergeError(f"{report} is the folder of {one.shard}: choose another with --report")
    return given.in_order(found), notes


def _merge(shards: Sequence[given.Given], report: Path) -> tuple[Run, list[str]]:
    """Write the merged run and everything made from it; returns it and what was left out, in sentences.
    Raises OSError.
    """
    name = whole.name_of([one.run for one in shards])
    beside = report / f".{name}.{os.getpid()}"
    notes = []
    try:
        runs = []
        for one in shards:
            bringer = files.Bringer(one, name, beside)
            runs.append(bringer.bring())
            if number := len(bringer.left_out):
                files_of = "picture, recording or capture is", "pictures, recordings or captures are"
                what = f"{number} {files_of[number > 1]}"
                notes.append(f"{what} missing from {one.folder} and from the report")
            notes += _elsewhere(runs[-1])
        with events.Stream(report, beside.name) as stream:
            for event in whole.events_of(runs):
                stream.write(event)
        merged = events.read(stream.path)
        shutil.rmtree(report / name, ignore_errors=True)
        beside.replace(report / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    if not merged.incomplete:
        pasts = [path for one in shards if (path := inside(one.reports / history.FILE, one.folder))]
        try:
            history.remember(report, merged, pasts)
        except FileError as error:
            notes.append(str(error))
    html.write(merged, report)
    outputs.write(merged, report, history.compare(merged, history.recall(report, merged)))
    return merged, notes


def _elsewhere(shard: Run) -> Iterator[str]:
    """The remark that a shard failed for a reason other than a page, which no verdict reports."""
    failed = any(verdict.status == "failed" for verdict in shard.verdicts)
    if shard.code not in (None, 0, 5, codes.CHANGED, codes.STOPPED) and not failed:
        yield f"{shard.shard} ended with {shard.code}, but none of its pages failed: read its output"


def _beside(shards: Sequence[given.Given], root: Path) -> Iterator[str]:
    """Merge the durations and the accepted records; yields remarks. Raises OSError."""
    found, told = files.durations(shards, root)
    yield from told
    if found is not None:
        files.write_durations(root, found)
    runs = [one.run for one in shards]
    if any(verdict.accepts for one in runs for verdict in one.verdicts):
        if refusal := update_refused(os.environ):
            yield refusal
            return
        written, refused = files.accept(runs, root)
        yield from refused
        if written:
            yield f"Accepted records written: {written}"


def _width() -> int:
    return shutil.get_terminal_size((WIDTH, 0)).columns
