"""Visiting: one visit per page, shared by all items that look at it, forgotten when the next one begins."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from copydesk.check import check
from copydesk.plugin import options
from copydesk.plugin.artifacts import Artifacts, slug
from copydesk.plugin.fixtures import page_of
from copydesk.plugin.places import unmoved
from copydesk.plugin.schedule import Batches
from copydesk.plugin.visited import SNAPSHOT, Visited
from copydesk.report.captures import ROOM, Store
from copydesk.report.events import new_run
from copydesk.report.order import by_page
from copydesk.report.run import PICTURES, Kept, Picture
from copydesk.rules.registry import load_rules

if TYPE_CHECKING:
    from copydesk.browser.links import Asker
    from copydesk.browser.visit import Visitor
    from copydesk.capture import Capture
    from copydesk.faults.fault import Fault
    from copydesk.known import Known
    from copydesk.recording.traffic import Recording
    from copydesk.site import PageEntry, Site


UNLIMITED = 1e9
"""Links a second that are looked up in a recording."""


class CannotRunError(Exception):
    """No page can be visited at all; the message is one sentence for the user."""


class Suite:
    """What one pytest process knows of the run: the site, its address, and the page it looks at now."""

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
        self.browsing: Browsing | None = None
        self._closing = ExitStack()
        self._base_url = recording.manifest.base_url if recording else options.base_url(config)
        self._visits: set[str] = set()
        self._entries: dict[str, PageEntry] = {}
        self._batches = Batches((), (), 1)
        self._stopped = ""
        self._notes = ""

    @cached_property
    def run_name(self) -> str:
        """The name of this run, which its folder in the reports has; workers are told."""
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

    @contextmanager
    def browse(
        self, browser: Any, relaunch: Callable[[], Any], context_options: dict[str, Any]
    ) -> Generator[Browsing]:
        """Visit in this browser, until the end of the run or until it is another browser's turn.

        `relaunch` starts another one in its place if it dies.
        """
        self.browsing = Browsing(self, browser, relaunch, context_options)
        try:
            yield self.browsing
        finally:
            self.browsing.close()
            self.browsing = None

    @cache  # noqa: B019 - there is one suite in a process, and it lives as long as that
    def subjects(self, kind: str) -> list[str]:
        """What there is an item for on each page of a kind, in the order of the page."""
        return sorted([*load_rules().subjects(kind), SNAPSHOT], key=by_page)

    def collected(self, items: Iterable[pytest.Item]) -> None:
        """Take note of the pages that will be visited, and of which an item says how the visit went."""
        ids = []
        for item in items:
            if (entry := page_of(item)) and (scope := options.scope_of(item)):
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
        """What to visit where a page is wanted: it, and those that are visited together with it."""
        browser = scope.removesuffix(entry.name)
        mates = {name: self._entries[name] for name in self._batches.since(scope) if name in self._entries}
        return {scope: entry} | {
            name: mate for name, mate in mates.items() if name == f"{browser}{mate.name}"
        }

    def visit_is_item(self, scope: str) -> bool:
        """Whether an item of this run says how the visit of a page went."""
        return scope in self._visits

    def visit(self, entry: PageEntry, request: pytest.FixtureRequest) -> Visited:
        """The page, visited and checked: the one at hand, or else by going there."""
        from copydesk.browser.start import BrowserError, why
        from copydesk.browser.visit import UnreachableError

        if self._stopped:
            pytest.skip(self._stopped)
        try:
            browsing: Browsing = request.getfixturevalue("_copydesk_browsing")
            again = getattr(request.node, "execution_count", 1) > 1
            before = request.node.stash.get(options.VISITED, None) if again else None
            visited = browsing.visit(entry, options.scope_of(request.node) or entry.name, before)
        except (CannotRunError, UnreachableError) as error:
            message = str(error)
        except BrowserError as error:
            message = f"no page can be visited: {why(error)}"
        else:
            visited.request = request
            return visited
        raise self._stop(request, message)

    def _stop(self, request: pytest.FixtureRequest, message: str) -> BaseException:
        """Have no other item run, as all would say the same; returns what to raise in this one."""
        self._stopped = message
        request.node.stash[options.STOPPED] = message
        request.session.shouldfail = message
        if self._says_first():
            return pytest.fail.Exception(message, pytrace=False)
        return pytest.skip.Exception(message)

    def _says_first(self) -> bool:
        """Whether no other worker has failed an item for want of anything to visit: one failure is enough."""
        if not options.is_worker(self.config):
            return True
        note = Path(self.config.workerinput[options.NOTES]) / "stopped"  # type: ignore[attr-defined]
        try:
            note.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    @cached_property
    def asker(self) -> Asker:
        """What asks links. xdist's workers share what they know, and the polite number of requests."""
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
        """Keep a capture for rules of another day; says where, if there is room for it."""
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


class AtHand:
    """A page that the browser has been to, and what is known of it until it is left."""

    def __init__(self, artifacts: Artifacts, visitor: Visitor, coming: Future[Capture]) -> None:
        self.artifacts = artifacts
        self.visitor = visitor
        self.coming = coming
        self.capture: Capture | None = None
        self.kept: Kept | None = None
        self.visited: Visited | None = None
        self.owed = 0.0
        """Seconds of the visits that are this page's and that another's item has spent, or the reverse."""


