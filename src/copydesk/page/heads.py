"""The document's head as rules look at it: its meta elements, and the addresses that it calls the page's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.text.urls import urljoin, urlsplit


class Meta(NamedTuple):
    """A `<meta>`: its name, property or http-equiv in lower case, its content, and its element."""

    name: str
    content: str
    node: int


def metas(dom: Dom) -> Iterator[Meta]:
    """The `<meta>` elements that say something, in page order."""
    for index in dom.find("meta"):
        attrs = dom.nodes[index].attrs
        name = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv") or ""
        # Networks read a `value` where there is no `content`.
        yield Meta(name.strip().lower(), (attrs.get("content") or attrs.get("value", "")).strip(), index)


def place(page: Page, index: int) -> Where:
    """The place of an element of the head, which has no box."""
    return Where(selector=page.dom.selector(index))


class Canonical(NamedTuple):
    """A `<link rel="canonical">`: the address as it is written, in full, and its element."""

    raw: str
    url: str
    node: int


def canonicals(page: Page) -> list[Canonical]:
    """The canonical addresses of the settled page, in page order."""
    dom = page.dom
    found = []
    for index in dom.find("link"):
        attrs = dom.nodes[index].attrs
        raw = attrs.get("href", "").strip()
        if raw and "canonical" in attrs.get("rel", "").lower().split():
            found.append(Canonical(raw, full(page, raw), index))
    return found


def full(page: Page, raw: str) -> str:
    """An address of the page in full; one that is none stays as it is."""
    try:
        return urljoin(page.dom.snapshot.base or page.capture.final_url, raw)
    except ValueError:
        return raw


def parts_of(url: str) -> SplitResult:
    """The parts of an address; none, where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def here_of(page: Page) -> str:
    """The address that the page was read at."""
    return page.capture.final_url or page.capture.url


class Named(NamedTuple):
    """An address that the head names for programs: what is there, the address in full, and its element."""

    what: str
    url: str
    node: int


FEEDS = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json"))
_RELS = {
    "icon": "the site's icon",
    "apple-touch-icon": "the icon for telephones",
    "manifest": "the application's manifest",
}


def named(page: Page) -> list[Named]:
    """What the head names for programs to load: feeds, icons, the manifest, other languages' pages."""
    dom = page.dom
    found = []
    for index in dom.find("link"):
        attrs = dom.nodes[index].attrs
        href, rels = attrs.get("href", "").strip(), attrs.get("rel", "").lower().split()
        what = next((_RELS[rel] for rel in rels if rel in _RELS), "")
        if "alternate" in rels and attrs.get("type", "").lower() in FEEDS:
            what = "the page's feed"
        elif "alternate" in rels and attrs.get("hreflang"):
            what = f"the page in another language ({attrs['hreflang'][:12]})"
        if href and what:
            found.append(Named(what, full(page, href), index))
    return found


_PICTURE = re.compile(r"(?:og|twitter):image(?::(?:url|secure_url|src))?")


def pictures(page: Page) -> list[Meta]:
    """The addresses of the pictures for sharing, in page order."""
    return [meta for meta in metas(page.dom) if meta.content and _PICTURE.fullmatch(meta.name)]


def to_ask(page: Page) -> list[str]:
    """The addresses of the head that a reader or program is sent to, without those of the page itself."""
    return [one.url for one in named(page)] + [full(page, meta.content) for meta in pictures(page)]
