"""The record of a feed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from copydesk.records.common import Moment, Tab
from copydesk.records.head import Head, read_head
from copydesk.records.listing import Reading, language, readings
from copydesk.records.outline import read_outline

if TYPE_CHECKING:
    from copydesk.page import Page


class Item(msgspec.Struct, kw_only=True):
    """A story in a list."""

    headline: str
    url: str = ""
    published: Moment | None = None
    section: str = ""


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
    """By element, everything that it says, as lines (see `copydesk.records.outline`)."""
    letters: dict[str, list[str]] = {}
    """By element, the letters that it is printed in: size, weight and colour."""


def read(page: Page) -> Feed:
    """Read a feed's record from its capture, one listing per state."""
    dom = page.dom
    outline = read_outline(page)
    return Feed(
        url=page.capture.final_url,
        title=title(page),
        language=language(page, dom),
        listings=[listing(one) for one in readings(page) if one.recorded],
        head=read_head(dom),
        order=outline.order,
        shown=outline.lines,
        letters=outline.letters,
    )


def listing(reading: Reading) -> Listing:
    """A list as the record keeps it: what it says, without the nodes."""
    return Listing(state=reading.state.name, tabs=reading.tabs, groups=groups(reading), more=reading.more)


def groups(reading: Reading) -> list[Group]:
    """A list's days with their items."""
    return [
        Group(
            text=day.text,
            date=day.date.isoformat() if day.date else None,
            items=[
                Item(
                    headline=story.headline,
                    url=story.url,
                    published=story.published,
                    section=", ".join(story.sections),
                )
                for story in day.stories
            ],
        )
        for day in reading.days
    ]


def title(page: Page) -> str:
    """A list page's title: the site file's headline, else the first `<h1>`, else the document's title."""
    dom = page.dom
    nodes = [*(match.node for match in dom.matches("headline")), *dom.find("h1")]
    texts = (" ".join(dom.text(node).split()) for node in nodes)
    return next((text for text in texts if text), dom.snapshot.title)
