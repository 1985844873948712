"""The bar that shows on standard error how far long work is."""

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
    """A bar with what it counts, how many of how many are done and for how long, and further columns.

    Lines that are printed meanwhile stand above it. In a log it is there once, at the end, or not at all.
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
