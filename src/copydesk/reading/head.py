"""What a page tells crawlers: its title, meta elements, links to itself in other forms, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.reading.source import META_LIMIT, absolute
from copydesk.records.head import Head

LINES = 300
"""So many lines of JSON-LD are kept at most."""
LENGTH = 500
"""Characters of a line."""
_META = re.compile(
    r"(description|keywords|news_keywords|author|robots|googlebot(-news)?|viewport|theme-color|refresh"
    r"|content-language|(og|article|twitter|fb|dc|dcterms|parsely)[:.-].+)$",
    re.IGNORECASE,
)
"""The meta elements that are kept. Others may hold tokens, which are new at each visit."""
_LINKS = frozenset(("canonical", "alternate", "amphtml", "prev", "next", "author", "license", "shortlink"))
_COUNTS = frozenset(("interactionStatistic", "commentCount", "userInteractionCount"))
"""What JSON-LD counts is another number each time."""


def read_head(dom: Dom) -> Head:
    """What the page's head (and its JSON-LD, wherever it stands) says."""
    base = dom.snapshot.base or dom.snapshot.url
    head = Head(title=dom.snapshot.title, meta=[], links=[], json_ld=[])
    for node in dom.nodes:
        attrs = node.attrs
        if node.tag == "meta" and len(head.meta) < META_LIMIT:
            name = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv") or ""
            if charset := attrs.get("charset"):
                head.meta.append(f"charset: {charset}"[:LENGTH])
            elif _META.match(name.strip()):
                head.meta.append(f"{name.strip()}: {attrs.get('content', '')}"[:LENGTH])
        elif node.tag == "link" and len(head.links) < META_LIMIT:
            kinds = attrs.get("rel", "").lower().split()
            if not _LINKS.isdisjoint(kinds):
                about = [attrs[key] for key in ("type", "hreflang", "media", "title") if attrs.get(key)]
                address = absolute(base, attrs.get("href", ""))
                head.links.append(f"{' '.join([*kinds, *about])}: {address}"[:LENGTH])
    for source in jsonld.sources(dom.nodes):
        value = jsonld.parse(source)
        lines = _lines("", value) if value is not None else [f"not JSON: {source[:80]}"]
        for line in lines:
            if len(head.json_ld) < LINES:
                head.json_ld.append(line[:LENGTH])
    return head


def _lines(path: str, value: Any) -> Iterator[str]:
    """A line for each text and number in a JSON value: "publisher.name: Lantern"."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _COUNTS:
                yield from _lines(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(path, inner)
    else:
        yield f"{path}: {'' if value is None else value}"
