"""The record of a feed: its list in every state, its days, and lists that no site file describes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.days import day_of, relative_day, written_day
from copydesk.reading.listing import instant
from copydesk.records.feed import Feed, Listing
from tests.furniture import day, feed, story, visited
from tests.pages import page_of

TODAY = date(2026, 3, 31)


def record(html: str, **more: object) -> Feed:
    """The record of a feed page."""
    read = visited(html, **more).record  # type: ignore[arg-type]
    assert isinstance(read, Feed)
    return read


def headlines(listing: Listing) -> list[str]:
    """What a list says."""
    return [item.headline for item in listing.items]


def test_an_item_is_kept_as_shown_beside_its_machine_values() -> None:
    page = record(feed(story("harbour", "2026-03-31T00:04:00+03:00", "World")))
    (item,) = page.listings[0].items
    assert (item.headline, item.url, item.section) == ("harbour", "https://news.example/harbour", "World")
    assert item.published
    assert item.published.text == "00:04"
    assert item.published.iso == "2026-03-31T00:04:00+03:00"
    assert item.published.epoch == 1774904640


def test_an_item_keeps_its_picture_and_what_else_it_says() -> None:
    items = (
        '<li><a class="story" href="/a"><img src="/a.jpg" alt="A  quay" width="9" height="9">'
        '<img src="/second.jpg" width="9" height="9"><h3>Ferry late</h3></a>'
        '<p>It waits for <b>the tide</b>.</p><p><b class="section">World</b> | <time>10:00</time></p></li>',
        '<li><a class="story" href="/b">Ferry late</a></li>',
    )
    first, second = record(feed(*items)).listings[0].items
    assert (first.picture, first.alt) == ("https://news.example/a.jpg", "A quay")
    assert (first.section, first.teaser) == ("World", "It waits for the tide.")
    assert (second.picture, second.alt, second.teaser) == ("", "", "")


def test_there_is_a_listing_for_each_state_of_the_list_and_for_no_other() -> None:
    a, b = story("a"), story("b")
    page = record(feed(a), load_more=feed(a, b, more=False), tab__All=feed(b), city_open=feed(a))
    assert [listing.state for listing in page.listings] == ["loaded", "load-more", "tab:All"]
    assert [headlines(listing) for listing in page.listings] == [["a"], ["a", "b"], ["b"]]
    assert [listing.more for listing in page.listings] == [True, False, True]


def test_days_are_read_in_the_sites_zone() -> None:
    page = record(
        f'<div class="feed">{day("March 31, today", story("a"))}{day("Yesterday", story("b"))}</div>'
    )
    groups = page.listings[0].groups
    assert [(group.text, group.date) for group in groups] == [
        ("March 31, today", "2026-03-31"),
        ("Yesterday", "2026-03-30"),
    ]
    assert [[item.headline for item in group.items] for group in groups] == [["a"], ["b"]]


def test_stories_outside_of_all_days_stand_under_none() -> None:
    page = record(f'<div class="feed"><ul>{story("pinned")}</ul>{day("March 31", story("a"))}</div>')
    assert [(group.text, len(group.items)) for group in page.listings[0].groups] == [("", 1), ("March 31", 1)]


def test_hidden_stories_are_not_in_the_list() -> None:
    page = record(feed(story("a"), story("b").replace("<li>", "<li hidden>")))
    assert headlines(page.listings[0]) == ["a"]


def test_the_title_and_the_language() -> None:
    page = record('<html lang="de"><title>News - Lantern</title><h1>All  news</h1></html>', language="")
    assert (page.title, page.language) == ("All news", "de")
    assert record("<title>News - Lantern</title>", language="en").title == "News - Lantern"


NAMES = ["Harbour reopens after the storm", "Tram seven is back on the rails", "Seagrass returns to the bay"]
MENU = "".join(f'<a href="/menu/{i}">A long name of a section {i}</a>' for i in range(9))


@pytest.mark.parametrize(
    "item",
    [
        '<article><h2><a href="/{0}">{1}</a></h2><p>Lead.</p></article>',
        '<li><time datetime="2026-03-31T09:00Z">09:00</time><a href="/{0}">{1}</a></li>',
        '<a href="/{0}"><div><h3>{1}</h3><p>What came before it, in some more words.</p></div></a>',
        '<div><a href="/{0}"><img alt="A picture of it"></a><div><a href="/{0}">{1}</a></div></div>',
    ],
    ids=["articles", "list items", "cards that are links", "picture and headline"],
)
def test_a_list_that_no_site_file_describes_is_the_longest_run_of_headlines(item: str) -> None:
    items = "".join(item.format(i, name) for i, name in enumerate(NAMES))
    page = record(f"<nav>{MENU}</nav><main>{items}</main><footer>{MENU}</footer>", elements={})
    assert headlines(page.listings[0]) == NAMES
    assert [found.url[-2:] for found in page.listings[0].items] == ["/0", "/1", "/2"]


def test_days_in_a_list_that_no_site_file_describes() -> None:
    item = '<li><a href="/{0}">{0}</a></li>'
    html = f"<h2>Today</h2><ul>{item.format(NAMES[0])}</ul><h2>March 30</h2><ul>" + "".join(
        item.format(name) for name in NAMES[1:]
    )
    groups = record(f"<main>{html}</ul></main>", elements={}).listings[0].groups
    assert [(group.date, len(group.items)) for group in groups] == [("2026-03-31", 1), ("2026-03-30", 2)]


def test_a_page_without_a_list() -> None:
    assert record("<p>Nothing</p>", elements={}).listings[0].groups == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("March 31", "en", "2026-03-31"),
        ("Tuesday, March 31, 2026", "en", "2026-03-31"),
        ("Monday 30th March", "en", "2026-03-30"),
        ("Mar 30, yesterday", "en", "2026-03-30"),
        ("December 24", "en", "2025-12-24"),
        ("April 1", "en", "2026-04-01"),
        ("Today", "", "2026-03-31"),
        ("2026-03-29", "en", "2026-03-29"),
        ("30/03/2026", "en", "2026-03-30"),
        ("03/04/2026", "en", None),
        ("03/04/2025", "fr", "2025-04-03"),
        ("Dienstag, 31. März 2026", "de", "2026-03-31"),
        ("Вчера, 30 марта", "ru", "2026-03-30"),
        ("Gestern", "de", "2026-03-30"),
        ("lundi 30 mars", "fr", "2026-03-30"),
        ("2月7日", "ja", "2026-02-07"),
        ("Latest", "en", None),
        ("May 5 reasons to stay", "en", None),
        ("February 31", "en", None),
        ("{{item.group_date}}", "en", None),
        ("", "en", None),
    ],
)
def test_days_as_lists_print_them(text: str, language: str, expected: str | None) -> None:
    found = day_of(text, language, TODAY)
    assert (found.isoformat() if found else None) == expected


def test_a_word_beside_a_date_is_read_by_itself() -> None:
    assert written_day("March 30, today", "en", TODAY) == date(2026, 3, 30)
    assert relative_day("March 30, today", TODAY) == TODAY


@given(st.dates(date(2025, 4, 3), date(2026, 4, 1)))
def test_every_day_of_a_year_is_read_back_from_its_usual_form(shown: date) -> None:
    assert day_of(f"{shown:%B} {shown.day}", "en", TODAY) == shown
    assert day_of(f"{shown:%A}, {shown.day} {shown:%B} {shown.year}", "en", TODAY) == shown


@given(st.text(max_size=90), st.sampled_from(["", "en", "ru"]))
def test_no_heading_breaks_the_reader(text: str, language: str) -> None:
    found = day_of(text, language, TODAY)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("2026-03-31T09:00:00Z", "2026-03-31T09:00:00+00:00"),
        ("2026-03-31T09:00:00", "2026-03-31T09:00:00+03:00"),
        ("2026-03-31", None),
        ("{{entry.published}}", None),
        ("0001-01-01T00:00:00", None),
        ("", None),
    ],
)
def test_a_time_without_an_offset_is_the_sites(stamp: str, iso: str | None) -> None:
    moment = instant(stamp, "Europe/Helsinki")
    assert (moment.isoformat() if moment else None) == iso


def test_a_blogs_list_is_learned_from_its_stories_own_headers() -> None:
    stories = "".join(
        f'<article class="h-entry"><header><h1><a href="/{n}">A story of the shore, number {n}</a></h1>'
        f'<span class="dt-published" title="2026-03-3{n}T08:00:00Z">March 3{n}</span></header></article>'
        for n in range(2)
    )
    more = '<article><header><h1><a href="/2">A story of the shore, number 2</a></h1></header></article>'
    page = page_of(
        f'<header><h1>All of it</h1></header><div class="index">{stories}{more}</div>', kind="feed"
    )
    assert isinstance(page.record, Feed)
    items = page.record.listings[0].items
    assert [item.url for item in items] == [f"https://news.example/{n}" for n in range(3)]
    assert [item.published and item.published.iso for item in items] == [
        "2026-03-30T08:00:00+00:00",
        "2026-03-31T08:00:00+00:00",
        None,
    ]
