"""When an article was published and last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.reading.dates import has_clock, machine_time, moment, shown_time
from copydesk.reading.modules import first
from copydesk.reading.source import Source
from copydesk.reading.stated import exactly, stated, stated_change, valued
from copydesk.records.common import Moment

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "publishdate", "pubdate", "publish-date", "publish_date",
    "publication_date", "article.published", "published_at", "dcterms.created", "dcterms.date",
    "dc.date.issued", "dcterms.issued", "dc.date", "date", "article:post_date", "article_date_original",
    "http://ogp.me/ns/article#published_time", "citation_publication_date", "last-modified-date",
    "release_date", "og:release_date", "originalpublicationdate",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "modificationdate", "article:modified",
    "http://ogp.me/ns/article#modified_time",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-])")
FEW = 60
"""Nodes: an element that shows only a time has no more."""
SHORT = 80
"""Characters: a text that shows a time is no longer."""


def published(page: Page, source: Source) -> Moment | None:
    """When the article was published.

    The text is that of the site file's element, else of an element that shows the very time. The value is the
    element's own `datetime`, else what JSON-LD, the meta data, `itemprop` or the first `<time>` say, else the
    text read in the site's zone, else the day in the address. None when there is neither.
    """
    zone, now, language = _context(page, source)
    at = _best(_machine(source, "datePublished", _PUBLISHED), zone)
    if page.element("published") is not None:
        return _of_element(page, "published", at, zone, now, language)
    changed = _best(_machine(source, "dateModified", _UPDATED), zone) if at else None
    text = valued(source, at, zone) if at else ""
    said = at
    if not text:
        text, said = stated(source, at, changed, zone, now, language)
    if at or said:
        return moment(text, at or said)
    if found := _URL_DATE.search(source.url):
        return moment("", machine_time("-".join(found.groups()), zone))
    return None


def updated(page: Page, source: Source, since: Moment | None) -> Moment | None:
    """When the article was last changed, if that is after it was published; read as `published` is.

    Where nothing says so to machines, it is what readers see beside a word for it.
    """
    zone, now, language = _context(page, source)
    at = _best(_machine(source, "dateModified", _UPDATED), zone)
    if page.element("updated") is not None:
        return _of_element(page, "updated", at, zone, now, language)
    shown = ""
    if at is None:
        shown, at = stated_change(source, zone, now, language)
    if at is None or (since and since.epoch is not None and at.timestamp() <= since.epoch):
        return None
    if shown:
        return moment(shown, at)
    besides = since.text if since else ""
    return moment(valued(source, at, zone) or exactly(source, at, zone, now, language, besides), at)


def _context(page: Page, source: Source) -> tuple[str, str, str]:
    return page.capture.time_zone, page.capture.moment, page.site.language or source.language


def _of_element(
    page: Page, element: str, at: datetime | None, zone: str, now: str, language: str
) -> Moment | None:
    index = first(page, element)
    if index is None:
        return None
    dom = page.dom
    text = dom.text(index, hidden=page.capture.offline).replace("\n", " ")
    own = (stamp for i in dom.subtree(index) if (stamp := _stamp(dom, i)))
    at = _best(own, zone) or at or shown_time(text, zone, now, language)
    return moment(text, at) if text or at else None


def _machine(source: Source, name: str, metas: tuple[str, ...]) -> Iterator[str]:
    """What the page says for machines, the surest first."""
    yield jsonld.text(source.article, name)
    for meta in metas:
        yield from source.meta.get(meta, [])[:1]
    dom = source.dom
    for index, node in enumerate(dom.nodes):
        if node.attrs and name in node.attrs.get("itemprop", "").split():
            yield _stamp(dom, index) or node.attrs.get("content", "") or _text(dom, index, hidden=True)
    for thing in source.things:
        if not {"VideoObject", "ImageObject", "AudioObject"}.intersection(jsonld.types(thing)):
            yield jsonld.text(thing, name)
    if name == "datePublished":
        for index, node in enumerate(dom.nodes):
            if node.tag == "time" and "pubdate" in node.attrs:
                yield _stamp(dom, index)
        heading = next(dom.find("h1"), 0)
        for index in [*range(heading, len(dom.nodes)), *range(heading)]:
            if dom.nodes[index].tag == "time":
                yield _stamp(dom, index)


def _stamp(dom: Dom, index: int) -> str:
    attrs = dom.nodes[index].attrs
    return attrs.get("datetime", "").strip() if attrs else ""


def _text(dom: Dom, index: int, *, hidden: bool) -> str:
    """The text of a small element on one line; nothing of one that cannot be just a time."""
    if dom.end(index) - index > FEW:
        return ""
    return dom.text(index, hidden=hidden).replace("\n", " ")[:SHORT]


def _best(stamps: Iterator[str], zone: str) -> datetime | None:
    """The first that can be read; where that is only a day, the first that tells the hour of it."""
    day: datetime | None = None
    for count, stamp in enumerate(stamps):
        if count > 200:
            break
        at = machine_time(stamp, zone) if stamp else None
        if at is None:
            continue
        if has_clock(stamp):
            return at if day is None or abs(at - day) < timedelta(days=1, hours=14) else day
        day = day or at
    return day
