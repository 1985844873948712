"""The addresses that a page shows or leads to: links, pictures, forms, frames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from copydesk.page.capture import VISIBLE
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.text.urls import urlsplit

ATTRIBUTES = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
    "button": ("formaction",),
}
PIXEL = 2
"""A picture or frame of another site that is not larger than this (CSS pixels) counts visits."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


class Address(NamedTuple):
    """An address as it stands in an attribute, and the element that has it."""

    state: str
    dom: Dom
    node: int
    attribute: str
    raw: str

    def where(self, page: Page) -> Where:
        """The place of the element, for a finding."""
        return page.where(self.node, self.state, self.dom)

    @property
    def what(self) -> str:
        """The element in words: the link “Anna Marsh”, a picture."""
        tag = self.dom.tag(self.node)
        if tag in ("a", "area"):
            text = " ".join(self.dom.text(self.node).split())[:60] or self.dom.attr(self.node, "aria-label")
            return f"the link “{text}”" if text else "a link without text"
        named = {"form": "a form", "iframe": "a frame", "img": "a picture", "source": "a picture"}
        return named.get(tag, f"a <{tag}>")


_addresses: WeakKeyDictionary[Page, list[Address]] = WeakKeyDictionary()


def addresses(page: Page) -> list[Address]:
    """The addresses of all that is shown in any state of the visit, each once for each kind of element."""
    found = _addresses.get(page)
    if found is None:
        found = []
        seen: set[tuple[str, str]] = set()
        for state, dom in page.states:
            for index, name, raw in _read(dom):
                key = dom.tag(index), raw
                if key not in seen:
                    seen.add(key)
                    found.append(Address(state.name, dom, index, name, raw))
        _addresses[page] = found
    return found


def _read(dom: Dom) -> Iterator[tuple[int, str, str]]:
    for index, node in enumerate(dom.nodes):
        names = ATTRIBUTES.get(node.tag)
        if names is None:
            continue
        shown = node if node.tag != "source" else dom.nodes[node.parent]
        if not shown.flags & VISIBLE:
            continue
        for name in names:
            raw = node.attrs.get(name, "").strip()
            if not raw or raw.startswith(("data:", "javascript:", "blob:", "#")):
                continue
            if node.tag in ("img", "iframe") and _counts_visits(dom, index, raw):
                continue
            yield index, name, raw


def same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or two of one registered domain. An address
    without a host is of the page's own site."""
    host, other_host = _host(url), _host(other)
    return not host or domain(host) == domain(other_host)


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def domain(host: str) -> str:
    """The registered domain that a host is under, as far as that can be told; an IP address is its own."""
    labels = host.split(".")
    if labels[-1].isdigit():
        return host
    # co.uk, com.au: a short second level under a country is not yet a name of one's own.
    own = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-own:])


def _counts_visits(dom: Dom, index: int, raw: str) -> bool:
    node = dom.nodes[index]
    if not _SCHEME.match(raw) and not raw.startswith("//"):
        return False
    sizes = (node.attrs.get("width", ""), node.attrs.get("height", ""))
    small = node.box is not None and max(node.box[2:]) <= PIXEL and "alt" not in node.attrs
    return small or sizes in (("1", "1"), ("0", "0"))
