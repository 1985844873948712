"""The section label: one of the navigation's sections, leading to it."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, Case, article, judge, named

CASES = [
    Case(
        "section/unknown", article(section='<a class="section" href="/world">Wrold</a>'), article(), ARTICLE
    ),
    *(
        Case("section/unknown", article(section=broken), article(section=healthy), ARTICLE)
        for broken, healthy in (
            (
                '<a class="section" href="/a">Wold</a>',
                '<a class="section" href="/topics/sea-walls">Sea walls</a>',
            ),
            ('<a class="section" href="/world">Sea walls</a>', '<a class="section" href="/x">Letters</a>'),
        )
    ),
    Case(
        "section/wrong-link",
        article(section='<a class="section" href="/about">World</a>'),
        article(section='<a class="section" href="/topics/world">World</a>'),
        ARTICLE,
    ),
    Case("section/unknown", article(section='<b class="section">Opera</b>'), article(section=""), ARTICLE),
    Case(
        "section/wrong-link",
        article(section='<a class="section" href="/sport">World</a>'),
        article(),
        ARTICLE,
    ),
    Case(
        "section/wrong-link",
        article(section='<b class="section">World</b>'),
        article(section='<a class="section" href="/world/#top">WORLD</a>'),
        ARTICLE,
    ),
    Case(
        "section/wrong-link",
        article(section='<a class="section" href="/about">World</a>'),
        article(section='<a class="section" href="/category/world/?from=label">World</a>'),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
