"""The blocks of a story: its family's paragraphs, and what else stands among, before and after them."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.page.dom import Dom
from copydesk.reading.family import Family, look
from copydesk.reading.pieces import HEADINGS, Piece, is_prose

DEPTH = 4
"""Steps up from a block of the story to an element that holds its paragraphs, at most."""


def story(dom: Dom, found: list[Piece], family: Family, beside: Iterable[int]) -> list[Piece]:
    """The blocks of the story: the family's members, and what belongs to them.

    That is: everything that stands with them, between the first and the last; prose before and after that is
    like them; headings, lists, quotations and tables a step deeper or beside them. Left out is what is beside
    the story (sharing, captions, teasers), lists of links, boxes, and headings with nothing under them.
    """
    nodes = dom.nodes
    outer = {nodes[home].parent for home in family.homes}
    looks = {look(dom, found[number].node) for number in family.members}
    first, last = family.members[0], family.members[-1]
    junk = set(beside)
    chosen: list[Piece] = []
    waiting: list[Piece] = []
    for number, piece in enumerate(found):
        index = piece.node
        tag, parent = nodes[index].tag, nodes[index].parent
        level = _level(dom, index, family.homes, junk)
        prose = is_prose(piece)
        alike = prose and index not in junk and parent not in junk and look(dom, index) in looks
        alike = alike and nodes[parent].tag != "header"
        if alike and parent >= 0 and nodes[parent].parent in outer:
            belongs = level is None or level <= 1
        elif number < first:
            belongs = prose and tag == "p" and level is not None and level <= 1
        elif number > last:
            plain = tag == "p" or look(dom, index) in looks
            belongs = prose and plain and level == 0
            if level == 1 and tag == "li":
                belongs = _inset(dom, piece, level) and _is_told(dom, parent, found)
            elif not belongs and level == 0 and (tag == "p" or tag in HEADINGS) and not piece.linked:
                waiting.append(piece)
                continue
        elif level is None:
            near = parent in outer or (parent >= 0 and nodes[parent].parent in outer)
            belongs = tag in HEADINGS and near and index not in junk and parent not in junk
        elif level <= 0:
            belongs = True
        else:
            belongs = (level == 1 and alike) or _inset(dom, piece, level)
        if belongs:
            chosen += waiting
            chosen.append(piece)
        waiting = []
    while chosen and nodes[chosen[-1].node].tag in HEADINGS:
        chosen.pop()
    return chosen


def _is_told(dom: Dom, index: int, found: list[Piece]) -> bool:
    """Whether a list has prose in it, and few links."""
    inside = dom.subtree(index)
    items = [piece for piece in found if piece.node in inside]
    linked = sum(piece.linked for piece in items)
    return any(is_prose(piece) for piece in items) and linked * 4 < sum(len(piece.text) for piece in items)


def _level(dom: Dom, index: int, homes: set[int], junk: set[int]) -> int | None:
    """How deep a block lies in one of the homes: -1 for the home itself, 0 for a child of it.

    None when it does not, or what lies between is beside the story.
    """
    for depth in range(DEPTH + 1):
        if index in homes:
            return depth - 1
        if index in junk or index < 0:
            return None
        index = dom.nodes[index].parent
    return None


def _inset(dom: Dom, piece: Piece, level: int) -> bool:
    """Whether a block is of a quotation, a table, or a list that is not one of links."""
    if piece.linked * 2 >= len(piece.text):
        return False
    node = dom.nodes[piece.node]
    quoted = "blockquote" in (node.tag, dom.nodes[node.parent].tag if node.parent >= 0 else "")
    return (level <= 2 and (node.tag == "li" or quoted)) or node.tag in ("td", "th")
