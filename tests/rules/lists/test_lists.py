"""The feed, its days, its tabs, its filter, and loading more."""

from __future__ import annotations

import pytest

from copydesk.page.page import Page
from copydesk.site.model import PageEntry
from tests.furniture import ELEMENTS, day, element, feed, remarks, said, story, visited
from tests.pages import URL

A, B, C, D, E, F = (story(name) for name in ("a", "b", "c", "d", "e", "f"))
T10, T09, T08 = ("2026-03-31T10:00:00+03:00", "2026-03-31T09:15:00+03:00", "2026-03-31T08:30:00+03:00")


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        ("feed/empty", feed(), feed(A)),
        ("feed/empty", '<div class="feed">No news could be loaded</div>', feed(A)),
        ("feed/no-headline", feed(A, '<li><a class="story" href="/b"></a></li>'), feed(A, B)),
        ("feed/no-link", feed('<li><a class="story">Harbour</a></li>'), feed("<li>{{item.headline}}</li>")),
        ("feed/repeated", feed(A, B, A), feed(A, B) + f"<ul>{A}</ul>"),
        ("feed/repeated", feed(A, B, A.replace('"/a"', '"/a#top"')), feed(A, A.replace('"/a"', '"/a?n=2"'))),
        (
            "feed/not-newest-first",
            feed(story("a", T10), story("b", T08), story("c", T09)),
            feed(story("a", T10), story("b", T09), story("c", T08)),
        ),
        (
            "feed/not-newest-first",
            feed(story("a", T10), story("b", T08), story("c", T09), story("d", T08)),
            feed(story("pinned", T08), story("b", T10), story("c", T09)),
        ),
        (
            "feed/in-future",
            feed(story("a", "2026-03-31T13:15:00+03:00")),
            feed(story("a", "2026-03-31T10:19:00+03:00")),
        ),
        (
            "feed/stale",
            feed(story("a", "2026-03-29T08:15:00+03:00"), story("b", "2026-03-28T08:15:00+03:00")),
            feed(story("a", "2026-03-29T11:15:00+03:00"), story("b", "2026-03-20T08:15:00+03:00")),
        ),
    ],
)
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken))
    assert not said(rule, visited(healthy))


def test_a_list_that_is_still_loading_is_reported_as_that_and_not_as_empty() -> None:
    page = visited(feed() + '<p class="loading">Loading</p>')
    assert said("loading/stuck", page)
    assert not said("feed/empty", page)


def test_an_empty_list_has_no_days_to_miss() -> None:
    required = {**ELEMENTS, "date-groups": element(".day", required=True, title="h3", item="li")}
    assert not said("date-groups/missing", visited(feed(), elements=required))
    assert said("date-groups/missing", visited(feed(A), elements=required))


def test_a_list_without_a_site_file_is_read_but_not_judged() -> None:
    page = visited(
        "<ul>" + "".join(story(f"Harbour reopens after storm {i % 3}") for i in range(6)) + "</ul>",
        elements={},
    )
    assert not said("feed/repeated", page)
    assert remarks("feed/repeated", page) == ["the site file names no list of stories, none expected"]


def days(*groups: str) -> str:
    """A list with days in it."""
    return f'<div class="feed">{"".join(groups)}</div>'


AFTER_MIDNIGHT = story("a", "2026-03-31T00:04:00+03:00")
SAME_IN_UTC = story("a", "2026-03-30T21:04:00Z")
YESTERDAY = story("y", "2026-03-30T20:00:00+03:00")
TODAY = story("t", T10)


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        (
            "date-groups/wrong-day",
            days(day("March 30", AFTER_MIDNIGHT)),
            days(day("March 31", AFTER_MIDNIGHT)),
        ),
        ("date-groups/wrong-day", days(day("March 30", SAME_IN_UTC)), days(day("March 31", SAME_IN_UTC))),
        ("date-groups/wrong-day", days(day("Yesterday", TODAY)), days(day("Today", TODAY))),
        ("date-groups/wrong-day", day("March 30", TODAY), day("Tuesday, 31 March 2026", TODAY)),
        (
            "date-groups/not-in-order",
            days(day("March 30", YESTERDAY), day("March 31", TODAY)),
            days(day("March 31", TODAY), day("March 30", YESTERDAY), day("March 27", A)),
        ),
        (
            "date-groups/repeated",
            days(day("March 31", TODAY), day("March 30", YESTERDAY), day("March 30", A)),
            days(day("March 31", TODAY)) + f"<aside>{day('March 31', TODAY)}</aside>",
        ),
        (
            "date-groups/no-day",
            days(day("March 31", TODAY), day("March 30", YESTERDAY), f"<ul>{A}</ul>"),
            days(f"<ul>{A}</ul>", day("March 31", TODAY), day("March 30", YESTERDAY)),
        ),
        (
            "date-groups/empty",
            days(day("March 31", TODAY), day("March 30")),
            days(day("March 31", TODAY), day("March 30", YESTERDAY)),
        ),
        ("date-groups/unreadable", days(day("Mrach 31", TODAY)), days(day("Mar 31", TODAY))),
        ("date-groups/unreadable", days(day("Group 1", TODAY)), days(day("{{item.group_date}}", TODAY))),
        (
            "date-groups/wrong-word",
            days(day("March 30, today", YESTERDAY)),
            days(day("March 31, today", TODAY), day("March 30, yesterday", YESTERDAY)),
        ),
    ],
)
def test_days_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken))
    assert not said(rule, visited(healthy))


