"""What one pytest process knows of a run."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from copydesk.plugin import options
from copydesk.plugin.items import page_of, scope_of
from copydesk.plugin.schedule import Batches
from copydesk.report.captures import ROOM, Store
from copydesk.report.events import new_run
from copydesk.report.order import by_page
from copydesk.report.run import Kept
from copydesk.rules.registry import load_rules

if TYPE_CHECKING:
    from copydesk.browser.links import Asker
    from copydesk.faults.fault import Fault
    from copydesk.page.capture import Capture
    from copydesk.recording.traffic import Recording
    from copydesk.site.model import PageEntry, Site
    from copydesk.verdicts.known import Known


SNAPSHOT = "snapshot"
"""The subject of the item that compares a record with the accepted one."""

UNLIMITED = 1e9
"""Links a second that are looked up in a recording."""


class CannotRunError(Exception):
    """No page can be visited at all; the message is one sentence for the user."""


class Suite:
    """The run as one pytest process knows it: the site, its address, what is visited together and kept."""

    def __init__(
        self, config: pytest.Config, site: Site, known: Known, recording: Recording | None = None
    ) -> None:
        self.config = config
        self.recording = recording
        """What the pages are replayed from; None where they are visited."""
        moment = recording.manifest.moment if recording else site.now
        self.site = msgspec.structs.replace(site, now=moment)
        self.known = known
        self.today = date.today()
        """Of the people who decide what is known, whatever clock the pages see."""
        self._closing = ExitStack()
        self._base_url = recording.manifest.base_url if recording else options.base_url(config)
        self._visits: set[str] = set()
        self._entries: dict[str, PageEntry] = {}
        self._batches = Batches((), (), 1)
        self.stopped = ""
        """Why no page can be visited, once that is known."""
        self._notes = ""

    @cached_property
    def run_name(self) -> str:
        """The name of this run and of its folder in the reports; workers receive it."""
        if options.is_worker(self.config):
            return str(self.config.workerinput[options.RUN])  # type: ignore[attr-defined]
        return new_run(datetime.now(UTC).astimezone())

    @property
    def base_url(self) -> str:
        """Where the site is: as said on the command line, in the site file, or the embedded site's address.

        The embedded site is started the first time that somebody asks. xdist's workers never start it: their
        controller does, and tells them.
        """
        if not self._base_url and options.is_worker(self.config):
            self._base_url = str(self.config.workerinput[options.ADDRESS])  # type: ignore[attr-defined]
        if not self._base_url:
            self._base_url = self._start() if self.site.embedded else self.site.base_url
        return self._base_url

    @property
    def known_base_url(self) -> str:
        """The address, if it is known without starting anything."""
        return self._base_url or self.site.base_url

    def _start(self) -> str:
        from copydesk.demo.server import serve

        try:
            served = tuple(fault.served for fault in self.faults if fault.served)
            return self._closing.enter_context(serve(faults=served))
        except RuntimeError as error:
            raise CannotRunError(str(error)) from None

    @cached_property
    def faults(self) -> list[Fault]:
        """How the site is broken on purpose in this run."""
        if not (names := options.faults(self.config)):
            return []
        from copydesk.faults.registry import chosen

        return chosen(names)

    @cache  # noqa: B019 - there is one suite in a process, and it lives as long as that
    def subjects(self, kind: str) -> list[str]:
        """What there is an item for on each page of a kind, in the order of the page."""
        return sorted([*load_rules().subjects(kind), SNAPSHOT], key=by_page)

    def collected(self, items: Iterable[pytest.Item]) -> None:
        """Note the pages that will be visited, and those of which an item reports the visit."""
        ids = []
        for item in items:
            if (entry := page_of(item)) and (scope := scope_of(item)):
                ids.append(item.nodeid)
                self._entries[scope] = entry
                if item.callspec.params.get("subject") == "visit":  # type: ignore[attr-defined]
                    self._visits.add(scope)
        self._batches = Batches(ids, [entry.name for entry in self.site.pages], self.at_once)

    @cached_property
    def at_once(self) -> int:
        """How many pages a browser visits at once: one where somebody watches, or each is a case of its own.

        xdist's controller says it for its workers. Each of them has two turns at least, so that they end at
        about the same time.
        """
        from copydesk.browser.together import AT_ONCE

        given = self.config.option
        if options.is_worker(self.config):
            return int(self.config.workerinput[options.TOGETHER])  # type: ignore[attr-defined]
        alone = given.headed or given.tracing != "off" or given.video != "off"
        if alone or self.recording or options.faults(self.config):
            return 1
        workers = len(getattr(given, "tx", None) or ())
        return min(AT_ONCE, max(1, len(self.site.pages) // (2 * workers))) if workers else AT_ONCE

    def batch(self, scope: str, entry: PageEntry) -> dict[str, PageEntry]:
        """What to visit when a page is needed: it, and those that are visited together with it."""
        browser = scope.removesuffix(entry.name)
        mates = {name: self._entries[name] for name in self._batches.since(scope) if name in self._entries}
        return {scope: entry} | {
            name: mate for name, mate in mates.items() if name == f"{browser}{mate.name}"
        }

    def visit_is_item(self, scope: str) -> bool:
        """Whether an item of this run says how the visit of a page went."""
        return scope in self._visits

    @cached_property
    def asker(self) -> Asker:
        """What checks links. xdist's workers share their results, and the polite number of requests."""
        from copydesk.browser.links import Asker
        from copydesk.browser.notes import Notes

        if options.is_worker(self.config):
            given: dict[str, Any] = self.config.workerinput  # type: ignore[attr-defined]
            folder, share = Path(given[options.NOTES]), int(given["workercount"])
        else:
            folder, share = Path(self._closing.enter_context(TemporaryDirectory(prefix="copydesk-"))), 1
        notes = Notes(folder / "links")
        if self.recording:
            from copydesk.browser.replay import ReplayFetch

            # Nobody is asked, so nobody is asked too often.
            links = msgspec.structs.replace(self.site.links, rate=UNLIMITED)
            return Asker(links, notes, fetch=ReplayFetch(self.recording, self.site))
        return Asker(self.site.links, notes, share)

    @cached_property
    def _captures(self) -> Store:
        workers = 1
        if options.is_worker(self.config):
            workers = int(self.config.workerinput["workercount"])  # type: ignore[attr-defined]
        store = Store(options.report_folder(self.config), ROOM // workers)
        self._closing.callback(store.close)
        return store

    def keep(self, capture: Capture, browser: str) -> Kept | None:
        """Keep a capture for later rechecks; returns where, if there is room for it."""
        put = self._captures.put(capture)
        return Kept(page=capture.page, browser=browser, capture=put[0], occasion=put[1]) if put else None

    def tell_worker(self, workerinput: dict[str, Any]) -> None:
        """Give an xdist worker, from its controller, the site's address and a folder to leave notes in."""
        if not self._notes:
            self._notes = self._closing.enter_context(TemporaryDirectory(prefix="copydesk-"))
        workerinput.update(
            {
                options.ADDRESS: self.base_url,
                options.NOTES: self._notes,
                options.RUN: self.run_name,
                options.TOGETHER: self.at_once,
            }
        )

    def close(self) -> None:
        """Stop the embedded site, if it was started here, and have everything written."""
        self._closing.close()
