"""The section that an article is in: the label that readers see, with its link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page import jsonld
from copydesk.reading.beside import spread
from copydesk.reading.headline import key, shown_heading
from copydesk.reading.source import Source
from copydesk.records.common import Link
from copydesk.text.urls import urlsplit

BEFORE = 100
"""Nodes before the headline among which the label is looked for."""
AFTER = 40
"""Nodes after the headline among which it is looked for."""
LARGEST = 40
"""Nodes in a link: one with more in it is no label."""
LONGEST = 40
"""Characters: a longer text is no section's name."""

_ASIDE = frozenset({"nav", "ul", "aside", "footer", "form"})
_SLUG = re.compile(r"[a-z0-9]*(?:[-_/][a-z0-9]*)+|[a-z]{0,3}[0-9]+|[A-Z0-9]{1,4}[0-9]+|[A-Z]+_[A-Z_]+")
_NAMED = re.compile(r"(?<![a-z])(?:section|categor|rubri|ressort|channel|departments?(?![a-z]))")


def section(source: Source) -> Link | None:
    """The label near the headline that the meta data names or its link's address has, with its address; else
    what the meta data says, unless that is an address's part or a code; else a label that is called one."""
    told = [jsonld.text({"name": one}, "name") for one in jsonld.listed(source.article.get("articleSection"))]
    told.append(jsonld.plain(source.first_meta("article:section")))
    names = list(dict.fromkeys(name for name in told if name))[:20]
    labels = list(_labels(source))
    for name in names:
        for link, _ in labels:
            if key(link.text) == key(name) or (_SLUG.fullmatch(name) and name in _parts(link.url)):
                return link
    shown = next((name for name in names if not _SLUG.fullmatch(name)), "")
    if shown:
        return Link(text=shown)
    return next((link for link, named in labels if named), None)


def _labels(source: Source) -> Iterator[tuple[Link, bool]]:
    """Short links near the headline, and whether they are called a section; the nearest before it first."""
    dom = source.dom
    heading = shown_heading(source)
    start = heading.node if heading else 0
    end = min(dom.end(start), start + BEFORE) + AFTER
    end = min(end, len(dom.nodes))
    for index in [*range(start, max(0, start - BEFORE), -1), *range(start, end)]:
        url = dom.hrefs.get(index, "")
        if not url.startswith(("http://", "https://")) or dom.end(index) - index > LARGEST:
            continue
        if not source.hidden and not dom.visible(index):
            continue
        text = " ".join(dom.text(index, hidden=source.hidden).split())
        if not 1 < len(text) <= LONGEST:
            continue
        named = index <= start and not re.search(r"\d", text) and not dom.inside(index, _ASIDE)
        yield (
            Link(text=text, url=url),
            named
            and any(
                _NAMED.search(spread(dom.nodes[one].attrs.get("class", "")))
                for one in (index, dom.nodes[index].parent)
            ),
        )


def _parts(url: str) -> list[str]:
    try:
        return urlsplit(url).path.strip("/").split("/")
    except ValueError:
        return []
