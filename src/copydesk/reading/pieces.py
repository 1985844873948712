"""A page's text cut into the blocks that a reader sees as paragraphs, headings and list items."""

from __future__ import annotations

import re

import msgspec

from copydesk.page.capture import BLOCK
from copydesk.page.dom import Dom

_SILENT = (
    "script style noscript template svg math iframe object embed canvas audio video map head title link meta"
    " input select textarea button datalist progress meter dialog menu"
)
SILENT = frozenset(_SILENT.split())
"""Elements whose content is not prose."""
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
"""Elements that start a line even where no style sheet says so, or `display: none` hides that they do."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = HEADINGS | {"p"}
"""Elements that are one block whatever a style sheet makes of the phrases in them."""
_PHRASING = "a abbr b bdi cite em font i mark q rb rp rt ruby s strong sub sup u"
PHRASING = frozenset(_PHRASING.split())
"""Elements that never part a text, whatever a style sheet makes of them."""
PROSE = 40
"""Characters from which on a block of text counts as prose; half as many for scripts without spaces."""
LINKED = 0.5
"""Share of a block's characters from which on it is a list of links, not prose."""
PIECE_LIMIT = 50_000
"""Characters of one piece."""

_SPACE = re.compile(r"\s+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")


class Piece(msgspec.Struct, gc=False):
    """A block of text: the element it stands in, its text, and how many of its characters are links'."""

    node: int
    text: str
    linked: int = 0


def weight(text: str) -> int:
    """The length of a text, where a character of a script without spaces counts for two."""
    return len(text) if max(text, default="") < "\u2e80" else len(text) + len(_WIDE.findall(text))


def is_prose(piece: Piece) -> bool:
    """Whether a block is long enough for a paragraph, and not mostly links."""
    return weight(piece.text) >= PROSE and piece.linked < LINKED * len(piece.text)


def pieces(dom: Dom, start: int, end: int, skip: set[int], *, hidden: bool) -> list[Piece]:
    """The blocks of text among nodes `start` to `end`, in page order, without the subtrees in `skip`.

    A blank line (two `<br>`) parts a block in two. `hidden` adds text that is not visible.
    """
    nodes = dom.nodes
    found: list[Piece] = []
    blocks: dict[int, int] = {}
    links: dict[int, bool] = {}
    texts: list[str] = []
    current, linked, breaks = -1, 0, 0
    index = start
    while index < end:
        node = nodes[index]
        tag = node.tag
        if tag == "#text":
            parent = node.parent
            text = node.text
            if not hidden and not dom.visible(parent):
                index += 1
                continue
            block = blocks.get(parent, start)
            if block != current or breaks > 1:
                if texts:
                    _add(found, current, texts, linked)
                texts, linked, current = [], 0, block
            if text != " ":
                breaks = 0
                if links.get(parent):
                    linked += len(text)
            texts.append(text)
            index += 1
            continue
        if tag == "br":
            breaks += 1
            texts.append(" ")
            index += 1
            continue
        parent = node.parent
        if tag in SILENT or index in skip:
            if tag in BLOCK_TAGS and texts:
                _add(found, current, texts, linked)
                texts, linked, current = [], 0, -1
            index = dom.end(index)
            continue
        block = blocks.get(parent, start)
        inline = tag not in BLOCK_TAGS and (
            not node.flags & BLOCK or tag in PHRASING or nodes[block].tag in PARAGRAPHS
        )
        if not inline:
            blocks[index] = index
            if texts:
                _add(found, current, texts, linked)
            texts, linked, current, breaks = [], 0, -1, 0
        else:
            blocks[index] = block
            if node.flags & BLOCK and tag == "span" and dom.end(index) - index > 2:
                texts.append(" ")
        links[index] = tag == "a" or links.get(parent, False)
        index += 1
    if texts:
        _add(found, current, texts, linked)
    return found


def _add(found: list[Piece], node: int, texts: list[str], linked: int) -> None:
    text = _SPACE.sub(" ", "".join(texts)[:PIECE_LIMIT].replace("\xad", "").replace("\u200b", "")).strip()
    if text and node >= 0:
        found.append(Piece(node, text, linked))
