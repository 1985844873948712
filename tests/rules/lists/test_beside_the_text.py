"""Side lists, ranks, pictures and advertisements."""

from __future__ import annotations

import pytest

from copydesk.page.capture import COVERED, Request
from tests.furniture import element, remarks, said, visited

LINK = '<a href="/{0}">{0}</a>'
PICTURE = '<img src="/a.jpg" width="9" height="9">'
AD_LABEL = '<b class="ad-label">Advertisement</b>'
ITEM = f"<li>{LINK}</li>"
RANK = '<li><span class="rank">{0}</span><a href="/{1}">{1}</a></li>'


def ranks(*lines: tuple[object, str]) -> str:
    """A most-read list with these ranks and stories."""
    return '<ol class="ranks">' + "".join(RANK.format(*line) for line in lines) + "</ol>"


THREE = ranks((1, "a"), (2, "b"), (3, "c"))


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        (
            "top-stories/heading-only",
            '<div class="top"><h2>TOP STORIES</h2><ul></ul></div>',
            f'<div class="top"><h2>TOP STORIES</h2><ul>{ITEM.format("a")}</ul></div>',
        ),
        (
            "partner-news/heading-only",
            '<div class="partners"><h2><a href="/partners">Partner News</a></h2></div>',
            '<div class="partners" hidden><h2>Partner News</h2></div>',
        ),
        (
            "other-media/heading-only",
            '<div class="media"><h2>In other media</h2></div>',
            '<div class="media"><h2>In other media</h2><p>The Gazette writes of “a turn”.</p></div>',
        ),
        (
            "most-read/heading-only",
            '<div class="most-read"><h2>Most read</h2><button role="tab">Now</button></div>',
            f'<div class="most-read"><h2>Most read</h2>{ITEM.format("a")}</div>',
        ),
        (
            "photo/heading-only",
            '<div class="photo"><h2>Photo</h2></div>',
            '<div class="photo"><h2>Photo</h2><img src="/a.jpg" width="40" height="30"></div>',
        ),
        (
            "related/no-link",
            '<ul class="related"><li>Harbour reopens</li></ul>',
            '<ul class="related"><li>{{item.headline}}</li></ul>',
        ),
        (
            "related/repeated",
            f'<ul class="related">{ITEM.format("x") * 2}</ul>',
            f'<ul class="related"><li>{LINK.format("x") * 2}</li></ul>'
            f'<ul class="related">{ITEM.format("x")}</ul>',
        ),
        (
            "related/this-article",
            f'<ul class="related">{ITEM.format("a")}</ul>',
            f'<ul class="related">{ITEM.format("a?page=2")}</ul>',
        ),
        ("ranks/not-contiguous", ranks((1, "a"), (2, "b"), (4, "c")), THREE),
        ("ranks/not-contiguous", ranks((0, "a"), (1, "b")), ranks(("1.", "a"), ("#2", "b"))),
        ("ranks/not-contiguous", ranks((1, "a"), (1, "b")), THREE + THREE),
        (
            "ranks/not-contiguous",
            ranks(("①", "a"), ("③", "b")),
            ranks(*((number, f"s{number}") for number in range(1, 13))),
        ),
        ("ranks/no-link", '<ol class="ranks"><li><span class="rank">1</span></li></ol>', THREE),
        ("ranks/no-link", THREE.replace('<a href="/b">b</a>', "b"), THREE),
        ("ranks/repeated", ranks((1, "a"), (2, "b"), (3, "a")), THREE + THREE),
        (
            "photo/wrong-count",
            '<div class="photo"><b class="count">0</b></div>',
            '<div class="photo"><b class="count">13</b><img src="/a.jpg" width="9" height="9" alt=""></div>',
        ),
        (
            "infographics/wrong-count",
            '<div class="charts"><b class="count">undefined</b></div>',
            '<div class="charts"><b class="count">(1,204 charts)</b></div>',
        ),
        (
            "photo/wrong-count",
            f'<div class="photo"><b class="count">1</b>{PICTURE * 2}</div>',
            f'<div class="photo"><b class="count">1</b>{PICTURE}<b class="count">1</b>{PICTURE}</div>',
        ),
        (
            "images/no-alt",
            '<img src="/a.jpg" width="400" height="300">',
            '<img src="/a.jpg" width="400" height="300" alt="">'
            '<img src="/b.jpg" width="400" height="300" title="The harbour">'
            '<p aria-hidden="true"><img src="/c.jpg" width="400" height="300"></p>'
            '<img src="/counter.gif" width="1" height="2"><img src="/img/blank.gif" width="40" height="30">'
            '<header><img src="/logo.png" width="40" height="30"></header>',
        ),
        (
            "advertisement/empty-space",
            f'<div class="ad">{AD_LABEL}<p class="ad-slot" style="height: 250px"></p></div>',
            f'<div class="ad">{AD_LABEL}<p class="ad-slot" style="height: 4px"></p></div>',
        ),
        (
            "advertisement/empty-space",
            '<div class="ad"><div class="ad-slot" style="height: 250px"><div></div></div></div>',
            '<div class="ad"><div class="ad-slot" style="height: 250px"><p>Tea</p></div></div>',
        ),
    ],
)  # fmt: skip
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken, kind="article"))
    assert not said(rule, visited(healthy, kind="article"))