def test_headings_that_stand_between_the_stories_are_days_too() -> None:
    headings = {**ELEMENTS, "date-groups": element("h3")}
    flat = '<div class="feed"><ul><h3>March 31</h3>{}<h3>March 30</h3>{}</ul></div>'
    assert said("date-groups/wrong-day", visited(flat.format(TODAY, AFTER_MIDNIGHT), elements=headings))
    assert not said("date-groups/wrong-day", visited(flat.format(TODAY, YESTERDAY), elements=headings))
    assert not said("date-groups/empty", visited(flat.format(TODAY, YESTERDAY), elements=headings))
    assert said("date-groups/empty", visited(flat.format(TODAY, ""), elements=headings))


def test_without_a_time_zone_nobody_knows_a_storys_own_day() -> None:
    page = visited(days(day("March 30", AFTER_MIDNIGHT)), time_zone="")
    assert not said("date-groups/wrong-day", page)
    assert "names no time zone" in remarks("date-groups/wrong-day", page)[0]


@pytest.mark.parametrize(
    ("after", "defects"),
    [
        (feed(A, B, C, D), set()),
        (feed(A, B, C, more=False), set()),
        (feed(A, B, more=False), set()),
        (feed(story("new"), A, B, C), set()),
        (feed(A, B), {"does-nothing"}),
        (feed(A, B, A, B), {"repeats"}),
        (feed(A, B, C, C), {"repeats"}),
        (feed(C, D), {"loses"}),
        (feed(A, C, D), {"loses"}),
        (feed(B, A, C), {"reorders"}),
    ],
)
def test_loading_more_appends(after: str, defects: set[str]) -> None:
    page = visited(feed(A, B), load_more=after)
    rules = ("does-nothing", "repeats", "loses", "reorders")
    assert {name for name in rules if said(f"load-more/{name}", page)} == defects


def test_the_second_press_is_looked_at_as_the_first_is() -> None:
    page = visited(feed(A, B), load_more=feed(A, B, C), load_more_2=feed(A, B, C, B))
    (found,) = said("load-more/repeats", page)
    assert found.where.state == "load-more-2"


@pytest.mark.parametrize(
    ("twice", "defects"),
    [
        (feed(A, B, C, D), set()),
        (feed(A, B, C, E, F), set()),
        (feed(A, B, E, F), {"skips"}),
        (feed(A, B, C, D, C, D), {"repeats"}),
        (feed(A, B, story("new"), C), set()),
    ],
)
def test_a_double_click_brings_what_one_press_after_another_brings(twice: str, defects: set[str]) -> None:
    page = visited(
        feed(A, B),
        load_more=feed(A, B, C, D),
        load_more_2=feed(A, B, C, D, E, F),
        load_more_double=twice,
    )
    rules = ("does-nothing", "repeats", "loses", "reorders", "skips")
    assert {name for name in rules if said(f"load-more/{name}", page)} == defects


def test_more_that_was_loaded_in_one_way_only_cannot_be_compared() -> None:
    page = visited(feed(A, B), load_more=feed(A, B, C, D))
    assert remarks("load-more/skips", page) == ["the visit loaded more in only one way here"]


def test_a_control_that_stays_at_the_end_does_nothing() -> None:
    end = feed(A, B, C)
    page = visited(feed(A, B), load_more_end=end, load_more_past_end=end)
    assert said("load-more/does-nothing", page)
    assert not said("load-more/does-nothing", visited(feed(A, B), load_more_end=feed(A, B, C, more=False)))


def test_back_from_a_story_brings_the_list_as_it_was() -> None:
    left = feed(A, B, C, D)
    assert said(
        "load-more/forgets-place", visited(feed(A, B), load_more_left=left, load_more_back=feed(A, B))
    )
    back = feed(story("new"), A, B, C, D)
    assert not said("load-more/forgets-place", visited(feed(A, B), load_more_left=left, load_more_back=back))


