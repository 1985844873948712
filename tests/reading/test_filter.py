"""The record of a filter page: what was chosen, and the list, address and controls in every state."""

from __future__ import annotations

import pytest

from copydesk.reading.filter import options
from copydesk.records.filter import Filter
from tests.furniture import ELEMENTS, element, feed, story, visited

SECTIONS = (
    '<div class="filter"><label><input type=checkbox {}> World</label>'
    "<label><input type=checkbox> Sport</label></div>"
)


def test_each_state_has_its_list_its_address_and_its_controls() -> None:
    full, narrow = feed(story("w"), story("s")), feed(story("w"))
    page = visited(
        SECTIONS.format("") + full,
        kind="filter",
        choose=["World"],
        filtered=SECTIONS.format("checked") + narrow,
    )
    record = page.record
    assert isinstance(record, Filter)
    assert record.chosen == ["World"]
    assert [listing.state for listing in record.listings] == ["loaded", "filtered"]
    assert [len(listing.items) for listing in record.listings] == [2, 1]
    assert record.listings[1].url == "https://news.example/a"
    chosen = [[choice.chosen for choice in listing.choices] for listing in record.listings]
    assert chosen == [[False, False], [True, False]]
    assert [choice.text for choice in record.listings[0].choices] == ["World", "Sport"]


@pytest.mark.parametrize(
    ("markup", "selector", "expected"),
    [
        ('<button aria-pressed="true">World</button>', "button", ("World", True)),
        ('<a aria-current="false">World</a>', "a", ("World", False)),
        ("<button>World</button>", "button", ("World", None)),
        ('<input type="checkbox" id="w" checked><label for="w">World</label>', "input", ("World", True)),
        ("<label>World<input type=checkbox></label>", "input", ("World", False)),
        ("<select><option selected>World</option></select>", "option", ("World", True)),
    ],
)
def test_a_control_is_chosen_as_html_or_aria_say(
    markup: str, selector: str, expected: tuple[str, bool | None]
) -> None:
    named = {**ELEMENTS, "filter": element(".filter", option=selector)}
    page = visited(f'<div class="filter">{markup}</div>', elements=named)
    assert [(text, chosen) for _, text, chosen in options(page.dom)] == [expected]


def test_a_closed_panel_is_read_too() -> None:
    page = visited(SECTIONS.format("checked").replace("<label", "<label hidden"))
    assert [text for _, text, _ in options(page.dom)] == ["World", "Sport"]
