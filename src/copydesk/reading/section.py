"""The section that an article is in: the label that readers see, with its link."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.reading.beside import spread
from copydesk.reading.headline import CRUMB, shown_heading
from copydesk.reading.source import Source
from copydesk.reading.titles import key
from copydesk.records.common import Link
from copydesk.text.urls import urlsplit

BEFORE = 100
"""Nodes before the headline among which the label is looked for."""
AFTER = 40
"""Nodes after the headline among which it is looked for."""
JUST = 15
"""Nodes before the headline among which a link stands just over it."""
STEPS = 5
"""How far up from such a link the element is looked for that the headline stands in."""
TRAIL = 200
"""Nodes before the headline among which the trail of links is looked for."""
LARGEST = 40
"""Nodes in a link: one with more in it is no label."""
LONGEST = 40
"""Characters: a longer text is no section's name."""

_ASIDE = frozenset({"nav", "ul", "aside", "footer", "form"})
_SLUG = re.compile(r"[a-z0-9]*(?:[-_/][a-z0-9]*)+|[a-z]{0,3}[0-9]+|[A-Z0-9]{1,4}[0-9]+|[A-Z]+_[A-Z_]+")
_NAMED = re.compile(
    r"(?<![a-z])(?:section|categor|rubri|ressort|channel|departments?(?![a-z])|kicker|over-?line|eyebrow)"
)


def section(source: Source) -> Link | None:
    """The label near the headline that the meta data names or its link's address has, with its address; else
    what the meta data says, unless that is an address's part or a code; else a label that is called one, else
    the last link of the trail that leads to the page, or the one that stands alone over the headline."""
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
    return (
        next((link for link, named in labels if named), None)
        or _category(source)
        or _trail(source)
        or _alone(source)
    )


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
        text = _text(source, index)
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


def _category(source: Source) -> Link | None:
    """The first link in the story's article that says, as WordPress does, that it leads to its category."""
    dom = source.dom
    heading = shown_heading(source)
    around = dom.ancestors(heading.node) if heading else ()
    own = next((one for one in around if dom.tag(one) == "article"), None)
    for index in dom.find("a", own) if own is not None else ():
        marked = "category" in (dom.attr(index, "rel") or "").split() and index in dom.hrefs
        if marked and (source.hidden or dom.visible(index)):
            return Link(text=_text(source, index), url=dom.hrefs[index])
    return None


def _alone(source: Source) -> Link | None:
    """The one link just over the headline whose address ends in what it says: "Harbour" of /news/harbour."""
    dom = source.dom
    heading = shown_heading(source)
    start = heading.node if heading else 0
    above = dom.nodes[start].parent
    over = range(max(0, start - JUST), start)
    links = [one for one in over if one in dom.hrefs and above in islice(dom.ancestors(one), STEPS)]
    if len(links) != 1 or dom.inside(links[0], _ASIDE) or not (source.hidden or dom.visible(links[0])):
        return None
    link = Link(text=_text(source, links[0]), url=dom.hrefs[links[0]])
    return link if link.text and _slug(link.text) == _slug("".join(_parts(link.url)[-1:])) else None


def _slug(text: str) -> str:
    """What addresses keep of a text: its letters and digits, without accents."""
    return key("".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)))


def _trail(source: Source) -> Link | None:
    """The last link of the trail of links before the headline, but for those to the page and to the site."""
    dom = source.dom
    heading = shown_heading(source)
    start = heading.node if heading else 0
    for index in range(start - 1, max(0, start - TRAIL), -1):
        if not _is_crumb(dom, index):
            continue
        outer = next((one for one in dom.ancestors(index) if _is_crumb(dom, one)), index)
        links = [
            one for one in dom.find("a", outer) if one in dom.hrefs and 1 < len(_text(source, one)) <= LONGEST
        ]
        own = {url.partition("#")[0] for url in (source.url, source.canonical)}
        for one in reversed(links):
            url = dom.hrefs[one]
            if any(_parts(url)) and url.partition("#")[0] not in own and (source.hidden or dom.visible(one)):
                return Link(text=_text(source, one), url=url)
        return None
    return None


def _is_crumb(dom: Dom, index: int) -> bool:
    attrs = dom.nodes[index].attrs
    return bool(attrs) and bool(
        CRUMB.search(" ".join(attrs.get(name, "") for name in ("class", "id", "aria-label")).lower())
    )


def _text(source: Source, index: int) -> str:
    return " ".join(source.dom.text(index, hidden=source.hidden).split())


def _parts(url: str) -> list[str]:
    try:
        return urlsplit(url).path.strip("/").split("/")
    except ValueError:
        return []
