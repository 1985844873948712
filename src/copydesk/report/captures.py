"""The captures that runs keep for later rechecks.

Each is a file in the reports folder, named by its content: `captures/<ab>/<sha256>.json.gz`. Identical
captures of several runs are stored once. What differs from visit to visit although the page does not is not
in the file: it is an `Occasion`, stored in the run's events.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from copydesk.disk.read import FileError, content
from copydesk.disk.write import put
from copydesk.page.capture import Capture, CaptureError, Seconds, decode, encode

FOLDER = "captures"
LARGEST = 64_000_000
"""Bytes of one capture at most; one that is larger is not kept."""
ROOM = 1_000_000_000
"""So many bytes are kept of earlier runs, and so many a run may add."""
LEVEL = 1
"""Of compression: a fifth of the time that zlib's usual level takes, and files that are a fifth larger."""
WAITING = 4
"""So many captures wait to be written at most, so that a slow disk cannot fill the memory."""
_GZIP = 16 + zlib.MAX_WBITS
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Occasion(msgspec.Struct, kw_only=True):
    """What of a capture belongs to the visit and not to the page.

    `states` are the seconds of each state, `requests` the milliseconds of each request, `slowness` how busy
    the machine was.
    """

    moment: str
    seconds: Seconds
    states: list[float] = []
    requests: list[float] = []
    slowness: float = 1.0
    headers: dict[str, str] = {}


def apart(capture: Capture) -> tuple[Capture, Occasion]:
    """A capture without its occasion, and that by itself; the capture is left as it is."""
    occasion = Occasion(
        moment=capture.moment,
        seconds=capture.seconds,
        states=[state.seconds for state in capture.states],
        requests=[request.milliseconds for request in capture.requests],
        slowness=capture.slowness,
        headers=capture.headers,
    )
    return _on(capture, Occasion(moment="", seconds=Seconds())), occasion


def _on(capture: Capture, occasion: Occasion) -> Capture:
    states = occasion.states or [0.0] * len(capture.states)
    requests = occasion.requests or [0.0] * len(capture.requests)
    return replace(
        capture,
        moment=occasion.moment,
        seconds=occasion.seconds,
        slowness=occasion.slowness,
        headers=occasion.headers,
        states=[replace(one, seconds=took) for one, took in zip(capture.states, states, strict=True)],
        requests=[
            replace(one, milliseconds=took) for one, took in zip(capture.requests, requests, strict=True)
        ],
    )


class Store:
    """Keeps captures in a reports folder. `close` it, so that everything is written.

    Nothing here fails a run: if there is no room, or the folder is not writable, no more is kept.
    """

    def __init__(self, reports: Path, room: int = ROOM) -> None:
        self._folder = reports / FOLDER
        self._left = room
        self._pool: ThreadPoolExecutor | None = None
        self._writing: deque[Future[None]] = deque()

    def put(self, capture: Capture) -> tuple[str, Occasion] | None:
        """Keep a capture: the name of its content, and its occasion; None where nothing more can be kept.

        Compressing and writing go on after this has returned, beside the next visit.
        """
        bare, occasion = apart(capture)
        data = encode(bare)
        if self._left <= 0 or len(data) > LARGEST:
            return None
        digest = sha256(data).hexdigest()
        try:
            # Its time says when it was last seen, which `prune` goes by.
            os.utime(self._folder / _file(digest))
        except OSError:
            while len(self._writing) >= WAITING:
                self._writing.popleft().result()
            self._pool = self._pool or ThreadPoolExecutor(1, "captures")
            self._writing.append(self._pool.submit(self._write, self._folder / _file(digest), data))
        return digest, occasion

    def close(self) -> None:
        """Wait until all is written."""
        if self._pool:
            self._pool.shutdown()

    def _write(self, path: Path, data: bytes) -> None:
        if self._left <= 0:
            return
        packed = gzip.compress(data, LEVEL, mtime=0)
        try:
            put(path, packed)
            self._left -= len(packed)
        except OSError:
            self._left = 0


def get(reports: Path, digest: str, occasion: Occasion) -> Capture:
    """A stored capture. Raises `CaptureError` if it is missing or damaged."""
    if not _DIGEST.fullmatch(digest):
        raise CaptureError("the run's events do not name it")
    path = reports / FOLDER / _file(digest)
    try:
        data = zlib.decompressobj(_GZIP).decompress(content(path, LARGEST), LARGEST + 1)
    except FileError as error:
        raise CaptureError(str(error)) from None
    except zlib.error as error:
        raise CaptureError(f"{path}: cannot be read ({error})") from None
    if sha256(data).hexdigest() != digest:
        raise CaptureError(f"{path} is damaged")
    try:
        return _on(decode(data), occasion)
    except ValueError:
        raise CaptureError(f"{path} is not the one that the run's events name") from None


def place(reports: Path, digest: str) -> Path | None:
    """Where a capture is or would be kept; None if the name is not a digest."""
    return reports / FOLDER / _file(digest) if _DIGEST.fullmatch(digest) else None


def prune(reports: Path, since: float, room: int = ROOM) -> None:
    """Remove what was last seen before a moment (seconds since 1970), then the oldest until there is room."""
    kept: list[tuple[float, int, Path]] = []
    for path in (reports / FOLDER).glob("??/*"):
        with suppress(OSError):
            told = path.stat()
            kept.append((told.st_mtime, told.st_size, path))
    kept.sort(reverse=True)
    size = 0
    for seen, number, path in kept:
        size += number
        if seen < since or size > room:
            with suppress(OSError):
                path.unlink()


def _file(digest: str) -> str:
    return f"{digest[:2]}/{digest}.json.gz"
