"""The stream of a run: everything that is said, a line of JSON each, written as it happens.

`reports/<run>/events.jsonl` begins with a `started`, has a `captured` for each page that was visited and a
`verdict` for each item that was looked at, and ends with a `finished`. A run that was killed has no end, and
everything else. `schemas/run.schema.json` describes a line. Every writer works from a `Run`, which `read`
makes of the stream.
"""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import IO, Literal, Self

import msgspec

from copydesk.disk.read import DATA, FileError, check_moment, content, opened, reason
from copydesk.report import captures
from copydesk.report.run import Kept, Lasting, Part, Run, Said, Shard
from copydesk.site.model import Shaped
from copydesk.text.spelling import suggest

FILE = "events.jsonl"
LARGEST = 1_000_000_000
"""Bytes of a stream at most."""
KEPT = 20
"""So many runs keep their streams, and so many rechecks; those of earlier ones are removed."""
RECHECK = "-recheck"
"""What the name of a run ends with that looked at captures of another and visited nothing."""
_RUN = re.compile(rf"\d{{8}}-\d{{6}}-[0-9a-f]{{4}}(?:{RECHECK})?")
SKEW = 3600.0
"""Seconds by which the clock of a disk may differ from the machine's."""


class Planned(msgspec.Struct, kw_only=True):
    """A page that the run is about."""

    name: str
    kind: str


class Started(msgspec.Struct, kw_only=True, tag_field="event", tag="started"):
    """The beginning: what is looked at. `version` is that of the stream's format."""

    version: Literal[1] = 1
    run: str
    site: str
    site_name: str = ""
    """The site file's short name, where `site` is what readers call it."""
    embedded: bool = False
    """Whether the site was started for this run, under an address that is another each time."""
    site_file: str = ""
    base_url: str = ""
    faults: list[str] = []
    started: datetime
    commit: str = ""
    pages: list[Planned] = []
    shaped: Shaped | None = None
    """What of the site file shapes the captures; None where none are made."""
    recheck_of: str = ""
    """The run whose captures are looked at again, where nothing is visited."""
    shard: Shard | None = None
    """Which part of the run this is, where it was split."""
    parts: list[Part] = []
    """All its shards, where this run was merged from them."""

    def __post_init__(self) -> None:
        check_moment(self.started)


class Spoken(msgspec.Struct, kw_only=True, tag_field="event", tag="verdict"):
    """What an item said; when it is run again, the last word counts."""

    said: Said


class Captured(msgspec.Struct, kw_only=True, tag_field="event", tag="captured"):
    """A page was visited, and its capture is kept."""

    kept: Kept


class Stopped(msgspec.Struct, kw_only=True, tag_field="event", tag="stopped"):
    """Nothing more can be looked at, and why."""

    why: str


class Finished(msgspec.Struct, kw_only=True, tag_field="event", tag="finished"):
    """The end: how long it took, in seconds, where the site turned out to be, the exit code, pages left."""

    seconds: Lasting
    base_url: str = ""
    code: int | None = None
    unfinished: list[str] = []


Event = Started | Spoken | Captured | Stopped | Finished
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class Stream:
    """Writes a run's events as they happen. Use it as a context manager, or `close` it."""

    def __init__(self, reports: Path, run: str) -> None:
        """Open `<reports>/<run>/events.jsonl`, and remove the oldest runs' streams. Raises OSError."""
        self.path = reports / run / FILE
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = self.path.open("ab")
        prune(reports)

    def write(self, event: Event) -> None:
        """Append an event; it is in the file when this returns. Raises OSError."""
        try:
            line = _encoder.encode(event)
        except UnicodeEncodeError:
            line = _encoder.encode(whole(msgspec.to_builtins(event)))
        self._file.write(line + b"\n")
        self._file.flush()

    def close(self) -> None:
        """No more events."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def new_run(started: datetime) -> str:
    """A name for a run: its moment, and four digits that tell it from others of the same second."""
    return f"{started:%Y%m%d-%H%M%S}-{token_hex(2)}"


def is_run(name: str) -> bool:
    """Whether a folder's name is that of a run."""
    return _RUN.fullmatch(name) is not None


