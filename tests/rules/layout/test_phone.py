"""The page at the width of a telephone, against the page on a wide screen."""

from __future__ import annotations

import pytest

from copydesk.page.page import Page
from tests.furniture import feed, remarks, said, story, visited

A, B, C, D = (story(name) for name in ("a", "b", "c", "d"))
WIDE = feed(A, B, C)


def placed(page: Page, *tops: float) -> Page:
    """The page with its stories on the telephone at these places from the top, in one column."""
    _, dom = page.states[-1]
    for node, top in zip(dom.matches("feed")[0].parts["item"], tops, strict=True):
        dom.nodes[node].box = (10, top, 370, 80)
    return page


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        ("phone/other-list", feed(A, C, B), feed(A, B, C)),
        ("phone/other-list", feed(A, C), feed(D, A, B)),
        ("phone/other-list", feed(B, C), feed(A, B)),
        ("phone/lost-control", feed(A, B, C, more=False), feed(A, B, C)),
    ],
)
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(WIDE, phone=broken))
    assert not said(rule, visited(WIDE, phone=healthy))


def test_the_order_is_the_one_that_readers_see() -> None:
    assert said("phone/other-list", placed(visited(WIDE, phone=WIDE), 300, 200, 100))
    assert not said("phone/other-list", placed(visited(WIDE, phone=WIDE), 100, 200, 300))


def test_stories_side_by_side_are_in_the_pages_own_order() -> None:
    page = visited(WIDE, phone=WIDE)
    _, dom = page.states[-1]
    for place, node in enumerate(dom.matches("feed")[0].parts["item"]):
        dom.nodes[node].box = (10 + place * 120, 300 - place * 50, 110, 80)
    assert not said("phone/other-list", page)


def test_a_page_that_slides_sideways() -> None:
    page = visited(WIDE, phone=WIDE)
    _, dom = page.states[-1]
    dom.snapshot.viewport, dom.snapshot.page = (390, 844), (520, 2000)
    assert not said("phone/too-wide", page), "what is cut off and cannot be slid to is let pass"
    dom.snapshot.scroll = (130, 0)
    (found,) = said("phone/too-wide", page)
    assert found.actual == "520 pixels"


def test_a_page_that_cannot_be_read_there() -> None:
    assert said("phone/unread", visited(WIDE, errors={"phone": "its scripts kept the browser busy"}))
    assert not said("phone/unread", visited(WIDE, phone=WIDE))


def test_a_page_that_nobody_looked_at_there() -> None:
    for rule in ("unread", "too-wide", "other-list", "lost-control"):
        assert remarks(f"phone/{rule}", visited(WIDE)) == ["the page was not loaded at the width of a phone"]
