"""A trail over the page."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, Case, article, judge, named


def trail(*links: str) -> str:
    """An article with a trail over it."""
    return article(section=f'<ol class="breadcrumb">{"".join(links)}</ol>')


HOME, WORLD = '<a href="/">Home</a>', '<a href="/world">World</a>'
CASES = [
    Case("breadcrumbs/wrong-link", trail(HOME, '<a href="/sport">World</a>'), trail(HOME, WORLD), ARTICLE),
    Case(
        "breadcrumbs/wrong-link",
        trail('<a href="/sport">World</a>'),
        trail('<a href="/sport">News</a>'),
        ARTICLE,
    ),
    Case(
        "breadcrumbs/wrong-link",
        trail('<a href="/sport">World</a>'),
        trail('<a href="/world/2">World</a>'),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
