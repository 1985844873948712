"""The controller's half: gather what the items say, have the report written, sum up on the terminal."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copydesk.known import news
from copydesk.plugin import options
from copydesk.plugin.ending import Ending
from copydesk.plugin.interim import Interim
from copydesk.plugin.outcome import kept_by, said_by
from copydesk.report import events, history, html, outputs, summary
from copydesk.report.outputs import github
from copydesk.site import shaped_by
from copydesk.snapshots import orphans


class Gathering:
    """A plugin that only the process that talks to the user has."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.suite = config.stash[options.SUITE]
        site = self.suite.site
        started = datetime.now(UTC).astimezone()
        self._beginning = events.Started(
            run=self.suite.run_name,
            site=site.title or site.name,
            site_file=_short(site.path, config) if site.path else "",
            faults=options.faults(config),
            started=started,
            commit=commit(config.rootpath),
            pages=[events.Planned(name=entry.name, kind=entry.kind) for entry in site.pages],
            shaped=shaped_by(site),
        )
        self.run = events.begun(self._beginning)
        self._started = time.monotonic()
        self._stream: events.Stream | None = None
        self._unwritten = ""
        self._ending = Ending()
        self._interim = Interim(self._write)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that tests could not be collected."""
        self._ending.take(report)

    def pytest_runtest_logstart(self) -> None:
        """Before a page is visited, which takes its time, have written what the last one came to."""
        self._interim.look()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what an item said, from here or from a worker."""
        if stopped := getattr(report, options.STOPPED_FIELD, ""):
            self._take(events.Stopped(why=stopped))
        if kept := kept_by(report):
            self._take(events.Captured(kept=kept))
        said = said_by(report)
        self._ending.take(report, changed=said is not None and said.verdict.status == "changed")
        if said:
            self._take(events.Spoken(said=said))
            self._interim.news()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> Generator[None, None, None]:
        """Write the report, sum up below everything that pytest itself has to say, choose the exit code."""
        yield
        if not self.run.said and not self.run.stopped:
            return
        stopped = bool(self.run.stopped)
        if exitstatus == pytest.ExitCode.INTERRUPTED:
            self._take(events.Stopped(why=str(session.shouldstop or "it was interrupted")))
        seconds = time.monotonic() - self._started
        self._take(events.Finished(seconds=seconds, base_url=self.suite.known_base_url))
        if self._stream:
            self._stream.close()
        folder = options.report_folder(self.config)
        compared = history.compare(self.run, history.recall(folder, self.run))
        try:
            written = f"Report: {_short(self._write(), self.config)}"
            outputs.write(self.run, folder, compared)
            history.remember(folder, self.run)
        except OSError as error:
            written = f"The report could not be written to {folder}: {error.strerror or error}"
        self._print(compared, written)
        session.exitstatus = self._ending.code(int(session.exitstatus), stopped=stopped)

    def _write(self) -> Path:
        """Write the page of the report as things stand."""
        self.run.seconds = self.run.seconds or time.monotonic() - self._started
        self.run.base_url = self.suite.known_base_url
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
            self._unwritten = f"{error.strerror or error}"

    def _print(self, compared: history.Comparison, last: str) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if terminal is None:
            return
        terminal.ensure_newline()
        terminal.section(f"copydesk: {self.run.site}")
        for line, style in summary.lines(self.run, terminal._tw.fullwidth, compared):
            terminal.write_line(line, **style)
        for line in news(self.suite.known, self.run.verdicts, self.suite.today):
            terminal.write_line(f"! {line}", yellow=True)
        for path in orphans(self.suite.site, self.config.rootpath):
            of = self.run.site_file or "the site file"
            words = (
                f"! {_short(path, self.config)} is the record of no page of {of}: delete it, or name its page"
            )
            terminal.write_line(words, yellow=True)
        self._tell_github(compared, terminal)
        terminal.write_line(last)

    def _tell_github(self, compared: history.Comparison, terminal: pytest.TerminalReporter) -> None:
        """Annotations in the log and a summary of the job, where the environment says that this is a job."""
        if os.environ.get("GITHUB_ACTIONS") == "true":
            for line in github.commands(self.run, compared):
                terminal.write_line(line)
        if file := os.environ.get("GITHUB_STEP_SUMMARY"):
            try:
                with Path(file).open("a", encoding="utf-8") as summary_file:
                    summary_file.write(github.summary(self.run, compared))
            except OSError as error:
                terminal.write_line(f"! The job summary could not be written: {error.strerror or error}")


def commit(folder: Path) -> str:
    """The short name of the commit that a folder is at, or nothing where git knows none."""
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
