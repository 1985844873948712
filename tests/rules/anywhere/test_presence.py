"""The five rules that look at every element of the site file, and what a page rightly does without."""

from __future__ import annotations

import pytest

from copydesk.page.capture import COVERED
from copydesk.page.page import Page
from copydesk.rules.anywhere.presence import LEFT_OUT
from copydesk.rules.registry import load_rules
from copydesk.site.elements import ELEMENTS as KNOWN
from copydesk.site.model import Element
from tests.furniture import element, remarks, said, visited

OWN = ("feed/empty", "date-groups/empty")
"""Rules of the list's own, of the same name."""
REQUIRED = {"persons": element(".persons", required=True)}
OPTIONAL = {"persons": element(".persons")}
PERSONS = '<p class="persons"><a href="/p">A. Marsh</a></p>'


@pytest.mark.parametrize("subject", KNOWN)
def test_every_element_that_a_site_file_can_name_has_rules_of_presence(subject: str) -> None:
    rules = load_rules()
    defects = {"missing", "hidden", "count", "covered", "empty"}
    for defect in defects:
        left_out = subject in LEFT_OUT.get(defect, ())
        assert (f"{subject}/{defect}" in rules) is not left_out or f"{subject}/{defect}" in OWN
    assert "{" not in rules[f"{subject}/missing"].manual.catches


def test_a_required_element_that_is_not_there_is_a_failure() -> None:
    (found,) = said("persons/missing", visited("<p>News</p>", kind="article", elements=REQUIRED))
    assert found.severity == "error"
    assert "no persons block" in found.message


def test_an_optional_element_that_is_not_there_is_remarked_on() -> None:
    page = visited("<p>News</p>", kind="article", elements=OPTIONAL)
    assert not said("persons/missing", page)
    assert remarks("persons/missing", page) == ["no persons block, none expected"]


def test_a_selector_that_the_browser_refuses_can_never_match() -> None:
    page = visited("<p>News</p>", kind="article", elements=OPTIONAL)
    assert page.capture.loaded
    page.capture.loaded.bad_selectors["persons"] = "not a valid selector"
    (found,) = said("persons/missing", page)
    assert "not a valid selector" in found.actual


@pytest.mark.parametrize(("subject", "html"), [("headline", "<p>News</p>"), ("body", "<h1>News</h1>")])
def test_an_article_has_a_headline_and_a_text_even_when_no_site_file_says_so(subject: str, html: str) -> None:
    assert said(f"{subject}/missing", visited(html, kind="article", elements={}))


def test_a_feed_has_stories_even_when_no_site_file_says_so() -> None:
    stories = "".join(f'<li><a href="/{i}">Harbour reopens after storm {i}</a></li>' for i in range(5))
    assert not said("feed/missing", visited(f"<ul>{stories}</ul>", elements={}))
    page = visited("<p>Nothing here today</p>", elements={})
    assert not said("feed/missing", page)
    assert remarks("feed/missing", page) == [
        "no list of stories could be found on the page: if there is one, name `[elements.feed.feed]`"
    ]


def test_a_required_element_that_nobody_can_see_is_a_failure() -> None:
    hidden = PERSONS.replace("<p ", "<p hidden ")
    assert said("persons/hidden", visited(hidden, kind="article", elements=REQUIRED))
    assert not said("persons/hidden", visited(hidden, kind="article", elements=OPTIONAL))
    assert not said("persons/hidden", visited(hidden + PERSONS, kind="article", elements=REQUIRED))


@pytest.mark.parametrize(
    ("count", "html", "wrong"),
    [
        ((1, 1), PERSONS * 2, True),
        ((1, 1), PERSONS, False),
        ((1, 1), PERSONS + PERSONS.replace("<p ", "<p hidden "), False),
        ((2, None), PERSONS, True),
        ((None, 2), PERSONS * 3, True),
        ((1, 1), "", False),
    ],
)
def test_there_are_as_many_as_the_site_file_says(
    count: tuple[int | None, int | None], html: str, wrong: bool
) -> None:
    named = {"persons": Element(selector=".persons", count=count)}
    assert bool(said("persons/count", visited(html, kind="article", elements=named))) is wrong


def test_an_element_with_nothing_in_it() -> None:
    room = '<p class="persons" style="height: 40px">{}</p>'
    assert said("persons/empty", visited(room.format(" "), kind="article", elements=OPTIONAL))
    for filling in (
        "A. Marsh",
        "<img src=a.png width=9 height=9>",
        '<a href="/p" style="height:9px;width:9px"></a>',
    ):
        assert not said("persons/empty", visited(room.format(filling), kind="article", elements=OPTIONAL))
    assert not said("persons/empty", visited('<p class="persons"></p>', kind="article", elements=OPTIONAL))


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<p class="persons" style="height: 1px"></p>', True),
        ('<p class="persons" style="height: 1px"><span> </span></p>', True),
        (f'<p class="persons" style="height: 1px"></p>{PERSONS}', False),
        ('<p class="persons"><svg width="9" height="9"></svg></p>', False),
        ('<p class="persons" style="height: 1px"></p><div>A. Marsh</div><p></p>', False),
        ('<p class="persons" style="height: 1px"></p><div>A. Marsh</div><p>Text</p>', True),
        ('<p class="persons" style="height: 1px"></p><p class="persons" hidden>A. Marsh</p>', False),
    ],
)
def test_a_required_element_that_is_there_and_empty_takes_no_room(html: str, wrong: bool) -> None:
    assert bool(said("persons/empty", visited(html, kind="article", elements=REQUIRED))) is wrong


PICTURE = '<figure><img src="/a.jpg" width="600" height="300" alt=""></figure>'


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        (f"<main><h1>The pier</h1>{PICTURE}</main>", True),
        (f"<main><h1>The pier</h1>{PICTURE}</main>{PICTURE}", True),
        (f'<main><h1>The pier</h1><a href="/a">{PICTURE}</a><a href="/b">{PICTURE}</a></main>', True),
        (f"<main><h1>The pier in two pictures</h1>{PICTURE}{PICTURE}</main>", False),
        ('<meta property="og:type" content="video.other"><h1>The pier, filmed</h1>', False),
    ],
)
def test_a_story_in_pictures_needs_no_text(html: str, wrong: bool) -> None:
    assert bool(said("body/missing", visited(html, kind="article", elements={}))) is wrong


COVER = "<div class=cover>We value your privacy</div>"


@pytest.mark.parametrize(
    ("cover", "box", "wrong"),
    [
        (COVER, (0.0, 0.0, 1280.0, 900.0), True),
        (COVER, (0.0, 800.0, 1280.0, 100.0), False),
        ('<a class=cover href="/a"></a>', (0.0, 0.0, 1280.0, 900.0), False),
    ],
    ids=["consent dialogue", "bar at the window's lower edge", "link stretched over a card"],
)
def test_something_lies_over_an_element(
    cover: str, box: tuple[float, float, float, float], wrong: bool
) -> None:
    page = visited(PERSONS + cover, kind="article", elements={**OPTIONAL, "lead": element(".cover")})
    lay_over(page, box)
    assert bool(said("persons/covered", page)) is wrong


def lay_over(page: Page, box: tuple[float, float, float, float]) -> None:
    """Put `.cover` at a place over the persons block, as a browser would report it."""
    covered = page.dom.nodes[page.matches("persons")[0].node]
    covered.flags |= COVERED
    covered.box = (0, 840, 1280, 20)
    page.dom.nodes[page.matches("lead")[0].node].box = box
