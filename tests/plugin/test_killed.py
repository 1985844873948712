"""A run that is killed leaves all that it did: its stream, and a report that says that it is not finished."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.plugin.interim import SHARE, Interim
from copydesk.report import events
from tests import forking, limits
from tests.plugin.projects import PAGE, WITHOUT, Project, project


def data_of(report: Path) -> dict[str, object]:
    """What is in a report's page, as data."""
    found = re.search(
        r'<script[^>]+type="application/json"[^>]*>(.*?)</script>', report.read_text("utf-8"), re.S
    )
    assert found
    return json.loads(found[1])


def started(made: Project, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pytest", *WITHOUT, "-k", "toy", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    environment.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.Popen(
        command,
        cwd=made.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def report_anew(made: Project) -> dict[str, object]:
    """What the report says after `copydesk report` has made it from the stream."""
    command = [sys.executable, "-m", "copydesk", "report"]
    forking.run(command, cwd=made.folder).check_returncode()
    return data_of(made.folder / "reports/index.html")


@pytest.mark.parametrize("parallel", [(), ("-n", "1")], ids=["alone", "parallel"])
def test_a_run_that_is_killed_leaves_what_it_did(tmp_path: Path, parallel: tuple[str, ...]) -> None:
    pages = {name: PAGE.format("Ferry", "It sails {{item.suffix}} again.") for name in ("first", "second")}
    with project(tmp_path, pages) as made:
        # The second page's items wait for a file that nobody writes.
        made.write(
            "tests/conftest.py",
            """
            import pathlib
            import time

            import pytest


            @pytest.fixture(autouse=True)
            def hold(request):
                while "second" in request.node.name and not pathlib.Path("go").exists():
                    time.sleep(0.01)
            """,
        )
        run = started(made, *parallel)
        try:
            reports = made.folder / "reports"

            def told() -> bool:
                stream = events.newest(reports)
                page = reports / "index.html"
                if stream is None or not page.exists():
                    return False
                return stream.read_bytes().count(b'"event":"verdict"') == 3

            limits.until(told)
        finally:
            os.killpg(run.pid, signal.SIGKILL)
            limits.within(run.wait)
        stream = events.newest(reports)
        assert stream
        left = events.read(stream)
        assert not left.finished
        assert {one.page for one in left.verdicts} == {"first"}
        shown = data_of(reports / "index.html")
        assert shown["finished"] is False
        assert shown["planned"] == 2
        assert "The page has no footer" in json.dumps(shown)
        assert "It sails {{item.suffix}} again." in json.dumps(report_anew(made))
        assert not (reports / "history.jsonl").exists()


class Clock:
    """A clock that goes on as it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_report_is_written_at_the_first_news_and_costs_little_of_the_run() -> None:
    clock, written = Clock(), []

    def write() -> None:
        written.append(clock.now)
        clock.now += 0.2

    interim = Interim(write, clock)
    interim.look()
    assert not written
    interim.news()
    assert len(written) == 1
    for _ in range(5000):
        clock.now += 0.02
        interim.news()
    assert len(written) > 10
    assert 0.2 * len(written) <= (SHARE + 0.01) * (clock.now - 100)


def test_nothing_is_written_where_there_is_no_news() -> None:
    clock, written = Clock(), []
    interim = Interim(lambda: written.append(1), clock)
    interim.news()
    clock.now += 1000
    interim.look()
    assert written == [1]


def test_news_that_had_to_wait_is_written_when_there_is_time() -> None:
    clock, written = Clock(), []

    def write() -> None:
        written.append(1)
        clock.now += 1

    interim = Interim(write, clock)
    interim.news()
    interim.news()
    assert written == [1]
    clock.now += 100
    interim.look()
    assert written == [1, 1]


def test_a_full_disk_does_not_end_the_run() -> None:
    tried = []

    def write() -> None:
        tried.append(1)
        raise OSError(28, "No space left on device")

    Interim(write, Clock()).news()
    assert tried
