"""Reading files that somebody else may have made: archives, recordings, site files, runs of other machines.

Nothing here waits for a pipe or a device, and nothing reads more than it may. Whatever is wrong with a file
is a `FileError`: a sentence with the file in it. No other error leaves the readers that are built on this.
"""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

TEXT = 1_000_000
"""Bytes of a file that people write, at most."""
DATA = 64_000_000
"""Bytes of a file that programs write, at most."""
YEARS = range(1970, 9000)
"""Others are a mistake, and near the ends of the calendar a moment cannot be reckoned with."""
_SHOWN = 200
_LONGEST = 4096
_WORDS: dict[type[Exception], str] = {
    RecursionError: "it is nested too deeply",
    UnicodeDecodeError: "it is not UTF-8",
    MemoryError: "it is too large",
    EOFError: "it is cut off",
}


class FileError(Exception):
    """A file that cannot be used; the message is a sentence for the user that names it, safe to print."""

    def __init__(self, message: str) -> None:
        super().__init__("".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in message))


class MissingError(FileError):
    """A file that is not there."""


def opened(path: Path) -> BinaryIO:
    """A regular file, opened without waiting. Raises `FileError`."""
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        number = os.open(path, flags)
    except FileNotFoundError:
        raise MissingError(f"{path}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise FileError(f"{path}: cannot be read ({reason(error)})") from None
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        what = "it is a folder" if stat.S_ISDIR(mode) else "it is not a regular file"
        raise FileError(f"{path}: cannot be read ({what})")
    return open(number, "rb")  # noqa: PTH123


def content(path: Path, limit: int = DATA) -> bytes:
    """What is in a file. Raises `FileError`, also where it has more than so many bytes."""
    with opened(path) as file:
        try:
            # As large as it is now, not as large as it may be: room is made for what is asked for.
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(max(size, TEXT), limit) + 1)
        except OSError as error:
            raise FileError(f"{path}: cannot be read ({reason(error)})") from None
    if len(data) > limit:
        raise FileError(f"{path}: cannot be read (it has more than {limit:,} bytes)")
    return data


def written(path: Path, name: str = "") -> str:
    """The text in a file that people write, called `name` if not by its path. Raises `FileError`."""
    return decoded(content(path, TEXT), name or str(path))


def decoded(data: bytes, name: str) -> str:
    """The text that people wrote, from the bytes of the file of that name. Raises `FileError`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileError(f"{name}:{line}: not UTF-8; save the file in that encoding") from None


def within(path: Path, folder: Path) -> bool:
    """Whether a path stays in a folder, wherever links lead; not where it leads nowhere at all."""
    try:
        return len(str(path)) <= _LONGEST and path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def inside(path: Path, folder: Path) -> Path | None:
    """The regular file at a path in a folder, its links followed; None where there is none in there."""
    there = path.resolve() if within(path, folder) else None
    return there if there and there.is_file() else None


def reason(error: Exception) -> str:
    """What went wrong, for the end of a sentence: one short line."""
    words = _WORDS.get(type(error)) or getattr(error, "strerror", None) or str(error) or type(error).__name__
    line = " ".join(str(words).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def check_moment(moment: datetime) -> None:
    """Raises ValueError for a moment that cannot be compared and reckoned with."""
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError(f"a moment needs an offset, and a year from {YEARS[0]} to {YEARS[-1]}")
