"""Files that somebody else may have made are read at once, up to a limit, or told of in a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copydesk.disk.read import FileError, MissingError, check_moment, content, decoded, inside, reason, within


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (os.mkfifo, "it is not a regular file"),
        (Path.mkdir, "it is a folder"),
        (lambda path: path.symlink_to("/dev/zero"), "it is not a regular file"),
        (loop, "Too many levels of symbolic links"),
        (sparse, "it has more than 1,000 bytes"),
    ],
)
def test_what_is_no_file_to_read_is_told_at_once(
    tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    path = tmp_path / "file"
    make(path)
    with pytest.raises(FileError) as told:
        content(path, 1000)
    assert str(told.value) == f"{path}: cannot be read ({says})"


@pytest.mark.parametrize("name", ["x\0", "x" * 5000, "\ud800"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError):
        content(tmp_path / name)
    assert not within(tmp_path / name, tmp_path) or inside(tmp_path / name, tmp_path) is None


def test_a_file_that_is_not_there_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="there is no such file"):
        content(tmp_path / "file")


def test_a_file_may_be_as_large_as_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 1000)
    assert content(path, 1000) == b"x" * 1000


def test_text_that_is_not_utf_8_is_told_with_its_line() -> None:
    assert decoded("\ufeffζ".encode(), "a.toml") == "ζ"
    with pytest.raises(FileError, match=r"^a\.toml:2: not UTF-8; save the file in that encoding$"):
        decoded(b"x\n\xff", "a.toml")


def test_a_file_is_inside_a_folder_wherever_links_lead(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").touch()
    (tmp_path / "outside").touch()
    (folder / "link").symlink_to("file")
    (folder / "out").symlink_to("../outside")
    loop(folder / "loop")
    assert inside(folder / "link", folder) == folder / "file"
    assert [inside(folder / name, folder) for name in ("out", "../outside", "loop", ".", "none")] == [
        None
    ] * 5


def test_what_went_wrong_is_one_short_line() -> None:
    assert reason(ValueError("two\nlines " + "x" * 500)) == "two lines " + "x" * 190 + "…"
    assert reason(RecursionError("maximum")) == "it is nested too deeply"
    assert reason(KeyError()) == "KeyError"


@pytest.mark.parametrize(
    "moment", [datetime(2026, 3, 31), datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]
)
def test_a_moment_that_cannot_be_reckoned_with_is_refused(moment: datetime) -> None:
    with pytest.raises(ValueError, match="a moment needs an offset"):
        check_moment(moment)