class Browsing:
    """Visits in one browser. It holds the pages that are visited at once until others are wanted."""

    def __init__(
        self, suite: Suite, browser: Any, relaunch: Callable[[], Any], context_options: dict[str, Any]
    ) -> None:
        self.suite = suite
        self.browser = browser
        self._launch = relaunch
        self._launched = ExitStack()
        self.name = f"{browser.browser_type.name} {browser.version}"
        self._options = context_options
        self._visitors: list[Visitor] = []
        self._at_hand: dict[str, AtHand] = {}

    def visit(self, entry: PageEntry, scope: str, before: Visited | None = None) -> Visited:
        """The page, if it is at hand, else a new visit, of those that are visited together with it as well.

        `before` is what an item that is tried again has seen already: the same once more would say the same.
        """
        page = self._at_hand.get(scope)
        again = page is not None and before is not None and before is page.visited
        if page is None or again:
            self._leave()
            if again:
                self._close_visitors()  # and with them what the browser keeps of files
            self._go({scope: entry} if again else self.suite.batch(scope, entry))
            page = self._at_hand[scope]
        if page.capture is None:
            capture = page.coming.result()
            self._ask_links(entry, capture)
            page.kept = self.suite.keep(capture, self.name)
            page.capture = capture
        if page.visited is None:
            # Apart from the visit: a rule that breaks down does so for every item, on the one capture.
            kept, page.kept = page.kept, None
            page.visited = Visited(scope, check(page.capture, self.suite.site), self, kept)
        return page.visited

    def _go(self, entries: dict[str, PageEntry]) -> None:
        """Visit pages, all of them at once."""
        from copydesk.browser.together import visit_together

        visitors = []
        artifacts = [Artifacts(self.suite.config, scope) for scope in entries]
        for number, kept in enumerate(artifacts):
            if number == len(self._visitors):
                self._visitors.append(self._new_visitor(kept.context_options(self._options)))
            visitors.append(self._visitors[number])
            kept.start(visitors[-1])
        started = time.monotonic()
        coming = visit_together(list(zip(visitors, entries.values(), strict=True)))
        taken = time.monotonic() - started
        for scope, kept, visitor, one in zip(entries, artifacts, visitors, coming, strict=True):
            self._at_hand[scope] = page = AtHand(kept, visitor, one)
            page.owed = taken / len(entries)
        self._at_hand[next(iter(entries))].owed -= taken

    def _ask_links(self, entry: PageEntry, capture: Capture) -> None:
        """Find out what the links of a page come to."""
        suite = self.suite
        if suite.faults:
            from copydesk.browser.broken_links import look_broken

            look_broken(suite.asker, suite.faults, suite.site, entry, capture)
        else:
            suite.asker.look(capture, suite.site)

    def picture(self, visited: Visited) -> Picture | None:
        """A screenshot of a page at hand as it stands after its visit, in the report's folder."""
        from copydesk.browser.start import BrowserError

        last = visited.capture.states[-1] if visited.capture.states else None
        page = self._at_hand.get(visited.scope)
        if page is None or last is None or last.snapshot is None:
            return None
        folder = f"{self.suite.run_name}/{PICTURES}"
        try:
            written = page.visitor.picture(
                options.report_folder(self.suite.config) / folder / slug(visited.scope)
            )
        except (BrowserError, LookupError, OSError):
            # Of a page in a very bad state, or where there is no room, there is no picture; its findings are
            # told all the same.
            return None
        also = unmoved(visited.capture, visited.findings, last.name)
        return Picture(
            file=f"{folder}/{written.name}", width=last.snapshot.viewport[0], state=last.name, also=also
        )

    def owed(self, visited: Visited) -> float:
        """Seconds to add to the time of a page's first item, told once: pages share the time of visits."""
        page = self._at_hand.get(visited.scope)
        if page is None:
            return 0.0
        owed, page.owed = page.owed, 0.0
        return owed

    def recordings(self, visited: Visited) -> tuple[str, str]:
        """The trace and the video of a page at hand, which has failed, as seen from the report's folder."""
        page = self._at_hand.get(visited.scope)
        if page is None:
            return "", ""
        folder = options.report_folder(self.suite.config).resolve()
        trace, video = (
            Path(os.path.relpath(path, folder)).as_posix() if path else ""
            for path in page.artifacts.of_failure
        )
        return trace, video

    def close(self) -> None:
        """Leave the last pages and close what was opened in the browser."""
        self._leave()
        self._close_visitors()
        self._launched.close()

    def _relaunch(self) -> Any:
        """Another browser in the place of the one that has died, the same for all who ask."""
        from copydesk.browser.death import lives

        if lives(self.browser):
            return self.browser
        self._launched.close()
        self.browser = self._launch()
        self._launched.callback(self.browser.close)
        return self.browser

    def _new_visitor(self, context_options: dict[str, Any]) -> Visitor:
        from copydesk.browser.visit import Visitor

        suite = self.suite
        if suite.recording:
            from copydesk.browser.replay import ReplayVisitor

            return ReplayVisitor(
                self.browser,
                suite.site,
                suite.recording,
                context_options=context_options,
                relaunch=self._relaunch,
            )
        if suite.faults:
            from copydesk.browser.broken import BrokenVisitor

            return BrokenVisitor(
                self.browser,
                suite.site,
                base_url=suite.base_url,
                context_options=context_options,
                faults=tuple(suite.faults),
                relaunch=self._relaunch,
            )
        return Visitor(
            self.browser,
            suite.site,
            base_url=suite.base_url,
            context_options=context_options,
            relaunch=self._relaunch,
        )

    def _leave(self) -> None:
        """Done with the pages at hand: keep their recordings if they are wanted, and forget them."""
        pages, self._at_hand = self._at_hand, {}
        for page in pages.values():
            failed = page.visited is None or page.visited.failed
            page.artifacts.finish(page.visitor, failed=failed)
            if page.artifacts.recorded:
                self._close_visitors()
            page.artifacts.closed(failed=failed)

    def _close_visitors(self) -> None:
        from copydesk.browser.start import BrowserError

        for visitor in self._visitors:
            # A browser that has died has closed everything already.
            with suppress(BrowserError):
                visitor.close()
        self._visitors.clear()
