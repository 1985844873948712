"""The page count: the number of pages that there are, in good grammar."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, Case, article, findings, judge, named, page

COUNT = '<p class="page-count">{} in this article {}</p>'
TWO = '<a href="?">1</a> <a href="?page=2">2</a>'

CASES = [
    Case(
        "page-count/wrong-number",
        article(pages=COUNT.format("3 pages", TWO)),
        article(pages=COUNT.format("2 pages", TWO)),
        ARTICLE,
    ),
    Case("page-count/wrong-number", article(pages=COUNT.format("3 pages", "")), article(), ARTICLE),
    Case(
        "page-count/wrong-number",
        article(pages=COUNT.format("0 pages", "")),
        article(pages=COUNT.format("3 pages", '<a href="?page=2">Next</a>')),
        ARTICLE,
    ),
    Case("page-count/grammar", article(pages=COUNT.format("1 pages", "")), article(), ARTICLE),
    Case(
        "page-count/grammar",
        article(pages=COUNT.format("5 page", "")),
        article(pages=COUNT.format("5 pages", "")),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_the_count_is_told_by_one_rule_only() -> None:
    here = page(article(pages=COUNT.format("1 pages", "")), ARTICLE)
    assert findings("page-count/grammar", here)
    assert not findings("plurals/wrong-form", here)
