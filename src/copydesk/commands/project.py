"""The project: the folder with the site files, the accepted records and the reports."""

from __future__ import annotations

from pathlib import Path

from copydesk.snapshots.store import FOLDER


def top(folder: Path) -> Path:
    """The project that a folder belongs to: the nearest parent with sites or accepted records, or itself."""
    for place in (folder, *folder.parents):
        if (place / "sites").is_dir() or (place / FOLDER).is_dir():
            return place
    return folder
