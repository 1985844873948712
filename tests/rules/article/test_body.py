"""The body: every paragraph once, and to its end."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, DATELINE, MORE, TEXT, Case, article, judge, named

QUOTE = "“Every pilot on this coast has waited for it. We are glad that we can open again at last.”"
CASES = [
    Case(
        "body/repeated-paragraph",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p>{MORE}</p>"),
        article(body=f"<p>{DATELINE} {TEXT}</p><p>Why?</p><p>{MORE}</p><p>Why?</p>"),
        ARTICLE,
    ),
    Case(
        "body/cut-off",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{TEXT} It will stay open until</p>"),
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p>A. Marsh, Kestrel Bay</p>"),
        ARTICLE,
    ),
    Case(
        "body/cut-off",
        article(body=f"<p>{TEXT}</p><blockquote><p>{MORE} It will stay open until</p></blockquote>"),
        article(
            body=f"<p>{TEXT}</p><blockquote><p>{QUOTE} Anna Marsh, who is the harbour master</p></blockquote>"
        ),
        ARTICLE,
    ),
    *(
        Case(
            "body/rest-hidden",
            article(body=f"<p>{DATELINE} {TEXT}</p><div hidden><p>{MORE}</p><p>{MORE} {TEXT}</p></div>"),
            article(body=healthy),
            ARTICLE,
        )
        for healthy in (
            f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p hidden>{MORE} {TEXT}</p>",
            f"<p>{TEXT}</p><button>Show all</button><p hidden>{MORE}</p><p hidden>{MORE} {TEXT}</p>",
            f"<p hidden>{TEXT}</p><p hidden>{MORE}</p><p>{MORE} {TEXT}</p>",
        )
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
