"""The page that a link leads to: by the link's own address, or by the one that it is sent on to."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import parse_qsl, quote_plus
from weakref import WeakKeyDictionary

from copydesk.page.page import Page
from copydesk.text.urls import PageAddress, urldefrag, urlsplit

EVERYWHERE = 3
"""A parameter that links to so many pages have alike says where the links are, not where they lead."""

_alike: WeakKeyDictionary[Page, frozenset[tuple[str, str]]] = WeakKeyDictionary()


def leads_to(page: Page, url: str) -> PageAddress:
    """The address of the page that a link leads to: where its redirects end, if the visit has asked.

    Where they end at the front page or at an error, the rules about links tell of it.
    """
    answer = (page.capture.links or {}).get(urldefrag(url))
    if answer and answer.status == 200 and answer.url:
        end = PageAddress(answer.url)
        if not end.is_front:
            url = answer.url
    return PageAddress(_without(url, _everywhere(page)))


def is_same(page: Page, one: str, other: str) -> bool:
    """Whether two addresses lead to one page."""
    return PageAddress(one).is_page(PageAddress(other)) or leads_to(page, one).is_page(leads_to(page, other))


def is_own(page: Page, url: str) -> bool:
    """Whether an address leads to the page itself."""
    return is_same(page, url, page.capture.final_url or page.capture.url)


def _everywhere(page: Page) -> frozenset[tuple[str, str]]:
    found = _alike.get(page)
    if found is None:
        paths: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for href in page.dom.hrefs.values():
            if "?" in href:
                parts = urlsplit(href)
                for pair in parse_qsl(parts.query, keep_blank_values=True):
                    paths[pair].add(parts.path)
        found = frozenset(pair for pair, where in paths.items() if len(where) >= EVERYWHERE)
        _alike[page] = found
    return found


def _without(url: str, pairs: frozenset[tuple[str, str]]) -> str:
    if not pairs or "?" not in url:
        return url
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair not in pairs]
    query = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in kept)
    return parts._replace(query=query).geturl()
