"""The filter's journey: chosen, reloaded, Back, Forward, cleared."""

from __future__ import annotations

import pytest

from copydesk.page.page import Page
from tests.furniture import ELEMENTS, element, feed, remarks, said, story, visited

WORLD, WORLD_2, SPORT, BUSINESS = (
    story("w1", section="World"),
    story("w2", section="World"),
    story("s1", section="Sport"),
    story("b1", section="Business"),
)
SECTIONS = ("World", "Sport", "Business")


def at(*stories: str, chosen: tuple[str, ...] = (), more: bool = False) -> str:
    """The page with these stories, and these sections chosen in its filter."""
    options = "".join(
        f'<label><input type="checkbox"{" checked" if name in chosen else ""}> {name}</label>'
        for name in SECTIONS
    )
    controls = f'<div class="filter"><button class="open">Use filter</button>{options}</div>'
    return controls + feed(*stories, more=more)


FULL = at(WORLD, BUSINESS, SPORT)
NARROW = at(WORLD, chosen=("World",))


def journey(**states: str) -> Page:
    """A visit that chose World, all of whose steps went well but for those given."""
    steps = {"filtered": NARROW, "reloaded": NARROW, "back": FULL, "forward": NARROW, "cleared": FULL}
    return visited(FULL, kind="filter", choose=["World"], **{**steps, **states})


RULES = (
    *("few-sections", "repeated-section", "not-narrowed", "loses", "silent-empty"),
    *("not-kept", "not-restored", "control-disagrees", "wrong-count", "stale"),
)


def defects(page: Page) -> set[str]:
    """The filter's rules that find something."""
    return {name for name in RULES if said(f"filter/{name}", page)}


def test_a_filter_that_works() -> None:
    assert defects(journey()) == set()


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ({"filtered": at(WORLD, BUSINESS, SPORT, chosen=("World",))}, {"not-narrowed"}),
        ({"filtered": at(WORLD_2, chosen=("World",)), "reloaded": at(WORLD_2, chosen=("World",))}, {"loses"}),
        ({"reloaded": FULL}, {"not-kept"}),
        ({"reloaded": at(chosen=("World",))}, {"not-kept"}),
        ({"forward": at(WORLD, BUSINESS, SPORT, chosen=("World",))}, {"not-kept"}),
        ({"back": NARROW}, {"not-restored"}),
        ({"cleared": at(WORLD)}, {"not-restored"}),
        ({"back": at(WORLD, BUSINESS, SPORT, chosen=("World",))}, {"control-disagrees"}),
        ({"reloaded": at(WORLD)}, {"control-disagrees"}),
    ],
)
def test_one_defect_is_reported_by_one_rule(states: dict[str, str], found: set[str]) -> None:
    assert defects(journey(**states)) == found


@pytest.mark.parametrize(
    "states",
    [
        {
            "filtered": at(WORLD, WORLD_2, chosen=("World",)),
            "reloaded": at(WORLD_2, WORLD, chosen=("World",)),
        },
        {"back": at(story("new", section="Sport"), WORLD, BUSINESS)},
    ],
    ids=["older ones of the section come in", "a new story pushed the last one out"],
)
def test_what_a_live_site_may_do(states: dict[str, str]) -> None:
    assert defects(journey(**states)) == set()


def test_a_story_in_two_sections_belongs_in_both() -> None:
    both = story("both", section="Sport").replace("</li>", '<a class="section" href="/w">World</a></li>')
    full, narrow = at(both, BUSINESS), at(both, chosen=("World",))
    page = visited(full, kind="filter", choose=["World"], filtered=narrow)
    assert defects(page) == set()


def test_what_comes_with_more_news_is_not_missing() -> None:
    full = at(WORLD, WORLD_2, SPORT, more=True)
    page = visited(full, kind="filter", choose=["World"], filtered=at(WORLD, chosen=("World",), more=True))
    assert "loses" not in defects(page)


def test_a_list_that_is_rightly_empty_says_so() -> None:
    full = at(BUSINESS, SPORT)
    blank = at(chosen=("World",))
    silent = visited(full, kind="filter", choose=["World"], filtered=blank)
    assert defects(silent) == {"silent-empty"}
    said_so = visited(
        full, kind="filter", choose=["World"], filtered=blank + "<p>There is no news for this choice.</p>"
    )
    assert defects(said_so) == set()


def test_an_empty_list_that_should_not_be_empty_lost_its_stories() -> None:
    assert defects(journey(filtered=at(chosen=("World",)), reloaded=at(chosen=("World",)))) == {"loses"}


def test_stories_without_sections_cannot_be_judged() -> None:
    full, narrow = at(story("a"), story("b")), at(story("a"), chosen=("World",))
    page = visited(full, kind="filter", choose=["World"], filtered=narrow)
    assert not said("filter/not-narrowed", page)
    assert remarks("filter/not-narrowed", page) == ["the stories in the list do not show their sections"]


