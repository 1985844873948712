"""The record as a whole, held against its schema."""

from __future__ import annotations

import pytest

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
