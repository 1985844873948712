"""`copydesk report`: rebuild the report of a run from its events, and serve it on request."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from copydesk.disk.read import FileError
from copydesk.report import events, history, html, loopback, outputs, serve
from copydesk.report.run import Run
from copydesk.report.text import one_line


@click.command()
@click.argument("run", required=False)
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    default="reports",
    show_default=True,
    help="The folder of the reports.",
)
@click.option("--serve", is_flag=True, help="Serve the report on this machine, with a viewer for traces.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="For --serve. Default: a free port.")
def report(run: str | None, reports: Path, serve: bool, port: int) -> None:
    """Rebuild the report of a run from its events, and print where it is.

    RUN is the name of a run's folder in the reports, or the path of an events.jsonl. Default: the newest run,
    even one that was killed.

    Exit code: 0; 2 if there is no such run.
    """
    raise SystemExit(execute(run, reports, port if serve else None))


def execute(name: str | None, reports: Path, port: int | None) -> int:
    """Write the report of a run, or the newest if none is named, and serve it if there is a port.

    Returns the exit code.
    """
    listening = None
    try:
        stream, folder = _find(name, reports)
        told = events.read(stream)
        if port is not None:
            listening = loopback.listen(port, "report")
        page = _write(told, folder)
    except (FileError, loopback.AddressError) as error:
        click.echo(f"Error: {one_line(str(error))}", err=True)
        return 2
    except OSError as error:
        click.echo(f"Error: cannot write the report to {folder}: {error.strerror or error}", err=True)
        return 2
    if listening is None:
        click.echo(f"Report: {page}")
        return 0
    serving, address = serve.server(told, folder, listening)
    click.echo(f"{address}\nThe report is read-only, and served to this machine only. Press Ctrl-C to stop.")
    # Ctrl-C is how this is meant to end.
    with suppress(KeyboardInterrupt):
        serving.run(sockets=[listening])
    return 0


def _write(told: Run, folder: Path) -> Path:
    page = html.write(told, folder)
    outputs.write(told, folder, history.compare(told, history.recall(folder, told)))
    return page


def _find(name: str | None, reports: Path) -> tuple[Path, Path]:
    """The stream to read, and the folder that its report belongs in. Raises `FileError`."""
    if name and Path(name).name == events.FILE:
        file = Path(name).absolute()
        # In a folder of reports each run has a folder; a file from elsewhere gets its report beside it.
        return file, file.parent.parent if events.is_run(file.parent.name) else file.parent
    return events.find(reports, name), reports
