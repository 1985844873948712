"""The only files that a review writes: accepted records, and the file of known issues."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath

from copydesk.disk import read
from copydesk.snapshots.store import FOLDER, file_name


class RefusedError(Exception):
    """A decision that is not carried out; the message says why, in a sentence for the reviewer."""


def place(root: Path, file: str, page: str) -> Path:
    """Where the accepted record of a page is, by the name that a run gives it.

    A run's events are a file that anybody may have written: a name is taken only if it is that of this page's
    record, in a folder of `snapshots/` that does not lead elsewhere. Raises `RefusedError`.
    """
    refused = RefusedError(f"{file!r} is not where the accepted record of {page!r} belongs.")
    parts = PurePosixPath(file).parts
    if len(parts) != 3 or parts[0] != FOLDER or "\\" in file or "\0" in file or ":" in parts[1]:
        raise refused
    if parts[1].startswith(".") or parts[2] != f"{file_name(page)}.json":
        raise refused
    path = root.joinpath(*parts)
    if not read.within(path.parent, root / FOLDER) or path.is_symlink():
        raise refused
    return path


def content(path: Path) -> bytes | None:
    """What a file holds; None where there is none. Raises `RefusedError` for one that cannot be read."""
    try:
        return read.content(path)
    except read.MissingError:
        return None
    except read.FileError as error:
        raise RefusedError(f"{error}.") from None


def put(path: Path, data: bytes | None, instead_of: bytes | None) -> None:
    """Have a file hold this, or not be there (None), in the place of what it holds: wholly or not at all.

    Raises `RefusedError` where it holds anything else by now, and where it cannot be written.
    """
    beside = path.with_name(f".{path.name[:150]}.{os.getpid()}")
    try:
        if data is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        if content(path) != instead_of:
            raise RefusedError(f"Somebody is changing {path.name} right now: look at it again.")
        if data is not None:
            beside.replace(path)
        elif instead_of is not None:
            path.unlink()
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be written ({error.strerror or error}).") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
