"""The record of an article page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from copydesk.records.common import Link, Moment, Tab

if TYPE_CHECKING:
    from copydesk.page import Page


class Block(msgspec.Struct, kw_only=True):
    """A block of the body, in reading order: `kind` is paragraph, heading, quote, list or table."""

    kind: str
    text: str


class Dateline(msgspec.Struct, kw_only=True):
    """`SOCHI, February 7. /TASS/.` and what it says; `date` is ISO (year from the published time)."""

    text: str
    city: str = ""
    date: str | None = None
    agency: str = ""


class ShareLink(msgspec.Struct, kw_only=True):
    """A share link; `network` is its name in lower case ("x", "facebook", "email" …)."""

    network: str
    url: str


class NavigationItem(msgspec.Struct, kw_only=True):
    """A section of the navigation."""

    text: str
    url: str = ""
    current: bool = False


class Gallery(msgspec.Struct, kw_only=True):
    """A photo or infographics module: its count as shown, and its items."""

    count: int | None = None
    items: list[Link] = []


class Ranked(msgspec.Struct, kw_only=True):
    """A line of the most-read list."""

    rank: int | None
    text: str
    url: str = ""


class MostRead(msgspec.Struct, kw_only=True):
    """The most-read module."""

    tabs: list[Tab] = []
    items: list[Ranked] = []


class PageCount(msgspec.Struct, kw_only=True):
    """`3 pages in this article`: as shown, and the number."""

    text: str
    pages: int | None = None


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


def read(page: Page) -> Article:
    """Read an article's record from its capture."""
    return Article(url=page.capture.final_url)
