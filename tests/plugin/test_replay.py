"""`copydesk record`, and `pytest --replay` of what it wrote: the same verdicts, and nothing leaves."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import limits
from tests.plugin.projects import PAGE, Project, project

ROOT = Path(__file__).parents[2]
CLOSED = ("unshare", "-rn")
"""Runs a program in a network of its own, in which not even the loopback interface is up."""
PAGES = {
    "good": PAGE.format("Harbour opens", "It sails. <a href=/bad.html>Quay</a> <a href=/gone.html>Pier</a>"),
    "bad": PAGE.format("Quay closes", "{{ text }} <script src=/lost.js></script>"),
    "counting": PAGE.format(
        "Ferries counted",
        "<script>fetch(`/good.html?_=${Math.random()}`)</script>",
    ),
    "drawing": PAGE.format(
        "Lots drawn",
        # Chance is the same each time; how long something takes is not.
        "<script>fetch(`/good.html?lot=${btoa(performance.timeOrigin + performance.now())}`)</script>",
    ),
}
LANTERN = ("tide-tables", "peoples-culture")
LINKS = '\n[links]\ncheck = "own"\nrate = 1000\n'


def can_close() -> bool:
    return bool(shutil.which("unshare")) and subprocess.run([*CLOSED, "true"], check=False).returncode == 0


needs_closing = pytest.mark.skipif(
    not can_close(), reason="this system gives no network namespace (unshare -rn)"
)


@contextmanager
def knocks(port: int) -> Iterator[list[object]]:
    """Who connects to a port on which nobody answers any more."""
    seen: list[object] = []
    with socket.create_server(("127.0.0.1", port)) as listening:

        def listen() -> None:
            while True:
                try:
                    connection, address = listening.accept()
                except OSError:
                    return
                seen.append(address)
                connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield seen
        listening.shutdown(socket.SHUT_RDWR)
    limits.join(thread)


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, str]]:
    """A project whose site was recorded and is gone, and the verdicts from when it was there."""
    with project(tmp_path_factory.mktemp("gone"), PAGES) as made:
        site = made.folder / "sites/small.toml"
        site.write_text(site.read_text() + LINKS)
        live = made.pytest("--snapshot-update")
        told = made.run(sys.executable, "-m", "copydesk", "record", "--site", "sites/small.toml", "small.zip")
        assert told.code == 0, told.text
        assert re.search(
            r"4 pages with \d+ answers, and \d links, as of 20.*\nWritten to small.zip", told.text
        )
    return made, live.items


def test_a_site_that_is_gone_is_judged_as_it_was(
    gone: tuple[Project, dict[str, str]], tmp_path: Path
) -> None:
    """On a machine that has the site file, the tests, the accepted records and the recording."""
    made, live = gone
    for name in ("pytest.ini", "conftest.py", "tests", "sites", "snapshots", "small.zip"):
        copy = shutil.copytree if (made.folder / name).is_dir() else shutil.copy
        copy(made.folder / name, tmp_path / name)
    with knocks(int(made.base_url.rpartition(":")[2])) as seen:
        there = Project(tmp_path, made.base_url, [])
        ran = there.pytest("--replay", "small.zip", "-n", "2")
        assert seen == []
    assert {name for name in live if ran.items.get(name) != live[name]} == {
        f"test_article.py::test_article[drawing-{subject}]" for subject in ("network", "snapshot")
    }
    assert set(ran.items) == set(live)
    failed = {
        f"test_article.py::test_article[{name}]" for name in ("bad-network", "bad-toy-template", "good-links")
    }
    assert failed <= ran.of("FAILED")
    assert "network/not-recorded" in ran.text
    assert re.search(r"actual +http://127.0.0.1:\d+/good.html\?lot=", ran.text)


@needs_closing
def test_it_needs_no_network_at_all(gone: tuple[Project, dict[str, str]]) -> None:
    made, live = gone
    # What is another one each time can be said after the recording was made.
    site = (made.folder / "sites/small.toml").read_text()
    made.write(
        "named.toml", site.replace("[site]", '[site]\nname = "small"') + '[recording]\nvolatile = ["lot"]\n'
    )
    ran = made.pytest("--replay", "small.zip", "--site", "named.toml", under=CLOSED)
    assert ran.items == live
    assert "as of 20" in ran.part("copydesk: replaying")


@pytest.fixture(scope="module")
def lantern(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two pages of the embedded site, recorded twice; it stood at another address each time."""
    made = Project(tmp_path_factory.mktemp("lantern"), "", [])
    shutil.copytree(ROOT / "tests/site", made.folder / "tests/site")
    for page in LANTERN:
        made.write(f"snapshots/lantern/{page}.json", (ROOT / f"snapshots/lantern/{page}.json").read_text())
    head, *pages = (
        (ROOT / "sites/lantern.toml").read_text().partition("# On every page")[0].split("[[pages]]")
    )
    chosen = [page for page in pages if any(f'name = "{name}"' in page for name in LANTERN)]
    elements = (ROOT / "sites/lantern.toml").read_text().partition("# On every page")[2]
    made.write("sites/lantern.toml", "[[pages]]".join([head, *chosen]) + elements)
    made.write("pytest.ini", "[pytest]\n")
    for name in ("one.zip", "recordings/lantern.zip"):
        given = [name] if name == "one.zip" else []
        told = made.run(sys.executable, "-m", "copydesk", "record", *given)
        assert told.code == 0, told.text
        assert f"Written to {name}" in told.text
    return made


