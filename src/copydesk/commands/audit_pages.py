"""Checking pages outside pytest: a list of addresses, or an archive of stored pages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import msgspec

from copydesk.browser.archive import (
    CLOSED_NETWORK,
    ONE_PROCESS,
    ArchivedPage,
    ArchiveVisitor,
    read_page,
)
from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.browser.others import Others
from copydesk.browser.start import Browser, launching
from copydesk.browser.together import AT_ONCE, Living, visit_ahead, visit_together
from copydesk.browser.visit import UnreachableError, Visitor
from copydesk.disk.read import FileError
from copydesk.disk.write import put
from copydesk.page.capture import Capture, Seconds
from copydesk.records import Record
from copydesk.rules.findings import Finding
from copydesk.site.model import PageEntry, PageKind, Site
from copydesk.verdicts.fence import check

Guest = TypeVar("Guest", bound=Visitor)


class Audited(msgspec.Struct, kw_only=True):
    """One page of an audit: its record (None if there was no page to read) and all findings."""

    url: str
    record: Record | None
    findings: list[Finding]
    seconds: Seconds


def addresses(
    urls: Iterable[str], kind: PageKind, site: Site, browser: str | None = None
) -> Generator[Audited]:
    """Visit pages on the web, a few at once, and check each.

    Everything wrong with a page, even that it cannot be reached, is among its findings. `browser` is as for
    `find_browser`. Raises `BrowserSettingError` or `BrowserStartError`.
    """
    entries = [PageEntry(name=url, kind=kind, url=url) for url in urls]
    # What is asked for by its address is no other site.
    asked = msgspec.structs.replace(site, pages=[*site.pages, *entries])
    with (
        launching(browser, wishes=Others(asked).arguments) as launch,
        _visitors(launch, partial(Visitor, site=asked)) as visitors,
        TemporaryDirectory(prefix="copydesk-") as folder,
    ):
        asker = Asker(site.links, Notes(Path(folder)))
        for start in range(0, len(entries), AT_ONCE):
            batch = entries[start : start + AT_ONCE]
            # No page waits to be read while links are asked for: that may take long.
            for capture in _captures(batch, visit_together(visitors, batch)):
                yield _look(capture, site, partial(asker.look, capture, asked))


def archive(
    folder: Path, pages: Iterable[ArchivedPage], kind: PageKind, site: Site, browser: str | None = None
) -> Generator[Audited]:
    """Replay pages of an archive, each under its own address with the network closed, and check each.

    A page that cannot be read is a finding. Raises the errors of `addresses`.
    """
    entries = [PageEntry(name=page.file, kind=kind, url=page.url) for page in pages]
    with (
        launching(browser, arguments=[CLOSED_NETWORK], wishes=[ONE_PROCESS]) as launch,
        _visitors(launch, partial(ArchiveVisitor, site=site)) as visitors,
    ):
        for visitor in visitors:
            visitor.stored = lambda entry: read_page(folder / entry.name)
        for capture in _captures(entries, (coming for _, coming in visit_ahead(visitors, entries))):
            yield _look(capture, site)


@contextmanager
def _visitors(launch: Callable[[], Browser], new: Callable[..., Guest]) -> Iterator[list[Guest]]:
    """As many visitors of one browser as there are pages to visit at once."""
    living = Living(launch(), launch)
    with ExitStack() as opened:
        visitors = [new(living.browser, relaunch=living.relaunch) for _ in range(AT_ONCE)]
        for visitor in visitors:
            opened.enter_context(visitor)
        yield visitors


def _captures(entries: Iterable[PageEntry], outcomes: Iterable[Future[Capture]]) -> Iterator[Capture]:
    for entry, coming in zip(entries, outcomes, strict=True):
        try:
            yield coming.result()
        except (UnreachableError, FileError) as error:
            moment = datetime.now(UTC).isoformat()
            yield Capture(page=entry.name, kind=entry.kind, url=entry.url, moment=moment, error=str(error))


def _look(capture: Capture, site: Site, ask: Callable[[], None] | None = None) -> Audited:
    checked = check(capture, site, date.today(), ask)
    return Audited(url=capture.url, record=checked.record, findings=checked.findings, seconds=capture.seconds)


class Results:
    """The pages of an audit as they arrive, kept as their final JSON: a capture is much larger."""

    def __init__(self) -> None:
        self.pages: list[msgspec.Raw] = []
        self.found: list[tuple[str, Finding]] = []

    def add(self, page: Audited) -> None:
        """Add a page."""
        self.pages.append(msgspec.Raw(msgspec.json.encode(page)))
        self.found.extend((page.url, finding) for finding in page.findings)

    def write(self, path: Path) -> None:
        """Write `{"pages": [{url, record, findings, seconds}]}`; complete or not at all. Raises OSError."""
        everything: dict[str, Any] = {"pages": self.pages}
        put(path, msgspec.json.encode(everything))
