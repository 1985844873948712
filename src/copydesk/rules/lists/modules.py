"""Modules of the page without their content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.page.capture import VISIBLE, Node
from copydesk.page.dom import Dom
from copydesk.page.lines import HEADINGS
from copydesk.page.page import Page
from copydesk.page.parts import templated
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.lists.side_lists import WITH_HEADINGS
from copydesk.rules.registry import Rule, rule

RANKS = HEADINGS - {"h1"}
"""Headings that can name a module."""
CONTENT = frozenset(
    (
        "a",
        "button",
        "img",
        "picture",
        "video",
        "audio",
        "iframe",
        "input",
        "select",
        "textarea",
        "canvas",
        "object",
        "embed",
    )
)
"""Elements that are content without having text."""
SECTIONS = frozenset(
    ("section", "aside", "article", "nav", "main", "footer", "form", "dialog", "details", "body")
)
"""Elements that a module's content does not lie outside of."""
ITEMS = frozenset(("a", "button", "label", "summary", "li", "figure", "td", "th", "hgroup"))
"""Elements in which a heading is an item or a label and names no module."""
APART = frozenset(("footer", "main", "nav", "aside"))
"""Parts of the page in which nothing belongs to a heading before them, unless both are in one section."""
NAMED = (*WITH_HEADINGS, "feed", "date-groups", "read-also", "body")
"""Elements of the site file in which rules of their own look at the headings."""
PARAGRAPHS = 3
"""A heading beside so many paragraphs is one in a story's text."""
DRAWING = 40
"""A drawing (svg) that is larger than this (CSS pixels) is content and no ornament."""


_LIST = re.compile(r"(?:^|[\s_-])(?:list|items|stories|grid|slider|carousel)(?=\s|$)", re.IGNORECASE)


