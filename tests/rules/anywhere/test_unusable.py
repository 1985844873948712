"""Steps of a visit that could not be done: each is reported, and by one rule only."""

from __future__ import annotations

import pytest

from copydesk.browser.journeys import JOURNEYS
from copydesk.page.capture import State
from copydesk.page.page import Page
from copydesk.rules.anywhere.unusable import STATES
from copydesk.site.model import Element
from copydesk.verdicts.check import check
from tests.furniture import element, feed, remarks, said, story, visited

STEPS = [
    "load-more", "load-more-2", "tab:", "tab:World", "filtered", "reloaded", "back", "forward", "cleared",
    "city-open", "city-chosen", "city-reloaded", "currency-typed", "currency-swapped", "scrolled", "top",
    "most-read:", "most-read:Today", "related-more", "load-more-double", "load-more-end",
    "load-more-past-end", "filter-each:", "filter-each:World", "search-open", "search",
]  # fmt: skip
SELECTORS = {subject: f".{subject}" for subject in STATES}
LIST = feed(story("a"), more=False)


def stuck(step: str, html: str = LIST, elements: dict[str, Element] | None = None) -> Page:
    """A page on which one step of the visit could not be done."""
    return visited(html, elements=elements or {}, errors={step: "it is not on the page"})


def reported(page: Page) -> set[str]:
    """The rules that fail the page, but for what it always lacks here: a list that the site file names."""
    found = check(page.capture, page.site).findings
    return {one.rule for one in found if one.severity == "error"} - {"feed/missing"}


def test_every_journey_has_its_rule() -> None:
    prefixes = tuple(prefix for states in STATES.values() for prefix in states)
    own = ("phone", "axe")  # their rules say themselves when they could not be done
    assert [name for name in JOURNEYS if not name.startswith((*prefixes, *STATES, *own))] == []


@pytest.mark.parametrize("step", STEPS)
def test_a_step_whose_element_the_site_file_does_not_name(step: str) -> None:
    (rule,) = reported(stuck(step))
    assert rule.endswith("/unusable")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_whose_element_may_be_absent_and_is(step: str) -> None:
    optional = {name: element(selector) for name, selector in SELECTORS.items()}
    (rule,) = reported(stuck(step, elements=optional))
    assert rule.endswith("/unusable")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_whose_element_is_missing_is_a_missing_element_and_no_more(step: str) -> None:
    subject = next(name for name, states in STATES.items() if step.startswith(states))
    (rule,) = reported(stuck(step, elements={subject: element(".none", required=True)}))
    assert rule == f"{subject}/missing"


def test_a_step_says_what_was_done_and_why_it_failed() -> None:
    page = visited('<button class="open">x</button>', elements={"related": element(".open")})
    page.capture.states.append(State(name="related-more", action="pressed", error="it is not visible"))
    (found,) = said("related/unusable", page)
    assert "it is not visible" in found.message
    assert found.where.selector.endswith("button.open")
    assert remarks("city/unusable", page) == ["the site file names no city selector, none expected"]


def test_nothing_to_load_more_of_is_an_empty_list() -> None:
    page = visited(feed(), errors={"load-more": "it is not visible"})
    assert said("feed/empty", page)
    assert not said("load-more/unusable", page)


CITIES = '<div class="city"><button class="city-button">City</button>{}</div>'


def test_no_city_to_choose_is_a_selector_with_few_cities() -> None:
    page = visited(
        CITIES.format(""),
        city_open=CITIES.format('<b class="city-option">Oslo</b>'),
        errors={"city-chosen": "the city selector offers 1 cities, so there is none to choose"},
    )
    assert said("city/few-cities", page)
    assert not said("city/unusable", page)


def test_a_city_that_cannot_be_pressed_is_told() -> None:
    page = visited(
        CITIES.format(""),
        city_open=CITIES.format('<b class="city-option">Oslo</b><b class="city-option">Turku</b>'),
        errors={"city-chosen": "<div> intercepts pointer events"},
    )
    assert not said("city/few-cities", page)
    assert said("city/unusable", page)


UP = '<a class="up" href="#">Up</a>'


def scrolled(control: str, height: float) -> Page:
    """A page that was scrolled to its end, on which the control could then not be pressed."""
    page = visited(control, scrolled=control, errors={"top": "it is not visible"})
    for state, dom in page.states:
        dom.snapshot.page = (1280.0, height)
        dom.snapshot.scroll = (0.0, height - 900 if state.name == "scrolled" else 0.0)
        for match in dom.matches("back-to-top"):
            dom.nodes[match.node].box = (1200, height - 50, 40, 40)
    return page


def test_a_way_up_that_does_not_come_is_told_once() -> None:
    page = scrolled('<a class="up" href="#" hidden>Up</a>', 4000)
    assert said("back-to-top/does-not-appear", page)
    assert not said("back-to-top/unusable", page)


def test_a_way_up_that_lies_under_something_is_told() -> None:
    page = scrolled(UP, 4000)
    assert not said("back-to-top/does-not-appear", page)
    assert said("back-to-top/unusable", page)


def test_a_page_that_does_not_scroll_needs_no_way_up() -> None:
    assert not said("back-to-top/unusable", scrolled(UP, 900))
