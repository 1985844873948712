"""Navigation, city selector, currency converter, back to top, search and the loading state."""

from __future__ import annotations

import msgspec
import pytest

from copydesk.page.capture import LinkAnswer
from copydesk.page.page import Page
from tests.furniture import ELEMENTS, element, feed, remarks, said, story, visited

NAV = '<nav><a href="/politics">Politics</a><a href="/world"{}>World</a><a href="/sport">Sport</a></nav>'
HERE = ' aria-current="page"'
LABEL = '<p class="label"><a href="/world">World</a></p>'


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        (
            "navigation/no-link",
            '<nav><a href="/world">World</a><a>Sport</a></nav>',
            f'<nav><a href="/world">World</a><b{HERE}>Sport</b></nav>',
        ),
        (
            "navigation/repeated",
            '<nav><a href="/business">Business</a><a href="/business">Security</a></nav>',
            '<nav><a href="/">News</a><a href="/">Home</a><a href="#m">Menu</a><a href="#m">All</a></nav>',
        ),
        (
            "navigation/repeated",
            '<nav><a href="/world">World</a><a href="/planet">World</a></nav>',
            NAV.format("") + NAV.format(""),
        ),
        (
            "navigation/repeated",
            '<nav><a href="/?cat=5">Science</a><a href="/?cat=5&amp;utm_source=menu">Culture</a></nav>',
            '<nav><a href="/">News</a><a href="/?cat=5">Science</a><a href="/?cat=6">Culture</a></nav>',
        ),
        (
            "navigation/wrong-current",
            LABEL + NAV.replace("/world", "/p").format(""),
            LABEL + NAV.format(HERE),
        ),
        (
            "navigation/wrong-current",
            f'<nav><a href="/world"{HERE}>World</a><a href="/sport"{HERE}>Sport</a></nav>',
            "<p>No section's page</p>" + NAV.format(""),
        ),
        (
            "search/leads-nowhere",
            '<a class="search">Go to Search</a>',
            '<a class="search" href="/search">Go to Search</a>',
        ),
        (
            "search/leads-nowhere",
            '<a class="search" href="/">Search</a>',
            '<a class="search" href="#s">Search</a>',
        ),
        (
            "search/leads-nowhere",
            '<a class="search" href="https://news.example/a">Search</a>',
            '<button class="search">Search</button>',
        ),
        (
            "search/no-field",
            '<form class="search"><button>Search</button></form>',
            '<form class="search"><input name="q"><button>Search</button></form>',
        ),
        ("loading/stuck", '<p class="loading">Loading</p>', '<p class="loading" hidden>Loading</p>'),
    ],
)
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken, kind="article"))
    assert not said(rule, visited(healthy, kind="article"))


def test_an_article_in_two_sections_may_mark_either() -> None:
    labels = LABEL + '<p class="label"><a href="/sport">Sport</a></p>'
    assert not said("navigation/wrong-current", visited(labels + NAV.format(HERE), kind="article"))


def test_a_navigation_that_never_marks_a_section_is_not_asked_to() -> None:
    unmarked = {**ELEMENTS, "navigation": element("nav", item="a")}
    page = visited(LABEL + NAV.format(""), kind="article", elements=unmarked)
    assert not said("navigation/wrong-current", page)
    assert remarks("navigation/wrong-current", page)


def test_the_section_page_itself_is_in_its_section() -> None:
    page = visited(NAV.format(""), url="https://news.example/world")
    (found,) = said("navigation/wrong-current", page)
    assert found.expected == "World marked as the current section"


SECTIONS = ["Politics", "World", "Sport"]


def menu(*names: str, home: str = "") -> Page:
    """A page whose navigation has these sections, of a site whose file names three."""
    page = visited(f"<nav>{home}" + "".join(f'<a href="/{name}">{name}</a>' for name in names) + "</nav>")
    page.site.sections = SECTIONS
    return page


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Politics", "Sport"], "World missing"),
        (["Politics", "Planet", "Sport"], "World missing; planet there"),
        (["Politics", "World", "Sport", "Games"], "games there"),
        (["World", "Politics", "Sport"], "their order is another one"),
    ],
)
def test_the_sections_of_the_navigation_are_those_of_the_site_file(names: list[str], told: str) -> None:
    (found,) = said("navigation/wrong-sections", menu(*names))
    assert told in found.message


