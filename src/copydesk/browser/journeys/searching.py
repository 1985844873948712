"""The journey through search: words typed, and what is found."""

from __future__ import annotations

from playwright.sync_api import Error, Locator

from copydesk.browser.journeys.traveller import PRESS, StepError, Traveller, in_words
from copydesk.browser.machine import patiently

_FIELD = "input:not([type]), input[type=search], input[type=text]"
_SEARCHING = "input[type=search], [role=search] input, input[name=q], input[name=query], input[name=s]"
"""The field of a search, on the page or in the panel that the way to search leads to."""


def search(traveller: Traveller) -> None:
    """Type the site file's query into the search and submit it, going to the search's own page if need be."""

    def submit(field: Locator) -> None:
        try:
            patiently(lambda limit: field.fill(traveller.entry.query, timeout=limit), PRESS)
            patiently(lambda limit: field.press("Enter", timeout=limit), PRESS)
        except Error as error:
            raise StepError(f"the query could not be typed: {in_words(error)}") from None

    def search_here() -> None:
        traveller.start_over()
        submit(traveller.control("search").locator(_FIELD).first)

    def search_there() -> None:
        submit(first_visible(traveller.page.locator("main"), traveller.page.locator("body")))

    def go() -> None:
        traveller.start_over()
        traveller.press("search")

    action = f"“{traveller.entry.query}” was searched for"
    if has_field(traveller):
        traveller.step("search", action, search_here)
    elif traveller.step("search-open", "the way to search was pressed", go):
        traveller.step("search", action, search_there)


def has_field(traveller: Traveller) -> bool:
    """Whether the way to search is a field itself."""
    if "search" not in traveller.elements:
        return False
    return traveller.control("search").locator(_FIELD).count() > 0


def first_visible(*places: Locator) -> Locator:
    """The first search field that can be seen in one of these places."""
    for place in places:
        fields = place.locator(_SEARCHING).locator("visible=true")
        if fields.count():
            return fields.first
    raise StepError("the way to search leads to no field to type in")
