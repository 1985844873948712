"""The controller's half: gather what the items say, have the report written, sum up on the terminal."""

from __future__ import annotations

import time
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copydesk.plugin import options
from copydesk.plugin.outcome import said_by
from copydesk.report import html, summary
from copydesk.report.run import Run
from copydesk.snapshots import orphans


class Gathering:
    """A plugin that only the process that talks to the user has."""

    def __init__(self, config: pytest.Config) -> None:
        suite = config.stash[options.SUITE]
        self.config = config
        self.suite = suite
        self.run = Run(
            site=suite.site.title or suite.site.name,
            site_file=_short(suite.site.path, config) if suite.site.path else "",
            faults=options.faults(config),
            started=datetime.now(UTC).astimezone(),
            order=[entry.name for entry in suite.site.pages],
        )
        self._started = time.monotonic()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what an item said, from here or from a worker."""
        if stopped := getattr(report, options.STOPPED_FIELD, ""):
            self.run.stopped = self.run.stopped or stopped
        if said := said_by(report):
            self.run.add(said)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Generator[None, None, None]:
        """Write the report, and sum up below everything that pytest itself has to say."""
        yield
        if not self.run.said and not self.run.stopped:
            return
        self.run.seconds = time.monotonic() - self._started
        self.run.base_url = self.suite.known_base_url
        folder = options.report_folder(self.config)
        try:
            written = f"Report: {_short(html.write(self.run, folder), self.config)}"
        except OSError as error:
            written = f"The report could not be written to {folder}: {error.strerror or error}"
        self._print(written)

    def _print(self, last: str) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if terminal is None:
            return
        terminal.ensure_newline()
        terminal.section(f"copydesk: {self.run.site}")
        for line, style in summary.lines(self.run, terminal._tw.fullwidth):
            terminal.write_line(line, **style)
        for path in orphans(self.suite.site, self.config.rootpath):
            of = self.run.site_file or "the site file"
            words = (
                f"! {_short(path, self.config)} is the record of no page of {of}: delete it, or name its page"
            )
            terminal.write_line(words, yellow=True)
        terminal.write_line(last)


def _short(path: Path, config: pytest.Config) -> str:
    """A path as the user would type it, where that is shorter."""
    try:
        return str(path.resolve().relative_to(config.invocation_params.dir.resolve()))
    except ValueError:
        return str(path)
