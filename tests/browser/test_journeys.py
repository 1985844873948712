"""What a visit does beside loading a page, on the embedded site and on a page that does not play along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.browser import collect as collecting
from copydesk.browser.collect import Collected
from copydesk.browser.journeys import JOURNEYS, traveller
from copydesk.browser.tab import Tab
from copydesk.browser.visit import Visitor
from copydesk.demo.server import serve
from copydesk.page.capture import Capture, State
from copydesk.page.dom import Dom
from copydesk.rules.registry import rule_names
from copydesk.site.elements import JOURNEYS as KNOWN
from copydesk.site.file import load_site
from copydesk.site.model import Element, PageEntry, Site
from copydesk.verdicts.check import check
from tests.browser.hostile import hostile_site

LANTERN = load_site(Path(__file__).parents[2] / "sites" / "lantern.toml", rule_names())


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    with serve() as base_url, Visitor(browser, LANTERN, base_url=base_url) as visitor:
        yield visitor


def journey(visitor: Visitor, *names: str, kind: str = "article", choose: tuple[str, ...] = ()) -> Capture:
    url = "/politics/dialogue" if kind == "article" else "/news"
    entry = PageEntry(name="page", kind=kind, url=url, journeys=list(names), choose=list(choose))  # type: ignore[arg-type]
    return visitor.visit(entry)


def state(capture: Capture, name: str) -> State:
    found = capture.state(name)
    assert found is not None, [state.name for state in capture.states]
    assert not found.error, found.error
    assert found.settled == ""
    return found


def texts(capture: Capture, name: str, element: str, part: str = "") -> list[str]:
    """The texts of an element, or of its parts, in a state."""
    snapshot = state(capture, name).snapshot
    assert snapshot is not None
    dom = Dom(snapshot)
    nodes = [n for m in dom.matches(element) for n in (m.parts[part] if part else [m.node])]
    return [" ".join(dom.text(node).split()) for node in nodes]


def values(capture: Capture, name: str, part: str) -> list[str]:
    """What the form controls of the converter hold in a state."""
    snapshot = state(capture, name).snapshot
    assert snapshot is not None
    fields = {field.node: field.value for field in snapshot.fields}
    [match] = snapshot.elements["currency"]
    return [fields[node] for node in match.parts[part]]


def test_every_journey_that_a_site_file_may_name_can_be_done() -> None:
    assert set(KNOWN) == set(JOURNEYS)


def test_load_more_is_pressed_twice(visitor: Visitor) -> None:
    capture = journey(visitor, "load-more", kind="feed")
    assert [state.name for state in capture.states] == ["loaded", "load-more", "load-more-2"]
    before, once, twice = (texts(capture, s.name, "feed", "link") for s in capture.states)
    assert len(before) < len(once) < len(twice)
    assert twice[: len(once)] == once
    assert once[: len(before)] == before


def test_a_double_click_brings_the_next_stories_once(visitor: Visitor) -> None:
    capture = journey(visitor, "load-more", "load-more-double", kind="feed")
    assert texts(capture, "load-more-double", "feed", "link") == texts(capture, "load-more", "feed", "link")


def test_the_second_press_of_a_double_click_comes_before_any_answer(browser: Browser) -> None:
    """The answer is there by the time that the page is done with the first press."""
    elements = {"load-more": Element(selector="button"), "feed": Element(selector="ul", parts={"item": "li"})}
    site = Site(elements={"all": elements})
    entry = PageEntry(name="page", kind="feed", url="/more", journeys=["load-more-double"])
    with hostile_site() as base_url, Visitor(browser, site, base_url=base_url) as visitor:
        capture = visitor.visit(entry)
    assert len(texts(capture, "load-more-double", "feed", "item")) == 1


def test_more_is_loaded_until_the_control_is_gone(visitor: Visitor) -> None:
    capture = journey(visitor, "load-more-end", kind="feed")
    assert [state.name for state in capture.states] == ["loaded", "load-more-end"]
    stories = texts(capture, "load-more-end", "feed", "link")
    assert len(set(stories)) == len(stories) == 42
    assert not Dom(state(capture, "load-more-end").snapshot).visible(  # type: ignore[arg-type]
        state(capture, "load-more-end").snapshot.elements["load-more"][0].node  # type: ignore[union-attr]
    )


def test_a_control_that_stays_at_the_end_is_pressed_once_more(browser: Browser) -> None:
    site = Site(patience=3, elements={"all": {"load-more": Element(selector="h1")}})
    with hostile_site() as base_url, Visitor(browser, site, base_url=base_url) as visitor:
        capture = visitor.visit(PageEntry(name="page", kind="feed", url="/plain", journeys=["load-more-end"]))
    assert [state.name for state in capture.states] == ["loaded", "load-more-end", "load-more-past-end"]


def test_back_from_the_last_story_that_more_brought(visitor: Visitor) -> None:
    capture = journey(visitor, "load-more-back", kind="feed")
    assert [state.name for state in capture.states] == ["loaded", "load-more-left", "load-more-back"]
    assert len(texts(capture, "load-more-back", "feed", "item")) == 30


def test_a_visit_leaves_no_place_in_the_list_for_the_next(visitor: Visitor) -> None:
    journey(visitor, "load-more", kind="feed")
    assert len(texts(journey(visitor, kind="feed"), "loaded", "feed", "item")) == 15


def test_each_section_is_chosen_alone_one_after_another(visitor: Visitor) -> None:
    capture = journey(visitor, "filter-each", kind="feed")
    assert [state.name for state in capture.states][1:3] == [
        "filter-each:Politics & Diplomacy",
        "filter-each:World",
    ]
    assert len(capture.states) == 10
    assert set(texts(capture, "filter-each:World", "feed", "section")) >= {"World"}
    assert texts(capture, "filter-each:Letters to the Editor", "feed", "item") == []


def test_a_query_is_typed_and_its_stories_come(visitor: Visitor) -> None:
    entry = PageEntry(name="page", kind="feed", url="/news", journeys=["search"], query="strait")
    capture = visitor.visit(entry)
    assert capture.query == "strait"
    found = state(capture, "search").snapshot
    assert found is not None
    assert found.url.endswith("/search?q=strait")
    assert texts(capture, "search", "feed", "link")


def test_a_search_with_a_page_of_its_own_is_gone_to_first(browser: Browser) -> None:
    elements = {**LANTERN.elements_of("feed"), "search": Element(selector=".search-link")}
    site = Site(elements={"feed": elements}, time_zone=LANTERN.time_zone, now=LANTERN.now)
    entry = PageEntry(name="page", kind="feed", url="/news", journeys=["search"], query="strait")
    with serve() as base_url, Visitor(browser, site, base_url=base_url) as visitor:
        capture = visitor.visit(entry)
    assert [state.name for state in capture.states] == ["loaded", "search-open", "search"]
    assert texts(capture, "search", "feed", "link")


def test_the_page_is_loaded_at_the_width_of_a_telephone_and_the_window_is_as_before(visitor: Visitor) -> None:
    capture = journey(visitor, "load-more", "phone", kind="feed")
    small = state(capture, "phone").snapshot
    assert small is not None
    assert small.viewport == (390, 844)
    assert small.scroll == (0, 0)
    assert texts(capture, "phone", "feed", "link") == texts(capture, "loaded", "feed", "link")
    after = journey(visitor, kind="feed").loaded
    assert after is not None
    assert after.viewport == (1280, 900)


def test_each_tab_of_the_feed_is_pressed(visitor: Visitor) -> None:
    capture = journey(visitor, "feed-tabs", kind="feed")
    names = ["Sections", "All news", "News Feed", "News Search", "Topics"]
    assert [state.name for state in capture.states] == ["loaded", *(f"tab:{name}" for name in names)]
    for name in names:
        assert texts(capture, f"tab:{name}", "feed-tabs", "active") == [name]


def test_a_filter_is_chosen_kept_left_taken_up_again_and_cleared(visitor: Visitor) -> None:
    capture = journey(visitor, kind="filter", choose=("World", "People's Culture"))
    addresses = {s.name: s.snapshot.url.partition("/news")[2] for s in capture.states if s.snapshot}
    assert addresses == {
        "loaded": "",
        "filtered": "?sections=world,culture",
        "reloaded": "?sections=world,culture",
        "back": "",
        "forward": "?sections=world,culture",
        "cleared": "",
    }
    assert texts(capture, "filtered", "feed", "link") == texts(capture, "reloaded", "feed", "link")
    assert texts(capture, "back", "feed", "link") == texts(capture, "loaded", "feed", "link")


def test_a_section_that_the_filter_does_not_offer_is_told_with_those_it_does(visitor: Visitor) -> None:
    capture = journey(visitor, kind="filter", choose=("Gardening",))
    assert [state.name for state in capture.states] == ["loaded", "filtered"]
    assert "does not offer 'Gardening'; it offers Politics & Diplomacy, World," in capture.states[1].error


PILLS = {
    "feed": Element(selector=".feed", parts={"item": "li", "link": "a", "section": "i"}),
    "filter": Element(selector="aside", parts={"option": ".pill"}),
    "load-more": Element(selector=".more"),
}


def pills(browser: Browser, path: str, *journeys: str, panel: bool = True) -> tuple[Capture, list[str]]:
    """A visit to a page whose filter applies at once, and what is said of its filter."""
    elements = {name: one for name, one in PILLS.items() if panel or name != "filter"}
    site = Site(elements={"filter": elements})
    entry = PageEntry(
        name="page", kind="filter", url=path, choose=["Economy", "World"], journeys=list(journeys)
    )
    with hostile_site() as base_url, Visitor(browser, site, base_url=base_url) as visitor:
        capture = visitor.visit(entry)
    verdicts = check(capture, site).verdicts
    return capture, [one.rule for name in ("filter", "load-more") for one in verdicts[name].findings]


def test_a_filter_may_apply_at_once(browser: Browser) -> None:
    capture, said = pills(browser, "/pills")
    steps = ["loaded", "filtered", "reloaded", "back", "forward"]
    assert [(state.name, state.error) for state in capture.states] == [(name, "") for name in steps]
    counts = [len([*Dom(one.snapshot).find("li")]) for one in capture.states if one.snapshot]
    assert counts == [4, 3, 3, 4, 3]
    assert not said


def test_what_no_address_keeps_is_not_asked_for_again(browser: Browser) -> None:
    capture, said = pills(browser, "/pills#view")
    assert [(state.name, state.error) for state in capture.states[1:]] == [("filtered", "")]
    assert not said


def test_what_is_chosen_already_is_not_pressed_and_other_choices_are_taken_back(browser: Browser) -> None:
    capture, said = pills(browser, "/pills?tag=Economy&tag=World")
    assert [(state.name, state.error) for state in capture.states[1:]] == [("filtered", ""), ("reloaded", "")]
    assert not said
    capture, said = pills(browser, "/pills?tag=Culture")
    filtered = state(capture, "filtered").snapshot
    assert filtered is not None
    assert filtered.url.endswith("?tag=Economy&tag=World")
    assert not said


def test_a_page_that_its_address_narrows_needs_no_filter(browser: Browser) -> None:
    capture, said = pills(browser, "/pills?tag=Economy&tag=World", panel=False)
    assert [state.name for state in capture.states] == ["loaded"]
    assert not said
    assert pills(browser, "/pills", panel=False)[1] == ["filter/not-narrowed"]


def test_the_first_control_in_sight_is_pressed(browser: Browser) -> None:
    capture, _ = pills(browser, "/pills", "load-more", panel=False)
    assert not state(capture, "load-more").error


def test_a_city_is_chosen_and_sticks(visitor: Visitor) -> None:
    capture = journey(visitor, "city")
    assert [s.name for s in capture.states] == ["loaded", "city-open", "city-chosen", "city-reloaded"]
    options = texts(capture, "city-open", "city", "option")
    assert texts(capture, "city-chosen", "city", "current") == [options[1]]
    assert texts(capture, "city-reloaded", "city", "current") == [options[1]]


def test_an_amount_is_converted_both_ways(visitor: Visitor) -> None:
    capture = journey(visitor, "currency")
    assert [s.name for s in capture.states] == ["loaded", "currency-typed", "currency-swapped"]
    assert values(capture, "currency-typed", "amount") == ["250"]
    assert values(capture, "currency-typed", "from") == values(capture, "currency-swapped", "to")


def test_back_to_top_is_pressed_at_the_end_of_the_page(visitor: Visitor) -> None:
    capture = journey(visitor, "back-to-top")
    scrolled, top = state(capture, "scrolled").snapshot, state(capture, "top").snapshot
    assert scrolled is not None
    assert top is not None
    assert scrolled.scroll[1] > 0
    assert top.scroll == (0, 0)


def test_the_tabs_of_most_read_and_show_more_of_the_related_list_are_pressed(visitor: Visitor) -> None:
    capture = journey(visitor, "most-read", "related")
    names = ["most-read:Now", "most-read:Today", "most-read:This week"]
    assert [s.name for s in capture.states] == ["loaded", *names, "related-more"]
    assert len({tuple(texts(capture, name, "most-read", "link")) for name in names}) == 3
    assert len(texts(capture, "related-more", "related", "item")) > len(
        texts(capture, "loaded", "related", "item")
    )


def test_a_control_that_is_not_there_or_cannot_be_pressed_ends_its_journey_in_words(browser: Browser) -> None:
    site = Site(
        patience=3,
        elements={
            "all": {
                "load-more": Element(selector=".nowhere"),
                "feed-tabs": Element(selector="body", parts={"tab": ".low"}),
                "most-read": Element(selector=".nowhere", parts={"tab": "button"}),
            }
        },
    )
    names = ["load-more", "feed-tabs", "most-read", "city"]
    with hostile_site() as base_url, Visitor(browser, site, base_url=base_url) as visitor:
        capture = visitor.visit(PageEntry(name="page", kind="feed", url="/places", journeys=names))
    errors = {state.name: state.error for state in capture.states[1:]}
    assert errors == {
        "load-more": "the load-more could not be pressed: it is not on the page",
        "tab:low": "the feed-tabs (tab) could not be pressed: "
        '<p class="under high">high</p> intercepts pointer events',
        "most-read:": "most-read has no tabs to press",
        "city-chosen": "the city selector offers 0 cities, so there is none to choose",
    }


def test_a_page_that_never_settles_is_not_waited_for_at_every_step(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = []

    def collect(tab: Tab, elements: dict[str, Element], patience: float) -> Collected:
        waits.append(patience)
        return collecting.collect(tab, elements, patience)

    monkeypatch.setattr(traveller, "collect", collect)
    site = Site(patience=1.5, elements={"all": {"feed-tabs": Element(selector="body", parts={"tab": "h1"})}})
    with hostile_site() as base_url, Visitor(browser, site, base_url=base_url) as visitor:
        entry = PageEntry(name="page", kind="feed", url="/restless", journeys=["feed-tabs"])
        capture = visitor.visit(entry)
    assert [(s.name, s.settled) for s in capture.states] == [
        ("loaded", "still changing"),
        ("tab:Restless", "still changing"),
    ]
    assert waits == [traveller.IMPATIENCE]
    assert site.patience > traveller.IMPATIENCE
