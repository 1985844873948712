"""The record as a whole, held against its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from copydesk.page.page import Page
from copydesk.records.feed import Feed, Group, Item, Listing
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.rules.visit.record_told import told
from copydesk.schemas.validators import Violation
from copydesk.site.model import Site
from tests.pages import capture_of
from tests.rules.cases import ARTICLE, PLAIN, Case, article, findings, judge, named, page

CASES = [
    Case(
        "record/schema",
        article(persons='<a href="/person/{{id}}">Anna Marsh</a>'),
        article(persons="", pages="", lead="", section=""),
        ARTICLE,
    ),
    Case(
        "record/schema",
        article(persons='<a href="/person/{{id}}">Anna Marsh</a>'),
        article(navigation='<a href="/world">World</a> <a href="javascript: login()">Sign in</a>'),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_a_headline_that_is_missing_is_one_finding() -> None:
    bare = page("<p>News</p>", PLAIN)
    assert findings("headline/missing", bare)
    assert not findings("record/schema", bare)


RECORD: dict[str, Any] = {
    "lead": "",
    "headline": "Ferry leaves late",
    "section": {"text": "World", "url": "x"},
    "updated": {"text": "10:00", "iso": None, "epoch": None},
    "persons": [{"text": "", "url": ""}, {"text": "Anna Marsh", "url": "x"}],
    "authors": [""],
    "listings": [
        {
            "state": "loaded",
            "groups": [
                {"text": "March 30", "date": None, "items": [{"headline": "Ferry", "published": None}]}
            ],
        }
    ],
}
STORY = ("listings", 0, "groups", 0, "items", 0)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (("lead",), "The page has no lead"),
        (("headline",), "The headline of the page must be short"),
        (("section", "url"), "The section label's address must be short"),
        (("updated", "iso"), "The page has no time that can be read"),
        (("persons",), "The persons block of the page must be short"),
        (("persons", 0, "text"), "Person 1 has no text"),
        (("persons", 1, "url"), "The address of “Anna Marsh” must be short"),
        (("authors", 0), "Name in the byline 1 must be short"),
        ((*STORY, "published"), "“Ferry” has no time"),
        ((*STORY, "picture"), "“Ferry” has no picture"),
        (STORY, "“Ferry” must be short"),
        (("listings", 0, "groups", 0, "date"), "“March 30” has no date that can be read"),
        ((), "The page must be short"),
    ],
)
def test_a_violation_speaks_of_the_page(steps: tuple[str | int, ...], sentence: str) -> None:
    assert told(RECORD, Violation(path="x", problem="must be short", steps=steps)) == sentence


def test_a_story_without_a_time_is_told_once_by_its_headline(tmp_path: Path) -> None:
    schema: dict[str, Any] = {"published": {"type": "object"}}
    for name in ("items", "groups", "listings"):
        schema = {name: {"type": "array", "items": {"type": "object", "properties": schema}}}
    (tmp_path / "feed.json").write_bytes(msgspec.json.encode({"properties": schema}))
    site = Site(path=tmp_path / "site.toml", schemas={"feed": "feed.json"})
    page = Page(capture_of("<h1>News</h1>", kind="feed"), site)
    item = Item(headline="Ferry leaves late", url="https://news.example/ferry")
    page.record = Feed(
        url="https://news.example/",
        listings=[
            Listing(state=state, groups=[Group(text="", items=[item])]) for state in ("loaded", "load-more")
        ],
    )
    rule = load_rules()["record/schema"]
    found = [said.message for said in rule.check(rule, page) if isinstance(said, Finding)]
    assert found == ["“Ferry leaves late” has no time"]
