"""The headline: what the heading over the story and the page's other sources of it agree on."""

from __future__ import annotations

import re
from itertools import islice, zip_longest
from weakref import WeakKeyDictionary

import msgspec

from copydesk.page import jsonld
from copydesk.reading.beside import spread
from copydesk.reading.pieces import is_prose
from copydesk.reading.source import Source
from copydesk.reading.titles import key, site_names, without_site

HEADLINE_LIMIT = 500
"""Characters: a longer text is no headline."""
HEADINGS = 30
"""How many h1 elements of a page are looked at."""
WEIGHTS = {"json-ld": 2.1, "og": 1.3, "h1": 1.0, "title": 0.3, "twitter": 0.0}
"""What each source's word counts. JSON-LD's `headline` means just this, so only a heading and the one for
sharing together outvote it, and the title decides where those are close."""
SURE = 2.5
"""What a heading counts that surely stands over the story: more than JSON-LD and the title."""
STEPS = 6
"""How far up from a heading it is looked whether it stands in a trail of links or beside the story."""
PIECES = 40
FEWEST = 3
"""So many blocks of prose, of so many blocks after a heading in its article, make it the story's."""
ALIKE = 0.3
"""Share of a heading's words that another source has too, for the heading to be the story's."""
KICKER = 12
"""Letters that a headline has at least, for what stands before it in another source to be its kicker."""

_WORD = re.compile(r"[^\W_]{2,}")
CRUMB = re.compile(r"bread-?crumb|(?<![a-z])crumbs?(?![a-z])")
_ASIDE = frozenset(("nav", "aside", "footer", "form"))
_KICKER = re.compile(
    r"(?<![a-z])(?:kicker|over-?line|top-?line|eyebrow|roof-?line|dachzeile|spitzmarke|catch-?line|ante-?titulo"
    r"|sur-?titre|occhiello|super-?title|pre-?title)"
)
_STOP = re.compile(r"[.!?…。]\W{0,3}$")


class Heading(msgspec.Struct):
    """An element that shows a headline, and its text: all of it, and without a kicker."""

    node: int
    whole: str
    text: str


def headline(source: Source) -> str:
    """The headline that the heading over the story and the page's other sources (JSON-LD, Open Graph, title)
    give.

    JSON-LD and the title do not outvote that heading; JSON-LD and what is given for sharing do together. The
    site's name at the end of a source, or before it, is not part of it, nor is a kicker before it that only
    some sources have. Sources that differ only in punctuation agree. Empty when the page has none of them.
    """
    texts = _texts(source)
    weights = WEIGHTS
    heading = shown_heading(source)
    if heading:
        if _is_the_storys(source, heading, texts):
            weights = WEIGHTS | {"h1": SURE}
        same = any(key(text) == key(heading.whole) for text in texts.values())
        texts["h1"] = heading.whole if same else heading.text
    if not texts:
        return ""
    shared = key(texts.get("og", ""))
    votes: dict[str, float] = {}
    for name, text in texts.items():
        words = key(text)
        if len(shared) >= KICKER and words.endswith(shared):
            words = shared
        votes[words] = votes.get(words, 0.0) + weights[name]
    best = max(votes, key=lambda words: votes[words])
    return next(texts[name] for name in ("og", *WEIGHTS) if name in texts and key(texts[name]) == best)


def _texts(source: Source) -> dict[str, str]:
    """What the page's sources beside its headings give, without the site's name."""
    given = {
        "og": jsonld.plain(source.first_meta("og:title")),
        "json-ld": jsonld.text(source.article, "headline", "name"),
        "title": jsonld.plain(source.title),
        "twitter": jsonld.plain(source.first_meta("twitter:title")),
    }
    texts = {name: text[:HEADLINE_LIMIT] for name, text in given.items() if key(text)}
    headings = _headings(source, "h1")
    known = {key(text) for heading in headings for text in (heading.whole, heading.text)}
    if "json-ld" in texts:
        known.add(key(texts["json-ld"]))
    names = site_names(source)
    return {name: without_site(text, known, names) for name, text in texts.items()}


def shown_heading(source: Source) -> Heading | None:
    """The heading that shows the headline: an h1, or where that is only the end of a trail of links, the h2
    after it; without any h1 an h2 that says what another source says, else one that opens the page's text.
    None when there is none."""
    if source not in _shown:
        _shown[source] = _find_heading(source)
    return _shown[source]


_shown: WeakKeyDictionary[Source, Heading | None] = WeakKeyDictionary()


