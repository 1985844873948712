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


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["“One.", "“Two.", "“Three,” she said."],
        ["“One.", "Two.", "Three,” she said."],
        ['She said: "One.', '"Two," and went.'],
        ['"One.', 'Two."', "End."],
        ["“One", "Two", "Three”", "“Four”"],
        ['“Mixed" and “mixed" again'],
        ['„Ja" und "nein", „so“ und „so"'],
        ["„Magyar” „szöveg”"],
        ["„A «b» c”"],
        ["‘Single’, don’t, rock ’n’ roll, the ’90s"],
        ['5\'10" tall, a 12" vinyl, a 24″ screen'],
        ["“Nested ‘single’ one” (“brackets”)"],
    ],
    ids=str,
)
def test_quotations_that_are_in_order(paragraphs: list[str]) -> None:
    assert unbalanced(paragraphs, "en") is None


@pytest.mark.parametrize(
    ("paragraphs", "where"),
    [
        (["“One.", "Two.", "Three."], 0),
        (["“One.", "Two.", "“Three,” she said."], 0),
        (["“One.", *["On."] * 8, "End.”"], 0),
        (["One.", "Two.”"], 1),
        (['One, "two.', "Three."], 0),
        (["“One “two” three"], 0),
        (["“One.”", "She said, ‘no.”"], 1),
    ],
    ids=str,
)
def test_quotations_that_are_not(paragraphs: list[str], where: int) -> None:
    assert unbalanced(paragraphs, "en") == where
