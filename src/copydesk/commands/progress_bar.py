"""The progress bar of long work, on standard error."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)


def progress_bar(*more: ProgressColumn, in_log: bool = True) -> Progress:
    """A bar with its label, the count, the elapsed time and further columns.

    Lines printed meanwhile appear above it. In a log it appears once, at the end, or not at all.
    """
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        *more,
        console=console,
        redirect_stdout=sys.stdout.isatty(),
        disable=not in_log and not console.is_terminal,
    )
