"""What earlier runs said: a line a run in `reports/history.jsonl`, and what it tells of this one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import msgspec

from copydesk.disk.read import FileError, MissingError, check_moment, content
from copydesk.disk.write import put
from copydesk.report.run import Lasting, Run
from copydesk.rules.findings import Finding
from copydesk.verdicts.messages import shape
from copydesk.verdicts.verdict import Verdict

FILE = "history.jsonl"
LOOKED_BACK = 30
"""So many earlier runs are looked at."""
KEPT = 500
"""So many lines the file keeps."""
LARGEST = 500_000_000
"""Bytes of the file at most."""
KEYS = 5000
"""So many defects of a run are remembered at most."""

Broken = tuple[str, str, str]
"""A defect as it is remembered: its key, its page and its rule."""


class Past(msgspec.Struct, kw_only=True):
    """A run as it is remembered. `broken` are its defects, with `snapshot` for a change of the record."""

    run: str
    started: datetime
    site: str
    name: str = ""
    """The site's short name; older lines have none."""
    base_url: str = ""
    """Where the site was; empty where it was started for the run, as it is somewhere else each time."""
    commit: str = ""
    seconds: Lasting = 0.0
    pages: int = 0
    counts: dict[str, int] = {}
    looked: list[str] = []
    """The pages that were looked at."""
    broken: list[Broken] = []

    def __post_init__(self) -> None:
        check_moment(self.started)


def key(page: str, rule: str, message: str) -> str:
    """What a defect is known by from run to run: its page, its rule, and its message without what varies."""
    return hashlib.sha1(f"{page}\0{rule}\0{shape(message)}".encode(errors="replace")).hexdigest()[:12]


def key_of(verdict: Verdict, finding: Finding | None = None) -> str:
    """The key of a finding, or of a page's difference from its accepted record."""
    if finding is None:
        return key(verdict.page, "snapshot", "")
    return key(verdict.page, finding.rule, finding.message)


def broken(run: Run) -> Iterator[Broken]:
    """The defects of a run: its errors, and the pages that differ from their accepted records."""
    for verdict in run.verdicts:
        for finding in verdict.findings:
            if finding.level == "error":
                yield key_of(verdict, finding), verdict.page, finding.rule
        if verdict.changes:
            yield key_of(verdict), verdict.page, "snapshot"


def past_of(run: Run) -> Past:
    """What is remembered of a run."""
    counts: dict[str, int] = {}
    for verdict in run.verdicts:
        counts[verdict.status] = counts.get(verdict.status, 0) + 1
    looked = sorted({verdict.page for verdict in run.verdicts})
    return Past(
        run=run.name,
        started=run.started,
        site=run.site,
        name=run.site_name,
        base_url=_address(run),
        commit=run.commit,
        seconds=run.seconds,
        pages=len(looked),
        counts=counts,
        looked=looked,
        broken=list(dict.fromkeys(broken(run)))[:KEYS],
    )


def remember(reports: Path, run: Run, also: Iterable[Path] | None = None) -> None:
    """Add a run to the history; the file is complete or as it was. Raises OSError, and `FileError` where what
    is there cannot be read.

    What other files, `also`, remember of other runs is taken in, each run once.
    """
    path = reports / FILE
    told = past_of(run)
    lines = _lines(path)
    if also is not None:
        found = [lines, *map(_readable, also)]
        pasts = {past.run: past for one in found for past in _pasts(one)}
        pasts.pop(told.run, None)
        lines = [msgspec.json.encode(past) for past in sorted(pasts.values(), key=lambda one: one.started)]
    lines = [*lines, msgspec.json.encode(told)][-KEPT:]
    put(path, b"\n".join(lines) + b"\n")


def recall(reports: Path, run: Run) -> list[Past]:
    """The newest earlier runs of the same site at the same address, oldest first.

    Another address is another site, as staging is beside production; another title is not. Lines that are no
    runs are left out, and all of a file that cannot be read.
    """
    found = [
        past
        for past in _pasts(_readable(reports / FILE))
        if _same_site(past, run) and past.run != run.name and past.started <= run.started
    ]
    return found[-LOOKED_BACK:]


def _same_site(past: Past, run: Run) -> bool:
    if past.base_url != _address(run):
        return False
    return past.name == run.site_name if past.name else past.site == run.site


def _address(run: Run) -> str:
    return "" if run.embedded else run.base_url.rstrip("/")


def _pasts(lines: Iterable[bytes]) -> Iterator[Past]:
    """The runs that lines tell of; those that are none are left out."""
    for line in lines:
        try:
            past = msgspec.json.decode(line, type=Past)
        except Exception:
            continue
        yield past


class Comparison(msgspec.Struct, kw_only=True):
    """A run against those before it.

    `since` is the run since which each of its defects is there, `new` those that the last run did not have,
    `fixed` those of the last run that are gone from the pages that were looked at now, `flaky` the keys of
    defects that came or went at least twice while the project's commit stayed as it was.
    """

    last: str = ""
    since: dict[str, str] = {}
    new: set[str] = set()
    fixed: list[Broken] = []
    flaky: set[str] = set()


def compare(run: Run, earlier: list[Past]) -> Comparison:
    """Hold a run against earlier ones, oldest first."""
    now = past_of(run)
    here = {one[0] for one in now.broken}
    if not earlier:
        return Comparison(since=dict.fromkeys(here, run.name))
    last = earlier[-1]
    before = {one[0] for one in last.broken}
    since = dict.fromkeys(here, run.name)
    standing = set(here)
    for past in reversed(earlier):
        standing &= {one[0] for one in past.broken}
        since.update(dict.fromkeys(standing, past.run))
    looked = set(now.looked)
    return Comparison(
        last=last.run,
        since=since,
        new=here - before,
        fixed=[one for one in last.broken if one[0] not in here and one[1] in looked],
        flaky=_flaky([*earlier, now]),
    )


def _flaky(runs: list[Past]) -> set[str]:
    """The defects that came or went at least twice between runs of one commit."""
    flips: dict[str, int] = {}
    for before, after in pairwise(runs):
        if not after.commit or before.commit != after.commit:
            continue
        both = set(before.looked) & set(after.looked)
        old = {one[0] for one in before.broken if one[1] in both}
        new = {one[0] for one in after.broken if one[1] in both}
        for one in old ^ new:
            flips[one] = flips.get(one, 0) + 1
    return {one for one, number in flips.items() if number > 1}


def _readable(path: Path) -> list[bytes]:
    try:
        return _lines(path)
    except FileError:
        return []


def _lines(path: Path) -> list[bytes]:
    try:
        return [line for line in content(path, LARGEST).splitlines() if line.strip()]
    except MissingError:
        return []
