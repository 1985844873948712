"""The persons block: everybody once, in the story, with a page of their own."""

from __future__ import annotations

import pytest

from copydesk.rules.registry import load_rules
from copydesk.verdicts.check import run
from tests.rules.cases import ARTICLE, TEXT, Case, article, findings, judge, named, page

MARSH = '<a href="/person/anna-marsh">Anna Marsh</a>'

CASES = [
    Case("persons/twice", article(persons=f"{MARSH} {MARSH}"), article(), ARTICLE),
    Case(
        "persons/same-page",
        article(persons=f'{MARSH} <a href="/person/anna-marsh">Edvin Loos</a>'),
        article(persons=f'{MARSH} <a href="/person/loos">Edvin Loos</a>'),
        ARTICLE,
    ),
    *(
        Case(
            "persons/wrong-link",
            article(persons='<a href="/person/edvin-loos">Anna Marsh</a>'),
            article(persons=f'<a href="/person/{slug}">{name}</a>'),
            ARTICLE,
        )
        for name, slug in (
            ("Anna Marsh", "anna-marsh"),
            ("Anna Marsh", "marsh-a-2"),
            ("Ánna Märsh", "a-marsh"),
            ("Anna Marsh", "p-4711"),
            ("Анна Марш", "anna-marsh"),
            ("S. O'Hara", "sorcha-ohara"),
            ("Pelé", "pele"),
            ("Pelé", "edson"),
        )
    ),
    Case("persons/no-link", article(persons='<a href="#">Anna Marsh</a>'), article(), ARTICLE),
    Case(
        "persons/no-link",
        article(persons='<a href="https://elsewhere.example/marsh">Anna Marsh</a>'),
        article(),
        ARTICLE,
    ),
    Case("persons/not-in-text", article(persons='<a href="/person/loos">Edvin Loos</a>'), article(), ARTICLE),
    Case(
        "persons/not-in-text",
        article(persons='<a href="/p">Seo Daram</a>'),
        article(persons='<a href="/p">Ánna Marsh</a>'),
        ARTICLE,
    ),
]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Pelé", "Pele scored"),
        ("A. B. Marsh", "Marsh scored"),
        ("Xi Jinping", "President Xi said"),
        ("Kim Jong Un", "Kim said"),
        ("李明", "李明说"),
        ("Elizabeth II", "Queen Elizabeth said"),
        ("Anna Marsh (minister)", "Marsh said"),
        ("Orbán Viktor", "Viktor Orban said"),
        ("Guðni Th. Jóhannesson", "Guðni said"),
    ],
)
def test_names_are_told_by_any_of_their_parts(name: str, said: str) -> None:
    html = article(body=f"<p>{said}. {TEXT}</p>", persons=f'<a href="/person/1">{name}</a>')
    assert not findings("persons/not-in-text", page(html, ARTICLE))
    assert findings("persons/not-in-text", page(html.replace(f"{said}. ", ""), ARTICLE))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_an_article_of_several_pages_need_not_name_everybody_on_each() -> None:
    pages = '<p class="page-count">2 pages in this article <a href="?">1</a> <a href="?page=2">2</a></p>'
    here = page(article(pages=pages, persons='<a href="/person/loos">Edvin Loos</a>'), ARTICLE)
    assert not findings("persons/not-in-text", here)


def test_a_page_without_persons_says_so() -> None:
    here = page(article(persons=""), ARTICLE)
    assert "no persons block" in " ".join(run(load_rules()["persons/twice"], here)[1])
