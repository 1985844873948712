"""What is known of addresses in a run: a folder that its processes share, so that none asks twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from copydesk.disk.read import FileError, content
from copydesk.disk.write import put
from copydesk.page.capture import LinkAnswer

GIVEN_UP = 30.0
"""Seconds after which another process is not waited for any more that is asking an address."""
AGAIN = 0.02
"""Seconds between two looks whether it has its answer."""

_decoder = msgspec.json.Decoder(LinkAnswer)


class Note(msgspec.Struct):
    """What is known of an address; None: nothing, and it is yours to find out."""

    answer: LinkAnswer | None = None


class Notes:
    """A folder with a file for each address, and one for each host that is to be left alone.

    What is not known here may be known `beneath`, of addresses that are not `unless`.
    """

    def __init__(
        self, folder: Path, beneath: Notes | None = None, unless: Callable[[str], bool] | None = None
    ) -> None:
        self.folder = folder
        self.beneath = beneath
        self.unless = unless
        folder.mkdir(parents=True, exist_ok=True)

    def known(self, url: str, read: bool = False) -> LinkAnswer | None:
        """What came of an address; with `read` only where the page there was read as well."""
        for file in [self._file(url, True)] if read else [self._file(url, True), self._file(url, False)]:
            # What cannot be read is not known, and asked again.
            with suppress(FileError, ValueError):
                return _decoder.decode(content(file))
        if self.beneath and not (self.unless and self.unless(url)):
            return self.beneath.known(url, read)
        return None

    @contextmanager
    def of(self, url: str, read: bool) -> Iterator[Note]:
        """The note on an address. Where it has no answer, nobody else asks until the block is over; an answer
        that it is given there is kept."""
        claim = self._file(url, read).with_suffix(".asking")
        until = time.monotonic() + GIVEN_UP
        mine = False
        while (answer := self.known(url, read)) is None and not mine and time.monotonic() < until:
            try:
                claim.touch(exist_ok=False)
                mine = True
            except FileExistsError:
                time.sleep(AGAIN)
        note = Note(answer)
        try:
            yield note
            if answer is None and note.answer is not None:
                self._keep(self._file(url, read), msgspec.json.encode(note.answer))
        finally:
            if mine:
                claim.unlink(missing_ok=True)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long."""
        self._keep(self._file(host, False).with_suffix(".rest"), str(time.time() + seconds).encode())

    def resting(self, host: str) -> bool:
        """Whether a host is to be left alone."""
        try:
            return float(content(self._file(host, False).with_suffix(".rest"))) > time.time()
        except (FileError, ValueError):
            return False

    def _file(self, url: str, read: bool) -> Path:
        return self.folder / f"{sha256(url.encode()).hexdigest()[:32]}{'-read' if read else ''}.json"

    def _keep(self, file: Path, known: bytes) -> None:
        # Another process may read it at any moment. What there is no room for is asked again.
        with suppress(OSError):
            put(file, known)