def test_what_more_brings_is_newest_first_too() -> None:
    page = visited(feed(*LATEST), load_more=feed(*LATEST, at("g", "06:00"), at("h", "07:00")))
    (found,) = said("feed/not-newest-first", page)
    assert found.where.state == "load-more"


def test_a_site_can_say_after_how_many_hours_its_list_is_stale() -> None:
    page = visited(feed(story("a", "2026-03-29T08:15:00+03:00")))
    assert said("feed/stale", page)
    page.site.stale_after = 72
    assert not said("feed/stale", page)


def test_what_was_there_twice_before_is_not_repeated_by_loading_more() -> None:
    assert not said("load-more/repeats", visited(feed(A, A), load_more=feed(A, A, B)))


def test_a_control_that_leads_to_page_two_is_paging() -> None:
    page = visited(feed(A, B), load_more=feed(C, D))
    snapshot = page.capture.states[1].snapshot
    assert snapshot
    snapshot.url = "https://news.example/a?page=2"
    assert not said("load-more/loses", page)
    assert remarks("load-more/loses", page) == ["loading more leads to a page of its own"]


def test_days_that_repeat_with_their_stories_are_one_defect() -> None:
    once = days(day("March 31", TODAY), day("March 30", YESTERDAY))
    again = days(*[day("March 31", TODAY), day("March 30", YESTERDAY)] * 2)
    page = visited(once, load_more=again)
    assert said("load-more/repeats", page)
    assert not said("date-groups/repeated", page)
    split = days(day("March 31", TODAY), day("March 30", YESTERDAY), day("March 30", A))
    assert said("date-groups/repeated", visited(once, load_more=split))


def panel(active: str, *links: str, tabs: tuple[str, ...] = ("Now", "Today")) -> str:
    """A most-read list with its tabs."""
    buttons = "".join(f'<button aria-selected="{str(tab == active).lower()}">{tab}</button>' for tab in tabs)
    items = "".join(f'<li><a href="/{link}">{link}</a></li>' for link in links)
    return f'<div class="most-read">{buttons}<ol>{items}</ol></div>'


NOW = panel("Now", "a", "b", "c")


@pytest.mark.parametrize(
    ("today", "defects"),
    [
        (panel("Today", "b", "a", "c"), set()),
        (panel("Today", "a", "b", "c"), {"same-list"}),
        (panel("Today"), {"empty-list"}),
        (panel("Now", "b", "a", "c"), {"wrong-active"}),
        (panel("neither", "b", "a", "c"), {"wrong-active"}),
        (panel("Today", "b", "a", "c", tabs=("Now", "Today", "Today")), {"wrong-active"}),
    ],
)
def test_each_tab_of_the_most_read_list_has_its_own(today: str, defects: set[str]) -> None:
    page = visited(NOW, **{"most_read__Now": NOW, "most_read__Today": today})
    rules = ("wrong-active", "same-list", "empty-list")
    assert {name for name in rules if said(f"most-read/{name}", page)} == defects


def feed_panel(active: str, content: str) -> str:
    """A feed panel with its tabs, and what the active one shows."""
    names = ("All", "Topics")
    buttons = "".join(f'<button aria-selected="{str(tab == active).lower()}">{tab}</button>' for tab in names)
    hidden = "" if "<li>" in content else " hidden"
    return (
        f'<section><div class="feed-tabs">{buttons}</div><div class="feed"{hidden}><ul>{content}</ul></div>'
        f'{content if hidden else ""}<a class="search" href="/search">Go to Search</a></section>'
    )


def test_a_tab_of_the_feed_panel_may_show_something_else_than_stories() -> None:
    stories = feed_panel("All", A + B + C)
    topics = feed_panel("Topics", '<a href="/topic/rail">Rail</a><a href="/topic/grain">Grain</a>')
    page = visited(stories, tab__All=stories, tab__Topics=topics)
    for defect in ("wrong-active", "same-list", "empty-list"):
        assert not said(f"feed-tabs/{defect}", page)


def test_a_tab_of_the_feed_panel_with_nothing_under_it() -> None:
    stories = feed_panel("All", A + B + C)
    page = visited(stories, tab__All=stories, tab__Topics=feed_panel("Topics", ""))
    (found,) = said("feed-tabs/empty-list", page)
    assert "Topics" in found.message


def test_tabs_that_all_show_the_first_ones_list() -> None:
    page = visited(
        feed_panel("All", A + B + C),
        tab__All=feed_panel("All", A + B + C),
        tab__Topics=feed_panel("Topics", A + B + C),
    )
    assert said("feed-tabs/same-list", page)


