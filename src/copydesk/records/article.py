"""The record of an article page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from copydesk.records import modules
from copydesk.records.body import read_body
from copydesk.records.common import Link, Moment
from copydesk.records.head import Head, read_head
from copydesk.records.headline import headline
from copydesk.records.outline import read_outline
from copydesk.records.parts import (
    Block,
    Dateline,
    Gallery,
    MostRead,
    NavigationItem,
    PageCount,
    Picture,
    Ranked,
    ShareLink,
)
from copydesk.records.share import share_blocks
from copydesk.records.source import source_of
from copydesk.records.times import published, updated

if TYPE_CHECKING:
    from copydesk.page import Page

__all__ = [
    "Article",
    "Block",
    "Dateline",
    "Gallery",
    "MostRead",
    "NavigationItem",
    "PageCount",
    "Picture",
    "Ranked",
    "ShareLink",
    "read",
]


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
    """By element, everything that it says, as lines (see `copydesk.records.outline`)."""
    letters: dict[str, list[str]] = {}
    """By element, the letters that it is printed in: size, weight and colour."""


def read(page: Page) -> Article:
    """Read an article's record from its capture.

    What the site file names is read from its elements, and is empty when the page lacks them. The rest is
    read from the page's own semantics: JSON-LD, Open Graph, HTML's elements, and where the prose is dense.
    """
    source = source_of(page)
    article = Article(url=page.capture.final_url)
    article.canonical = source.canonical
    article.language = source.language
    heading = modules.first(page.matches("headline"))
    if page.element("headline") is None:
        article.headline = headline(source)
    elif heading is not None:
        article.headline = modules.shown(page, heading)
    article.section = modules.section(page, source)
    article.published = published(page, source)
    article.updated = updated(page, source, article.published)
    article.authors = modules.authors(source)
    article.lead, article.body = read_body(page, source, article.headline)
    article.dateline = _dateline(page, article)
    article.persons = modules.persons(page, source)
    article.share = share_blocks(page)
    article.page_count = modules.page_count(page)
    article.read_also = modules.links(page, "read-also")
    article.related = modules.links(page, "related")
    article.other_media = modules.links(page, "other-media")
    article.photo = modules.gallery(page, "photo")
    article.infographics = modules.gallery(page, "infographics")
    article.most_read = modules.most_read(page)
    article.top_stories = modules.links(page, "top-stories")
    article.partner_news = modules.links(page, "partner-news")
    article.navigation = modules.navigation(page, source)
    article.head = read_head(page.dom)
    article.order, article.shown, article.letters = read_outline(page)
    return article


def _dateline(page: Page, article: Article) -> Dateline | None:
    """The dateline that the element of the site file, or else the body's first paragraph, starts with."""
    from copydesk.datelines import parse_dateline  # it needs this module's types

    site = page.site
    if page.element("dateline") is not None:
        element = modules.first(page.matches("dateline"))
        text = modules.shown(page, element) if element is not None else ""
    else:
        text = next((block.text for block in article.body if block.kind == "paragraph"), "")
    if not text:
        return None
    iso = article.published.iso if article.published else None
    hint = date.fromisoformat(iso[:10]) if iso else None
    found = parse_dateline(text, site.dateline, site.agency, site.language or article.language, hint)
    if found is None and page.element("dateline") is not None:
        return Dateline(text=text)
    return found
