"""The date over the page is today's: 31 March 2026, a Tuesday, in these tests."""

from __future__ import annotations

import pytest

from tests.rules.cases import Case, judge, named

STORY = '<main><h1>Harbour reopens</h1><time datetime="2026-03-31T08:00:00+03:00">8:00</time></main>'


def over(line: str) -> str:
    """A page with this in its head."""
    return f"<header><b>The Courier</b><p>{line}</p></header>{STORY}"


CASES = [
    Case("clock/wrong-day", over("Monday, March 30, 2026"), over("Tuesday, March 31, 2026")),
    Case("clock/wrong-day", over("28 March 2026"), over("31.03.2026")),
    Case("clock/wrong-day", over("28 March 2026"), over('<a href="/issue">Issue of 28 March 2026</a>')),
    Case(
        "clock/wrong-day", over("28 March 2026"), f"<main><header><p>28 March 2026</p></header></main>{STORY}"
    ),
    Case(
        "clock/wrong-day",
        f'<p class="masthead-date">28 March 2026</p>{STORY}',
        f"<p>28 March 2026</p>{STORY}",
    ),
    Case("clock/wrong-day", over("28 March 2026"), over("28 March 2026").replace("03-31T", "03-28T")),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
