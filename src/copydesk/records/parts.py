"""The parts of an article's record."""

from __future__ import annotations

import msgspec

from copydesk.records.common import Link, Tab


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


class Picture(Link, kw_only=True):
    """An item of a photo or infographics module; `count` is the number of pictures shown on it."""

    count: int | None = None


class Gallery(msgspec.Struct, kw_only=True):
    """A photo or infographics module: the count shown for all of it (None: none is), and its items."""

    count: int | None = None
    items: list[Picture] = []


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
