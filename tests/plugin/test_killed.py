"""A run that is killed leaves all that it did: its stream, and a report that says that it is not finished."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


@contextmanager
def halfway(made: Project, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has said all of its first page; the second waits for a file that nobody writes."""
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
    run = started(made, *arguments)
    try:
        reports = made.folder / "reports"

        def told() -> bool:
            stream = events.newest(reports)
            page = reports / "index.html"
            if stream is None or not page.exists():
                return False
            return stream.read_bytes().count(b'"event":"verdict"') == 3

        limits.until(told)
        yield run
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        limits.within(run.wait)


TWO = {name: PAGE.format("Ferry", "It sails {{item.suffix}} again.") for name in ("first", "second")}
PARALLEL = pytest.mark.parametrize("parallel", [(), ("-n", "1")], ids=["alone", "parallel"])


@PARALLEL
def test_a_run_that_is_asked_to_end_reports_what_it_has(tmp_path: Path, parallel: tuple[str, ...]) -> None:
    with project(tmp_path, TWO) as made:
        with halfway(made, *parallel) as run:
            run.terminate()
            assert limits.within(run.wait) == pytest.ExitCode.INTERRUPTED
        stream = events.newest(made.folder / "reports")
        assert stream
        left = events.read(stream)
        assert left.finished
        assert left.stopped
        assert "second" in left.unfinished
        assert {one.page for one in left.verdicts} == {"first"}
        assert data_of(made.folder / "reports/index.html")["finished"] is True


@pytest.mark.parametrize(
    ("signals", "code"),
    # Two of one kind may come as one.
    [([signal.SIGTERM], pytest.ExitCode.INTERRUPTED), ([signal.SIGTERM, signal.SIGINT], 130)],
    ids=["once", "twice"],
)
def test_being_asked_to_end_does_not_wait_for_a_page(
    tmp_path: Path, signals: list[signal.Signals], code: int
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, project(tmp_path, {}) as made:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        made.write(
            "sites/small.toml",
            f"""
            [site]
            base_url = "{url}"
            patience = 600
            [[pages]]
            name = "silent"
            kind = "article"
            path = "/"
            """,
        )
        run = started(made)
        try:
            held, _ = limits.in_time(silent.accept)
            with held:
                for one in signals:
                    run.send_signal(one)
                assert limits.within(run.wait) == code
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            limits.within(run.wait)


@PARALLEL
def test_a_run_that_is_killed_leaves_what_it_did(tmp_path: Path, parallel: tuple[str, ...]) -> None:
    with project(tmp_path, TWO) as made:
        with halfway(made, *parallel):
            pass
        reports = made.folder / "reports"
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
