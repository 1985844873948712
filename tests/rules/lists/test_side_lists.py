"""Lists beside the text: how long they are, each pressed tab of them, what they share, where they stand."""

from __future__ import annotations

import pytest

from copydesk.page.capture import Box
from copydesk.page.page import Page
from copydesk.site.model import Element
from tests.furniture import ELEMENTS, element, feed, remarks, said, story, visited

ITEM = '<li><a href="/{0}">{0}</a></li>'


def stories(name: str, *names: str, tag: str = "") -> str:
    """A list of that class with these stories."""
    return f'<div class="{name}"><h2>Stories</h2>{"".join(ITEM.format(one) for one in names)}{tag}</div>'


OLD = '<li><a href="/old">Old</a><time datetime="2026-03-01T10:00:00+02:00">March 1</time></li>'
NEW = '<li><a href="/new">New</a><time datetime="2026-03-31T09:00:00+03:00">09:00</time></li>'
FEED = feed(story("a", "2026-03-31T09:30:00+03:00"))
PAID = '<li><a href="https://tea.example/{0}"{1}>{0}</a></li>'
MARK = ' rel="sponsored noopener"'
EMPTY = '<li><i>08:30</i><a href="/x"></a></li>'

CASES = [
    ("top-stories/no-headline", stories("top", "a", tag=EMPTY), stories("top", "a")),
    (
        "related/no-headline",
        f'<div class="related">{EMPTY}</div>',
        '<div class="related"><li><a href="/x"><img src="/a.jpg" alt="A harbour"></a></li></div>',
    ),
    (
        "related/copies-a-list",
        stories("related", "a", "b", "c") + stories("top", "c", "b", "a"),
        stories("related", "a", "b", "c") + stories("top", "c", "b", "d"),
    ),
    (
        "top-stories/copies-a-list",
        stories("top", "a", "b", "c") + stories("partners", "a", "b", "c"),
        stories("top", "a", "b") + stories("partners", "a", "b"),
    ),
    (
        "top-stories/stale",
        FEED + f'<div class="top"><h2>Top</h2>{OLD * 3}</div>',
        FEED + f'<div class="top"><h2>Top</h2>{OLD * 2}{NEW}</div>',
    ),
    (
        "most-read/stale",
        FEED + f'<div class="most-read">{OLD * 3}</div>',
        feed(story("a", "2026-03-02T09:30:00+02:00")) + f'<div class="most-read">{OLD * 3}</div>',
    ),
    (
        "other-media/own-site",
        '<div class="media"><li><a href="diario.example/fee">A fee</a></li></div>',
        '<div class="media"><li><a href="/go?to=https://diario.example/fee">A fee</a></li></div>',
    ),
    (
        "partner-news/unmarked",
        f'<div class="partners">{PAID.format("a", MARK)}{PAID.format("b", "")}</div>',
        f'<div class="partners">{PAID.format("a", "")}{PAID.format("b", "")}</div>',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "broken", "healthy"), CASES)
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken, kind="article"))
    assert not said(rule, visited(healthy, kind="article"))


def counted(number: int, **states: str) -> Page:
    """A page with so many top stories and most-read stories, of a site that has four of each."""
    names = [str(i) for i in range(number)]
    four = {
        name: Element(selector=ELEMENTS[name].selector, parts=ELEMENTS[name].parts, items=(4, 4))
        for name in ("top-stories", "most-read")
    }
    return visited(stories("top", *names) + stories("most-read", *names), elements=four, **states)


def test_a_list_has_as_many_items_as_the_site_file_says() -> None:
    assert not said("top-stories/item-count", counted(4))
    for number in (1, 3, 5):
        assert said("top-stories/item-count", counted(number))
    assert not said("top-stories/item-count", counted(0))  # top-stories/heading-only tells
    assert remarks("top-stories/item-count", visited(stories("top", "a")))


def test_each_tab_has_as_many_items_as_the_site_file_says() -> None:
    four, two = (stories("most-read", *"abcd"[:number]) for number in (4, 2))
    assert not said("most-read/item-count", counted(4, most_read__Today=four))
    (found,) = said("most-read/item-count", counted(4, most_read__Today=two))
    assert found.where.state == "most-read:Today"


def test_a_list_is_looked_at_again_after_more_was_shown() -> None:
    before = stories("related", "a", "b")
    assert said("related/repeated", visited(before, related_more=stories("related", "a", "b", "a")))
    assert said("related/this-article", visited(before, related_more=stories("related", "b", "a")))
    shown = visited(before, related_more=stories("related", "c", "b", "d"), url="https://news.example/x")
    for rule in ("related/repeated", "related/this-article", "related/no-link"):
        assert not said(rule, shown)


