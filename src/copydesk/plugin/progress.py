"""What a run is doing, page by page, in place of pytest's dots for the items of the regression suite.

On a terminal one line changes, and a page that is not in order leaves a line of its own; where the output is
a log, each page leaves one. The controller of xdist's workers sees the same events as a run in one process
does, so a page counts as begun when a worker begins it and as done when its last item is. All other tests
keep pytest's dots, and with -v everything is as pytest prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any

import pytest

from copydesk.plugin.outcome import said_by
from copydesk.plugin.schedule import BROWSERS
from copydesk.report.run import Said
from copydesk.report.text import one_line
from copydesk.site.model import PageEntry
from copydesk.text.counted import count

NAMES = 3
"""So many of the pages that are under way are named."""


class Page:
    """What is known so far of a page in one browser, and which of its items are still to come."""

    def __init__(self, name: str, kind: str, browser: str) -> None:
        self.name = f"{one_line(name, 40)} ({browser})" if browser else one_line(name, 40)
        self.kind = kind
        self.items: set[str] = set()
        self._seconds = 0.0
        self._said: dict[str, Said] = {}
        self._broken: set[str] = set()
        self._again: set[str] = set()

    def take(self, report: pytest.TestReport, said: Said | None) -> None:
        """Add what one of its items said; one that failed without a word has broken down."""
        self._seconds += report.duration
        if str(report.outcome) == "rerun":  # pytest-rerunfailures' word for what is tried again
            self._again.add(report.nodeid)
        if said:
            self._said[report.nodeid] = said
        elif report.failed:
            self._broken.add(report.nodeid)

    @property
    def failed(self) -> bool:
        """Whether anything on it failed or changed."""
        verdicts = [said.verdict for said in self._said.values()]
        return bool(self._broken) or any(one.status in ("failed", "changed") for one in verdicts)

    def line(self) -> str:
        """`✓ dialogue  0.4 s, 44 subjects`; `✗ all-news  2 errors, 1 change, 0.6 s`."""
        verdicts = [said.verdict for said in self._said.values()]
        levels = [finding.level for verdict in verdicts for finding in verdict.findings]
        facts = {
            "error": levels.count("error"),
            "change": sum(len(verdict.changes) for verdict in verdicts),
            "warning": levels.count("warning"),
        }
        told = [count(number, what) for what, number in facts.items() if number]
        told += [f"{known} known"] if (known := levels.count("known")) else []
        told += [f"{count(len(self._broken), 'item')} crashed"] if self._broken else []
        told += [f"{len(self._again)} tried again"] if self._again else []
        time = f"{self._seconds:.1f} s"
        subjects = count(len(verdicts), "subject")
        if not self.failed:
            return f"✓ {self.name}  {', '.join([time, subjects, *told])}"
        only_changed = not self._broken and all(verdict.status != "failed" for verdict in verdicts)
        return f"{'~' if only_changed else '✗'} {self.name}  {', '.join([*told, time])}"


class Pages:
    """The pages of a run and their items, as the ids of the items tell."""

    def __init__(self, entries: Iterable[PageEntry], subjects: Callable[[str], Sequence[str]]) -> None:
        self._entries = {_as_id(entry.name): entry for entry in entries}
        self._subjects = subjects
        self._pages: dict[tuple[str, str], Page] = {}
        self.of: dict[str, Page] = {}
        self.others = False
        """Whether there are items that are no subjects of pages."""
        self.begun = 0
        self.under_way: list[Page] = []

    def expect(self, ids: Iterable[str]) -> None:
        """Take note of the items that there will be."""
        for nodeid in ids:
            if (found := self.find(nodeid)) is None:
                self.others = True
                continue
            entry, browser, _ = found
            page = self._pages.setdefault((entry.name, browser), Page(entry.name, entry.kind, browser))
            page.items.add(nodeid)
            self.of[nodeid] = page

    def begin(self, page: Page) -> bool:
        """Whether a page of which an item begins has only just begun itself."""
        if page in self.under_way or not page.items:
            return False
        self.under_way.append(page)
        self.begun += 1
        return True

    def finish(self, nodeid: str) -> bool:
        """Whether an item that is done was the last of its page."""
        page = self.of[nodeid]
        page.items.discard(nodeid)
        if page.items or page not in self.under_way:
            return False
        self.under_way.remove(page)
        return True

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, nodeid: str) -> tuple[PageEntry, str, str] | None:
        """Page, browser and subject of `…[chromium-dialogue-dateline]`; None for an item of another kind."""
        if not nodeid.endswith("]"):
            return None
        parameters = nodeid.rpartition("[")[2].removesuffix("]")
        browser = next((name for name in BROWSERS if parameters.startswith(f"{name}-")), "")
        words = parameters.removeprefix(f"{browser}-").split("-")
        for end in range(len(words) - 1, 0, -1):
            entry = self._entries.get("-".join(words[:end]))
            if entry and (subject := "-".join(words[end:])) in self._subjects(entry.kind):
                return entry, browser, subject
        return None


class Progress:
    """The progress plugin, in the process that talks to the user."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self._terminal: Any = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Find out whether pytest's own terminal is there to be written on, and wants short lines."""
        terminal = session.config.pluginmanager.get_plugin("terminalreporter")
        option = session.config.option
        other = getattr(option, "setupshow", False) or getattr(option, "collectonly", False)
        if type(terminal) is pytest.TerminalReporter and terminal.verbosity in (-1, 0) and not other:
            self._terminal = terminal

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """The items of a run in one process."""
        self._expect(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """The items of a run, the same from each worker."""
        self._expect(ids)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_logstart(self, nodeid: str) -> Generator[None]:
        """A page begins with its first item. pytest does not print the file of such an item."""
        page = self._page(nodeid)
        if page is None:
            return (yield)
        if self.pages.begin(page):
            self._show()
        self._terminal.showfspath = False
        try:
            return (yield)
        finally:
            self._terminal.showfspath = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, str] | None:
        """The category that pytest counts, and no letter, for what is an item's outcome and nothing more."""
        if self._page(report.nodeid) is None or hasattr(report, "wasxfail"):
            return None
        if report.outcome not in ("passed", "failed", "skipped"):
            return None
        if report.when == "call":
            return report.outcome, "", ""
        return {"passed": "", "failed": "error", "skipped": "skipped"}[report.outcome], "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what an item said."""
        if page := self._page(report.nodeid):
            page.take(report, said_by(report))
            if self.pages.others:
                # pytest counts what it has printed, for the percentage beside the dots of other tests.
                reported: set[Any] = getattr(self._terminal, "_progress_nodeids_reported", set())
                reported.add(getattr(report, "id", report.nodeid))

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """A page is done with its last item."""
        page = self._page(nodeid)
        if page is None or not self.pages.finish(nodeid):
            return
        if page.failed or not self._terminal.isatty:
            self._leave(page.line(), red=page.failed)
        self._show()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """At the end, say which pages were left before they were done; then pytest's own lines come."""
        try:
            return (yield)
        finally:
            if self._terminal:
                for page in self.pages.under_way:
                    self._leave(f"{page.line()}, not finished", yellow=True)
                self._erase()
            self._terminal = None

    def _page(self, nodeid: str) -> Page | None:
        return self.pages.of.get(nodeid) if self._terminal else None

    def _expect(self, ids: Iterable[str]) -> None:
        if self._terminal and not self.pages.of:
            self.pages.expect(ids)

    def _show(self) -> None:
        """The line that changes: the pages that are being looked at, and how far the run has come."""
        terminal = self._terminal
        now = self.pages.under_way
        if not terminal.isatty or not now:
            return
        names = ", ".join(page.name for page in now[:NAMES]) + (" …" if len(now) > NAMES else "")
        kind = f"  {now[0].kind}" if len(now) == 1 else ""
        line = f"▸ {names}{kind}  {self.pages.begun} of {len(self.pages)}"
        if terminal.currentfspath not in (None, self):
            terminal.ensure_newline()  # after another test's dots
        terminal.rewrite(line[: terminal._tw.fullwidth - 1], erase=True)
        # pytest asks this whether the line that it would write on is taken.
        terminal.currentfspath = self

    def _erase(self) -> None:
        if self._terminal.currentfspath is self:
            self._terminal.rewrite("", erase=True)
            self._terminal.rewrite("")
            self._terminal.currentfspath = None

    def _leave(self, line: str, **markup: bool) -> None:
        self._erase()
        self._terminal.write_line(line, **markup)


def _as_id(name: str) -> str:
    """A page's name as pytest has it in ids."""
    return name.encode("unicode_escape").decode("ascii")
