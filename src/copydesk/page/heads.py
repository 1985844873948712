"""The document's head as rules look at it: its meta elements, and the addresses that it calls the page's."""

from __future__ import annotations

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
