"""--splits and --group: every page is visited once in all shards together, and they take about as long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.plugin.shards import deal
from copydesk.report import events
from tests.plugin.projects import PAGE, project

PAGES = ("ferry", "harbour", "mayor", "tide")
OWN = """
    def test_own(article):
        assert article.record.headline


    def test_without_a_page():
        pass
"""


def test_shards_visit_every_page_once_and_know_which_part_of_the_run_they_are(tmp_path: Path) -> None:
    with project(tmp_path, {name: PAGE.format(name, "It sails again.") for name in PAGES}) as made:
        made.write("tests/test_own.py", OWN)
        # The ferry alone takes as long as all others together.
        ids = [f"tests/test_article.py::test_article[{name}-toy-{{}}]" for name in PAGES]
        known = {ids[0].format("footer"): 9.0, **{one.format("footer"): 0.5 for one in ids[1:]}}
        (made.folder / ".test_durations").write_text(json.dumps(known))
        passed: list[set[str]] = []
        for group, parallel in ((1, ()), (2, ("-n", "2"))):
            made.requests.clear()
            folder = f"shard-{group}"
            ran = made.pytest(
                "-k", "footer or own", "--splits=2", f"--group={group}", f"--report={folder}", *parallel
            )
            assert ran.code == 0, ran.text
            assert f"copydesk: The Small Paper, shard {group} of 2" in ran.text
            visited = sorted(made.requests)
            assert visited == (
                ["/ferry.html"] if group == 1 else ["/harbour.html", "/mayor.html", "/tide.html"]
            )
            passed.append(ran.of("PASSED"))
            stream = events.newest(made.folder / folder)
            assert stream
            told = events.read(stream)
            assert (told.shard and (told.shard.group, told.shard.of), told.code) == ((group, 2), 0)
            assert not (made.folder / folder / "history.jsonl").exists()
        assert not passed[0] & passed[1]
        assert len(passed[0] | passed[1]) == 2 * len(PAGES) + 1


@pytest.mark.parametrize("parallel", [(), ("-n", "1")], ids=["alone", "parallel"])
def test_a_shard_that_nothing_is_left_for_is_in_order_and_says_that_it_ran(
    tmp_path: Path, parallel: tuple[str, ...]
) -> None:
    with project(tmp_path, {"ferry": PAGE.format("Ferry", "It sails again.")}) as made:
        split = ("--splits=2", *parallel)
        ran = made.pytest("-k", "toy-footer", "--group=2", *split)
        assert (ran.code, made.requests) == (0, [])
        stream = events.newest(made.folder / "reports")
        assert stream
        assert events.read(stream).finished
        # Where there is nothing for anybody, that is told as pytest tells it.
        assert (
            made.pytest("-k", "nothing_of_that_name", "--group=2", *split).code
            == pytest.ExitCode.NO_TESTS_COLLECTED
        )


@given(st.dictionaries(st.text(), st.floats(0, 1000), max_size=40), st.integers(1, 9))
def test_every_page_is_dealt_out_once_and_no_shard_takes_a_page_more_than_the_least(
    lasting: dict[str, float], splits: int
) -> None:
    parts = deal(lasting, splits)
    assert len(parts) == splits
    assert sorted(name for part in parts for name in part) == sorted(lasting)
    takes = [sum(lasting[name] for name in part) for part in parts]
    for part, seconds in zip(parts, takes, strict=True):
        # Without its last page, it would take no longer than the one that takes least.
        assert not part or seconds - min(lasting[name] for name in part) <= min(takes) + 1e-6
    if len(lasting) >= splits:
        assert all(parts)