def test_the_navigation_may_have_more_than_sections() -> None:
    for home in ("", '<a href="/">Home</a>', '<a href="#menu">More</a>'):
        assert not said("navigation/wrong-sections", menu("POLITICS", "World", "Sport", home=home))
    assert remarks("navigation/wrong-sections", visited(NAV.format(""))) == [
        "the site file names no sections"
    ]


def test_one_of_two_navigations_may_have_other_things() -> None:
    page = visited('<nav><a href="/about">About</a></nav>' + NAV.format(""))
    page.site.sections = SECTIONS
    assert not said("navigation/wrong-sections", page)


def labelled(menu: str, labels: str) -> Page:
    """A page with that navigation and a list of stories with these labels."""
    return visited(f"<nav>{menu}</nav>" + feed(*(story("a", section=name) for name in labels.split())))


@pytest.mark.parametrize(
    ("menu", "wrong"),
    [
        ('<a href="/sport">World</a><a href="/world">Sport</a>', True),
        ('<a href="/">World</a><a href="/sport">Sport</a>', True),
        ('<a href="/world/?from=menu">World</a><a href="/sport">Sport</a>', False),
        ('<a href="/en/world">World</a><a href="/">Home</a><a href="/sport">Sport</a>', False),
        ('<a href="/world">World</a><a href="/sport">Sport</a><a href="/world">Planet</a>', False),
        ('<a href="/?cat=2">World</a><a href="/?cat=3">Sport</a>', False),
    ],
    ids=["exchanged", "front page", "other form", "other address", "repeated", "query"],
)
def test_each_section_leads_to_its_own_page(menu: str, wrong: bool) -> None:
    assert bool(said("navigation/wrong-link", labelled(menu, "World Sport"))) is wrong


@pytest.mark.parametrize(
    ("menu", "wrong"),
    [
        ('<a href="/c/sport/">World</a><a href="/c/world/">Sport</a>', True),
        ('<a href="/sport">World</a><a href="/games">Sport</a><a href="/world">Games</a>', True),
        ('<a href="/c/world/">World</a><a href="/c/sport/">Sport</a>', False),
        ('<a href="/culture/style">Life</a><a href="/life/style">Style</a>', False),
        ('<a href="/sport">World</a><a href="/games">Sport</a>', False),
        ('<a href="/s/2">World</a><a href="/s/1">Sport</a>', False),
    ],
    ids=["exchanged", "shifted", "right", "other's part", "other word", "numbers"],
)
def test_sections_that_have_each_others_addresses_lead_astray(menu: str, wrong: bool) -> None:
    assert bool(said("navigation/wrong-link", visited(f"<nav>{menu}</nav>"))) is wrong


def test_a_wrong_label_is_no_fault_of_the_navigation() -> None:
    menu = '<nav><a href="/world">World</a><a href="/sport">Sport</a></nav>'
    wrong = '<p class="label"><a href="/sport">World</a></p>'
    assert not said("navigation/wrong-link", visited(menu + wrong))
    numbered = menu.replace("/world", "/s/1").replace("/sport", "/s/2")
    assert not said("navigation/wrong-link", visited(numbered + wrong.replace("/sport", "/s/2")))


def test_sections_that_are_sent_on_to_one_page_are_one() -> None:
    page = visited('<nav><a href="/trade">Trade</a><a href="/business">Business</a></nav>')
    assert not said("navigation/repeated", page)
    page.capture.links = {
        "https://news.example/trade": LinkAnswer(status=200, url="https://news.example/business/")
    }
    (found,) = said("navigation/repeated", page)
    assert b"https://news.example/business" in msgspec.json.encode(found)


FOLDED = '<button>More</button><div{}><ul><li><a href="/sport">Sport</a></li></ul></div>'


def test_sections_that_are_folded_into_a_menu_are_there() -> None:
    for more, missing in (
        (FOLDED.format(" hidden"), False),
        (FOLDED.format(" hidden").replace("<button>More</button>", ""), True),
        (FOLDED.format("").replace("<li>", "<li hidden>"), True),
    ):
        page = visited(f'<nav><a href="/politics">Politics</a><a href="/world">World</a>{more}</nav>')
        page.site.sections = SECTIONS
        assert bool(said("navigation/wrong-sections", page)) is missing


