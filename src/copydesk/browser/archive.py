"""Replaying stored pages: each under its own original address, with the network closed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from copydesk.browser.tab import Tab
from copydesk.browser.visit import Visitor
from copydesk.browser.wire import Stopped, Wire
from copydesk.disk.read import FileError, MissingError, content, opened, reason, within
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry

CLOSED_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"
"""The browser argument with which no name is found, so that nothing but the stored page can be loaded."""
ONE_PROCESS = "--renderer-process-limit=1"
"""The browser argument with which a tab's pages share one process, although each is of another site.

To start a process takes longer than many a page does. Without a network no page can reach another's site.
"""
_ADDRESS = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
PAGE_LIMIT = 64_000_000
"""Bytes of a stored page, unpacked, that are replayed at most."""


class ArchivedPage(msgspec.Struct):
    """A line of `index.json`: where a page was, and the file that holds it. Other keys are ignored."""

    file: str
    url: str


Line = TypeVar("Line", bound=ArchivedPage)


def read_index(folder: Path, line: type[Line]) -> list[Line]:
    """The pages of an archive, of each what a type of line asks for.

    Raises `FileError` when there is no index, a file is outside the archive, or an address is not of the web.
    """
    index = folder / "index.json"
    try:
        pages: list[Line] = msgspec.json.decode(content(index), type=list[line])  # type: ignore[valid-type]
    except MissingError:
        raise FileError(f"{index}: no such file; an archive is a folder with an index.json") from None
    except FileError:
        raise
    except Exception as error:
        raise FileError(f'{index}: expected a list of {{"file": …, "url": …}}: {reason(error)}') from None
    for page in pages:
        if not within(folder / page.file, folder):
            raise FileError(f"{index}: the file {page.file[:200]!r} is outside the archive")
        if not _ADDRESS.match(page.url):
            raise FileError(
                f"{index}: {page.url[:200]!r} is not the address of a page, such as https://news.example/"
            )
    return pages


def read_page(path: Path) -> bytes:
    """A stored page's bytes, unpacked. Raises `FileError`."""
    try:
        with opened(path) as file:
            return (gzip.GzipFile(fileobj=file) if path.suffix == ".gz" else file).read(PAGE_LIMIT)
    except MissingError:
        raise FileError(f"{path}: no such file, though the index names it") from None
    except FileError:
        raise
    except Exception as error:
        raise FileError(f"{path}: cannot be unpacked ({reason(error)})") from None


class ArchiveVisitor(Visitor):
    """Visits stored pages as if they were still where they were. Start its browser with `CLOSED_NETWORK`.

    Only documents are stopped on their way. All else finds no address, which costs a page with hundreds of
    files as good as nothing.
    """

    # With the network closed hundreds of files fail, and the scripts that need them, on every page.
    hears_errors = False
    stays = True
    ends = (FileError,)
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
        """As `Visitor.go`. Raises `FileError` where `stored` does."""
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
