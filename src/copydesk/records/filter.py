"""The record of a filtered feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from copydesk.records.feed import Listing

if TYPE_CHECKING:
    from copydesk.page import Page


class Choice(msgspec.Struct, kw_only=True):
    """A section that the filter offers, and whether its control says that it is chosen."""

    text: str
    chosen: bool = False


class FilteredListing(Listing, kw_only=True):
    """A listing with the filter's controls and the address beside it."""

    url: str = ""
    choices: list[Choice] = msgspec.field(default_factory=list)


class Filter(msgspec.Struct, kw_only=True):
    """A filter page: a listing per state (`loaded`, `filtered`, `reloaded`, `back`, `forward`, `cleared`)."""

    kind: str = "filter"
    url: str
    title: str = ""
    language: str = ""
    chosen: list[str] = []
    """The sections that the visit chose, as the site file names them."""
    listings: list[FilteredListing] = []


def read(page: Page) -> Filter:
    """Read a filter page's record from its capture, one listing per state."""
    return Filter(url=page.capture.final_url)
