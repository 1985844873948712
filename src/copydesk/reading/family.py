"""The story's paragraphs among all text of a page, told by what they have in common.

A site's paragraphs look alike in its markup: the same element with the same class in the same surroundings.
Such blocks are a family. The family with the most prose is the story's, where prose far from the headline
counts for less; what else belongs to the story stands among its members.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from copydesk.page.dom import Dom
from copydesk.reading.pieces import HEADINGS, Piece, is_prose, weight
from copydesk.reading.titles import key

IN_PART = 0.4
"""Share of the largest family's prose from which on a family around it is the story and it an inset."""
COVERED = 0.3
"""What prose counts that stands in something beside the story, such as comments."""
CONFIRMED = 2.0
"""What prose counts that JSON-LD gives as the article's too."""
FAR = 0.2
"""What prose counts that stands outside of the element that holds the headline and prose below it."""
OTHERS = 0.4
"""What prose counts besides, that stands in an article with another headline."""
LISTED = 0.6
"""What prose counts in the items of a list or the cells of a table."""
NO_SENTENCE = 0.5
"""What a block counts in which no sentence ends."""
FEWEST = 3
"""Blocks of prose that an element around the headline holds, to be the one that holds the story."""
NEAREST = 0.25
"""Share of the largest article's prose from which on an earlier one on the page is the page's own."""
CONTINUED = 0.1
"""Share of the largest family's prose from which on one just inside it is more of the same text."""
ARTICLES = 200
"""How many articles of a page are looked at."""

_LISTS = frozenset({"li", "td", "th", "dd", "dt"})
_SENTENCE = re.compile(r"[.!?…。！？।۔։][\"'”’»“」』)\]]*(?:\s|$)|[。！？]")


class Family(msgspec.Struct):
    """The blocks of prose that are alike. `members` are numbers of pieces, in page order."""

    members: list[int] = []
    size: float = 0.0
    homes: set[int] = set()
    """The elements that the members stand in."""


def find_family(
    dom: Dom, found: list[Piece], beside: set[int], confirmed: str, heading: int | None = None
) -> Family | None:
    """The story's family, None where there is no prose. `confirmed` is the key of JSON-LD's article text,
    `heading` the element that shows the headline."""
    families: dict[tuple[str, ...], Family] = {}
    seen: set[str] = set()
    nodes = dom.nodes
    covered: dict[int, bool] = {}
    near = _around(dom, found, beside, heading)
    others = _other_articles(dom, heading)
    for number, piece in enumerate(found):
        if piece.text in seen or not is_prose(piece) or nodes[piece.node].tag in HEADINGS:
            continue
        seen.add(piece.text)
        size = float(weight(piece.text) - piece.linked)
        if _is_covered(dom, piece.node, beside, covered):
            size *= COVERED
        if confirmed and key(piece.text[:60])[:40] in confirmed:
            size *= CONFIRMED
        elif near and piece.node not in near:
            size *= FAR
            if any(piece.node in other for other in others):
                size *= OTHERS
        if nodes[piece.node].tag in _LISTS:
            size *= LISTED
        if not _SENTENCE.search(piece.text):
            size *= NO_SENTENCE
        family = families.setdefault(_name(dom, piece.node), Family())
        family.members.append(number)
        family.size += size
    ranked = sorted(families.values(), key=lambda family: -family.size)[:6]
    if not ranked:
        return None
    for family in ranked:
        family.homes = {nodes[found[number].node].parent for number in family.members}
    best = ranked[0]
    for other in ranked[1:]:
        if other.size > IN_PART * best.size and _stands_in(dom, found, best, other):
            best = other
    for other in ranked:
        if other is not best and _continues(dom, found, best, other):
            best.members = sorted({*best.members, *other.members})
    best.members = _of_one_article(dom, found, best.members)
    best.homes = {nodes[found[number].node].parent for number in best.members}
    return best


