"""The files beside the events of shards: pictures and recordings, durations, accepted records.

A shard's folder comes from another machine. Nothing that its events name is read outside that folder.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from copydesk.disk import read, write
from copydesk.merge.given import Given
from copydesk.report import captures
from copydesk.report.run import PICTURES, Lasting, Run, Said
from copydesk.review.files import RefusedError, put
from copydesk.review.records import plan

DURATIONS = ".test_durations"
"""Where pytest-split keeps how long items take, in the folder that pytest was started in."""
RECORDINGS = "recordings"


class Bringer:
    """Copies what a shard's events name into the merged run's folder. Raises OSError if it cannot."""

    def __init__(self, given: Given, run: str, folder: Path) -> None:
        """`run` is the merged run's name, by which the report finds the files; they go into `folder`."""
        self.left_out: set[str] = set()
        """What is not in the shard's folder, as its events name it."""
        self._given = given
        self._run = run
        self._folder = folder
        self._brought: dict[str, str] = {}

    def bring(self) -> Run:
        """The shard's run, with its files' new names."""
        for digest in {kept.capture for kept in self._given.run.kept.values()}:
            self._capture(digest)
        said = {key: self._said(one) for key, one in self._given.run.said.items()}
        return msgspec.structs.replace(self._given.run, said=said)

    def _capture(self, digest: str) -> None:
        """Copy a capture to where the merged run's reports keep theirs, unless it is there."""
        there = captures.place(self._given.reports, digest)
        here = captures.place(self._folder.parent, digest)
        source = read.inside(there, self._given.folder) if there else None
        if source is None or here is None:
            self.left_out.add(digest)
        elif not here.exists():
            try:
                write.put(here, read.content(source))
            except read.FileError:
                self.left_out.add(digest)

    def _said(self, said: Said) -> Said:
        picture = said.picture
        if picture and (file := self._file(picture.file, PICTURES)):
            picture = msgspec.structs.replace(picture, file=file)
        else:
            picture = None
        return msgspec.structs.replace(
            said,
            picture=picture,
            trace=self._file(said.trace, RECORDINGS),
            video=self._file(said.video, RECORDINGS),
        )

    def _file(self, file: str, kind: str) -> str:
        """Copy a file, once; returns its name relative to the report's folder, or an empty name without a
        file.
        """
        if not file:
            return ""
        if file not in self._brought:
            source = read.inside(self._given.reports / file, self._given.folder)
            try:
                opened = read.opened(source) if source else None
            except read.FileError:
                opened = None
            if source is None or opened is None:
                self.left_out.add(file)
                return ""
            page = (source.parent.name,) if kind == RECORDINGS else ()
            place = Path(kind, str(self._given.shard.group), *page, source.name)
            (self._folder / place).parent.mkdir(parents=True, exist_ok=True)
            with opened, (self._folder / place).open("wb") as copy:
                shutil.copyfileobj(opened, copy)
            self._brought[file] = f"{self._run}/{place.as_posix()}"
        return self._brought[file]


def durations(given: Iterable[Given], root: Path) -> tuple[dict[str, float] | None, list[str]]:
    """How long items take, as measured by the shards, and what cannot be read, in sentences.

    A shard's file has new durations for its own items, and those that `root` has for all others. None if no
    shard has a file. Of two new durations of an item, the longer counts.
    """
    found: dict[str, float] = {}
    there, told = False, []
    try:
        old = _durations(root / DURATIONS, root) or {}
    except read.FileError as error:
        old = {}
        told.append(f"{error}, so ignored")
    for one in given:
        for folder in dict.fromkeys((one.folder, one.reports)):
            try:
                measured = _durations(folder / DURATIONS, one.folder)
            except read.FileError as error:
                told.append(f"{error}, so ignored")
                continue
            for item, seconds in (measured or {}).items():
                known = found.get(item)
                if known is None or known == old.get(item):
                    found[item] = seconds
                elif seconds != old.get(item):
                    found[item] = max(known, seconds)
            there |= measured is not None
    return (found if there else None), told


def write_durations(root: Path, found: dict[str, float]) -> None:
    """Write the file as pytest-split does; completely or not at all. Raises OSError."""
    write.put(root / DURATIONS, json.dumps(found, sort_keys=True, indent=4).encode())


def accept(runs: Sequence[Run], root: Path) -> tuple[int, list[str]]:
    """Write the records that shards accepted; returns how many were written, and what was refused, in
    sentences.

    A record replaces only the one that it replaced in the shard.
    """
    written, refused = 0, []
    for run in runs:
        for verdict in run.verdicts:
            if not (records := verdict.accepts):
                continue
            try:
                if not records.found:
                    raise RefusedError(
                        f"{records.file} is too long for the shard's events: copy it yourself."
                    )
                if change := plan(root, verdict):
                    put(change.path, change.after, change.before)
                    written += 1
            except RefusedError as error:
                refused.append(f"{run.shard} accepted the record of {verdict.page}. {error}")
    return written, refused


def read_durations(path: Path) -> dict[str, float]:
    """Seconds by item, as pytest-split leaves them. Raises `FileError`."""
    data = read.content(path)
    try:
        # A list of pairs is what pytest-split used to write.
        return dict(msgspec.json.decode(data, type=dict[str, Lasting] | list[tuple[str, Lasting]]))
    except Exception as error:
        raise read.FileError(f"{path}: not durations of pytest-split ({read.reason(error)})") from None


def _durations(file: Path, folder: Path) -> dict[str, float] | None:
    """Seconds by item; None where there is no such file in the folder. Raises `FileError`."""
    return read_durations(file) if read.inside(file, folder) else None
