"""The controller's half: collect the verdicts, have the report written, print the summary."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from copydesk.disk.read import FileError, reason
from copydesk.plugin import options, shards
from copydesk.plugin.ending import Ending
from copydesk.plugin.interim import Interim
from copydesk.plugin.outcome import STOPPED_FIELD, kept_by, said_by
from copydesk.plugin.progress import Pages
from copydesk.plugin.stash import SUITE
from copydesk.plugin.unfinished import Unfinished
from copydesk.report import events, history, summary
from copydesk.site.model import shaped_by
from copydesk.snapshots import orphans
from copydesk.verdicts.known import news


class Gathering:
    """A plugin that only the process that talks to the user has."""

    def __init__(self, config: pytest.Config, pages: Pages) -> None:
        self.config = config
        self._unfinished = Unfinished(pages)
        self.suite = config.stash[SUITE]
        site = self.suite.site
        started = datetime.now(UTC).astimezone()
        self._beginning = events.Started(
            run=self.suite.run_name,
            site=site.title or site.name,
            site_name=site.name,
            embedded=site.embedded and not options.base_url(config) and self.suite.recording is None,
            site_file=_short(site.path, config) if site.path else "",
            faults=options.faults(config),
            started=started,
            commit=commit(config.rootpath),
            pages=[events.Planned(name=entry.name, kind=entry.kind) for entry in site.pages],
            shaped=shaped_by(site),
            shard=shards.shard(config),
        )
        self.run = events.begun(self._beginning)
        self._started = time.monotonic()
        self._stream: events.Stream | None = None
        self._unwritten = ""
        self._ending = Ending()
        self._nothing_left = False
        self._interim = Interim(self._write)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that tests could not be collected."""
        self._ending.take(report)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """The items of a run in one process."""
        self._unfinished.expect(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """The items of a run, the same from each worker."""
        self._unfinished.expect(ids)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """An item is done."""
        self._unfinished.done(nodeid)

    def pytest_runtest_logstart(self) -> None:
        """Before a page is visited, which takes its time, have written what the last one came to."""
        self._interim.look()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what an item said, from here or from a worker."""
        if stopped := getattr(report, STOPPED_FIELD, ""):
            self._take(events.Stopped(why=stopped))
        if kept := kept_by(report):
            self._take(events.Captured(kept=kept))
        said = said_by(report) or self._unfinished.died_over(report, self.run, self.suite.known_base_url)
        self._ending.take(report, changed=said is not None and said.verdict.status == "changed")
        if said:
            self._take(events.Spoken(said=said))
            self._interim.news()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Note that a worker had no items because other shards have them all."""
        self._nothing_left |= bool(getattr(node, "workeroutput", {}).get(shards.EMPTY))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> Generator[None, None, None]:
        """Write the report, sum up below everything that pytest itself has to say, choose the exit code."""
        yield
        split = self.config.pluginmanager.get_plugin(shards.NAME)
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and (
            self._nothing_left or (split and split.empty)
        ):
            session.exitstatus = pytest.ExitCode.OK
        nothing = not self.run.said and not self.run.stopped
        if nothing and (self.run.shard is None or self.config.getoption("collectonly")):
            return
        stopped = bool(self.run.stopped)
        if exitstatus == pytest.ExitCode.INTERRUPTED:
            self._take(events.Stopped(why=str(session.shouldstop or "it was interrupted")))
        seconds = time.monotonic() - self._started
        session.exitstatus = self._ending.code(int(session.exitstatus), stopped=stopped)
        # The end of a shard's stream is told even where the shard had no page, for who merges to know of it.
        end = events.Finished(
            seconds=seconds,
            base_url=self.suite.known_base_url,
            code=int(session.exitstatus),
            unfinished=self._unfinished.pages,
        )
        self._take(end)
        self._close()
        if nothing:
            return
        from copydesk.report import outputs  # and `html` below: whoever only collects needs no writers

        folder = options.report_folder(self.config)
        compared = history.compare(self.run, history.recall(folder, self.run))
        try:
            written = f"Report: {_short(self._write(), self.config)}"
            outputs.write(self.run, folder, compared)
            # A shard is not a run to compare others with; whoever merges it remembers the whole.
            if self.run.shard is None:
                history.remember(folder, self.run)
            if self._unwritten:
                written += f"\nCould not write the run's events to {folder}: {self._unwritten}"
        except (OSError, FileError) as error:
            written = f"Could not write the report to {folder}: {reason(error)}"
        self._print(compared, written)

    def _write(self) -> Path:
        """Write the report's page as things are now."""
        self.run.seconds = self.run.seconds or time.monotonic() - self._started
        self.run.base_url = self.suite.known_base_url
        from copydesk.report import html

        return html.write(self.run, options.report_folder(self.config))

    def _take(self, event: events.Event) -> None:
        """Add an event to the run, and to its stream as long as that can be written."""
        events.take(self.run, event)
        if self._unwritten:
            return
        try:
            if self._stream is None:
                self._stream = events.Stream(options.report_folder(self.config), self.run.name)
                self._stream.write(self._beginning)
            self._stream.write(event)
        except OSError as error:
            # What was said is still in memory, for the summary and for a report where there is room for one.
            self._unwritten = reason(error)

    def _close(self) -> None:
        """No more events; what the disk had no room for is in memory still, and fails here once more."""
        try:
            if self._stream:
                self._stream.close()
        except OSError as error:
            self._unwritten = self._unwritten or reason(error)

    def _print(self, compared: history.Comparison, last: str) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if terminal is None:
            return
        terminal.ensure_newline()
        part = f", {self.run.shard}" if self.run.shard else ""
        terminal.section(f"copydesk: {self.run.site}{part}")
        for line, style in summary.lines(self.run, terminal._tw.fullwidth, compared):
            terminal.write_line(line, **style)
        for line in news(self.suite.known, self.run.verdicts, self.suite.today):
            terminal.write_line(f"! {line}", yellow=True)
        for path in orphans(self.suite.site, self.config.rootpath):
            of = self.run.site_file or "the site file"
            words = f"! {_short(path, self.config)} belongs to no page of {of}: delete it, or name its page"
            terminal.write_line(words, yellow=True)
        from copydesk.report.outputs import github

        github.tell(self.run, compared, terminal.write_line)
        terminal.write_line(last)


def commit(folder: Path) -> str:
    """The short name of a folder's commit; empty if git knows none."""
    command = ["git", "-C", str(folder), "rev-parse", "--short=10", "HEAD"]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _short(path: Path, config: pytest.Config) -> str:
    """A path as the user would type it, where that is shorter."""
    try:
        return str(path.resolve().relative_to(config.invocation_params.dir.resolve()))
    except ValueError:
        return str(path)
