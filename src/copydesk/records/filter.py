"""The record of a filtered feed."""

from __future__ import annotations

import msgspec

from copydesk.records.feed import Listing
from copydesk.records.head import Head


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
    head: Head = msgspec.field(default_factory=Head)
    order: list[str] = []
    """The site file's elements, as they follow each other in the document."""
    shown: dict[str, list[str]] = {}
    """By element, everything that it says, as lines (see `copydesk.reading.outline`)."""
    letters: dict[str, list[str]] = {}
    """By element, the letters that it is printed in: size, weight and colour."""
