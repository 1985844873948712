"""Replaying stored pages: each under its own original address, with the network closed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from copydesk.browser.tab import Tab
from copydesk.browser.visit import Visitor
from copydesk.browser.wire import Stopped, Wire
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry

CLOSED_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"
"""The browser argument with which no name is found, so that nothing but the stored page can be loaded."""
ONE_PROCESS = "--renderer-process-limit=1"
"""The browser argument with which a tab's pages share one process, although each is of another site.

To start a process takes longer than many a page does. Without a network no page can reach another's site.
"""
PAGE_LIMIT = 64_000_000
"""Bytes of a stored page, unpacked, that are replayed at most."""


class ArchiveError(Exception):
    """An archive that cannot be read; the message names the file and what is wrong with it."""


class ArchivedPage(msgspec.Struct):
    """A line of `index.json`: where a page was, and the file that holds it. Other keys are ignored."""

    file: str
    url: str


Line = TypeVar("Line", bound=ArchivedPage)


def read_index(folder: Path, line: type[Line]) -> list[Line]:
    """The pages of an archive, of each what a type of line asks for.

    Raises `ArchiveError` when there is no index, or a file lies outside it.
    """
    index = folder / "index.json"
    try:
        pages: list[Line] = msgspec.json.decode(index.read_bytes(), type=list[line])  # type: ignore[valid-type]
    except FileNotFoundError:
        raise ArchiveError(f"{index}: no such file; an archive is a folder with an index.json") from None
    except (OSError, msgspec.DecodeError) as error:
        raise ArchiveError(f'{index}: expected a list of {{"file": …, "url": …}}: {error}') from None
    root = folder.resolve()
    for page in pages:
        if "\0" in page.file or not (root / page.file).resolve().is_relative_to(root):
            raise ArchiveError(f"{index}: the file {page.file!r} is outside the archive")
    return pages


def read_page(path: Path) -> bytes:
    """A stored page's bytes, unpacked. Raises `ArchiveError`."""
    try:
        if path.suffix != ".gz":
            return path.read_bytes()[:PAGE_LIMIT]
        with gzip.open(path) as file:
            return file.read(PAGE_LIMIT)
    except FileNotFoundError:
        raise ArchiveError(f"{path}: no such file, though the index names it") from None
    except (OSError, EOFError, zlib.error) as error:
        raise ArchiveError(f"{path}: cannot be unpacked ({error})") from None


class ArchiveVisitor(Visitor):
    """Visits stored pages as if they were still where they were. Start its browser with `CLOSED_NETWORK`.

    Only documents are stopped on their way. All else finds no address, which costs a page with hundreds of
    files as good as nothing.
    """

    # With the network closed hundreds of files fail, and the scripts that need them, on every page.
    hears_errors = False
    stays = True
    ends = (ArchiveError,)
    stored: Callable[[PageEntry], bytes]
    """Brings what is stored of a page. What it raises, the visit raises."""
    _body = b""
    _url = ""
    _wire: Wire
    _frame = ""

    def visit_stored(self, entry: PageEntry, body: bytes) -> Capture:
        """Visit `entry.url`, for which the stored `body` answers."""
        self.stored = lambda _: body
        return self.visit(entry)

    def go(self, entry: PageEntry) -> Capture:
        """As `Visitor.go`. Raises `ArchiveError` where `stored` does."""
        self._body, self._url = self.stored(entry), ""
        return super().go(entry)

    def _blank(self, entry: PageEntry) -> Capture:
        return msgspec.structs.replace(super()._blank(entry), offline=True)

    def _fresh_tab(self, capture: Capture) -> Tab:
        tab = super()._fresh_tab(capture)
        if tab.frame != self._frame:
            self._frame = tab.frame
            self._wire = Wire(tab.context.new_cdp_session(tab.page), self._answer, asked=("Document",))
        return tab

    def _answer(self, request: Stopped) -> None:
        if request.frame != self._frame:
            self._wire.fail(request)
            return
        # The first is for the page itself, with its address as browsers write it: `é` is `%C3%A9` there.
        self._url = self._url or request.url
        if request.url == self._url:
            self._wire.answer(request, 200, [("content-type", content_type(self._body))], self._body)
        else:
            # A page that sends its reader on stays: there is nowhere to go.
            self._wire.answer(request, 204, [])


def content_type(body: bytes) -> str:
    """The header to send a stored page with: its own is lost, and often it alone named the charset."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "text/html"
    return "text/html; charset=utf-8"
