"""The record of a feed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.page.dom import Dom
from copydesk.reading.head import read_head
from copydesk.reading.listing import Reading, Story, language, readings
from copydesk.reading.outline import ADDRESS, LENGTH, read_outline
from copydesk.reading.source import absolute
from copydesk.records.feed import Feed, Group, Item, Listing

if TYPE_CHECKING:
    from copydesk.page.page import Page

_BETWEEN = " ,;:·•|/–—-"
"""What stands between the parts of an item and belongs to none."""


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
    files = {image.node: image.src for image in reading.dom.snapshot.images}
    return [
        Group(
            text=day.text,
            date=day.date.isoformat() if day.date else None,
            items=[item(reading.dom, story, files) for story in day.stories],
        )
        for day in reading.days
    ]


def item(dom: Dom, story: Story, files: dict[int, str]) -> Item:
    """A story as the record keeps it; `files` are the addresses of the pictures' files, by element."""
    picture = next((i for i in dom.find("img", story.node) if dom.visible(i)), None)
    source = "" if picture is None else files.get(picture) or dom.attr(picture, "src") or ""
    return Item(
        headline=story.headline,
        url=story.url,
        published=story.published,
        section=", ".join(story.sections),
        picture=absolute(dom.snapshot.base, source)[:ADDRESS] if source else "",
        alt="" if picture is None else " ".join((dom.attr(picture, "alt") or "").split())[:LENGTH],
        teaser=teaser(dom, story),
    )


def teaser(dom: Dom, story: Story) -> str:
    """What an item says besides its headline, its time and its sections."""
    text = " ".join(dom.text(story.node).split())
    moment = story.published.text if story.published else ""
    for said in (story.headline, moment, *story.sections):
        before, found, after = text.partition(said) if said else (text, "", "")
        text = f"{before.rstrip(_BETWEEN)} {after.lstrip(_BETWEEN)}".strip() if found else text
    return text[:LENGTH]


def title(page: Page) -> str:
    """A list page's title: the site file's headline, else the first `<h1>`, else the document's title."""
    dom = page.dom
    nodes = [*(match.node for match in dom.matches("headline")), *dom.find("h1")]
    texts = (" ".join(dom.text(node).split()) for node in nodes)
    return next((text for text in texts if text), dom.snapshot.title)
