"""What several commands share: the site to work on, the output file, progress, and exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol, TypeVar

import click
from rich.progress import TextColumn

from copydesk.commands.progress_bar import progress_bar
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import Site, SiteError

DEFAULT_SITE = Path("sites/lantern.toml")
INTERRUPTED = 130
"""What a program that was ended with Ctrl-C ends with."""


class CannotRunError(click.ClickException):
    """The command cannot do its work; the message is for the user."""

    exit_code = 2


def site_of(named: Path | None) -> tuple[Site, Path]:
    """The site whose pages are to be broken, and its file. Raises `CannotRunError`."""
    path = named or DEFAULT_SITE
    try:
        site = load_site(path, rule_names())
    except SiteError as error:
        raise CannotRunError(str(error)) from None
    if not site.pages:
        raise CannotRunError(f"{path}: it lists no pages to break; add [[pages]]")
    return site, path


def check_writable(path: Path) -> None:
    """Raises `CannotRunError` if the results could not be written at the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=path.parent):
            return
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror or error}") from None


class Failing(Protocol):
    """A result, and whether it needs a look."""

    @property
    def failed(self) -> bool:
        """Whether it needs a look."""


Result = TypeVar("Result", bound=Failing)


def watched(work: Iterable[list[Result]], total: int, what: str = "faults") -> Iterator[list[Result]]:
    """The results as they arrive, with a bar that shows progress and escapes; in a log, a line for each
    tenth.
    """
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
