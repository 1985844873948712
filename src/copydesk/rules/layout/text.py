"""The page's texts as they are drawn: none cut off, too small, too faint or squeezed."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import BLOCK, CLIPS, FAINT, PAINTS, PICTURED, SCROLLS, SHORTENS, VISIBLE, Box
from copydesk.page.layout import MEDIA, Layout, meets
from copydesk.page.page import Page
from copydesk.page.parts import CONTROLS, NOUNS
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.layout.overlap import BESIDE, NO_LAYOUT, holder, laid_out, named, words
from copydesk.rules.registry import Rule, rule
from copydesk.rules.restriction import is_restricted

FIELDS = frozenset(("input", "select", "textarea"))
SMALL = 7.0
"""The height of a line in pixels below which its letters, six pixels high, cannot be read."""


@rule("layout/cut-off")
def cut_off(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A text is cut off by the edge of its box.

    Reader sees: a line of which only the upper half is visible, or a word that ends in the middle.

    Why: the text outgrew a box of fixed size: another language, a longer headline, larger letters.

    Catches: a lead of three lines in a box for one and a half, which hides the rest.

    Lets pass: a text that ends with an ellipsis or opens with a control below it; a frame with scrollable
    content; a row of cards that slides; a label for screen readers; the text of a story of which a part is
    for subscribers.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    elements = named(page)
    told: set[int] = set()
    for line in layout.lines:
        if line.seen == line.box or (frame := cutter(page, layout, line.node)) is None or frame in told:
            continue
        whose = holder(page, elements, line.node)
        if whose is None or not cut(page, line.node, line.box, frame) or opens(page, frame):
            continue
        if elements[whose] == "body" and is_restricted(page):
            continue
        told.add(frame)
        yield rule.finding(
            f"A text of the {NOUNS[elements[whose]]} is cut off",
            expected="the whole text, an ellipsis or a way to open it",
            actual=words(page, line.node),
            where=page.where(frame),
        )


def cutter(page: Page, layout: Layout, index: int) -> int | None:
    """The element that cuts a text off; None if one scrolls or shortens it, or hides it on purpose."""
    for i in page.dom.ancestors(index):
        node = page.dom.nodes[i]
        if node.flags & (SCROLLS | SHORTENS) or node.tag in FIELDS:
            return None
        if node.flags & CLIPS:
            box = node.box
            return i if box and max(box[2], box[3]) > 2 and node.tag not in ("html", "body") else None
    return None


def cut(page: Page, index: int, line: Box, frame: int) -> bool:
    """Whether a line of text is cut off, and is not just one of many cards in a row beyond the frame."""
    nodes = page.dom.nodes
    box = nodes[frame].box
    if box is None:
        return False
    x, y, width, height = line
    bottom, right = box[1] + box[3], box[0] + box[2]
    if y + height - bottom > 0.35 * height and y < bottom + 4 * height and x < right and x + width > box[0]:
        return True
    if not (y >= box[1] - height and y + height <= bottom + height):
        return False
    if x >= right or x + width <= box[0] or (x + width <= right + BESIDE and x >= box[0] - BESIDE):
        return False
    between = [i for i in page.dom.ancestors(index) if i > frame and nodes[i].flags & BLOCK]
    return all(
        (one := nodes[i].box) is not None and one[0] >= box[0] - 1 and one[0] + one[2] <= right + 1
        for i in between
    )


def opens(page: Page, frame: int) -> bool:
    """Whether a control after it, or one that says so, opens a folded text."""
    dom = page.dom
    if dom.attr(frame, "aria-expanded") is not None:
        return True
    box = dom.nodes[frame].box
    parent = dom.nodes[frame].parent
    for i in range(dom.end(frame), dom.end(parent) if parent >= 0 else 0):
        node = dom.nodes[i]
        if (
            node.tag in ("button", "summary")
            or "aria-expanded" in node.attrs
            or "aria-controls" in node.attrs
        ):
            place = dom.box(i)
            if box and place and dom.visible(i) and place[1] < box[1] + box[3] + 60:
                return True
    return False


@rule("layout/tiny-text", severity="warning")
def tiny_text(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A text is too small to read.

    Reader sees: a grey line where a sentence should be.

    Why: a style sheet multiplies sizes, and one wrong unit makes a text too small to read.

    Catches: a lead in letters four pixels high.

    Lets pass: small print of eight pixels; a single symbol; letters in a chart.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    elements = named(page)
    told: set[int] = set()
    for line in layout.lines:
        if line.seen is None or line.box[3] >= SMALL or page.dom.inside(line.node, {"svg", "math"}):
            continue
        whose = holder(page, elements, line.node)
        if whose is not None and whose not in told and len(words(page, line.node)) > 3:
            told.add(whose)
            yield rule.finding(
                f"A text of the {NOUNS[elements[whose]]} is too small to read",
                expected="letters of 6 pixels or more",
                actual=f"lines {line.box[3]:g} pixels high: {words(page, line.node)}",
                where=page.where(line.node),
            )


@rule("layout/invisible-text")
def invisible_text(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A text has the colour of its background, or no size at all.

    Reader sees: an empty space instead of a text.

    Why: a style sheet that sets the background and not the letters, or the other way round, leaves white on
    white.

    Catches: a headline in white on a white page, or with letters of size 0.

    Lets pass: a text on a picture, a video or a gradient, or with a shadow or an outline; a text for screen
    readers only.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    elements = named(page)
    told: set[int] = set()
    faint = [i for i, node in enumerate(page.dom.nodes) if node.tag == "#text" and node.flags & FAINT]
    painted = grounds(page) if faint else []
    for index in faint[:200]:
        whose = holder(page, elements, index)
        lines = layout.own(index)
        if whose is None or whose in told or (lines and not any(line.seen for line in lines)):
            continue
        if on_another_ground(page, layout, index, painted) or (not lines and replaced(page, index)):
            continue
        told.add(whose)
        yield rule.finding(
            f"A text of the {NOUNS[elements[whose]]} "
            + ("has the colour of what is behind it" if lines else "has no size"),
            expected="a text that can be read",
            actual=words(page, index),
            where=page.where(index),
        )


def replaced(page: Page, index: int) -> bool:
    """Whether a picture replaces a text without size, beside it or in the same control."""
    dom = page.dom
    holders = list(dom.ancestors(index))
    around = holders[:1] + [i for i in holders if dom.nodes[i].tag in CONTROLS]
    return any(
        dom.nodes[j].flags & PICTURED or dom.nodes[j].tag in MEDIA for i in around for j in dom.subtree(i)
    )


def on_another_ground(page: Page, layout: Layout, index: int, painted: list[tuple[int, Box]]) -> bool:
    """Whether a picture or similar is between a text and the background that its colour was compared with."""
    holders = list(page.dom.ancestors(index))
    ground = next((i for i in holders if page.dom.nodes[i].flags & PAINTS), 0)
    return any(
        i not in holders
        and any(meets(box, line.box) for line in layout.own(index))
        and (i in page.dom.subtree(ground) or layout.over(i, ground))
        for i, box in painted
    )


def grounds(page: Page) -> list[tuple[int, Box]]:
    """What is painted on the page, with its place: pictures, and everything with its own background."""
    return [
        (i, node.box)
        for i, node in enumerate(page.dom.nodes)
        if node.box and node.flags & VISIBLE and (node.flags & (PAINTS | PICTURED) or node.tag in MEDIA)
    ]


@rule("layout/squeezed", severity="warning")
def squeezed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The column of a text is too narrow for its words.

    Reader sees: a text with one or two letters per line, or words that extend beyond their column.

    Why: a column that lost its width squeezes its text, while the page beside it is empty.

    Catches: a paragraph in a box 20 pixels wide.

    Lets pass: a rank or a number in a narrow column of its own; a text that runs from top to bottom.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    elements = named(page)
    told: set[int] = set()
    for index in elements:
        for i in page.dom.subtree(index):
            if page.dom.nodes[i].tag != "#text" or not breaks_often(layout, i):
                continue
            whose = holder(page, elements, i)
            if whose is not None and whose not in told:
                told.add(whose)
                yield rule.finding(
                    f"A text of the {NOUNS[elements[whose]]} is in a column too narrow for its words",
                    expected="a few words a line",
                    actual=words(page, i),
                    where=page.where(i),
                )


def breaks_often(layout: Layout, index: int) -> bool:
    """Whether a text has only a few letters per line, or its words extend beyond a narrow column."""
    if len(layout.own(index)) < 4:
        return False
    lines = [line for line in layout.own(index) if line.seen]
    text = " ".join(layout.dom.nodes[index].text.split())
    if len(lines) < 4 or lines[0].box[3] > 3 * max(lines[0].box[2], 8) or " " not in text:
        return False
    if len(text) / len(lines) < 5:
        return True
    block = next((i for i in layout.dom.ancestors(index) if layout.dom.nodes[i].flags & BLOCK), None)
    box = None if block is None else layout.dom.nodes[block].box
    if box is None:
        return False
    out = sum(line.box[0] + line.box[2] > box[0] + box[2] + BESIDE for line in lines)
    return out >= len(lines) / 2
