"""Under xdist each page is visited once in the run; the controller tells an item's page by its id alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]

from copydesk.plugin.schedule import Batches, PageScheduling
from tests.plugin.projects import PAGE, project

OWN = """
    import pytest


    @pytest.mark.parametrize("limit", [90, 900])
    def test_own(article, limit):
        assert len(article.record.headline) < limit


    def test_any(capture):
        assert capture.html


    @pytest.mark.parametrize("number", range(4))
    def test_without_a_page(number):
        assert number < 4
"""


@pytest.mark.parametrize("dist", [("-n", "auto"), ("-n", "2", "--dist", "loadscope")], ids=["auto", "scope"])
def test_each_page_is_visited_once_however_items_are_shared_out(
    tmp_path: Path, dist: tuple[str, ...]
) -> None:
    pages = {name: PAGE.format(name.title(), "It sails again.") for name in ("first", "second", "third")}
    with project(tmp_path, pages) as made:
        made.write("tests/test_own.py", OWN)
        ran = made.pytest("-k", "toy or own", *dist, PYTEST_XDIST_AUTO_NUM_WORKERS="2")
        assert sorted(made.requests) == ["/first.html", "/second.html", "/third.html"]
        assert len(ran.of("PASSED")) == 3 * 2 + 3 * 3 + 4, ran.text


NAMED = ["dialogue", "dialogue-2", "front"]


@pytest.fixture
def scheduling(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> PageScheduling:
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen"], raising=False)
    monkeypatch.setattr(pytestconfig.option, "dist", getattr(request, "param", "load"), raising=False)
    made = PageScheduling(pytestconfig, None, NAMED, 1)
    made.collection = [f"tests/site/test_article.py::test_article[{name}-visit]" for name in NAMED]
    return made


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
def test_the_page_of_an_item_is_read_from_its_id(nodeid: str, scope: str) -> None:
    assert Batches([], NAMED, 1).scope(nodeid) == scope


def test_items_of_a_page_are_one_unit_of_work(scheduling: PageScheduling) -> None:
    units = [scheduling._split_scope(f"tests/a.py::test_a[{name}-dateline]") for name in NAMED]
    assert units == ["pages 0", "pages 1", "pages 2"]
    assert scheduling._split_scope("tests/b.py::test_b[dialogue-2-links]") == "pages 1"


def test_pages_that_are_visited_together_are_one_unit() -> None:
    ids = [f"tests/a.py::test_a[{page}-{what}]" for what in ("visit", "links") for page in "abcd"]
    batches = Batches(["tests/a.py::test_other", *ids], "abcd", 3)
    assert [batches.name(page) for page in "abcd"] == ["pages 0"] * 3 + ["pages 1"]
    assert [list(batches.since(page)) for page in "abcd"] == [["a", "b", "c"], ["b", "c"], ["c"], ["d"]]
    assert (batches.name("e"), list(batches.since("e"))) == ("", ["e"])


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


@pytest.mark.parametrize(
    ("scheduling", "nodeid", "scope"),
    [
        ("loadscope", "tests/a.py::T::test_b[front]", "pages 2"),
        ("loadscope", "tests/a.py::T::test_b[1]", "tests/a.py::T"),
        ("loadgroup", "tests/a.py::test_b[front]", "pages 2"),
        ("loadgroup", "tests/a.py::test_b[x@y]", "tests/a.py"),
        ("loadgroup", "tests/a.py::test_b[front]@printer", "printer"),
        ("worksteal", "tests/a.py::test_b[front]", "pages 2"),
        ("loadfile", "tests/a.py::test_b[front]@printer", "tests/a.py"),
    ],
    indirect=["scheduling"],
)
def test_dist_says_how_all_others_are_shared_out(scheduling: PageScheduling, nodeid: str, scope: str) -> None:
    assert scheduling._split_scope(nodeid) == scope


class Worker:
    """As much of xdist's as its scheduling speaks to."""

    shutting_down = False

    def __init__(self) -> None:
        self.gateway = self
        self.id = "gw0"
        self.given: list[int] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        self.given += indices

    def shutdown(self) -> None:
        self.shutting_down = True


def test_what_a_worker_has_done_is_forgotten_and_all_is_handed_out_once(
    scheduling: PageScheduling, pytestconfig: pytest.Config
) -> None:
    worker, whats = Worker(), ("visit", "links", "share")
    scheduling.log = Producer("xdist", enabled=False)
    scheduling.collection = None
    scheduling.add_node(worker)
    scheduling.add_node_collection(
        worker, [f"tests/a.py::t[{name}-{what}]" for name in NAMED for what in whats]
    )
    scheduling.schedule()
    for done in range(len(NAMED) * len(whats)):
        assert sum(map(len, scheduling.assigned_work[worker].values())) <= 2 * len(whats)
        assert worker.given[done] == done
        scheduling.mark_test_complete(worker, done)
    assert worker.given == list(range(len(NAMED) * len(whats)))
    assert worker.shutting_down
    assert scheduling.tests_finished
    assert not scheduling.assigned_work[worker]
