"""The record of an article page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from copydesk.reading import modules
from copydesk.reading.authors import authors
from copydesk.reading.body import read_body
from copydesk.reading.datelines import parse_dateline
from copydesk.reading.head import read_head
from copydesk.reading.headline import headline, shown_heading
from copydesk.reading.outline import read_outline
from copydesk.reading.share import share_blocks
from copydesk.reading.source import source_of
from copydesk.reading.times import published, updated
from copydesk.records.article import Article
from copydesk.records.parts import (
    Dateline,
)

if TYPE_CHECKING:
    from copydesk.page.page import Page


def read(page: Page) -> Article:
    """Read an article's record from its capture.

    What the site file names is read from its elements, and is empty when the page lacks them. The rest is
    read from the page's own semantics: JSON-LD, Open Graph, HTML's elements, and where the prose is dense.
    """
    source = source_of(page)
    article = Article(url=page.capture.final_url)
    article.canonical = source.canonical
    article.language = source.language
    heading = modules.first(page, "headline")
    if page.element("headline") is None:
        article.headline = headline(source)
        over = shown_heading(source)
        heading = over.node if over else None
    elif heading is not None:
        article.headline = modules.shown(page, heading)
    article.section = modules.section(page, source)
    article.published = published(page, source)
    article.updated = updated(page, source, article.published)
    article.authors = authors(source)
    article.lead, article.body = read_body(page, source, article.headline, heading)
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
    """The dateline that the element of the site file, or else the body's first paragraph and no other,
    starts with."""
    site = page.site
    others: list[str] = []
    if page.element("dateline") is not None:
        element = modules.first(page, "dateline")
        text = modules.shown(page, element) if element is not None else ""
    else:
        text, *others = [block.text for block in article.body if block.kind == "paragraph"] or [""]
    if not text:
        return None
    iso = article.published.iso if article.published else None
    hint = date.fromisoformat(iso[:10]) if iso else None
    found = parse_dateline(text, site.dateline, site.agency, site.language or article.language, hint)
    if found and not (found.date or found.agency) and any(one.startswith(found.text) for one in others):
        return None  # who is speaking, in an interview
    if found is None and page.element("dateline") is not None:
        return Dateline(text=text)
    return found
