"""Pictures with their captions: neither appears without the other."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import MEDIA
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

NONE = Nothing("no figures on the page, none expected")
CONTENT = MEDIA | {"table", "pre", "blockquote", "math", "ul", "ol", "dl", "p"}
"""What a figure can be of, beside whatever a script makes with elements of its own."""


def _figures(dom: Dom) -> list[int]:
    return [index for index in dom.find("figure") if dom.visible(index)]


@rule("images/empty-figure")
def empty_figure(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a caption with no picture above it.

    Why: the template had the caption but not the picture, so the story lost what it is about.

    Catches: a <figure> with a caption and an <img> without an address (or an empty <picture>), and nothing
    else.

    Lets pass: a figure with a table, a quotation or code; a picture that loads when you scroll to it; a
    caption alone; a page from an archive.
    """
    if page.capture.offline:
        yield Nothing("on a page from an archive, pictures that scripts fill in are missing")
        return
    dom = page.dom
    figures = _figures(dom)
    if not figures:
        yield NONE
    for figure in figures:
        caption = next((dom.text(index) for index in dom.find("figcaption", figure) if dom.text(index)), "")
        empty = [index for index in dom.subtree(figure) if dom.tag(index) in ("img", "picture")]
        if caption and empty and not any(_is_content(dom, index) for index in dom.subtree(figure)):
            yield rule.finding(
                "A caption has no picture",
                expected="a picture in the figure",
                actual=caption,
                where=page.where(figure),
            )


def _is_content(dom: Dom, index: int) -> bool:
    node = dom.nodes[index]
    if node.tag in ("img", "source"):
        return any(node.attrs[name].strip() for name in node.attrs if "src" in name)
    if node.tag in ("#text", "picture") or dom.inside(index, {"figcaption"}):
        return False
    return node.tag in CONTENT or "-" in node.tag or "url(" in node.attrs.get("style", "")


@rule("images/empty-caption", severity="warning")
def empty_caption(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a caption button that shows nothing, or an empty line.

    Why: the caption and the photographer's name were lost on the way to the page.

    Catches: a button in a figure that opens an empty element, or one that does not exist; a <details> with
    nothing under its summary; two or more figures with a caption, and one whose <figcaption> is empty.

    Lets pass: a caption that its button opens; a page on which no picture has a caption.
    """
    dom = page.dom
    figures = _figures(dom)
    if not figures:
        yield NONE
        return
    ids = {node.attrs["id"]: index for index, node in enumerate(dom.nodes) if node.attrs.get("id")}
    told = sum(any(dom.text(i) for i in dom.find("figcaption", figure)) for figure in figures)
    for figure in figures:
        empty = [i for i in dom.find("figcaption", figure) if told > 1 and _is_empty(dom, i)]
        for index in dom.subtree(figure):
            attrs = dom.nodes[index].attrs
            opened = attrs.get("aria-controls", "") if dom.tag(index) == "button" else ""
            opens_nothing = opened and (opened not in ids or _is_empty(dom, ids[opened]))
            if opens_nothing or (dom.tag(index) == "details" and _is_empty(dom, index, "summary")):
                empty.append(index)
        if empty:
            yield rule.finding(
                "A picture has the place for a caption, and no caption",
                expected="a caption, or no place for one",
                actual=dom.selector(empty[0]),
                where=page.where(figure),
            )


def _is_empty(dom: Dom, index: int, beside: str = "") -> bool:
    """Whether an element has no content, visible or hidden, apart from the elements in `beside`."""
    left = {i for i in dom.subtree(index) if i != index}
    for other in dom.find(beside, index) if beside else ():
        left -= set(dom.subtree(other))
    return not any(dom.nodes[i].text.strip() or dom.tag(i) in MEDIA for i in left)
