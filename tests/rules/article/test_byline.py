"""The byline: the author that programs are told of is the one that readers see."""

from __future__ import annotations

import pytest

from tests.rules.cases import Case, article, judge, named

TOLD = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Ida Falk"}}</script>'
BY_THE_HOUSE = TOLD.replace("Ida Falk", "Lantern Newsroom")


def story(byline: str, head: str = TOLD) -> str:
    """An article with this between its headline and its text."""
    return article(head=head, pages=byline)


def two(first: str, second: str) -> str:
    """JSON-LD that names two authors."""
    return TOLD.replace('{"name": "Ida Falk"}', f'[{{"name": "{first}"}}, {{"name": "{second}"}}]')


CASES = [
    Case(
        "byline/empty",
        story('<p class="byline">By <span></span></p>'),
        story('<p class="byline">By Ida Falk</p>'),
    ),
    Case("byline/empty", story('<address class="author"></address>'), story("")),
    Case(
        "byline/empty",
        story('<p class="byline">By <a rel="author" href="/falk"></a></p>'),
        story('<p class="byline"><img src="/falk.jpg" alt="" width="40" height="40"></p>'),
    ),
    Case("byline/empty", story('<p class="byline">By</p>'), story('<p class="byline">By</p>', head="")),
    Case(
        "byline/shown-differs",
        story('<p class="byline">By Ruben Aasen</p>'),
        story('<p class="byline">By I. Falk and Ruben Aasen</p>'),
    ),
    Case(
        "byline/shown-differs",
        story('<p class="byline">Ruben Aasen</p>'),
        story('<p class="byline">Newsroom</p>'),
    ),
    Case(
        "byline/shown-differs",
        story('<p class="byline">By Ruben Aasen</p>'),
        story('<p class="byline">By Ruben Aasen</p>', head=BY_THE_HOUSE),
    ),
    Case(
        "byline/wrong-link",
        story('<a rel="author" href="/people/ruben-aasen">Ida Falk</a>'),
        story('<a rel="author" href="/people/falk-ida">Ida Falk</a>'),
    ),
    Case(
        "byline/wrong-link",
        story('<a rel="author" href="/people/ruben-aasen/">Ida Falk</a>'),
        story('<a rel="author" href="/people/p-4711">Ida Falk</a>'),
    ),
    Case(
        "byline/left-over",
        story("<p>By Ida Falk, Ruben Aasen,</p>"),
        story("<p>By Ida Falk, Ruben Aasen</p>"),
    ),
    Case("byline/left-over", story("<p>Ida Falk · · 5 min read</p>"), story("<p>Ida Falk · 5 min read</p>")),
    Case(
        "byline/cut-in-two",
        story("<p>By The Strand Desk</p>", two("The Str", "Desk")),
        story("<p>By Ida Falk and Ruben Aasen</p>", two("Ida Falk", "Ruben Aasen")),
    ),
    Case(
        "byline/cut-in-two",
        story("<p>Par Juliette Marchand</p>", two("Juli", "te Marchand")),
        story("<p>By Marsh and Sons</p>", two("Marsh", "Sons")),
    ),
    Case(
        "byline/empty",
        story('<p class="byline">By</p>'),
        story('<p class="byline">By</p>', head=BY_THE_HOUSE),
    ),
    Case(
        "byline/empty",
        story('<p class="byline">By</p>'),
        story('<p class="author"></p><p class="byline">By Ida Falk</p>'),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
