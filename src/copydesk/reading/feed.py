"""The record of a feed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.reading.head import read_head
from copydesk.reading.listing import Reading, language, readings
from copydesk.reading.outline import read_outline
from copydesk.records.feed import Feed, Group, Item, Listing

if TYPE_CHECKING:
    from copydesk.page.page import Page


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
