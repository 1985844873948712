"""A file that is written is complete or as it was, on a full disk as well, and nothing is left beside it."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.disk.write import put

ROOM = 4096


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file can get larger than a few kilobytes, as where a disk is full: the first bytes fit."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.usefixtures("full_disk")
def test_what_there_is_no_room_for_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "front.json"
    put(path, b"old")
    with pytest.raises(OSError, match="File too large"):
        put(path, b"new" * ROOM)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b" / ("x" * 255), b"new")
    assert (tmp_path / "a" / "b" / ("x" * 255)).read_bytes() == b"new"
