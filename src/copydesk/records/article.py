"""The record of an article page."""

from __future__ import annotations

import msgspec

from copydesk.records.common import Link, Moment
from copydesk.records.head import Head
from copydesk.records.parts import (
    Block,
    Dateline,
    Gallery,
    MostRead,
    NavigationItem,
    PageCount,
    ShareLink,
)


class Article(msgspec.Struct, kw_only=True, omit_defaults=False):
    """An article as a reader gets it. Every list is in page order; `share` has one list per share block."""

    kind: str = "article"
    url: str
    canonical: str = ""
    language: str = ""
    headline: str = ""
    section: Link | None = None
    published: Moment | None = None
    updated: Moment | None = None
    lead: str = ""
    authors: list[str] = []
    dateline: Dateline | None = None
    body: list[Block] = []
    persons: list[Link] = []
    share: list[list[ShareLink]] = []
    page_count: PageCount | None = None
    read_also: list[Link] = []
    related: list[Link] = []
    other_media: list[Link] = []
    photo: Gallery | None = None
    infographics: Gallery | None = None
    most_read: MostRead | None = None
    top_stories: list[Link] = []
    partner_news: list[Link] = []
    navigation: list[NavigationItem] = []
    head: Head = msgspec.field(default_factory=Head)
    order: list[str] = []
    """The site file's elements, as they follow each other in the document."""
    shown: dict[str, list[str]] = {}
    """By element, everything that it says, as lines (see `copydesk.reading.outline`)."""
    letters: dict[str, list[str]] = {}
    """By element, the letters that it is printed in: size, weight and colour."""
