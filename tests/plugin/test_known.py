"""A run in the light of the project's known issues."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from copydesk.report import events
from tests.plugin.projects import PAGE, Project, project

ITEM = "test_article.py::test_article[broken-toy-template]"
ISSUE = """
    [[issue]]
    page = "broken"
    rule = "toy-template/shown"
    message = "Template text is shown"
    reason = "The wire sends no suffix"
    ticket = "NEWS-1"
    expires = {expires}
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    pages = {"broken": PAGE.format("Ferry is back", "It sails {{item.suffix}} again.")}
    with project(tmp_path_factory.mktemp("project"), pages) as made:
        yield made


def test_what_is_known_passes_and_is_shown_as_known(paper: Project) -> None:
    paper.write("known-issues.toml", ISSUE.format(expires="2999-01-01"))
    ran = paper.pytest("-k", "toy-template")
    assert ran.of("PASSED") == {ITEM}
    assert ran.code == pytest.ExitCode.OK
    assert "known  toy-template/shown" in ran.text
    assert "no longer occurs" not in ran.text
    stream = events.newest(paper.folder / "reports")
    assert stream is not None
    (verdict,) = events.read(stream).verdicts
    assert verdict.findings[0].known == "The wire sends no suffix (NEWS-1), until 2999-01-01"
    assert "The wire sends no suffix (NEWS-1), until 2999-01-01" in paper.report


def test_what_has_expired_fails_and_says_so(paper: Project) -> None:
    paper.write("known-issues.toml", ISSUE.format(expires="2020-01-01"))
    ran = paper.pytest("-k", "toy-template")
    assert ran.of("FAILED") == {ITEM}
    assert "known     The wire sends no suffix (NEWS-1), until 2020-01-01: expired" in ran.text
    assert "known-issues.toml:1: toy-template/shown on broken is still there" in ran.text


def test_what_no_longer_occurs_is_to_be_removed(paper: Project) -> None:
    gone = ISSUE.replace("Template text", "Other text").format(expires="2999-01-01")
    paper.write("known-issues.toml", ISSUE.format(expires="2999-01-01") + gone)
    ran = paper.pytest("-k", "toy-template", "-n", "1")
    assert ran.code == pytest.ExitCode.OK
    assert "known-issues.toml:9: toy-template/shown on broken no longer occurs" in ran.text


def test_a_file_that_is_wrong_ends_the_run_before_it_begins(paper: Project) -> None:
    paper.write("known-issues.toml", ISSUE.replace("reason", "reasn").format(expires="2999-01-01"))
    ran = paper.pytest()
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert "known-issues.toml:5: issue[0].reasn" in ran.text
