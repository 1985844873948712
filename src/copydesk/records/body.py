"""The body of an article, found by where a page's prose is dense, with what is not the story left out."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.dom import Dom
from copydesk.page import Page
from copydesk.records import jsonld
from copydesk.records.headline import key
from copydesk.records.parts import Block
from copydesk.records.pieces import HEADINGS, Piece, pieces
from copydesk.records.source import Source

PROSE = 40
"""Characters from which on a block of text counts as prose; half as many for scripts without spaces."""
LINKED = 0.5
"""Share of a block's characters from which on it is a list of links, not prose."""
MOST = 0.6
"""An element holds the article while it has this share of the prose of the element around it."""

OUTSIDE = frozenset({"nav", "footer", "aside", "form", "figure", "figcaption"})
ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "alertdialog", "banner", "search"})

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JUNK = re.compile(
    r"(?<![a-z])(?:"
    r"related|recommend|recirc|read-?(?:more|also|next)|more-?(?:on|from|stories|news|articles|about)|also-?read"
    r"|teaser|news-?letter|subscri|sign-?up|pay-?wall|piano|promo|advert|ads?(?![a-z])|sponsor|banner"
    r"|outbrain|taboola|comments?(?![a-z])|disqus|shar(?:e|ing)|social|follow|bread-?crumb|by-?line|author"
    r"|credit|copyright|caption|tags?(?![a-z])|topics?(?![a-z])|keywords|foot(?:er)?(?![a-z])|side-?bar|cookie"
    r"|consent|gdpr|modal|popup|overlay|tool-?bar|nav(?![a-z])|navigation|menu|paginat|pager|most-?read"
    r"|popular|trending|player|toc(?![a-z])|poll(?![a-z])|quiz|login|regist(?:er|ration)|donat"
    r"|widget|sr-only|visually-?hidden|screen-?reader|skip|bio(?![a-z])|dateline-date|timestamp|metadata|meta(?![a-z])"
    r")"
)
_HINT = re.compile(
    r"(?<![a-z])(?:(?:article|story|post|entry|news|page|content|main|detail)s?-{0,2}_{0,2}(?:body|content|text|copy)"
    r"|body-?(?:text|copy|content)|text-?body)(?![a-z])"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]")


@lru_cache(maxsize=20_000)
def junk_name(names: str) -> bool:
    """Whether an element's classes and id say that it is beside the story: sharing, teasers, comments …"""
    return bool(_JUNK.search(_CAMEL.sub("-", names[:300]).lower()))


@lru_cache(maxsize=20_000)
def hint_name(names: str) -> bool:
    """Whether an element's classes and id say that it holds the story."""
    return bool(_HINT.search(_CAMEL.sub("-", names[:300]).lower()))


def weight(text: str) -> int:
    """The length of a text, where a character of a script without spaces counts for more."""
    return len(text) + (len(_WIDE.findall(text)) if not text.isascii() else 0)


def is_prose(piece: Piece) -> bool:
    return weight(piece.text) >= PROSE and piece.linked < LINKED * len(piece.text)


def prose_scores(dom: Dom, found: list[Piece], confirm: str) -> list[float]:
    """How much prose is in each element, itself and all below it."""
    scores = [0.0] * len(dom.nodes)
    for piece in found:
        if is_prose(piece) and dom.nodes[piece.node].tag not in HEADINGS:
            score = float(weight(piece.text) - piece.linked)
            if confirm and key(piece.text)[:40] in confirm:
                score *= 3
            scores[piece.node] += score
    nodes = dom.nodes
    for index in range(len(nodes) - 1, 0, -1):
        if scores[index]:
            scores[nodes[index].parent] += scores[index]
    return scores


def outside(dom: Dom) -> set[int]:
    """Elements that are beside the story by what they are or are called."""
    found = set()
    for index, node in enumerate(dom.nodes):
        if node.tag == "#text":
            continue
        attrs = node.attrs
        if node.tag in OUTSIDE or attrs.get("role") in ROLES:
            found.add(index)
        elif "class" in attrs or "id" in attrs:
            if junk_name(attrs.get("class", "") + " " + attrs.get("id", "")):
                found.add(index)
    return found


def body(source: Source) -> list[Piece]:
    dom = source.dom
    if not dom.nodes:
        return []
    everything = pieces(dom, 0, len(dom.nodes), set(), hidden=source.hidden)
    confirm = key(jsonld.text(source.article, "articleBody"))
    scores = prose_scores(dom, everything, confirm)
    total = scores[0]
    skip = {i for i in outside(dom) if scores[i] < 0.4 * total and dom.nodes[i].tag not in ("html", "body")}
    found = pieces(dom, 0, len(dom.nodes), skip, hidden=source.hidden)
    scores = prose_scores(dom, found, confirm)
    index = container(dom, scores)
    end = dom.end(index)
    return [p for p in found if index <= p.node < end]


def container(dom: Dom, scores: list[float]) -> int:
    index = 0
    while True:
        best = max((c for c in dom.children[index]), key=lambda c: scores[c], default=-1)
        if best < 0 or scores[best] < MOST * scores[index] or scores[best] == 0:
            return index
        if not any(scores[g] for g in dom.children[best]):
            return index
        index = best


def read_body(page: Page, source: Source, headline: str) -> tuple[str, list[Block]]:
    dom = source.dom
    blocks = [Block(kind=kind_of(dom, piece.node), text=piece.text) for piece in body(source)]
    return "", blocks


def kind_of(dom: Dom, index: int) -> str:
    tag = dom.nodes[index].tag
    return (
        "heading"
        if tag in HEADINGS
        else "quote"
        if tag == "blockquote"
        else "list"
        if tag == "li"
        else "paragraph"
    )