def test_what_the_filter_offers() -> None:
    none = '<div class="filter"><button class="open">Use filter</button></div>' + feed(WORLD)
    assert said("filter/few-sections", visited(none, kind="filter", choose=["World"]))
    assert not said("filter/few-sections", visited(none, kind="feed"))
    twice = '<div class="filter"><label>World</label><label>World</label></div>'
    assert said("filter/repeated-section", visited(twice))
    assert remarks("filter/not-narrowed", visited(FULL)) == ["the visit chose no sections here"]


def each(**states: str) -> Page:
    """A visit that chose each section by itself (`World`, `Sport`, `Business`)."""
    return visited(FULL, kind="filter", **{f"filter_each__{name}": page for name, page in states.items()})


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ({"World": NARROW, "Sport": at(SPORT, chosen=("Sport",))}, set()),
        ({"World": NARROW, "Sport": at(SPORT, WORLD, chosen=("Sport",))}, {"not-narrowed"}),
        ({"Sport": at(chosen=("Sport",))}, {"loses"}),
        ({"Sport": at(SPORT, chosen=("World",))}, {"control-disagrees"}),
        ({"Weather": at()}, {"silent-empty"}),
        ({"Weather": at() + "<p>There is no news for this choice.</p>"}, set()),
    ],
)
def test_each_section_is_looked_at_by_itself(states: dict[str, str], found: set[str]) -> None:
    assert defects(each(**states)) == found


def test_what_is_missing_is_told_as_far_as_the_full_list_is_known() -> None:
    full = at(BUSINESS, SPORT, more=True)
    empty = at(chosen=("World",)) + "<p>There is no news for this choice.</p>"
    seen = visited(full, kind="filter", choose=["World"], filtered=empty)
    assert defects(seen) == set()
    further = visited(
        full, kind="filter", choose=["World"], filtered=empty, load_more_end=at(BUSINESS, SPORT, WORLD)
    )
    assert defects(further) == {"loses"}
    came_in = visited(
        full, kind="filter", choose=["World"], filtered=empty, load_more_end=at(WORLD, BUSINESS, SPORT)
    )
    assert defects(came_in) == set(), "a new story on top was not there when the list was narrowed"


def counted(number: str, *stories: str, more: bool = False) -> Page:
    """A list narrowed to World, and a number over it."""
    elements = {**ELEMENTS, "filter": element(".filter", option="label", count=".count")}
    page = at(*stories, chosen=("World",), more=more).replace(
        "</div>", f'<b class="count">{number}</b></div>', 1
    )
    return visited(FULL, kind="filter", choose=["World"], elements=elements, filtered=page)


@pytest.mark.parametrize(
    ("number", "more", "wrong"),
    [
        ("2", False, False),
        ("15", False, True),
        ("15", True, False),
        ("1", True, True),
        ("2 stories", False, False),
    ],
)
def test_the_number_of_stories_is_that_of_the_list(number: str, more: bool, wrong: bool) -> None:
    assert bool(said("filter/wrong-count", counted(number, WORLD, WORLD_2, more=more))) == wrong


def test_a_filter_without_a_number() -> None:
    assert remarks("filter/wrong-count", journey()) == ["the filter shows no number of stories"]


OLD = WORLD.replace(">w1<", ">Earlier headline<")


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ({"filtered": at(OLD, chosen=("World",)), "reloaded": at(OLD, chosen=("World",))}, {"stale"}),
        ({"filtered": at(OLD, chosen=("World",)), "cleared": at(OLD, BUSINESS, SPORT)}, set()),
    ],
    ids=["the section's list was not renewed", "the headline was changed during the visit"],
)
def test_a_headline_that_an_edit_did_not_reach(states: dict[str, str], found: set[str]) -> None:
    assert defects(journey(**states)) == found


def test_a_filter_that_does_nothing_is_told_once() -> None:
    page = each(World=FULL, Sport=FULL, Business=FULL)
    (found,) = said("filter/not-narrowed", page)
    assert found.message.startswith(
        "The list is not narrowed to World, nor to any of 2 other choices: 2 of 3"
    )
    assert defects(page) == {"not-narrowed"}
    some = each(World=FULL, Sport=FULL, Business=at(BUSINESS, chosen=("Business",)))
    assert len(said("filter/not-narrowed", some)) == 2


def test_a_list_that_its_address_narrows_stays_so() -> None:
    def opened(more: str) -> Page:
        short = at(WORLD, chosen=("World",), more=True)
        return visited(short, kind="filter", choose=["World"], filtered=short, load_more_end=more)

    assert defects(opened(at(WORLD, WORLD_2, BUSINESS, chosen=("World",)))) == {"not-kept"}
    assert not said("filter/not-kept", opened(at(WORLD, WORLD_2, chosen=("World",))))


def test_a_page_without_a_filter_is_narrowed_by_its_address() -> None:
    plain = {name: one for name, one in ELEMENTS.items() if name != "filter"}
    for stories, found in (((WORLD, WORLD_2), set()), ((WORLD, BUSINESS), {"not-narrowed"})):
        page = visited(feed(*stories), kind="filter", choose=["World"], elements=plain)
        assert defects(page) == found
