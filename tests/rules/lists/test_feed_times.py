"""The times of the stories in a list."""

from __future__ import annotations

import pytest

from tests.furniture import said, visited

ISO = "2026-03-31T09:4{}:00+03:00"


def timed(*shown: str, at: str = ISO) -> str:
    """A list whose stories, a minute apart, show these times."""
    items = (
        f'<li><time datetime="{at.format(place)}">{text}</time><a class="story" href="/{place}">A</a></li>'
        for place, text in reversed(list(enumerate(shown)))
    )
    return f'<div class="feed">{"".join(items)}</div>'


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        ("feed/shown-time-differs", timed("06:40"), timed("09:40")),
        ("feed/shown-time-differs", timed("09:40", "08:41"), timed("9:40 a.m.", "March 31, 09:41")),
        ("feed/shown-time-differs", timed("9:40 p.m."), timed("06:40 UTC", "5 minutes ago", "March 31")),
        ("feed/negative-elapsed", timed("-3 minutes ago"), timed("3 minutes ago", "0 min ago")),
        ("feed/negative-elapsed", timed("in 2 hours"), timed("31-03 09:40")),
        ("feed/wrong-language", timed("٠٩:٤٠"), timed("09:40")),
        ("feed/wrong-language", timed("31. März"), timed("31 March")),
        ("feed/malformed-time", timed("09:40", at="31.03.2026 09:4{}"), timed("09:40")),
        (
            "feed/malformed-time",
            timed("09:40", at="2026-03-31T09:4{}:00"),
            timed("March 31", at="2026-03-31"),
        ),
        (
            "feed/malformed-time",
            timed("x", at="Tue, 31 Mar 2026 09:4{}:00"),
            timed("x", at="2026-03-31T06:4{}Z"),
        ),
        (
            "feed/same-time",
            timed(*["09:40"] * 5, at="2026-03-31T09:40:00+03:00"),
            timed("09:40", "09:41", "09:42", "09:43", "09:44"),
        ),
        (
            "feed/same-time",
            timed(*["09:40"] * 5, at="2026-03-31T09:40:00+03:00"),
            timed(*["March 31"] * 5, at="2026-03-31T00:00:00+03:00"),
        ),
    ],
)
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken))
    assert not said(rule, visited(healthy))


OLD = "2026-03-27T09:4{}:00+03:00"


@pytest.mark.parametrize(
    ("broken", "healthy"),
    [
        (timed("09:40", at=OLD), timed("09:40")),
        (timed("9.40 Uhr", at=OLD), timed("09:40", at="2026-03-30T09:4{}:00+03:00")),
        (timed("9\u00a0h\u00a040", at=OLD), timed("le 27 mars, 9 h 40", at=OLD)),
        (timed("9:40 am UTC+3", at=OLD), timed("March 27, 09:40", at=OLD)),
        (timed("09:40", at=OLD), timed("4 days ago", at=OLD)),
        (timed("09:40", at=OLD), "<h3>March 27</h3>" + timed("09:40", at=OLD)),
        ("<p>Tuesday, 31 March 2026</p>" + timed("09:40", at=OLD), timed("09:40")),
        (timed("09:40", at=OLD), timed("09:40", at=OLD).replace("<li>", "<p>27 March 2026</p><li>", 1)),
    ],
)
def test_an_hour_alone_is_todays(broken: str, healthy: str) -> None:
    assert said("feed/time-without-day", visited(broken))
    assert not said("feed/time-without-day", visited(healthy))


def some(with_time: int, without: int, kind: str = "") -> str:
    """A list of stories of which the first show a time."""
    items = timed(*["March 31, 09:40"] * with_time)[: -len("</div>")]
    return items + f'<li{kind}><a class="story" href="/x">A</a></li>' * without + "</div>"


@pytest.mark.parametrize(
    ("broken", "healthy"),
    [(some(2, 3), some(2, 2)), (some(4, 4), some(1, 5)), (some(3, 3), some(3, 3, ' class="promo"'))],
)
def test_stories_that_are_alike_all_show_a_time(broken: str, healthy: str) -> None:
    assert said("feed/some-without-time", visited(broken))
    assert not said("feed/some-without-time", visited(healthy))


def test_without_a_zone_no_hour_is_wrong() -> None:
    assert not said("feed/shown-time-differs", visited(timed("06:40"), time_zone=""))


def test_what_more_news_brings_is_looked_at_too() -> None:
    assert said("feed/shown-time-differs", visited(timed("09:40"), load_more=timed("09:40", "06:41")))
