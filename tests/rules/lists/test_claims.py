"""What calls itself breaking or live is of now."""

from __future__ import annotations

import pytest

from tests.furniture import feed, said, story, visited
from tests.rules.cases import ARTICLE, Case, article, judge, named

OLD = '<time class="published" datetime="2026-03-26T08:47:00+02:00">March 26, 08:47</time>'
LIVE = '{"@type": "LiveBlogPosting", "coverageEndTime": "2026-03-31T06:00:00Z"}'
ENDED = f'<script type="application/ld+json">{LIVE}</script>'


def labelled(label: str, published: str = "", head: str = "") -> str:
    """An article with a label under its headline."""
    given = {"published": published} if published else {}
    return article(pages=f"<p>{label}</p>", head=head, **given)


CASES = [
    Case("claims/stale", labelled("Breaking", OLD), labelled("Breaking"), ARTICLE),
    Case("claims/stale", labelled("LIVE", OLD), labelled("Live music was played", OLD), ARTICLE),
    Case("claims/stale", labelled("Eilmeldung", OLD), labelled('<a href="/live">Live</a>', OLD), ARTICLE),
    Case(
        "claims/stale",
        labelled("<b>Live</b> <a href='/sea'>Harbour</a>", OLD),
        labelled("<b>Live</b> and on film", OLD).replace("<b>Live</b>", "Live"),
        ARTICLE,
    ),
    Case("claims/stale", labelled("Live", head=ENDED), labelled("Breaking", head=ENDED), ARTICLE),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize(
    ("heading", "day", "told"),
    [
        ("Today", "2026-03-30", True),
        ("Heute", "2026-03-29", True),
        ("Gestern", "2026-03-30", False),
        ("Today", "2026-03-31", False),
        ("Today in the harbour of the bay", "2026-03-30", False),
    ],
)
def test_what_stands_under_today_is_of_today(heading: str, day: str, told: bool) -> None:
    stories = f"<ul>{story('a', f'{day}T08:47:00+03:00')}</ul>"
    later = "<h2>Older</h2><ul>" + story("b", "2026-03-20T08:47:00+02:00") + "</ul>"
    assert bool(said("claims/wrong-day", visited(f"<main><h2>{heading}</h2>{stories}{later}</main>"))) is told


def test_a_list_is_as_old_as_the_newest_of_its_stories() -> None:
    old, new = "2026-03-26T08:47:00+02:00", "2026-03-31T08:47:00+03:00"
    assert said(
        "claims/stale", visited(f"<aside><h2>Just in</h2><ul>{story('a', old)}{story('b', old)}</ul></aside>")
    )
    assert not said(
        "claims/stale", visited(f"<aside><h2>Just in</h2><ul>{story('a', old)}{story('b', new)}</ul></aside>")
    )


def test_a_story_of_a_list_is_as_old_as_its_own_time() -> None:
    old, new = story("a", "2026-03-26T08:47:00+02:00"), story("b", "2026-03-31T08:47:00+03:00")
    assert said("claims/stale", visited(feed(new, old.replace("</li>", "<b>Just in</b></li>"))))
    assert not said("claims/stale", visited(feed(new.replace("</li>", "<b>Just in</b></li>"), old)))
