"""Live pages: each post has its news."""

from __future__ import annotations

import pytest

from copydesk.faults.catalogue.article.live import FIRST, SECOND, posts
from tests.rules.cases import Case, findings, judge, named, page

LIVE = "<h1>Harbour reopens: live</h1>"
PHOTO = '<img src="/quay.jpg" alt="The quay" width="300" height="200">'
TIMETABLE = "".join(f"<li><time>1{hour}:30</time></li>" for hour in range(5))

CASES = [
    Case("live/empty-post", LIVE + posts(FIRST, "", SECOND), LIVE + posts(FIRST, PHOTO, SECOND)),
    Case("live/empty-post", LIVE + posts(FIRST, SECOND, "<p> </p>"), f"{LIVE}<ul>{TIMETABLE}</ul>"),
    Case(
        "live/empty-post",
        LIVE + posts(FIRST, SECOND, '<a href="#post">Link</a><button>Share</button>'),
        LIVE + posts("", ""),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_all_posts_that_lost_their_text_are_one_finding() -> None:
    row = posts(*[FIRST, ""] * 4, SECOND)
    (found,) = findings("live/empty-post", page(LIVE + row))
    assert found.more == "3 more places"
