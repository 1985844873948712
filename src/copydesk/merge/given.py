"""The shards to merge: found in their folders, and compared with each other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from copydesk.disk.read import FileError, within
from copydesk.report import events
from copydesk.report.run import Run, Shard

MOST = 1000
"""A run is split into so many shards at most; a stream is a file that anybody may have written."""


class MergeError(FileError):
    """The shards cannot be merged; the message is a sentence for the user."""


class Given(msgspec.Struct, frozen=True):
    """A shard: the folder that was given, the reports folder that it is or contains, and the run in it."""

    folder: Path
    reports: Path
    run: Run
    shard: Shard


def find(folder: Path) -> Given:
    """The shard in a folder: its newest run. The folder is one of reports, or has one named `reports`.

    Raises `MergeError`.
    """
    for reports in (folder, folder / "reports"):
        stream = events.newest(reports) if reports.is_dir() else None
        if stream is not None:
            break
    else:
        raise MergeError(f"{folder}: there is no run in this folder or in its subfolder reports")
    if not within(stream, folder):
        raise MergeError(f"{stream}: leads out of the folder {folder}")
    run = events.read(stream)
    if run.parts:
        raise MergeError(f"{folder}: holds a merged report; give the folders of its shards instead")
    if run.shard is None:
        raise MergeError(
            f"{folder}: holds a whole run, not a shard; pytest makes shards with --splits N --group K"
        )
    if not 1 <= run.shard.group <= run.shard.of <= MOST:
        raise MergeError(f"{folder}: claims to be {run.shard}, which cannot exist")
    return Given(folder, reports, run, run.shard)


def in_order(given: Iterable[Given]) -> list[Given]:
    """The shards of one run, by number. Raises `MergeError` if they are of several runs, or one was given
    twice.
    """
    found: dict[int, Given] = {}
    for one in given:
        if other := next(iter(found.values()), None):
            _belong_together(other, one)
        if twin := found.get(one.shard.group):
            raise MergeError(
                f"{one.shard} was given twice, in {twin.folder} and in {one.folder}: give only one of them"
            )
        found[one.shard.group] = one
    return [found[group] for group in sorted(found)]


def _belong_together(one: Given, other: Given) -> None:
    for what, mine, theirs in (
        ("of the site", one.run.site, other.run.site),
        ("of the commit", one.run.commit or "(none)", other.run.commit or "(none)"),
        ("one of a number of shards that is", one.shard.of, other.shard.of),
        ("of a site broken with", one.run.faults or "nothing", other.run.faults or "nothing"),
    ):
        if mine != theirs:
            raise MergeError(
                f"{other.folder} is {what} {theirs}, and {one.folder} is {what} {mine}: "
                "only shards of one run can be merged"
            )
    if one.run.order != other.run.order:
        raise MergeError(
            f"{other.folder} has a site file with different pages from {one.folder}: "
            "only shards of one run can be merged"
        )
    if one.shard.split != other.shard.split:
        raise MergeError(
            f"{other.folder} was split differently from {one.folder}, so pages may be missing: "
            "give all shards the same .test_durations, -k and -m"
        )
