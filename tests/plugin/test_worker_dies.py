"""A worker that dies loses nothing that was said; what it was about to say is told, and all else goes on."""

from __future__ import annotations

from pathlib import Path

from copydesk.report import events
from tests.plugin.projects import PAGE, project

# The worker is ended over the second page's second item, once, as the machine ends one that takes too much.
CONFTEST = """
import os
import pathlib
import signal

import pytest


@pytest.fixture(autouse=True)
def dies(request):
    if "second" in request.node.name and "toy-persons" in request.node.name:
        try:
            pathlib.Path("died").touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_no_verdict_is_lost_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    names = ("first", "second", "third")
    pages = {name: PAGE.format(name.title(), "It sails {{item.suffix}} again.") for name in names}
    with project(tmp_path, pages) as made:
        made.write("tests/conftest.py", CONFTEST)
        ran = made.pytest("-n", "1", "-k", "toy")
        stream = events.newest(made.folder / "reports")
        assert stream
        run = events.read(stream)
        said = {(one.page, one.subject): one for one in run.verdicts}
        assert set(said) == {
            (page, f"toy-{what}") for page in names for what in ("footer", "persons", "template")
        }
        assert run.finished
        assert run.unfinished == []
        assert {said[page, "toy-template"].status for page in names} == {"failed"}
        died = said["second", "toy-persons"]
        assert died.status == "failed"
        assert [finding.rule for finding in died.findings] == ["toy-persons/worker-died"]
        assert "The worker crashed before it gave a verdict on this" in ran.text
        assert "toy-persons/worker-died" in made.report


def test_pages_that_nobody_is_left_to_look_at_are_named(tmp_path: Path) -> None:
    names = ("first", "second", "third")
    with project(tmp_path, {name: PAGE.format(name.title(), "It sails.") for name in names}) as made:
        made.write("tests/conftest.py", CONFTEST)
        ran = made.pytest("-n", "1", "--max-worker-restart=0", "-k", "toy")
        assert "not finished: second, third" in ran.text
        stream = events.newest(made.folder / "reports")
        assert stream
        run = events.read(stream)
        assert run.unfinished == ["second", "third"]
        assert ("first", "toy-footer") in {(one.page, one.subject) for one in run.verdicts}