def prune(reports: Path) -> None:
    """Remove the streams, and whatever else is in their folders, of all but the newest runs and rechecks.

    The captures that none of the runs left has seen go with them.
    """
    runs = sorted(path for path in reports.iterdir() if _RUN.fullmatch(path.name) and path.is_dir())
    visits = [path for path in runs if not path.name.endswith(RECHECK)]
    rechecks = [path for path in runs if path.name.endswith(RECHECK)]
    for old in (*visits[:-KEPT], *rechecks[:-KEPT]):
        shutil.rmtree(old, ignore_errors=True)
    captures.prune(reports, since=_started(visits[-KEPT:][0] / FILE) - SKEW if visits else 0.0)


def _started(path: Path) -> float:
    """When a run began, in seconds since 1970; 0 for one that does not tell."""
    try:
        with opened(path) as lines:
            event = _decoder.decode(lines.readline(DATA))
    except Exception:
        return 0.0
    return event.started.timestamp() if isinstance(event, Started) else 0.0


def newest(reports: Path) -> Path | None:
    """The stream of the newest run in a reports folder, or None."""
    streams = sorted(path for path in reports.glob(f"*/{FILE}") if _RUN.fullmatch(path.parent.name))
    return streams[-1] if streams else None


def find(reports: Path, name: str | None) -> Path:
    """The stream of a run in a reports folder, of the newest where none is named. Raises `FileError`."""
    newest_of_all = newest(reports)
    if newest_of_all is None:
        raise FileError(f"{reports}: there is no run in this folder; give another with --reports")
    if not name:
        return newest_of_all
    runs = {path.parent.name: path for path in reports.glob(f"*/{FILE}")}
    if name not in runs:
        newer = f"; the newest is {newest_of_all.parent.name}"
        raise FileError(f"{reports}: there is no run '{name}'{suggest(name, runs) or newer}")
    return runs[name]


def read(path: Path) -> Run:
    """The run that a stream tells of, as far as it came.

    A line that was torn off at the end by the run's death is left out. Raises `FileError` for a file that is
    no stream.
    """
    lines = content(path, LARGEST).splitlines()
    run: Run | None = None
    for number, line in enumerate(lines, 1):
        try:
            event = _decoder.decode(line)
        except Exception as error:
            if number == len(lines) and run is not None:
                break
            raise FileError(f"{path}:{number}: not an event of a run ({reason(error)})") from None
        if isinstance(event, Started):
            run = begun(event)
        elif run is None:
            raise FileError(f"{path}:{number}: a run's events must begin with its start")
        else:
            take(run, event)
    if run is None:
        raise FileError(f"{path}: there are no events in this file: the run ended before it began")
    return run


def begun(event: Started) -> Run:
    """A run of which nothing is known but its beginning."""
    return Run(
        name=event.run,
        site=event.site,
        site_name=event.site_name,
        embedded=event.embedded,
        site_file=event.site_file,
        base_url=event.base_url,
        faults=event.faults,
        started=event.started,
        commit=event.commit,
        order=[page.name for page in event.pages],
        shaped=event.shaped,
        recheck_of=event.recheck_of,
        shard=event.shard,
        parts=event.parts,
        finished=False,
    )


def take(run: Run, event: Event) -> None:
    """Add to a run what an event says."""
    if isinstance(event, Spoken):
        run.add(event.said)
    elif isinstance(event, Captured):
        run.kept[event.kept.browser, event.kept.page] = event.kept
    elif isinstance(event, Stopped):
        run.stopped = run.stopped or event.why
    elif isinstance(event, Finished):
        run.finished = True
        run.seconds = event.seconds
        run.code = event.code
        run.unfinished = event.unfinished
        run.base_url = event.base_url or run.base_url


def whole(value: object) -> object:
    """A value without halves of characters, which pages can hold and no file can."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {whole(key): whole(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [whole(one) for one in value]
    return value


def schema() -> dict[str, object]:
    """The JSON Schema of a line, as `schemas/run.schema.json` has it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:copydesk:run",
        "title": "An event of a run",
        "description": "A line of a run's events.jsonl. The first is `started`, the last `finished`.",
        **msgspec.json.schema(Event),
    }
