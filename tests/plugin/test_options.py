"""What the plugin's options do, and what they say to those who mistype them; no browser is started."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugin.projects import PAGE, Project, project

USAGE = pytest.ExitCode.USAGE_ERROR


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project(tmp_path_factory.mktemp("options"), {"a": PAGE.format("A", "B")}) as made:
        yield made
        assert not made.requests


def test_the_only_site_file_is_found_by_itself(made: Project) -> None:
    ran = made.pytest("--collect-only")
    assert "test_article[a-toy-template]" in ran.text
    assert ran.code == pytest.ExitCode.OK


def test_a_site_file_that_is_wrong_is_told_with_file_and_line(made: Project) -> None:
    made.write("wrong.toml", '[site]\ntitel = "The Small Paper"\n')
    ran = made.pytest("--site=wrong.toml")
    assert ran.code == USAGE
    assert "wrong.toml:2" in ran.text
    assert "Traceback" not in ran.text


@pytest.mark.parametrize("durations", ['{"a": "long"}', "[" * 5000])
def test_durations_that_are_none_are_told_before_they_are_needed(made: Project, durations: str) -> None:
    made.write("durations", durations)
    ran = made.pytest("--splits=2", "--group=1", "--durations-path=durations")
    assert ran.code == USAGE
    assert "durations: not durations of pytest-split (Expected" in ran.text
    assert "Traceback" not in ran.text


def test_a_site_file_that_is_not_there_is_told(made: Project) -> None:
    ran = made.pytest("--site", "sites/smal.toml")
    assert ran.code == USAGE
    assert "did you mean 'small.toml'?" in ran.text


def test_a_fault_of_the_embedded_sites_server_needs_that_site(made: Project) -> None:
    ran = made.pytest("--fault", "filter-ignored")
    assert ran.code == USAGE
    assert "--fault filter-ignored is a fault of the embedded site's server" in ran.text
    assert "this run visits site small" in ran.text


def test_a_fault_needs_a_browser_whose_answers_can_be_broken(made: Project) -> None:
    ran = made.pytest("--fault", "headline-absent", "--browser", "firefox")
    assert ran.code == USAGE
    assert "leave out --browser firefox" in ran.text


def test_broken_pages_are_not_accepted(made: Project) -> None:
    ran = made.pytest("--fault", "headline-absent", "--snapshot-update")
    assert ran.code == USAGE
    assert "run without --fault" in ran.text


def test_a_fault_that_there_is_none_of_is_answered_with_the_nearest(made: Project) -> None:
    made.write("embedded.toml", '[site]\nname = "embedded"\n')
    ran = made.pytest("--site=embedded.toml", "--fault", "filter-ignord")
    assert ran.code == USAGE
    assert "did you mean 'filter-ignored'?" in ran.text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--base-url=news.example"], "--base-url news.example: not the address of a site"),
        (["--output=pytest.ini"], "--output pytest.ini: recordings go into a folder"),
        (["--snapshot-update"], "--snapshot-update cannot write to"),
    ],
)
def test_what_cannot_be_done_here_is_told_before_anything_is(
    made: Project, arguments: list[str], says: str
) -> None:
    made.write("snapshots", "a file in the folder's place")
    ran = made.pytest(*arguments)
    (made.folder / "snapshots").unlink()
    assert ran.code == USAGE
    assert says in ran.text
    assert len(ran.text.splitlines()) < 5


def test_nothing_is_accepted_in_continuous_integration_which_is_told_once(made: Project) -> None:
    ran = made.pytest("--snapshot-update", "-n", "2", CI="1")
    assert ran.code == USAGE
    assert ran.text.count("nobody looks at pages in continuous integration") == 1


def test_a_device_that_there_is_none_of_is_one_error(made: Project) -> None:
    ran = made.pytest("--device=iPhone 1x3")
    assert "Playwright knows no such device; did you mean 'iPhone 13'?" in ran.text
    assert len(ran.of("ERROR")) == 1


def test_an_option_that_pytest_takes_for_a_folder_is_explained(made: Project, tmp_path: Path) -> None:
    browser = tmp_path / "chromium"
    browser.touch()
    ran = made.pytest("--browser-path", str(browser))
    assert ran.code == USAGE
    assert f"write --browser-path={browser}, with an equals sign" in ran.text


def test_a_browser_that_is_none_gives_one_error(made: Project) -> None:
    ran = made.pytest("--browser-path=/bin/true")
    assert "'/bin/true' is not a Chrome or Chromium" in ran.text
    assert len(ran.of("ERROR")) == 1
    assert not ran.of("PASSED")
    assert "Traceback" not in ran.text


def test_the_fixtures_are_documented(made: Project) -> None:
    ran = made.pytest("--fixtures")
    shown = ran.part("fixtures defined from copydesk", "fixtures defined from p")
    for fixture in ("site", "article", "feed", "filtered_feed", "capture"):
        assert re.search(rf"^{fixture} .*\n    (?!no docstring)\w", shown, re.MULTILINE)


def test_a_project_without_a_site_file_has_its_fixtures_to_itself(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_mine.py").write_text(
        "import sys\nimport pytest\n\n"
        "@pytest.fixture\ndef article():\n    return 'mine'\n\n"
        "@pytest.fixture\ndef subject():\n    return 'my own'\n\n"
        "def test_mine(article, subject):\n    assert (article, subject) == ('mine', 'my own')\n\n"
        "def test_nothing_is_loaded():\n"
        "    heavy = {'msgspec', 'copydesk.verdicts.check', 'copydesk.demo', 'copydesk.browser.visit'}\n"
        "    assert not heavy & sys.modules.keys()\n"
    )
    ran = Project(tmp_path, "", []).pytest("-n", "0", fresh=True)
    assert "2 passed" in ran.text
    assert not (tmp_path / "reports").exists()


def test_a_test_that_asks_for_a_page_where_there_is_no_site_file_fails(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_mine.py").write_text("def test_mine(article):\n    assert article\n")
    ran = Project(tmp_path, "", []).pytest()
    assert ran.code == pytest.ExitCode.TESTS_FAILED
    assert "there is no site file: give one with --site FILE" in ran.text