def at(name: str, clock: str) -> str:
    """A story of today."""
    return story(name, f"2026-03-31T{clock}:00+03:00")


PINNED = (at("a", "06:00"), at("b", "05:00"), at("c", "07:00"))
LATEST = (at("d", "09:30"), at("e", "09:00"), at("f", "08:00"))


def test_stories_that_are_pinned_to_the_top_may_be_old() -> None:
    assert not said("feed/not-newest-first", visited(feed(*PINNED, *LATEST)))
    assert said("feed/not-newest-first", visited(feed(*PINNED, at("x", "07:30"), *LATEST)))
    assert said("feed/not-newest-first", visited(feed(*LATEST, *PINNED)))


def test_what_stands_between_stories_is_none() -> None:
    ad = '<li><b>Sponsored</b><a class="story" href="https://brand.example/x">Buy tea</a></li>'
    form = "<li><label>Newsletter</label><input><button>Sign up</button></li>"
    page = visited(feed(LATEST[0], ad, "<li></li>", form, LATEST[1], LATEST[2]))
    for rule in ("feed/no-headline", "feed/no-link", "feed/not-newest-first", "record/schema"):
        assert not said(rule, page)


def test_days_that_are_told_by_words_alone_are_no_misprints() -> None:
    words = [day(title, at(title, "09:00")) for title in ("This week", "Older", "Tuesday")]
    assert not said("date-groups/unreadable", visited(feed(*words)))


def test_many_stories_that_are_twice_in_the_list_are_told_once() -> None:
    names = "abcde"
    (found,) = said("feed/repeated", visited(feed(*(story(name) for name in [*names, *names]))))
    assert found.message == "5 stories are in the list twice, the first of them “a”"
    assert found.actual.count("https://news.example/") == 5
    assert len(said("feed/repeated", visited(feed(*(story(name) for name in "ababc"))))) == 2


def dated(*days: str) -> str:
    """A list that shows days only, without a value for programs."""
    return feed(*(f'<li><a class="story" href="/{d}">{d}</a><i>{d}</i></li>' for d in days))


def test_days_are_times_too() -> None:
    named = {**ELEMENTS, "feed": element(".feed", item="li", link="a.story", time="i")}
    march = [f"March {day}, 2026" for day in (31, 30, 30, 29)]
    for days, wrong in ((march, False), (march[1:] + march[:1], True)):
        assert bool(said("feed/not-newest-first", visited(dated(*days), elements=named))) is wrong
    assert not said("feed/stale", visited(dated(*march), elements=named))
    assert said("feed/stale", visited(dated("March 12, 2026", "March 11, 2026"), elements=named))


LONG = (
    "Port volumes climb for a fifth month",
    "Capital moves its ministries",
    "Parliament passes a law today",
)


def test_a_list_that_was_found_is_judged_by_what_does_not_ask_where_it_ends() -> None:
    def found(stamp: str, *headlines: str) -> Page:
        items = "".join(
            f'<article><h3><a href="/{len(text)}">{text}</a></h3><time datetime="{stamp}">x</time></article>'
            for text in headlines
        )
        page = visited(f"<main>{items}</main>", elements={})
        page.site.pages = [PageEntry(name="page", kind="feed", url="/a")]
        return page

    fresh = "2026-03-31T08:00:00+03:00"
    for rule in ("feed/stale", "feed/repeated", "feed/in-future", "feed/no-link", "feed/not-newest-first"):
        assert not said(rule, found(fresh, *LONG))
    assert said("feed/stale", found("2025-07-31T08:00:00+03:00", *LONG))
    assert said("feed/in-future", found("2026-04-30T08:00:00+03:00", *LONG))
    assert said("feed/repeated", found(fresh, *LONG, LONG[0]))


SPORT = [story(name, section="Sport") for name in "abc"]
BUSINESS = story("d", section="Business")


def test_what_a_section_loads_is_of_that_section() -> None:
    head, rule = "<h1>Sport</h1>", "load-more/other-section"
    (found,) = said(rule, visited(head + feed(*SPORT), load_more=head + feed(*SPORT, BUSINESS)))
    assert (found.expected, found.actual) == ("Sport", "Business")
    more = story("d", section="Sport")
    assert not said(rule, visited(head + feed(*SPORT), load_more=head + feed(*SPORT, more)))
    mixed = [*SPORT, story("e", section="World")]
    assert not said(rule, visited(head + feed(*mixed), load_more=head + feed(*mixed, BUSINESS)))
    assert not said(rule, visited(feed(*SPORT), load_more=feed(*SPORT, BUSINESS)))
    assert said(rule, visited(feed(*SPORT), url=f"{URL}/sport", load_more=feed(*SPORT, BUSINESS)))
