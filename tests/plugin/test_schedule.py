"""Under xdist the controller tells an item's page by its id alone."""

from __future__ import annotations

import pytest

from copydesk.plugin.schedule import PageScheduling


@pytest.fixture
def scheduling(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> PageScheduling:
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen"], raising=False)
    return PageScheduling(pytestconfig, None, ["dialogue", "dialogue-2", "front"])


@pytest.mark.parametrize(
    ("nodeid", "scope"),
    [
        ("tests/site/test_article.py::test_article[dialogue-dateline]", "dialogue"),
        ("tests/site/test_article.py::test_article[dialogue-2-dateline]", "dialogue-2"),
        ("tests/site/test_article.py::test_article[dialogue-2-dateline-firefox]", "firefox-dialogue-2"),
        ("tests/site/test_article.py::test_article[firefox-dialogue-dateline]", "firefox-dialogue"),
        ("tests/mine.py::test_own[front]", "front"),
    ],
)
def test_items_of_a_page_are_one_unit_of_work(scheduling: PageScheduling, nodeid: str, scope: str) -> None:
    assert scheduling._split_scope(nodeid) == scope


@pytest.mark.parametrize(
    "nodeid",
    [
        "tests/a.py::test_a",
        "tests/a.py::test_a[frontier]",
        "tests/a.py::test_a[x-front]",
        "tests/a.py::T::test_b[1]",
    ],
)
def test_every_other_item_goes_with_its_file_whose_fixtures_it_shares(
    scheduling: PageScheduling, nodeid: str
) -> None:
    assert scheduling._split_scope(nodeid) == "tests/a.py"
