"""A run's exit code tells what failed from what only changed, and both from what could not run."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from copydesk.plugin.ending import CHANGED, STOPPED, Ending
from tests.plugin.projects import PAGE, Project, project

BOTH = pytest.mark.parametrize("parallel", [(), ("-n", "2")], ids=["alone", "parallel"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    pages = {
        "fine": PAGE.format("Ferry is back", "It sails again."),
        "other": PAGE.format("Ferry is back", "It sails {{item.suffix}} again."),
    }
    with project(tmp_path_factory.mktemp("ending"), pages) as made:
        yield made


@BOTH
def test_pages_that_only_changed_have_a_code_of_their_own(made: Project, parallel: tuple[str, ...]) -> None:
    ran = made.pytest("-k", "fine and (snapshot or toy)", *parallel)
    assert ran.of("FAILED") == {"test_article.py::test_article[fine-snapshot]"}
    assert ran.code == CHANGED


@BOTH
def test_what_fails_counts_more_than_what_changed(made: Project, parallel: tuple[str, ...]) -> None:
    ran = made.pytest("-k", "other and (snapshot or toy)", *parallel)
    assert len(ran.of("FAILED")) == 2
    assert ran.code == pytest.ExitCode.TESTS_FAILED


@BOTH
def test_a_site_that_is_not_there_has_a_code_of_its_own(made: Project, parallel: tuple[str, ...]) -> None:
    assert made.pytest("--base-url=http://127.0.0.1:9", "-k", "toy", *parallel).code == STOPPED


def test_pytests_own_codes_stay(made: Project) -> None:
    assert made.pytest("-k", "fine and toy").code == pytest.ExitCode.OK
    assert made.pytest("-k", "no-such-item").code == pytest.ExitCode.NO_TESTS_COLLECTED
    assert made.pytest("--fault=no-such-fault").code == pytest.ExitCode.USAGE_ERROR


def test_the_codes_are_none_of_pytests() -> None:
    assert not {CHANGED, STOPPED} & set(map(int, pytest.ExitCode))


@pytest.mark.parametrize(
    ("reports", "stopped", "pytests", "code"),
    [
        ([("changed", True)], False, 1, CHANGED),
        ([("changed", True), ("failed", True)], False, 1, 1),
        ([("changed", True), ("failed", False)], False, 1, CHANGED),
        ([("failed", True)], True, 1, STOPPED),
        ([("failed", True)], True, 2, STOPPED),
        ([("changed", True)], False, 2, 2),
        ([("changed", True)], False, 3, 3),
        ([], False, 0, 0),
    ],
)
def test_what_ends_how(reports: list[tuple[str, bool]], stopped: bool, pytests: int, code: int) -> None:
    ending = Ending()
    for what, failed in reports:
        ending.take(SimpleNamespace(failed=failed), changed=what == "changed")
    assert ending.code(pytests, stopped=stopped) == code
