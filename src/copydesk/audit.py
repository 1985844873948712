"""Checking pages outside pytest: a list of addresses, or an archive of stored pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from copydesk.browser.archive import CLOSED_NETWORK, ArchiveError, ArchiveVisitor, read_index, read_page
from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.browser.others import Others
from copydesk.browser.start import launching
from copydesk.browser.visit import UnreachableError, Visitor
from copydesk.capture import Capture, PageKind, Seconds
from copydesk.check import check
from copydesk.findings import Finding
from copydesk.records import Record
from copydesk.site import PageEntry, Site


class Audited(msgspec.Struct, kw_only=True):
    """One page of an audit: its record (None where there was no page to read) and all findings."""

    url: str
    record: Record | None
    findings: list[Finding]
    seconds: Seconds


def addresses(
    urls: Iterable[str], kind: PageKind, site: Site, browser: str | None = None
) -> Generator[Audited]:
    """Visit pages of the web, one after the other, and check each.

    What is wrong with a page, even that it cannot be reached, is among its findings. `browser` is as for
    `find_browser`. Raises `BrowserSettingError` or `BrowserStartError`.
    """
    entries = [PageEntry(name=url, kind=kind, url=url) for url in urls]
    # What is asked for by its address is no other site.
    asked = msgspec.structs.replace(site, pages=[*site.pages, *entries])
    with (
        launching(browser, wishes=Others(asked).arguments) as launch,
        Visitor(launch(), asked, relaunch=launch) as visitor,
        TemporaryDirectory(prefix="copydesk-") as folder,
    ):
        asker = Asker(site.links, Notes(Path(folder)))
        for entry in entries:
            yield _look(partial(_visit, visitor, entry, asker), entry, site)


def archive(folder: Path, kind: PageKind, site: Site, browser: str | None = None) -> Generator[Audited]:
    """Replay the pages of an archive, each under its own address with the network closed, and check each.

    A page that cannot be read is a finding. Raises `ArchiveError` for the archive as a whole, and as
    `addresses` does.
    """
    pages = read_index(folder)
    with (
        launching(browser, arguments=[CLOSED_NETWORK]) as launch,
        ArchiveVisitor(launch(), site, relaunch=launch) as visitor,
    ):
        for page in pages:
            entry = PageEntry(name=page.file, kind=kind, url=page.url)
            yield _look(partial(_replay, visitor, entry, folder / page.file), entry, site)


def _visit(visitor: Visitor, entry: PageEntry, asker: Asker) -> Capture:
    capture = visitor.visit(entry)
    asker.look(capture, visitor.site)
    return capture


def _replay(visitor: ArchiveVisitor, entry: PageEntry, file: Path) -> Capture:
    return visitor.visit_stored(entry, read_page(file))


def _look(visit: Callable[[], Capture], entry: PageEntry, site: Site) -> Audited:
    try:
        capture = visit()
    except (UnreachableError, ArchiveError) as error:
        moment = datetime.now(UTC).isoformat()
        capture = Capture(page=entry.name, kind=entry.kind, url=entry.url, moment=moment, error=str(error))
    checked = check(capture, site)
    return Audited(url=capture.url, record=checked.record, findings=checked.findings, seconds=capture.seconds)


class Results:
    """The pages of an audit as they come, kept as the JSON that they will be: a capture is much larger."""

    def __init__(self) -> None:
        self.pages: list[msgspec.Raw] = []
        self.found: list[tuple[str, Finding]] = []

    def add(self, page: Audited) -> None:
        """Take in a page."""
        self.pages.append(msgspec.Raw(msgspec.json.encode(page)))
        self.found.extend((page.url, finding) for finding in page.findings)

    def write(self, path: Path) -> None:
        """Write `{"pages": [{url, record, findings, seconds}]}`; complete or not at all. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        everything: dict[str, Any] = {"pages": self.pages}
        beside.write_bytes(msgspec.json.encode(everything))
        beside.replace(path)