def _find_heading(source: Source) -> Heading | None:
    headings = _headings(source, "h1")
    agreed = {key(text) for text in _texts(source).values()}
    over = [heading for heading in headings if not _is_crumb(source, heading.node)]
    if over:
        return _choose(over, agreed)
    start = headings[0].node if headings else -1
    second = [
        heading
        for heading in _headings(source, "h2")
        if heading.node > start and not _is_aside(source, heading.node) and len(key(heading.text)) >= KICKER
    ]
    for heading in second:
        words = key(heading.text)
        if headings or any(len(other) >= KICKER and words.endswith(other) for other in agreed):
            return heading
    return headings[0] if headings else _opening(source, second)


def _opening(source: Source, headings: list[Heading]) -> Heading | None:
    """The heading with no prose before it and some under it, before the next one."""
    found = [piece.node for piece in source.pieces if is_prose(piece) and _STOP.search(piece.text)]
    for heading, after in zip_longest(headings, headings[1:]):
        if found and found[0] < heading.node:
            break
        if len(found) >= FEWEST and (after is None or found[FEWEST - 1] < after.node):
            return heading
    return None


def _is_the_storys(source: Source, heading: Heading, texts: dict[str, str]) -> bool:
    """Whether a heading is no site's name and stands over a story: it shares words with another source."""
    if _is_aside(source, heading.node) or _is_crumb(source, heading.node):
        return False
    if _holds_prose(source, heading.node):
        return True
    words = set(_WORD.findall(heading.text.casefold()))
    others = {word for text in texts.values() for word in _WORD.findall(text.casefold())}
    if len(key(heading.text)) < KICKER or not words:
        return any(key(text) == key(heading.text) for text in texts.values())
    return len(words & others) >= max(1, ALIKE * len(words))


def _holds_prose(source: Source, index: int) -> bool:
    """Whether a heading stands in an article together with the prose that comes after it."""
    dom = source.dom
    around = next((dom.subtree(one) for one in dom.ancestors(index) if dom.tag(one) == "article"), range(0))
    prose = (piece for piece in source.pieces if piece.node > index and piece.node in around)
    return sum(1 for piece in islice(prose, PIECES) if is_prose(piece)) >= FEWEST


def _is_crumb(source: Source, index: int) -> bool:
    """Whether a heading ends a trail of links: in navigation, or as one of the items of a list."""
    dom = source.dom
    for above in (index, *islice(dom.ancestors(index), STEPS)):
        node = dom.nodes[above]
        named = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}".lower()
        if node.tag == "nav" or CRUMB.search(named):
            return True
        if node.tag == "li":
            items = dom.children[node.parent]
            return any(above != one and any(True for _ in dom.find("a", one)) for one in items)
        if node.tag in ("article", "main"):
            return False
    return False


def _is_aside(source: Source, index: int) -> bool:
    nodes = source.dom.nodes
    return any(nodes[above].tag in _ASIDE for above in islice(source.dom.ancestors(index), STEPS))


def _headings(source: Source, tag: str) -> list[Heading]:
    dom = source.dom
    found: list[Heading] = []
    end = 0
    for index in islice(dom.find(tag), HEADINGS):
        if index < end:
            continue
        end = dom.end(index)
        whole = dom.text(index, hidden=source.hidden)
        text = _without_kicker(source, index, whole)
        if key(text) and len(text) <= HEADLINE_LIMIT:
            found.append(Heading(index, _one_line(whole), _one_line(text)))
    return found


def _without_kicker(source: Source, index: int, text: str) -> str:
    """A heading's text, without what stands in front of it in an element that is called a kicker."""
    dom = source.dom
    for one in dom.subtree(index):
        if one != index and _KICKER.search(spread(dom.nodes[one].attrs.get("class", ""))):
            front = dom.text(one, hidden=source.hidden)
            rest = text[len(front) :].lstrip(" \n-–—|:•·/")
            return rest if front and text.startswith(front) and len(key(rest)) >= KICKER else text
    return text


def _one_line(text: str) -> str:
    return text.replace("\xad", "").replace("\n", " ")


def _choose(headings: list[Heading], agreed: set[str]) -> Heading:
    """The heading that another source gives too, or is part of, or contains; else the first."""
    for heading in headings:
        if key(heading.text) in agreed:
            return heading
    for heading in headings:
        words = key(heading.text)
        if len(words) >= KICKER and any(
            len(other) >= KICKER and (other in words or words in other) for other in agreed
        ):
            return heading
    return headings[0]