def test_the_navigation_stays_as_it_is() -> None:
    fewer = NAV.format("").replace('<a href="/sport">Sport</a>', "")
    assert said("navigation/changed", visited(NAV.format(""), tab__All=fewer))
    assert not said("navigation/changed", visited(NAV.format(HERE), tab__All=NAV.format("")))


def test_loading_is_also_recognized_without_a_site_file() -> None:
    assert said("loading/stuck", visited("<p>Loading…</p>", elements={}))
    assert not said("loading/stuck", visited("<p>Loading</p>", elements={}, offline=True))
    assert not said("loading/stuck", visited("<h3>Loading</h3><a href=/a>Loading</a>", elements={}))
    assert not said("loading/stuck", visited("<p>Loading ships takes a day.</p>", elements={}))
    below = '<div style="height: 2000px"></div><p>Loading</p>'
    assert not said("loading/stuck", visited(below, elements={}))


def city(current: str, *cities: str, show: bool = True) -> str:
    """A city selector, open or closed."""
    options = "".join(f'<button class="city-option">{name}</button>' for name in cities)
    hidden = "" if show else " hidden"
    return (
        f'<div class="city"><button class="city-button">Select the city</button>'
        f'<span class="city-current">{current}</span><div{hidden}>{options}</div></div>'
    )


CLOSED = city("Oslo", "Oslo", "Helsinki", show=False)
OPEN = city("Oslo", "Oslo", "Helsinki")
CHOSEN = city("Helsinki", "Oslo", "Helsinki", show=False)


def test_the_city_selector_lists_cities() -> None:
    assert said("city/few-cities", visited(CLOSED, city_open=CLOSED))
    assert not said("city/few-cities", visited(CLOSED, city_open=OPEN))
    assert remarks("city/few-cities", visited(CLOSED)) == ["the visit did not choose a city here"]


def test_each_city_is_listed_once() -> None:
    assert said("city/repeated", visited(CLOSED, city_open=city("Oslo", "Oslo", "Bern", "Oslo")))
    assert not said("city/repeated", visited(CLOSED, city_open=city("Oslo", "Oslo", "Oslo, Minnesota")))


def test_the_choice_of_a_city_sticks() -> None:
    kept = visited(CLOSED, city_open=OPEN, city_chosen=CHOSEN, city_reloaded=CHOSEN)
    assert not said("city/not-kept", kept)
    (ignored,) = said("city/not-kept", visited(CLOSED, city_open=OPEN, city_chosen=CLOSED))
    assert "does not show it" in ignored.message
    forgotten = visited(CLOSED, city_open=OPEN, city_chosen=CHOSEN, city_reloaded=CLOSED)
    assert "after a reload" in said("city/not-kept", forgotten)[0].message


def test_a_city_selector_that_is_a_select() -> None:
    select = '<div class="city"><select><option class="city-option"{}>Oslo</option>{}</select></div>'
    second = '<option class="city-option"{}>Helsinki</option>'
    first = select.format(" selected", second.format(""))
    chosen = select.format("", second.format(" selected"))
    named = {"city": element(".city", option=".city-option")}
    assert not said("city/few-cities", visited(first, elements=named, city_chosen=chosen))
    assert not said("city/not-kept", visited(first, elements=named, city_chosen=chosen))
    assert said("city/not-kept", visited(first, elements=named, city_chosen=first))


def money(amount: str, given: str, wanted: str, result: str, rate: str = "1 EUR = 1.08 USD") -> str:
    """A currency converter."""
    return (
        f'<h2>Rates</h2><div class="currency"><input class="amount" value="{amount}">'
        f'<input class="from" value="{given}">'
        f'<input class="to" value="{wanted}"><output class="result">{result}</output>'
        f'<p class="rate">{rate}</p></div>'
    )


@pytest.mark.parametrize("rate", ["1 EUR = NaN USD", "1 EUR =  USD", "undefined", "", "1 EUR = 0 USD"])
def test_a_rate_that_is_no_number(rate: str) -> None:
    assert said("currency/not-a-number", visited(money("", "EUR", "USD", "", rate)))