@rule("modules/empty-heading")
def empty_heading(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Top stories", "In other media", "Partner news", and nothing below it.

    Why: the module's data did not arrive, and the page does not say so; it just looks abandoned.

    Catches: a heading followed by the next heading of its rank, by an empty list, or by the end of its
    section.

    Lets pass: a heading above a picture, a form, a frame, a link or a heading of lower rank; a teaser that is
    a link; hidden headings; pages from an archive, whose modules scripts filled; a heading in a module that
    the site file names, which has its own rule (`top-stories/heading-only`).
    """
    if page.capture.offline:
        yield Nothing("on a page from an archive, modules that scripts fill are empty")
        return
    seen: set[str] = set()
    looked = False
    for state, dom in page.states:
        headings = [
            index for index, node in enumerate(dom.nodes) if node.tag in HEADINGS and _shown(dom, index)
        ]
        for index in headings:
            if dom.tag(index) == "h1" or not _names_module(dom, index):
                continue
            looked = True
            text = dom.text(index)
            rendered = not templated(text) and not set(text.split()) <= {"<", ">"}  # template/text tells
            if rendered and text not in seen and _is_empty(dom, index):
                seen.add(text)
                yield rule.finding(
                    f"There is nothing under the heading “{text}”",
                    expected="content under the heading, or no heading",
                    actual="nothing",
                    where=page.where(index, state.name, dom),
                )
    if not looked:
        yield Nothing("no module on the page has a heading")


def _shown(dom: Dom, index: int) -> bool:
    return bool(dom.nodes[index].flags & VISIBLE) and dom.visible(index)


def _names_module(dom: Dom, index: int) -> bool:
    """Whether it is a module's heading: not a teaser (a link, or in one), not an item, not in a story."""
    if any(dom.tag(i) == "a" for i in dom.subtree(index)):
        return False
    siblings = dom.children[dom.nodes[index].parent]
    if sum(dom.tag(i) == "p" for i in siblings) >= PARAGRAPHS:
        return False
    named = {match.node for name in NAMED for match in dom.matches(name)}
    above = list(dom.ancestors(index))
    if named.intersection(above):
        return False
    for ancestor in above:
        if dom.tag(ancestor) in ITEMS:
            return False
        if dom.tag(ancestor) in SECTIONS:
            break
    return True


def _is_empty(dom: Dom, heading: int) -> bool:
    """Whether nothing follows the heading (up to the next of its rank, the end of its section or another part
    of the page), or whether the list beside it is empty.
    """
    rank = dom.tag(heading)
    start = dom.end(heading)
    section = next((i for i in dom.ancestors(heading) if dom.tag(i) in SECTIONS), 0)
    for ancestor in dom.ancestors(heading):
        holds_list = False
        for index in range(start, dom.end(ancestor)):
            node = dom.nodes[index]
            if node.tag in HEADINGS and _shown(dom, index):
                return "h1" < node.tag <= rank
            if node.tag in APART and dom.tag(section) == "body":
                return True
            if _is_content(dom, index):
                return False
            holds_list |= node.parent == ancestor and bool(node.flags & VISIBLE) and _is_list(node)
        if dom.tag(ancestor) in SECTIONS or holds_list:
            return True
        start = dom.end(ancestor)
    return True


def _is_list(node: Node) -> bool:
    return node.tag in ("ul", "ol", "dl", "table") or bool(_LIST.search(node.attrs.get("class", "")))


def _is_content(dom: Dom, index: int) -> bool:
    node = dom.nodes[index]
    if node.tag == "#text":
        return bool(node.text.strip()) and dom.visible(index)
    if not node.flags & VISIBLE:
        return False
    if node.tag == "svg":
        return node.box is not None and node.box[2] >= DRAWING and node.box[3] >= DRAWING
    return node.tag in CONTENT or (
        "background" in node.attrs.get("style", "") and "url(" in node.attrs["style"]
    )


SECTION = 25
"""Characters: a link with fewer, in a row of such, names a section."""
PROMO = 30
"""Characters: a block with less text than this, on the page twice, is a label and no module."""


@rule("modules/repeated", severity="warning")
def repeated(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same invitation to a newsletter again, some paragraphs further down.

    Why: a block that is inserted after every few paragraphs appears too often in a long story.

    Catches: two <aside> or <section> blocks, or two advertisements, with the same text and the same links.

    Lets pass: blocks with the same heading and different content; two share blocks; one of two that is
    hidden; a row of sections at the head of the page and again at its foot.
    """
    dom = page.dom
    shares = [dom.subtree(match.node) for match in dom.matches("share")]
    adverts = {match.node for match in dom.matches("advertisement")}
    blocks = [
        index
        for index, node in enumerate(dom.nodes)
        if (node.tag in ("aside", "section") or index in adverts) and dom.visible(index)
    ]
    sizes = Counter(len(dom.subtree(index)) for index in blocks)
    seen: dict[tuple[str, tuple[str, ...]], int] = {}
    for index in blocks:
        if sizes[len(dom.subtree(index))] < 2:
            continue  # copies are of one size, and most blocks are not read for it
        text = " ".join(dom.text(index).split())
        if len(text) < PROMO or templated(text) or any(index in share for share in shares):
            continue
        if index not in adverts and _is_row(dom, index, text):
            continue
        key = text, tuple(dom.hrefs[i] for i in dom.subtree(index) if i in dom.hrefs)
        if key in seen and index not in dom.subtree(seen[key]):
            yield rule.finding(
                f"A block is on the page twice: “{text[:60]}”",
                expected="each block once",
                actual=text,
                where=page.where(index),
            )
        seen.setdefault(key, index)


def _is_row(dom: Dom, index: int, text: str) -> bool:
    """Whether a block is nothing but links with names of sections, and no stories' headlines."""
    names = [" ".join(dom.text(i).split()) for i in dom.subtree(index) if i in dom.hrefs]
    return " ".join(names) == text and all(len(name) < SECTION for name in names)