def _around(dom: Dom, found: list[Piece], beside: set[int], heading: int | None) -> range | None:
    """The smallest element that holds the headline and some prose below it; None without a headline."""
    if heading is None:
        return None
    known: dict[int, bool] = {}
    below = [
        piece.node
        for piece in found
        if piece.node > heading and is_prose(piece) and not _is_covered(dom, piece.node, beside, known)
    ]
    if len(below) < FEWEST:
        return None
    last = below[FEWEST - 1]
    return next((dom.subtree(one) for one in dom.ancestors(heading) if last in dom.subtree(one)), None)


def _other_articles(dom: Dom, heading: int | None) -> list[range]:
    """The articles with a headline that is not the page's own."""
    articles = [dom.subtree(one) for one in dom.find("article")][:ARTICLES]
    return [one for one in articles if heading not in one and any(True for _ in dom.find("h1", one.start))]


def _continues(dom: Dom, found: list[Piece], family: Family, other: Family) -> bool:
    """Whether another family is the same text, one element deeper: paragraphs of that tag and no other look,
    among or after the first's."""
    if len(other.members) < 2 or other.size < CONTINUED * family.size:
        return False
    looks = {look(dom, found[number].node) for number in family.members}
    if not looks.issuperset(look(dom, found[number].node) for number in other.members):
        return False
    nodes = dom.nodes
    return other.members[0] > family.members[0] and all(
        nodes[home].parent in family.homes for home in other.homes
    )


def _name(dom: Dom, index: int) -> tuple[str, ...]:
    """What an element and the two around it are, and the first class of each without its digits."""
    names: list[str] = []
    for _ in range(3):
        node = dom.nodes[index]
        names += (node.tag, _first_class(node.attrs.get("class", "")))
        index = node.parent
        if index < 0:
            break
    return tuple(names)


@lru_cache(maxsize=20_000)
def _first_class(names: str) -> str:
    first = names[:200].split(maxsplit=1)
    return "".join(character for character in first[0] if not character.isdigit()) if first else ""


def _is_covered(dom: Dom, index: int, beside: set[int], known: dict[int, bool]) -> bool:
    """Whether an element is, or lies in, something beside the story. `known` keeps the answers, for speed."""
    path = []
    while index >= 0 and index not in known:
        path.append(index)
        if index in beside:
            known[index] = True
            break
        index = dom.nodes[index].parent
    answer = known.get(index, False)
    for one in path:
        known[one] = answer
    return answer


def _stands_in(dom: Dom, found: list[Piece], inner: Family, outer: Family) -> bool:
    """Whether most of a family stands inside the elements that hold another's paragraphs."""
    known = dict.fromkeys(outer.homes, True)
    inside = sum(
        _is_covered(dom, dom.nodes[dom.nodes[found[number].node].parent].parent, set(), known)
        for number in inner.members
    )
    return inside > len(inner.members) / 2


def _of_one_article(dom: Dom, found: list[Piece], members: list[int]) -> list[int]:
    """Of members in several `<article>`s, as where the next story follows, those in the page's own."""
    groups: dict[int, list[int]] = {}
    holder: dict[int, int] = {}
    for number in members:
        path = []
        index = dom.nodes[found[number].node].parent
        while index >= 0 and index not in holder and dom.nodes[index].tag != "article":
            path.append(index)
            index = dom.nodes[index].parent
        article = holder.get(index, index)
        for one in path:
            holder[one] = article
        groups.setdefault(article, []).append(number)
    if len(groups) == 1:
        return members
    sizes = {article: sum(len(found[n].text) for n in group) for article, group in groups.items()}
    largest = max(sizes.values())
    return next(group for article, group in groups.items() if sizes[article] >= NEAREST * largest)


def look(dom: Dom, index: int) -> tuple[str, str]:
    """An element's tag and classes."""
    node = dom.nodes[index]
    return node.tag, node.attrs.get("class", "")
