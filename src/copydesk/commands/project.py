"""The project: the folder that has the site files, the accepted records and the reports."""

from __future__ import annotations

from pathlib import Path

from copydesk.snapshots.store import FOLDER


def top(folder: Path) -> Path:
    """The project that a folder is in: the nearest above it with sites or accepted records, or itself."""
    for place in (folder, *folder.parents):
        if (place / "sites").is_dir() or (place / FOLDER).is_dir():
            return place
    return folder
