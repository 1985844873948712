"""The record of a feed page."""

from __future__ import annotations

import msgspec

from copydesk.records.common import Moment, Tab
from copydesk.records.head import Head


class Item(msgspec.Struct, kw_only=True):
    """A story in a list. `picture` is its first picture's address, `teaser` what else it says."""

    headline: str
    url: str = ""
    published: Moment | None = None
    section: str = ""
    picture: str = ""
    alt: str = ""
    teaser: str = ""


class Group(msgspec.Struct, kw_only=True):
    """A day's stories: the day as shown, as ISO date (None: could not be read), and the items under it."""

    text: str
    date: str | None = None
    items: list[Item] = []


class Listing(msgspec.Struct, kw_only=True):
    """The list as it stood in one state of the page (`loaded`, `load-more`, `tab:All news` …)."""

    state: str
    tabs: list[Tab] = []
    groups: list[Group] = []
    more: bool = False
    """Whether there is a control to load more."""

    @property
    def items(self) -> list[Item]:
        """All items in page order."""
        return [item for group in self.groups for item in group.items]


class Feed(msgspec.Struct, kw_only=True):
    """A feed page: one listing per state of the visit, the settled page first."""

    kind: str = "feed"
    url: str
    title: str = ""
    language: str = ""
    listings: list[Listing] = []
    head: Head = msgspec.field(default_factory=Head)
    order: list[str] = []
    """The site file's elements, as they follow each other in the document."""
    shown: dict[str, list[str]] = {}
    """By element, everything that it says, as lines (see `copydesk.reading.outline`)."""
    letters: dict[str, list[str]] = {}
    """By element, the letters that it is printed in: size, weight and colour."""
