"""Pictures with their captions: neither appears without the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import MEDIA
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urlsplit

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


_SIZE = re.compile(
    r"(?:[-_@](?:\d{2,4}(?:x\d{2,4})?w?|\dx|small|medium|large|thumb\w*|full|scaled))+(?=\.\w{3,4}$)",
    re.IGNORECASE,
)
LARGE = (300.0, 150.0)
"""Pixels that a story's picture is wide and high, at least."""
SOON = 3
"""A picture that is shown again after more paragraphs is shown again on purpose."""


@rule("images/twice", kinds=("article",))
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same photo twice, over the story and again at its beginning.

    Why: the system puts the main picture over the text, and the editor has put it into the text as well.

    Catches: two large pictures of one file, whatever size it was asked in, with at most three paragraphs
    between them, both in sight.

    Lets pass: the picture that comes back further down; pictures that are described differently (alt); one
    for each width, of which one is hidden; the same picture in a link to another story; a page from an
    archive, which lacks the style that hides one.
    """
    if page.capture.offline:
        yield Nothing("on a page from an archive, the style that hides a picture may be missing")
        return
    dom = page.dom
    large = [image for image in dom.snapshot.images if _is_a_storys(dom, image.node)]
    if not large:
        yield Nothing("no large pictures, none expected")
    for first, second in pairwise(large):
        told = {dom.attr(image.node, "alt") or "" for image in (first, second)} - {""}
        same = file_of(first.src) and file_of(first.src) == file_of(second.src) and len(told) < 2
        if (
            same
            and _paragraphs(dom, first.node, second.node) <= SOON
            and not _overlap(dom, first.node, second.node)
        ):
            yield rule.finding(
                "The same picture is shown twice",
                expected="each picture once",
                actual=second.src,
                where=page.where(second.node),
            )


def _is_a_storys(dom: Dom, index: int) -> bool:
    box = dom.box(index)
    large = bool(box and box[2] >= LARGE[0] and box[3] >= LARGE[1])
    return (
        large
        and dom.visible(index)
        and not dom.inside(index, {"a", "aside", "nav", "header", "footer", "button"})
    )


def file_of(src: str) -> str:
    """What of a picture's address names it: without its parameters and what the file's name says of its size;
    the whole address where only its parameters name it.
    """
    path = _SIZE.sub("", urlsplit(src).path)
    return path if re.search(r"\.(?:jpe?g|png|webp|avif|gif)$", path, re.IGNORECASE) else src


def _paragraphs(dom: Dom, start: int, end: int) -> int:
    return sum(start < i < end and bool(dom.text(i).strip()) for i in dom.find("p"))


def _overlap(dom: Dom, one: int, other: int) -> bool:
    """Whether two elements lie over each other, as the slides of a carousel do."""
    (x, y, w, h), (a, b, c, d) = dom.box(one) or (0, 0, 0, 0), dom.box(other) or (0, 0, 0, 0)
    return x < a + c and a < x + w and y < b + d and b < y + h


_NUMBER = re.compile(r"\d+")
CAPTION = 5
"""Words: a shorter caption can be that of several pictures."""


@rule("images/same-caption", severity="warning")
def same_caption(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: under the third photo what the second one shows.

    Why: captions and pictures come in two lists, and one of them has lost an entry.

    Catches: two figures in a row with different pictures, described differently (alt), and one caption of
    five words or more, but for its numbers ("Photo 3 of 5").

    Lets pass: short captions; pictures that are described alike or not at all; the same picture again.
    """
    dom = page.dom
    told: list[tuple[int, str, str, str]] = []
    for figure in _figures(dom):
        caption = next((" ".join(dom.text(i).split()) for i in dom.find("figcaption", figure)), "")
        picture = next(iter(dom.find("img", figure)), None)
        if picture is not None and len(caption.split()) >= CAPTION:
            told.append((figure, caption, dom.attr(picture, "src") or "", dom.attr(picture, "alt") or ""))
    if len(told) < 2:
        yield Nothing("no two pictures with captions, none expected")
    for (_, one, src, alt), (figure, other, next_src, next_alt) in pairwise(told):
        if (
            _NUMBER.sub("", one) == _NUMBER.sub("", other)
            and file_of(src) != file_of(next_src)
            and alt
            and next_alt
            and alt != next_alt
        ):
            yield rule.finding(
                "Two pictures have one caption",
                expected=f"what is described as “{next_alt[:100]}”",
                actual=other,
                where=page.where(figure),
            )
