"""Quotes in the text: what opens must close."""

from __future__ import annotations

import pytest

from copydesk.text.quotes import unbalanced
from tests.rules.cases import ARTICLE, DATELINE, TEXT, Case, article, judge, named

CASES = [
    Case(
        "quotes/unbalanced",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>“We are open, Marsh said.</p>"),
        article(),
        ARTICLE,
    ),
    Case(
        "quotes/unbalanced",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>We ”are“ open.</p>"),
        article(),
        ARTICLE,
    ),
    Case(
        "quotes/unbalanced",
        article(body=f'<p>{DATELINE} {TEXT}</p><p>"We are open, Marsh said.</p>'),
        article(body=f"<p>{DATELINE} {TEXT}</p><p>“One.</p><p>“Two,” she said, all 5'10\" of her.</p>"),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("„Ja“, sagte sie.", "de"),
        ("« Oui », « non ».", "fr"),
        ("»Ja«, sagde hun.", "da"),
        ("”Ja”, sa hon.", "sv"),
    ],
)
def test_every_languages_own_quotes_pair_up(text: str, language: str) -> None:
    assert unbalanced([text], language) is None
    assert unbalanced([text[1:]], language) == (None if language == "sv" else 0)
