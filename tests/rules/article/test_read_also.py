"""The read-also inset: a link to another article."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, DATELINE, MORE, TEXT, Case, article, judge, named

BODY = f'<p>{DATELINE} {TEXT}</p><aside class="read-also">Read also {{}}</aside><p>{MORE}</p>'

CASES = [
    Case(
        "read-also/no-link",
        article(body=BODY.format("Tide tables")),
        article(body=BODY.format('<a href="/b">Tides</a>')),
        ARTICLE,
    ),
    Case("read-also/no-link", article(body=BODY.format('<a href="/b"></a>')), article(), ARTICLE),
    Case(
        "read-also/this-article",
        article(body=BODY.format('<a href="PAGE#top">This</a>')),
        article(body=BODY.format('<a href="/b">Tides</a>')),
        ARTICLE,
    ),
    Case(
        "read-also/this-article",
        article(body=BODY.format('<a href="PAGE?page=2">This</a>')),
        article(),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
