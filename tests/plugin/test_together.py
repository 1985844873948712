"""A browser visits a few pages at once, where nobody watches; each page's items look at its own visit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.plugin.projects import PAGE, project

CONFTEST = """
import pathlib

from copydesk.browser.visit import Visitor

go = Visitor.go


def noted(self, entry):
    with pathlib.Path("visits").open("a") as log:
        log.write(f"+{entry.name} ")
    try:
        return go(self, entry)
    finally:
        with pathlib.Path("visits").open("a") as log:
            log.write(f"-{entry.name} ")


Visitor.go = noted
"""
# The clock that visits are timed by says that all of them have taken half a minute.
SLOW = """
from types import SimpleNamespace

from copydesk.plugin import browsing

browsing.time = SimpleNamespace(monotonic=iter([0, 30]).__next__)
"""
OWN = """
def test_own(article):
    assert article.record.headline == article.name.title()
"""
NAMES = ("ant", "bee", "cat", "dog")


@pytest.mark.parametrize(
    ("options", "at_once"),
    [((), 3), (("-n", "1"), 2), (("-n", "2"), 1), (("--tracing", "on"), 1), (("-k", "bee"), 1)],
    ids=["alone", "one worker", "two workers", "recorded", "one page"],
)
def test_so_many_pages_are_on_their_way_at_once(
    tmp_path: Path, options: tuple[str, ...], at_once: int
) -> None:
    with project(tmp_path, {name: PAGE.format(name.title(), "It sails.") for name in NAMES}) as made:
        made.write("tests/conftest.py", CONFTEST)
        made.write("tests/test_own.py", OWN)
        ran = made.pytest("tests/test_own.py", *options)
        assert ran.code == 0, ran.text
        pages = ["bee"] if "-k" in options else list(NAMES)
        assert ran.of("PASSED") == {f"test_own.py::test_own[{name}]" for name in pages}
        log = (tmp_path / "visits").read_text().split()
        assert sorted(log) == sorted([f"{sign}{name}" for sign in "+-" for name in pages])
        under_way = [sum(1 if one[0] == "+" else -1 for one in log[: end + 1]) for end in range(len(log))]
        workers = 2 if options == ("-n", "2") else 1
        assert at_once <= max(under_way) <= at_once * workers


def test_they_share_the_time_that_their_visits_took(tmp_path: Path) -> None:
    with project(tmp_path, {name: PAGE.format(name.title(), "It sails.") for name in NAMES[:3]}) as made:
        made.write("tests/conftest.py", SLOW)
        made.write("tests/test_own.py", OWN)
        ran = made.pytest("tests/test_own.py", "--store-durations", "--durations-path", "durations")
        assert ran.code == 0, ran.text
        seconds = json.loads((tmp_path / "durations").read_text())
        assert set(seconds) == {f"tests/test_own.py::test_own[{name}]" for name in NAMES[:3]}
        ant, bee, cat = seconds.values()
        assert ant < 10 <= min(bee, cat)
