"""What a run tells machines: its findings as JSON, CTRF and SARIF beside the report, and what GitHub shows.

Each writer takes a `Run`, its pages, and what earlier runs say of it. Text from pages is bounded, and escaped
as the format asks.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from copydesk.disk.write import put
from copydesk.report import history
from copydesk.report.outputs import ctrf, findings, sarif
from copydesk.report.run import Run

WRITERS = {"findings.json": findings.data, "ctrf.json": ctrf.data, "findings.sarif": sarif.data}


def write(run: Run, folder: Path, compared: history.Comparison) -> None:
    """Write a file for each format into the report's folder, complete or not at all. Raises OSError."""
    pages = run.pages()
    for name, data in WRITERS.items():
        put(folder / name, msgspec.json.encode(data(run, pages, compared)) + b"\n")