def test_a_rank_may_be_an_element_of_its_own() -> None:
    each = {"ranks": element(".ranks li", rank=".rank", link="a")}
    assert not said("ranks/not-contiguous", visited(THREE + THREE, elements=each))
    assert not said("ranks/no-link", visited(THREE, elements=each))
    assert said("ranks/not-contiguous", visited(ranks((1, "a"), (3, "b")), elements=each))


def test_ranks_that_a_style_sheet_draws_are_not_judged() -> None:
    page = visited(ranks(("", "a"), ("", "b")))
    assert not said("ranks/not-contiguous", page)
    assert remarks("ranks/not-contiguous", page)


def test_a_most_read_list_with_ranks_is_looked_at_once() -> None:
    doubled = ranks((1, "a"), (2, "a"))
    page = visited(f'<div class="most-read">{doubled}</div>')
    assert said("ranks/repeated", page)
    assert not said("most-read/repeated", page)


MORE = "<button>Show more</button>"


@pytest.mark.parametrize(
    ("after", "wrong"),
    [
        (f"{ITEM.format('x')}{ITEM.format('y')}{MORE}", False),
        (ITEM.format("x"), False),
        (f"{ITEM.format('x')}{MORE}", True),
    ],
)
def test_show_more_shows_more(after: str, wrong: bool) -> None:
    before = f'<ul class="related">{ITEM.format("x")}{MORE}</ul>'
    page = visited(before, related_more=f'<ul class="related">{after}</ul>')
    assert bool(said("related/more-shows-nothing", page)) is wrong


BROKEN = '<div class="{}"><img src="{}" alt="A harbour" style="width: 400px; height: 300px"></div>'


def test_a_picture_that_did_not_load_is_reported_where_it_is() -> None:
    in_module = visited(BROKEN.format("photo", "/harbour.jpg"))
    assert said("photo/broken", in_module)
    assert not said("images/broken", in_module)
    in_text = visited(BROKEN.format("text", "/harbour.jpg"))
    assert said("images/broken", in_text)
    assert remarks("photo/broken", in_text) == ["no photo module, none expected"]


@pytest.mark.parametrize("source", ["https://counter.example.org/p.gif", "/map.svg", ""])
def test_pictures_whose_size_proves_nothing(source: str) -> None:
    assert not said("images/broken", visited(BROKEN.format("text", source)))


def test_a_drawing_is_broken_when_its_request_failed() -> None:
    page = visited(BROKEN.format("text", "/map.svg"))
    page.capture.requests = [Request(url="https://news.example/map.svg", status=404)]
    assert said("images/broken", page)


def test_a_replayed_page_could_load_nothing() -> None:
    page = visited(BROKEN.format("photo", "/harbour.jpg"), offline=True)
    assert not said("photo/broken", page)
    assert not said("images/broken", page)


def test_an_advertisement_over_the_news_is_reported_once() -> None:
    page = visited('<p class="persons">A. Marsh</p><div class="ad">Tea</div>', kind="article")
    person, advert = page.matches("persons")[0].node, page.matches("advertisement")[0].node
    page.dom.nodes[person].box = page.dom.nodes[advert].box = (0, 100, 600, 90)
    assert not said("advertisement/covers", page)
    page.dom.nodes[person].flags |= COVERED
    assert said("advertisement/covers", page)
    assert not said("persons/covered", page)