@pytest.mark.parametrize("rate", ["1 EUR = 1.0843 USD", "10,9325", "1 084.30", "{{money.rate()}}"])
def test_a_rate_that_is_one_or_that_the_rules_about_templates_report(rate: str) -> None:
    assert not said("currency/not-a-number", visited(money("", "EUR", "USD", "", rate)))


def test_the_result_for_100_is_a_number() -> None:
    start = money("", "EUR", "USD", "")
    assert said("currency/not-a-number", visited(start, currency_typed=money("100", "EUR", "USD", "NaN")))
    assert not said(
        "currency/not-a-number", visited(start, currency_typed=money("100", "EUR", "USD", "108.43"))
    )


@pytest.mark.parametrize(
    ("there", "back", "agrees"),
    [
        (("100", "EUR", "USD", "108.43"), ("100", "USD", "EUR", "92.22"), True),
        (("100", "EUR", "USD", "108.43"), ("108.43", "USD", "EUR", "100.00"), True),
        (("100", "EUR", "JPY", "16185.00"), ("100", "JPY", "EUR", "0.62"), True),
        (("100", "EUR", "JPY", "16,185"), ("16,185", "JPY", "EUR", "100"), True),
        (("100", "EUR", "USD", "108.43"), ("100", "USD", "EUR", "108.43"), False),
        (("100", "EUR", "USD", "108.43"), ("100", "EUR", "USD", "108.43"), False),
        (("100", "EUR", "SEK", "1,093.25"), ("1093.25", "SEK", "EUR", "120.00"), False),
    ],
)
def test_both_ways_agree_but_for_rounding(
    there: tuple[str, str, str, str], back: tuple[str, str, str, str], agrees: bool
) -> None:
    page = visited(money(*there), currency_typed=money(*there), currency_swapped=money(*back))
    assert bool(said("currency/ways-disagree", page)) is not agrees


def scrolled(page: Page, state: str, to: float, button: float | None) -> None:
    """Say how a state of a page 3,000 pixels high was scrolled, and where on it the control then was."""
    snapshot = next(one.snapshot for one in page.capture.states if one.name == state)
    assert snapshot
    snapshot.page, snapshot.scroll = (1280, 3000), (0, to)
    for match in snapshot.elements["back-to-top"]:
        snapshot.nodes[match.node].box = None if button is None else (1200, button, 40, 40)


@pytest.mark.parametrize(
    ("amount", "result", "rate", "wrong"),
    [
        ("250", "271.08", "1 EUR = 1.0843 USD", False),
        ("250", "271", "1 EUR = 1.08 USD", False),
        ("250", "108.43", "", True),
        ("250", "290.00", "1 EUR = 1.0843 USD", True),
        ("250", "271.08", "1 GBP = 1.2665 USD", False),
        ("100", "108.43", "", False),
    ],
)
def test_the_sum_follows_from_the_amount_and_the_rate(
    amount: str, result: str, rate: str, wrong: bool
) -> None:
    start, typed = money("100", "EUR", "USD", "108.43"), money(amount, "EUR", "USD", result, rate)
    assert bool(said("currency/wrong-result", visited(start, currency_typed=typed))) is wrong


UP = '<a class="up" href="#top">^</a>'


def journey(at_top: float | None, at_end: float | None, after: float) -> Page:
    """A page whose control is at these places at its top and end, and that it scrolls to a place."""
    page = visited(UP, scrolled=UP, top=UP)
    scrolled(page, "loaded", 0, at_top)
    scrolled(page, "scrolled", 2100, at_end)
    scrolled(page, "top", after, None)
    return page


@pytest.mark.parametrize(
    ("at_top", "at_end", "after", "defects"),
    [
        (None, 2900, 0, set()),
        (2950, 2950, 0, set()),
        (800, 2900, 0, {"back-to-top/shown-at-top"}),
        (None, None, 0, {"back-to-top/does-not-appear"}),
        (None, 2900, 700, {"back-to-top/does-not-scroll"}),
    ],
    ids=["works", "link in the footer", "always there", "never there", "stops half-way"],
)
def test_back_to_top(at_top: float | None, at_end: float | None, after: float, defects: set[str]) -> None:
    page = journey(at_top, at_end, after)
    rules = ("shown-at-top", "does-not-appear", "does-not-scroll")
    assert {f"back-to-top/{name}" for name in rules if said(f"back-to-top/{name}", page)} == defects