def test_the_embedded_site_recorded_twice_is_the_same_file(lantern: Project) -> None:
    one, other = (lantern.folder / name for name in ("one.zip", "recordings/lantern.zip"))
    assert one.read_bytes() == other.read_bytes()


@needs_closing
def test_the_embedded_site_is_in_order_without_a_network(lantern: Project) -> None:
    ran = lantern.pytest("--replay=one.zip", under=CLOSED)
    assert ran.code == 0, ran.text
    assert not ran.of("FAILED")
    assert "test_article.py::test_article[tide-tables-snapshot]" in ran.of("PASSED")
    assert "2 snapshots passed" in ran.text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["--replay", "lost.zip"],
            "lost.zip: there is no such recording; `copydesk record --site FILE` makes one",
        ),
        (["--replay", "small.zip", "--base-url", "https://news.example"], "leave out --base-url"),
        (["--replay", "small.zip", "--fault", "answers-404"], "cannot be combined"),
        (
            ["--replay", "small.zip", "--browser-path", "ws://127.0.0.1:9/"],
            "leave out the Playwright server's",
        ),
        (["--replay", "small.zip", "--browser", "firefox"], "leave out --browser firefox"),
        (
            ["--replay", "small.zip", "--site", "other.toml"],
            "a recording of small, but this run is about other",
        ),
        (["--replay", "small.zip", "--site", "more.toml"], "it lacks the site file's page fifth"),
    ],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(
    gone: tuple[Project, dict[str, str]], arguments: list[str], says: str
) -> None:
    made, _ = gone
    made.write("other.toml", (made.folder / "sites/small.toml").read_text())
    more = '[[pages]]\nname = "fifth"\nkind = "article"\npath = "/fifth.html"\n'
    made.write("more.toml", f'[site]\nname = "small"\nbase_url = "{made.base_url}"\n{more}')
    ran = made.pytest(*arguments)
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert says in ran.text
    assert "Traceback" not in ran.text


def test_a_recording_that_comes_to_nothing_leaves_the_old_one(gone: tuple[Project, dict[str, str]]) -> None:
    made, _ = gone
    before = (made.folder / "small.zip").read_bytes()
    told = made.run(sys.executable, "-m", "copydesk", "record", "small.zip", "--site", "sites/small.toml")
    assert told.code == 2
    assert "cannot be reached" in told.text
    assert "small.zip is unchanged" in told.text
    assert (made.folder / "small.zip").read_bytes() == before


def test_interrupting_a_recording_leaves_the_old_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        waits = f"<script src=http://127.0.0.1:{silent.getsockname()[1]}/never.js></script>"
        with project(tmp_path, {"one": PAGE.format("One", waits)}) as made:
            made.write("one.zip", "what was there before")
            command = [sys.executable, "-m", "copydesk", "record", "one.zip", "--site", "sites/small.toml"]
            with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as running:
                # The browser asks for what never comes, for as long as the connection is held.
                held, _ = limits.in_time(silent.accept)
                with held:
                    running.send_signal(signal.SIGINT)
                    said, _ = limits.communicate(running)
    assert running.returncode == 130
    assert "Interrupted before all pages were visited; one.zip is unchanged." in said
    assert (tmp_path / "one.zip").read_text() == "what was there before"
    assert not list(tmp_path.glob(".one.zip*"))
