"""What a run leaves for machines: files beside the report, JUnit, what GitHub shows; on a hostile page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.plugin.projects import PAGE, Outcome, Project, project

HOSTILE = (
    "{{x}} </script><script>alert(1)</script> ]]> ::error::no ##[stop-commands]no \x01 &#x202e; &#xfffe; "
    "| `a` %0A"
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Outcome]]:
    with project(tmp_path_factory.mktemp("machines"), {"broken": PAGE.format("A", HOSTILE)}) as made:
        summary = made.folder / "summary.md"
        summary.write_text("Before.\n")
        yield (
            made,
            made.pytest(
                "-q",
                "-k",
                "toy",
                "--junitxml=junit.xml",
                # It would annotate each failed item besides.
                "-p",
                "no:pytest_github_actions_annotate_failures",
                GITHUB_ACTIONS="true",
                GITHUB_STEP_SUMMARY=str(summary),
            ),
        )


def test_junit_is_whole_and_says_what_failed_where_and_how_to_see_it(ran: tuple[Project, Outcome]) -> None:
    suite = ElementTree.parse(ran[0].folder / "junit.xml").getroot()[0]
    assert (suite.get("failures"), suite.get("errors")) == ("1", "0")
    (failure,) = suite.iter("failure")
    text = f"{failure.get('message')}\n{failure.text}"
    assert "broken, toy-template: http://127.0.0.1:" in text
    assert "toy-template/shown (error)" in text
    assert "expected  the value" in text
    assert "see it with:     pytest " in text
    assert "\u202e" not in text


def test_the_files_for_machines_are_beside_the_report(ran: tuple[Project, Outcome]) -> None:
    reports: Path = ran[0].folder / "reports"
    found = json.loads((reports / "findings.json").read_bytes())
    assert [one["rule"] for one in found["findings"]] == ["toy-footer/missing", "toy-template/shown"]
    assert found["finished"]
    assert found["findings"][1]["repeat"].endswith("--headed")
    ctrf = json.loads((reports / "ctrf.json").read_bytes())["results"]["summary"]
    assert (ctrf["passed"], ctrf["failed"], ctrf["skipped"]) == (1, 1, 1)
    sarif = json.loads((reports / "findings.sarif").read_bytes())["runs"][0]
    assert [one["ruleId"] for one in sarif["results"]] == ["toy-template/shown", "toy-footer/missing"]
    assert {path.name for path in reports.iterdir() if path.name.startswith(".")} == set()


def test_github_is_told_in_its_log_and_nothing_of_the_page_is_a_command(ran: tuple[Project, Outcome]) -> None:
    lines = ran[1].text.splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert [line.partition(",title=")[2] for line in commands if line.startswith("::error file=sites")] == [
        "toy-template/shown::Template text is shown (broken)"
    ]
    assert not [line for line in commands if line.startswith("::error::")]
    assert not [line for line in lines if "##[" in line]
    assert ran[1].text.rstrip().endswith("Report: reports/index.html")


def test_the_jobs_summary_is_added_to(ran: tuple[Project, Outcome]) -> None:
    summary = (ran[0].folder / "summary.md").read_text("utf-8")
    assert summary.startswith("Before.\n## The Small Paper: The page has 1 error\\.\n")
    assert "| error | toy\\-template\\/shown | Template text is shown | broken |" in summary


def test_without_github_nothing_is_said_to_it(ran: tuple[Project, Outcome]) -> None:
    assert "::error file=" not in ran[0].pytest("-q", "-k", "toy").text
