"""A page's text cut into the blocks that a reader sees as paragraphs, headings and list items."""

from __future__ import annotations

import re

import msgspec

from copydesk.capture import BLOCK
from copydesk.dom import Dom

SILENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map", "head", "title", "link", "meta", "input", "select", "textarea", "button", "datalist", "progress", "meter", "dialog", "menu"]
)
"""Elements whose content is not prose."""
BLOCK_TAGS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)
"""Elements that start a line even where no style sheet says so, or `display: none` hides that they do."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PIECE_LIMIT = 50_000
"""Characters of one piece."""

_SPACE = re.compile(r"\s+")


class Piece(msgspec.Struct, gc=False):
    """A block of text: the element it stands in, its text, and how many of its characters are links' or bold."""

    node: int
    text: str
    linked: int = 0
    bold: int = 0


def pieces(dom: Dom, start: int, end: int, skip: set[int], *, hidden: bool) -> list[Piece]:
    """The blocks of text among nodes `start` to `end`, in page order, without the subtrees in `skip`.

    A blank line (two `<br>`) parts a block in two. `hidden` adds text that is not visible.
    """
    nodes = dom.nodes
    found: list[Piece] = []
    blocks: dict[int, int] = {}
    links: dict[int, bool] = {}
    bolds: dict[int, bool] = {}
    texts: list[str] = []
    current, linked, bold, breaks = -1, 0, 0, 0
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
                    _add(found, current, texts, linked, bold)
                texts, linked, bold, current = [], 0, 0, block
            if text != " ":
                breaks = 0
                if links.get(parent):
                    linked += len(text)
                if bolds.get(parent):
                    bold += len(text)
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
                _add(found, current, texts, linked, bold)
                texts, linked, bold, current = [], 0, 0, -1
            index = dom.end(index)
            continue
        if tag in BLOCK_TAGS or node.flags & BLOCK:
            blocks[index] = index
            if texts:
                _add(found, current, texts, linked, bold)
            texts, linked, bold, current, breaks = [], 0, 0, -1, 0
        else:
            blocks[index] = blocks.get(parent, start)
        links[index] = tag == "a" or links.get(parent, False)
        bolds[index] = tag in ("b", "strong") or bolds.get(parent, False)
        index += 1
    if texts:
        _add(found, current, texts, linked, bold)
    return found


def _add(found: list[Piece], node: int, texts: list[str], linked: int, bold: int) -> None:
    text = _SPACE.sub(" ", "".join(texts)[:PIECE_LIMIT].replace("\xad", "").replace("\u200b", "")).strip()
    if text and node >= 0:
        found.append(Piece(node, text, linked, bold))
