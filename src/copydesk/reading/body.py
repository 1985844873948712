"""The text of an article: its lead and the blocks of its body."""

from __future__ import annotations

import re
from itertools import groupby, islice

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.reading.beside import OUTSIDE
from copydesk.reading.family import find_family
from copydesk.reading.lead import find_lead, is_named_lead
from copydesk.reading.modules import first
from copydesk.reading.near import ONLY_HOUR
from copydesk.reading.pieces import HEADINGS, Piece, pieces
from copydesk.reading.source import Source
from copydesk.reading.story import story
from copydesk.reading.titles import key
from copydesk.records.parts import Block

WITHIN = ("read-also", "share", "advertisement", "related", "photo", "infographics", "persons", "page-count")
"""Elements of the site file that can stand inside the body and are not its text."""
LITTLE = 0.3
"""Share of JSON-LD's article text under which the page's own is taken to be lost."""
STEPS = 8
"""How far up from a block the list, table or quotation is looked for that it is part of."""
LINKED_ON = 0.3
"""Share of a block's characters that are links' from which on "Read also" sends on to another story."""
TOLD = 200
"""Letters that JSON-LD's article text has at least, to stand for the page's own."""

_ALSO = re.compile(
    r"\W*(?:read (?:also|more|next)|see also|related|lire (?:aussi|également)|à lire|voir aussi"
    r"|lesen sie (?:auch|mehr|dazu)|lies auch|mehr zum thema|lees (?:ook|meer|verder)|leggi anche|leer más"
    r"|lea también|más información|leia (?:mais|também)|veja também|läs (?:också|mer|även)|les (?:også|mer)"
    r"|læs (?:også|mere)|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)"
    r"|читайте также|смотрите также)(?!\w)",
    re.IGNORECASE,
)


def read_body(
    page: Page, source: Source, headline: str, heading: int | None = None
) -> tuple[str, list[Block]]:
    """The lead and the body: from the site file's elements, else by what the page looks like, where `heading`
    is the element that shows the headline.

    The body is the text under the lead, with the dateline, without what stands in it but is not of it. The
    lead is not part of it, even where the page marks its first paragraph as the lead.
    """
    lead = ""
    if page.element("lead") is not None:
        index = first(page, "lead")
        lead = _shown(page, index) if index is not None else ""
    if page.element("body") is not None:
        return lead, _marked_body(page)
    found_lead, blocks = _found_body(source, headline, heading)
    return lead if page.element("lead") is not None else found_lead, blocks


def _shown(page: Page, index: int) -> str:
    return page.dom.text(index, hidden=page.capture.offline).replace("\n", " ")


def _marked_body(page: Page) -> list[Block]:
    """The body as the site file marks it: its paragraphs, or where it names none every block of text."""
    dom = page.dom
    matches = page.matches("body")
    holders = {index for match in matches for index in (match.node, *dom.ancestors(match.node))}
    skip = {match.node for name in WITHIN for match in page.matches(name)} - holders
    quotes = _below(dom, {match.node for match in page.matches("quotes")} - holders)
    element = page.element("body")
    blocks: list[Block] = []
    if element is not None and "paragraph" in element.parts:
        left_out = _below(dom, skip)
        paragraphs = [index for match in matches for index in match.parts.get("paragraph", [])]
        for index in paragraphs:
            if index not in left_out and (text := _shown(page, index)):
                blocks.append(Block(kind=_kind(dom, index, quotes), text=text))
        return blocks
    for match in matches:
        inner = {i for i in dom.subtree(match.node) if dom.nodes[i].tag in OUTSIDE} - {match.node}
        end = dom.end(match.node)
        found = pieces(dom, match.node, end, skip | inner, hidden=page.capture.offline)
        blocks += _blocks(dom, found, quotes)
    return blocks


def _below(dom: Dom, roots: set[int]) -> set[int]:
    """The elements and all below them."""
    found: set[int] = set()
    if roots:
        for index in range(min(roots), len(dom.nodes)):
            if index in roots or dom.nodes[index].parent in found:
                found.add(index)
    return found