def test_show_more_takes_nothing_away() -> None:
    before = stories("related", "a", "b")
    (found,) = said("related/more-loses", visited(before, related_more=stories("related", "b", "c", "d")))
    assert found.actual == "1 of them gone, https://news.example/a first"
    assert not said("related/more-loses", visited(before, related_more=stories("related", "c", "a", "b")))
    assert remarks("related/more-loses", visited(before)) == ["the visit did not press Show more here"]


def test_the_rules_about_ranks_look_at_the_first_list_and_the_others_at_the_other_tabs() -> None:
    ranks = '<ol class="ranks"><li><b class="rank">1</b><a href="/a">a</a></li></ol>'
    first = f'<div class="most-read">{ranks}</div>'
    twice = f'<div class="most-read">{ranks}{ITEM.format("a")}</div>'
    assert not said("most-read/repeated", visited(twice, most_read__Now=twice))
    assert said("most-read/repeated", visited(first, most_read__Today=twice))


BODY = '<div class="body"><p>First.</p>{}<p>Second.</p></div>'
PLACED = {
    **ELEMENTS,
    "body": element(".body", paragraph="p"),
    "headline": element("h1"),
    "lead": element(".lead"),
    "published": element(".time"),
    "read-also": element(".inset"),
}
H1, TEXT = "<h1>News</h1>", BODY.format("")
LEAD, LABEL, TIME = '<p class="lead">So it is.</p>', '<b class="label">World</b>', '<p class="time">08:47</p>'
PERSONS, INSET = '<p class="persons"><a href="/p">A. B.</a></p>', '<p class="inset"><a href="/i">More</a></p>'
GAP = '<div style="height: 900px">x</div>'
NAV = '<nav><a href="/world">World</a></nav>'
RELATED = stories("related", "a")


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        ("navigation/misplaced", BODY.format("") + NAV, NAV + BODY.format("") + NAV),
        ("navigation/misplaced", BODY.format(NAV), NAV + BODY.format("")),
        ("top-stories/misplaced", BODY.format(stories("top", "a")), BODY.format("") + stories("top", "a")),
        ("top-stories/misplaced", BODY.format(stories("top", "a")), BODY.format(stories("related", "a"))),
        ("related/misplaced", RELATED + "<h1>News</h1>", "<h1>News</h1>" + RELATED),
        ("lead/misplaced", H1 + TEXT + LEAD, H1 + LEAD + TEXT),
        ("lead/misplaced", LEAD + H1 + TEXT, H1 + LEAD + TEXT),
        ("lead/misplaced", H1 + BODY.format(LEAD), H1 + LEAD + TEXT),
        ("headline/misplaced", TEXT + H1, H1 + TEXT),
        ("section/misplaced", H1 + BODY.format(LABEL), H1 + TEXT + LABEL),
        ("published/misplaced", H1 + BODY.format(TIME), H1 + TEXT + TIME),
        ("published/misplaced", H1 + TEXT + GAP + TIME, TIME + H1 + TEXT + GAP),
        ("persons/misplaced", PERSONS + H1 + TEXT, H1 + TEXT + PERSONS),
        ("persons/misplaced", H1 + BODY.format(PERSONS), H1 + TEXT + GAP + PERSONS),
        ("read-also/misplaced", INSET + H1 + TEXT, H1 + BODY.format(INSET)),
        (
            "ranks/misplaced",
            '<div class="most-read">a</div><p style="height: 90px">b</p><p class="ranks">1</p>',
            '<div class="most-read">a</div><p class="ranks">1</p>',
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_wrong_place(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken, kind="article", elements=PLACED))
    assert not said(rule, visited(healthy, kind="article", elements=PLACED))


@pytest.mark.parametrize(
    ("rule", "name", "html", "box"),
    [
        ("navigation/misplaced", "navigation", BODY.format("") + NAV, (0, 0, 200, 800)),
        ("navigation/misplaced", "navigation", BODY.format("") + NAV, (0, 840, 1280, 60)),
        ("top-stories/misplaced", "top-stories", BODY.format(stories("top", "a")), (1300, 0, 200, 300)),
        ("related/misplaced", "related", RELATED + "<h1>News</h1>", (1300, 0, 200, 5)),
    ],
    ids=["column", "bar at the window's edge", "column that stands in the text's code", "column above"],
)
def test_what_stands_in_a_column_or_at_the_windows_edge_may_stand_anywhere_in_the_code(
    rule: str, name: str, html: str, box: Box
) -> None:
    page = visited(html, kind="article", elements=PLACED)
    assert said(rule, page)
    for match in page.matches(name):
        page.dom.nodes[match.node].box = box
    assert not said(rule, page)
