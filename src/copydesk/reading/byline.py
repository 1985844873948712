"""The byline that readers see, near the headline or below the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from copydesk.page.dom import Dom
from copydesk.reading.beside import spread
from copydesk.reading.headline import shown_heading
from copydesk.reading.names import BY, bare, looks_like_names, names
from copydesk.reading.pieces import is_prose
from copydesk.reading.source import Source
from copydesk.text.urls import urlsplit

LINE = 200
"""Characters: a longer text is no byline."""
BEFORE = 60
"""Nodes before the headline among which a byline is looked for."""
AFTER = 250
"""Nodes after the headline among which it is looked for, at most."""
SMALL = 60
"""Nodes: a byline has no more."""
STEPS = 8

_LABEL = re.compile(r"(?:by|from|von|par|por|door|di|av|af|autor(?:in|en)?|author)\s*:?", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?(?:-?(?:name|list))?|writers?|autor(?:en|in)?|auteur|vcard)(?![a-z])"
)
_OTHER = re.compile(
    r"(?<![a-z])(?:comments?|image|photo|picture|caption|credit|related|teasers?|recommend|social|share|follow|bio"
    r"|avatar|time|date|role|job|position|description|desc|sidebar)(?![a-z])"
)
_PAGE = (
    "author authors autor autoren autores autori auteur auteurs profile profiles journalist journalists"
    " journalistes reporter reporters contributor contributors columnist columnists signataires firmas"
    " staff writer writers byline by"
)
_PAGES = frozenset(_PAGE.split())
"""Parts of the address of a page about somebody who writes."""
_PICTURES = frozenset({"figure", "figcaption", "nav", "footer", "aside", "form"})


def byline(source: Source) -> list[str]:
    """The names of the byline that readers see: near the headline, else below the story."""
    heading = shown_heading(source)
    if heading is None:
        return []
    nodes = source.dom.nodes
    start = heading.node
    prose = (piece.node for piece in source.pieces if piece.node > start and is_prose(piece))
    story = next(islice(prose, 2, None), len(nodes))
    end = min(start + AFTER, max(story, start + SMALL), len(nodes))
    return names(_lines(source, range(max(0, start - BEFORE), end), start)) or names(
        islice(_lines(source, range(end, min(end + 3 * AFTER, len(nodes))), start), 1)
    )


def bare_byline(source: Source) -> int | None:
    """The element near the headline that is called a byline and in which a reader sees nothing; None if there
    is none, or if there is another byline with something in it.
    """
    heading = shown_heading(source)
    if heading is None:
        return None
    dom = source.dom
    empty = None
    for index in range(heading.node, min(heading.node + AFTER, len(dom.nodes))):
        node = dom.nodes[index]
        if node.tag == "#text" or not dom.visible(index) or is_of_another(dom, index, heading.node):
            continue
        called = spread(" ".join(node.attrs.get(name, "") for name in ("class", "rel", "itemprop")))
        if _NAMED.search(called) and not _OTHER.search(_NAMED.sub("", called)):
            if _LABEL.sub("", dom.text(index)).strip(" :,"):
                return None
            empty = index if empty is None else empty
    return empty


def _lines(source: Source, where: range, heading: int) -> Iterator[str]:
    """The texts among some nodes that are bylines by their names or by their first word."""
    dom = source.dom
    done = 0
    label = False
    for index in where:
        node = dom.nodes[index]
        if index < done or node.tag in ("#text", "script", "style", "meta", "body", "main", "article"):
            continue
        if dom.end(index) - index > SMALL or heading in dom.subtree(index):
            continue
        if not source.hidden and not dom.visible(index):
            continue
        called = spread(f"{node.attrs.get('class', '')} {node.attrs.get('rel', '')}")
        text = dom.text(index, hidden=source.hidden).strip()
        if not text or len(text) > LINE:
            continue
        named = _NAMED.search(called) and not _OTHER.search(_NAMED.sub("", called))
        named = named or (index in dom.hrefs and _leads_to_somebody(source, dom.hrefs[index]))
        begun = BY.match(text)
        if not (named or begun or label) or is_of_another(dom, index, heading):
            label = bool(_LABEL.fullmatch(text))
            continue
        name = _name_in(source, index) or (text if begun and not named else "")
        if name and (named or label or looks_like_names(bare(name))):
            yield name
            done = dom.end(index)
            label = False
        elif _LABEL.fullmatch(text):
            label = True


def _name_in(source: Source, index: int) -> str:
    """The names in a byline: its links' that stay on the site, else the first line that looks like names, of
    each item where it is a list."""
    dom = source.dom
    texts = {i: dom.text(i, hidden=source.hidden) for i in dom.find("a", index)}
    away = {text for i, text in texts.items() if not _stays(source, dom.hrefs.get(i, ""))}
    named = [text for text in map(bare, texts.values()) if text not in away and looks_like_names(text)]
    if named:
        return ", ".join(dict.fromkeys(" ".join(text.split()) for text in named))
    items = [i for i in dom.find("li", index) if i != index] or [index]
    return ", ".join(filter(None, (_first_name(dom.text(i, hidden=source.hidden), away) for i in items)))


def _first_name(text: str, away: set[str]) -> str:
    """The first line that looks like names and is none of those links, without "By"."""
    lines = (line.strip() for line in re.split(r"\n|\s\|\s", text))
    told = (bare(line) for line in lines if line not in away and not _LABEL.fullmatch(line))
    return next((line for line in told if looks_like_names(line)), "")


def _leads_to_somebody(source: Source, url: str) -> bool:
    """Whether an address is that of a page of the site about somebody who writes."""
    try:
        return _stays(source, url) and not _PAGES.isdisjoint(urlsplit(url).path.lower().split("/")[:-1])
    except ValueError:
        return False


def _stays(source: Source, url: str) -> bool:
    """Whether an address is the site's, of whatever host of it."""
    try:
        host, own = urlsplit(url).netloc, urlsplit(source.url).netloc
    except ValueError:
        return False
    return not host or host.split(".")[-2:] == own.split(".")[-2:]


def is_of_another(dom: Dom, index: int, heading: int) -> bool:
    """Whether an element belongs to a picture, a comment or another story's teaser, or stands at the page's
    foot; the foot of the article that the heading is in is the story's own."""
    for above in (index, *islice(dom.ancestors(index), STEPS)):
        node = dom.nodes[above]
        if node.tag == "article" and heading in dom.subtree(above):
            return False
        if node.tag == "footer" and heading >= 0:
            around = (dom.subtree(one) for one in dom.ancestors(above) if dom.tag(one) == "article")
            if heading in next(around, ()):
                continue
        if node.tag in _PICTURES or "ImageObject" in node.attrs.get("itemtype", ""):
            return True
        if "comment" in node.attrs.get("class", "").lower():
            return True
    return False