def _found_body(source: Source, headline: str, heading: int | None) -> tuple[str, list[Block]]:
    dom = source.dom
    told = jsonld.listed(source.article.get("articleBody"))
    told_text = "\n".join(text for text in told if isinstance(text, str))
    lead, text = "", list[Piece]()
    found = source.pieces
    family = find_family(dom, found, source.beside, key(jsonld.plain(told_text)), heading)
    if family is not None:
        text = _own(dom, story(dom, found, family, source.beside))
    if text:
        lead = find_lead(source, found, text, headline)
        if not lead and len(text) > 1 and _is_marked_lead(dom, text):
            lead = text.pop(0).text
    length = sum(len(piece.text) for piece in text)
    if source.hidden and len(told_text) >= TOLD and length < LITTLE * len(told_text):
        lines = (jsonld.plain(line) for line in told_text.splitlines())
        return lead, [Block(kind="paragraph", text=line) for line in lines if line]
    return lead, _blocks(dom, text, set())


def _own(dom: Dom, text: list[Piece]) -> list[Piece]:
    """The blocks without those that are nothing but an hour, as over a post of a live page, and without those
    that send on to another story, with the heading over them."""
    own: list[Piece] = []
    for piece in text:
        if ONLY_HOUR.fullmatch(piece.text):
            continue
        if piece.linked > LINKED_ON * len(piece.text) and _ALSO.match(piece.text):
            if own and dom.nodes[own[-1].node].tag in HEADINGS:
                own.pop()
            continue
        own.append(piece)
    return own


def _is_marked_lead(dom: Dom, text: list[Piece]) -> bool:
    """Whether the first block is called the lead, or is all that stands in an element that is."""
    first, second = text[0].node, text[1].node
    parent = dom.nodes[first].parent
    alone = parent >= 0 and second >= dom.end(parent)
    names = (dom.attr(first, "class"), dom.attr(parent, "class") if alone else "")
    return any(is_named_lead(name) for name in names if name)


def _blocks(dom: Dom, found: list[Piece], quotes: set[int]) -> list[Block]:
    """Blocks of the pieces: the items of a list and the rows of a table together, one a line."""
    blocks: list[Block] = []
    places = [(piece, _place(dom, piece.node, quotes) or number) for number, piece in enumerate(found)]
    for place, group in groupby(places, key=lambda pair: pair[1]):
        members = [piece for piece, _ in group]
        kind = place[0] if isinstance(place, tuple) else _kind(dom, members[0].node, quotes)
        if kind == "table":
            rows = groupby(members, key=lambda piece: dom.nodes[piece.node].parent)
            text = "\n".join(" ".join(piece.text for piece in row) for _, row in rows)
        else:
            text = "\n".join(piece.text for piece in members)
        blocks.append(Block(kind=kind, text=text))
    return blocks


def _place(dom: Dom, index: int, quotes: set[int]) -> tuple[str, int] | None:
    """The kind of block that a piece is only a part of, and which one; None where it is one itself."""
    kind = _kind(dom, index, quotes)
    whole = {"list": {"ul", "ol", "dl"}, "table": {"table"}, "quote": {"blockquote"}}.get(kind)
    if whole:
        for ancestor in (index, *islice(dom.ancestors(index), STEPS)):
            if dom.nodes[ancestor].tag in whole:
                return kind, ancestor
    return None


def _kind(dom: Dom, index: int, quotes: set[int]) -> str:
    """heading, quote, list, table or paragraph, by the element and those just around it."""
    if index in quotes:
        return "quote"
    for _ in range(3):
        tag = dom.nodes[index].tag
        if tag in HEADINGS:
            return "heading"
        if tag == "blockquote":
            return "quote"
        if tag in ("li", "ul", "ol", "dl", "dd", "dt"):
            return "list"
        if tag in ("td", "th", "table"):
            return "table"
        index = dom.nodes[index].parent
        if index < 0:
            break
    return "paragraph"
