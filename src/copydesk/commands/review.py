"""`copydesk review`: find the run, serve it until Ctrl-C, and list what is left to fix."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from copydesk.commands.project import top
from copydesk.disk.read import FileError
from copydesk.report import events, history
from copydesk.report.data import data_of
from copydesk.report.loopback import AddressError, listen
from copydesk.report.text import one_line
from copydesk.review.decisions import Review
from copydesk.review.server import server
from copydesk.snapshots.store import FOLDER
from copydesk.text.counted import count


@click.command()
@click.argument("run", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free port.")
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the reports. Default: reports, at the project's top.",
)
def review(run: str | None, port: int, reports: Path | None) -> None:
    """Look at a run in the browser, and decide about its changes and findings.

    RUN is the name of a run's folder in the reports. Default: the newest. The report is served to this
    machine only, until Ctrl-C. Accepted changes go to snapshots/, known findings to known-issues.toml;
    nothing else is written.
    """
    raise SystemExit(execute(run, port, reports))


def execute(name: str | None, port: int, reports: Path | None) -> int:
    """Review a run, the newest if none is named; returns the exit code."""
    root = top(Path.cwd())
    folder = reports or root / "reports"
    try:
        read = events.read(events.find(folder, name))
        listening = listen(port, "review")
    except (FileError, AddressError) as error:
        click.echo(f"Error: {error}", err=True)
        return 2
    data = data_of(read, folder, history.recall(folder, read))
    for page in data.pages:
        page.trace = page.video = ""  # files beside the report, which are not served here
    review = Review(read, root, data)
    errors = sum(finding.severity == "error" for finding in data.findings)
    serving, address = server(review, listening)
    changes = len(review.changes)
    click.echo(f"Review of run {one_line(read.name)} ({one_line(read.site)}): ", nl=False)
    click.echo(f"{count(changes, 'change')} to decide, {count(errors, 'error')}.")
    click.echo(f"Your decisions go to {root / FOLDER} and {review.issues.path}.\n\n  {address}\n")
    click.echo("Keep this address to yourself. Press Ctrl-C to end the review.")
    # Ctrl-C is how this is meant to end.
    with suppress(KeyboardInterrupt):
        serving.run(sockets=[listening])
    _sum_up(review)
    return 0


def _sum_up(review: Review) -> None:
    accepted = sum(one.how == "accepted" and not one.earlier for one in review.decided.values())
    click.echo(f"\n{len(review.decided)} of {count(len(review.changes), 'change')} decided, ", nl=False)
    click.echo(f"{accepted} accepted in this review.")
    if rejected := review.to_fix():
        click.echo("To be fixed:")
        for page, changes in rejected:
            more = f" … and {len(changes) - 1} more" if len(changes) > 1 else ""
            click.echo(f"  {one_line(page, 60)}: {one_line(changes[0], 160)}{more}")
