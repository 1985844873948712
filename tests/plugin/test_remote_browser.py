"""A browser of another machine: a Playwright server, named in the place of a browser."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from copydesk.browser.find import find_browser
from copydesk.commands.cli import main
from tests import forking, limits
from tests.plugin.projects import PAGE, Project, project

NOBODY = "ws://127.0.0.1:9/?token=secret"


class Server(NamedTuple):
    """A Playwright server on loopback: its address, which has a secret, and what it says of itself."""

    address: str
    log: Path

    @property
    def browsers(self) -> int:
        """How many browsers it was asked for so far."""
        return self.log.read_text().count("engaged launch mode")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    browser = find_browser()
    assert browser
    log = tmp_path_factory.mktemp("server") / "log"
    command = [
        sys.executable,
        "-m",
        "playwright",
        "run-server",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--unsafe",
    ]
    with log.open("w") as said:
        serving = subprocess.Popen(
            command,
            env={**os.environ, "DEBUG": "pw:server"},
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
        )
    try:
        assert serving.stdout
        address = limits.in_time(serving.stdout.readline).split()[-1]
        # It may have no browser of its own and is told which; others say it to the server when they start it.
        launch = {"args": ["--no-sandbox"], **({"executablePath": browser.path} if browser.path else {})}
        yield Server(f"{address}?launch-options={quote(json.dumps(launch))}", log)
    finally:
        os.killpg(serving.pid, signal.SIGTERM)
        limits.communicate(serving)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    pages = {"good": PAGE.format("A", "B"), "broken": PAGE.format("A", "{{B}}")}
    with project(tmp_path_factory.mktemp("project"), pages) as made:
        yield made


def test_a_run_in_it_brings_everything_back(server: Server, made: Project) -> None:
    recorded = ("--tracing", "retain-on-failure", "--screenshot", "only-on-failure")
    ran = made.pytest("-k", "toy", *recorded, COPYDESK_BROWSER=server.address)
    assert ran.of("FAILED") == {"test_article.py::test_article[broken-toy-template]"}, ran.text
    # Two pages, and a context of its own for each, in one browser.
    assert server.browsers == 1
    assert sorted(made.requests) == ["/broken.html", "/good.html"]
    kept = made.folder / "test-results/broken"
    assert zipfile.is_zipfile(kept / "trace.zip")
    assert (kept / "screenshot.jpg").read_bytes()[:2] == b"\xff\xd8"
    assert "data:image/webp;base64" in made.report
    assert "launch-options" not in made.report + ran.text


def test_the_commands_use_it_too(server: Server, made: Project) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        before = server.browsers
        command = [sys.executable, "-m", "copydesk", *arguments, f"--browser-path={server.address}"]
        done = forking.run(command, cwd=made.folder)
        assert server.browsers == before + 1
        assert "launch-options" not in done.stdout + done.stderr
        return done

    audited = run("audit", f"{made.base_url}/broken.html")
    assert "{{B}}" in audited.stdout, audited.stderr
    checked = run("doctor")
    assert "on another machine, named by the browser setting 'ws://127.0.0.1:" in checked.stdout
    assert "renders a readable page" in checked.stdout


def test_a_server_that_does_not_answer_is_told_in_a_sentence(made: Project) -> None:
    ran = made.pytest("-k", "good-toy-template", f"--browser-path={NOBODY}")
    assert ran.code == 11
    assert "no page can be visited: no Playwright server answers at the address that is set (" in ran.text
    assert "secret" not in ran.text + made.report
    command = [sys.executable, "-m", "copydesk", "audit", made.base_url, f"--browser-path={NOBODY}"]
    audited = forking.run(command)
    assert (audited.returncode, audited.stderr.splitlines()[-1]) == (
        2,
        "Error: The browser at ws://127.0.0.1:9/ cannot be had: no Playwright server answers at the address "
        "that is set (connect ECONNREFUSED 127.0.0.1:9)",
    )


def test_what_cannot_be_had_from_another_machine_is_said_at_once(made: Project) -> None:
    ran = made.pytest("--video=on", f"--browser-path={NOBODY}")
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert "--video: the browser is on another machine, where the video would stay" in ran.text
    made.write("archive/index.json", '[{"file": "a.html", "url": "http://news.example/"}]')
    made.write("archive/a.html", PAGE.format("A", "B"))
    audited = CliRunner().invoke(
        main, ["audit", "--archive", str(made.folder / "archive"), "--browser-path", NOBODY]
    )
    assert audited.exit_code == 2
    assert "where nobody can promise that it starts with its network closed" in audited.output
