"""Journeys: what a visit does on a page beside loading it. Each step ends in a state of the capture.

A journey finds what to press through the elements and parts that the site file names. It acts as a reader
does, with the browser's own mouse and keyboard, and it judges nothing: what a step came to is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable

from copydesk.browser.journeys.axe import axe
from copydesk.browser.journeys.filters import choose_sections, each_section
from copydesk.browser.journeys.furniture import back_to_top, city, currency, related
from copydesk.browser.journeys.lists import (
    load_more,
    load_more_back,
    load_more_double,
    load_more_to_the_end,
    phone,
    tabs,
)
from copydesk.browser.journeys.searching import search
from copydesk.browser.journeys.traveller import Traveller
from copydesk.browser.tab import Tab
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site

JOURNEYS: dict[str, Callable[[Traveller], None]] = {
    "load-more": load_more,
    "load-more-double": load_more_double,
    "load-more-end": load_more_to_the_end,
    "load-more-back": load_more_back,
    "feed-tabs": tabs("feed-tabs", "tab"),
    "filter": choose_sections,
    "filter-each": each_section,
    "search": search,
    "city": city,
    "currency": currency,
    "back-to-top": back_to_top,
    "most-read": tabs("most-read", "most-read"),
    "related": related,
    "axe": axe,
    "phone": phone,
}
"""Every journey by the name that the site file uses. A filter page does `filter` if it has
something to choose."""


def run(tab: Tab, entry: PageEntry, site: Site, capture: Capture) -> None:
    """Do a page's journeys, adding a state to the capture for each step."""
    traveller = Traveller(tab, entry, site, capture)
    names = entry.journeys
    # A page that its address narrows to a section has no panel to choose it in.
    if entry.kind == "filter" and entry.choose and "filter" not in names and traveller.has_filter():
        names = ["filter", *names]
    for name in names:
        JOURNEYS[name](traveller)
