"""Visiting: one visit per page, shared by all items that look at it, forgotten when the next one begins."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
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
from copydesk.plugin.places import unmoved
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
        """Take note of the pages whose item for the visit itself will run."""
        self._visits = {
            scope
            for item in items
            if (scope := options.scope_of(item)) and item.callspec.params.get("subject") == "visit"  # type: ignore[attr-defined]
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
            {options.ADDRESS: self.base_url, options.NOTES: self._notes, options.RUN: self.run_name}
        )

    def close(self) -> None:
        """Stop the embedded site, if it was started here, and have everything written."""
        self._closing.close()


class Browsing:
    """Visits in one browser. It holds one page at a time."""

    def __init__(
        self, suite: Suite, browser: Any, relaunch: Callable[[], Any], context_options: dict[str, Any]
    ) -> None:
        self.suite = suite
        self.browser = browser
        self._launch = relaunch
        self._launched = ExitStack()
        self.name = f"{browser.browser_type.name} {browser.version}"
        self._options = context_options
        self._visitor: Visitor | None = None
        self._artifacts: Artifacts | None = None
        self._scope = ""
        self._capture: Capture | None = None
        self._kept: Kept | None = None
        self._visited: Visited | None = None

    def visit(self, entry: PageEntry, scope: str, before: Visited | None = None) -> Visited:
        """The page at hand if it is that one, else a new visit.

        `before` is what an item that is tried again has seen already: the same once more would say the same.
        """
        again = before is not None and before is self._visited
        if self._scope != scope or again:
            self._leave()
            if again:
                self._close_visitor()  # and with it what the browser keeps of files
            self._artifacts = Artifacts(self.suite.config, scope)
            if self._visitor is None or self._artifacts.recorded:
                self._close_visitor()
                self._visitor = self._new_visitor(self._artifacts.context_options(self._options))
            self._artifacts.start(self._visitor)
            self._capture = self._visitor.visit(entry)
            self._ask_links(entry)
            self._kept = self.suite.keep(self._capture, self.name)
            self._scope = scope
        if self._visited is None:
            # Apart from the visit: a rule that breaks down does so for every item, on the one capture.
            assert self._capture is not None
            kept, self._kept = self._kept, None
            self._visited = Visited(scope, check(self._capture, self.suite.site), self, kept)
        return self._visited

    def _ask_links(self, entry: PageEntry) -> None:
        """Find out what the links of the page at hand come to."""
        suite = self.suite
        assert self._capture is not None
        if suite.faults:
            from copydesk.browser.broken_links import look_broken

            look_broken(suite.asker, suite.faults, suite.site, entry, self._capture)
        else:
            suite.asker.look(self._capture, suite.site)

    def picture(self, visited: Visited) -> Picture | None:
        """A screenshot of the page at hand as it stands after its visit, in the report's folder."""
        from copydesk.browser.start import BrowserError

        last = visited.capture.states[-1] if visited.capture.states else None
        if self._visitor is None or last is None or last.snapshot is None:
            return None
        folder = f"{self.suite.run_name}/{PICTURES}"
        try:
            written = self._visitor.picture(
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

    def recordings(self) -> tuple[str, str]:
        """The trace and the video of the page at hand, which has failed, as seen from the report's folder."""
        if self._artifacts is None:
            return "", ""
        folder = options.report_folder(self.suite.config).resolve()
        trace, video = (
            Path(os.path.relpath(path, folder)).as_posix() if path else ""
            for path in self._artifacts.of_failure
        )
        return trace, video

    def close(self) -> None:
        """Leave the last page and close what was opened in the browser."""
        self._leave()
        self._close_visitor()
        self._launched.close()

    def _relaunch(self) -> Any:
        """Another browser in the place of the one that has died."""
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
        """Done with the page at hand: keep its recordings if they are wanted, and forget it."""
        visited, artifacts, visitor = self._visited, self._artifacts, self._visitor
        self._visited = self._capture = self._artifacts = None
        self._scope = ""
        if artifacts is None or visitor is None:
            return
        failed = visited is None or visited.failed
        artifacts.finish(visitor, failed=failed)
        if artifacts.recorded:
            self._close_visitor()
        artifacts.closed(failed=failed)

    def _close_visitor(self) -> None:
        from copydesk.browser.start import BrowserError

        if self._visitor is not None:
            # A browser that has died has closed everything already.
            with suppress(BrowserError):
                self._visitor.close()
        self._visitor = None
