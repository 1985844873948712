"""Nouns and their numbers."""

from __future__ import annotations

import pytest

from copydesk.site.model import Site
from copydesk.text.plurals import disagreement
from tests.rules.cases import Case, judge, named

FRENCH, RUSSIAN = Site(language="fr"), Site(language="ru")

CASES = [
    Case("plurals/wrong-form", "<p>1 comments</p>", "<p>1 comment</p>"),
    Case("plurals/wrong-form", "<p>2 page</p>", "<p>A 2 page letter</p>"),
    Case("plurals/wrong-form", "<p>Photos (1 photos)</p>", "<p>Photos (3 photos)</p>"),
    Case("plurals/wrong-form", "<p>0 comment</p>", "<p>5 minute read</p>"),
    Case("plurals/wrong-form", "<p>1 commentaires</p>", "<p>0 commentaire</p><p>0 commentaires</p>", FRENCH),
    Case(
        "plurals/wrong-form",
        "<p>2 страниц</p>",
        "<p>2 страницы</p><p>5 страниц</p><p>21 страница</p>",
        RUSSIAN,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("1 pages in this article", "en", "1 page"),
        ("2 Kommentar", "de-AT", "2 Kommentare"),
        ("1 COMMENTS", "en-GB", "1 COMMENT"),
        ("11 страница", "ru", "11 страниц"),
        ("1 comentarios", "es", "1 comentario"),
    ],
)
def test_what_should_stand_there(text: str, language: str, right: str) -> None:
    found = disagreement(text, language)
    assert found is not None
    assert found[1] == right


@pytest.mark.parametrize(
    "text", ["1.5 hours", "24 hour news", "the 1 pages", "5 day forecast", "10 1 2 pages 3"]
)
def test_other_numbers_are_let_pass(text: str) -> None:
    assert disagreement(text, "en") is None
