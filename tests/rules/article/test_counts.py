"""Numbers that the page gives of itself."""

from __future__ import annotations

import pytest

from copydesk.faults.catalogue.article.counts import comments
from tests.rules.cases import ARTICLE, Case, article, judge, named


def read_in(text: str) -> str:
    """An article that says how long it takes to read."""
    return article(pages=f"<p>{text}</p>")


CASES = [
    Case("reading-time/absurd", read_in("0 min read"), read_in("1 min read"), ARTICLE),
    Case("reading-time/absurd", read_in("94 min read"), read_in("4-minute read"), ARTICLE),
    Case("reading-time/absurd", read_in("Lesezeit: 70 Min."), read_in("Lesezeit: 2 Min."), ARTICLE),
    Case(
        "reading-time/absurd", read_in("By Ida Falk · 94 min read"), read_in("Ida Falk · 1 min read"), ARTICLE
    ),
    Case("reading-time/wrong-language", read_in("4 Min. Lesezeit"), read_in("4 min read"), ARTICLE),
    Case(
        "reading-time/wrong-language",
        read_in("Ida Falk · 3 min de lecture"),
        read_in("Ida Falk · 3 min"),
        ARTICLE,
    ),
    Case("comments/count", comments("Comments (5)", 2), comments("Comments (2)", 2)),
    Case("comments/count", comments("3 Kommentare", 4), comments("3 Kommentare", 3)),
    Case(
        "comments/count", comments("5 comments", 2), comments("5 comments", 2, "<button>Show more</button>")
    ),
    Case("comments/count", comments("5 comments", 2), comments("5 comments", 0)),
    Case("comments/count", comments("5 comments", 2), comments("Comments", 2)),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
