"""An item that passes only when a plugin has it run again is flaky, wherever it is shown; it never passed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from copydesk.report import events
from tests.plugin.projects import PAGE, Outcome, Project, project
from tests.plugin.test_killed import data_of

MENDED = "It sails again."
CONFTEST = f"""
import pathlib

import pytest


@pytest.fixture(autouse=True)
def mend(request):
    if getattr(request.node, "execution_count", 1) == 2 and "ferry" in request.node.name:
        pathlib.Path("www/ferry.html").write_text({PAGE.format("Ferry", MENDED)!r})
"""


@pytest.fixture(scope="module", params=[(), ("-n", "1")], ids=["alone", "parallel"])
def ran(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Project, Outcome]]:
    broken = "It sails {{item.suffix}} again."
    pages = {"ferry": PAGE.format("Ferry", broken), "port": PAGE.format("Port", broken)}
    with project(tmp_path_factory.mktemp("flaky"), pages) as made:
        made.write("tests/conftest.py", CONFTEST)
        yield made, made.pytest("--reruns=2", "-k", "toy", "-q", "-q", *request.param)


def test_the_page_is_visited_anew_for_another_try(ran: tuple[Project, Outcome]) -> None:
    made, _ = ran
    assert made.requests.count("/ferry.html") == 2


def test_the_terminal_says_that_it_is_flaky(ran: tuple[Project, Outcome]) -> None:
    _, outcome = ran
    assert "passed only on retry: ferry: toy-template" in outcome.text
    assert "Subjects: 2 passed, 1 failed, 1 flaky, 2 with nothing to look at." in outcome.text
    assert "1 rerun" not in outcome.text.partition("copydesk: ")[2]


def test_stream_report_and_ctrf_say_so_too(ran: tuple[Project, Outcome]) -> None:
    made, _ = ran
    reports = made.folder / "reports"
    stream = events.newest(reports)
    assert stream
    said = {(one.page, one.subject): one for one in events.read(stream).verdicts}
    flaky = said["ferry", "toy-template"]
    assert (flaky.status, flaky.findings) == ("flaky", [])
    assert flaky.remarks == ["an earlier attempt failed: Template text is shown"]
    assert said["port", "toy-template"].status == "failed"
    assert data_of(reports / "index.html")["counts"]["flaky"] == 1  # type: ignore[index]
    tests = {one["name"]: one for one in json.loads((reports / "ctrf.json").read_text())["results"]["tests"]}
    told = tests["ferry: toy-template"]
    assert (told["status"], told["rawStatus"], told["flaky"], told["retries"]) == ("passed", "flaky", True, 1)
    failed = tests["port: toy-template"]
    assert (failed["status"], failed["flaky"], failed["retries"]) == ("failed", False, 2)
    assert "flaky" not in tests["port: toy-footer"]
    past = json.loads((reports / "history.jsonl").read_text().splitlines()[-1])
    assert past["counts"]["flaky"] == 1


def test_a_run_with_nothing_worse_is_not_in_order(ran: tuple[Project, Outcome]) -> None:
    made, _ = ran
    made.write("www/ferry.html", PAGE.format("Ferry", "It sails {{item.suffix}} again."))
    again = made.pytest("--reruns=1", "-k", "toy and ferry")
    assert again.code == pytest.ExitCode.OK
    assert "in order" not in again.text
    assert "Nothing failed in the end, with 1 warning; 1 subject passed only on retry." in again.text
