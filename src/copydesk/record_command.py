"""`copydesk record`: what it is given, what it prints, how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from copydesk.browser.find import BrowserSettingError
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.start import BrowserError, why
from copydesk.browser.visit import UnreachableError
from copydesk.capture import Capture
from copydesk.progress_bar import progress_bar
from copydesk.prove_command import INTERRUPTED, CannotRunError, check_writable, site_of
from copydesk.record import Session
from copydesk.recording.store import save
from copydesk.report.causes import count
from copydesk.report.text import one_line

FOLDER = Path("recordings")


def run(site_file: Path | None, file: Path | None) -> int:
    """Record, write, print; returns the exit code. Raises click's own errors for what the user got wrong."""
    site, _ = site_of(site_file)
    path = file or FOLDER / f"{site.name}.zip"
    check_writable(path)
    session = Session(site)
    try:
        trouble = _visit(session)
    except KeyboardInterrupt:
        click.echo(f"Ended on request before all pages were visited; {_untouched(path)}.")
        return INTERRUPTED
    except (UnreachableError, BrowserSettingError, BrowserStartError, RuntimeError) as error:
        raise CannotRunError(f"{error} ({_untouched(path)})") from None
    except BrowserError as error:
        raise CannotRunError(f"{why(error)} ({_untouched(path)})") from None
    for url in session.left_out:
        click.echo(f"! too large to keep, and not in the recording: {one_line(url)}")
    recording = session.recording()
    try:
        size = save(recording, path)
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror or error}") from None
    answers = sum(len(given) for exchanges in recording.pages.values() for given in exchanges.values())
    pages, links = count(len(recording.manifest.pages), "page"), count(len(recording.links), "link")
    moment = recording.manifest.moment.isoformat()
    click.echo(f"{pages} with {count(answers, 'answer')}, and {links}, as of {moment}.")
    click.echo(f"Written to {path} ({size / 1e6:.1f} MB).")
    return int(trouble)


def _visit(session: Session) -> bool:
    """Visit all pages, with a bar that shows how far it is. Whether one was not gone through to its end."""
    trouble = False
    shown = progress_bar()
    with closing(session.pages()) as pages, shown:
        task = shown.add_task("pages", total=len(session.site.pages))
        for capture in pages:
            for words in _trouble(capture):
                trouble = True
                click.echo(f"! {capture.page}: {one_line(words)}")
            shown.advance(task)
    return trouble


def _trouble(capture: Capture) -> Iterator[str]:
    """Why a page is recorded in part only, perhaps."""
    if capture.error:
        yield capture.error
    for state in capture.states:
        if state.error:
            yield state.error
        elif "still changing" not in state.settled and state.settled:
            yield f"not at rest in all of its time: {state.settled}"


def _untouched(path: Path) -> str:
    return f"{path} is as it was" if path.exists() else "nothing was written"
