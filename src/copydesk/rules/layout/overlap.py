"""The page's layout: nothing overprinted, moved away or beyond the edge.

Pages that are replayed without their style sheets have no layout to check.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import CLIPS, VISIBLE, Box
from copydesk.page.layout import MEDIA, Layout, clipped
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, clip, rule

BESIDE = 8.0
"""Pixels that something may stick out and nobody sees it."""


def laid_out(page: Page) -> Layout | None:
    """The page's layout, or None if its style sheets did not arrive."""
    if page.capture.offline or page.dom.snapshot.unstyled or not page.dom.snapshot.lines:
        return None
    return page.layout()


NO_LAYOUT = Nothing("the page has no layout to check: no text, or no style sheets")


def named(page: Page) -> dict[int, str]:
    """The visible nodes that the site file's selectors found, with their elements' names."""
    return {
        match.node: name
        for name, matches in page.dom.snapshot.elements.items()
        for match in matches
        if page.dom.visible(match.node)
    }


def holder(page: Page, elements: dict[int, str], index: int) -> int | None:
    """The closest element of the site file that a node is, or is in."""
    return next((i for i in (index, *page.dom.ancestors(index)) if i in elements), None)


def words(page: Page, index: int) -> str:
    """The text of a node, short enough for a message."""
    return clip(" ".join(page.dom.nodes[index].text.split()), 60)


@rule("layout/overlap")
def overlap(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Two texts overlap.

    Reader sees: letters on top of letters, so that neither text is readable.

    Why: a height no longer fits its text, or something has slipped from its place.

    Catches: a headline that runs into the lead because its box is too low for two lines.

    Lets pass: a headline over a picture; a menu or a bar with its own background; lines that are close
    together; a large first letter; the labels of a chart.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    seen: set[tuple[int, int]] = set()
    nodes = page.dom.nodes
    for one, other in layout.overlaps():
        pair = (nodes[one.node].parent, nodes[other.node].parent)
        if pair not in seen:
            seen.add(pair)
            yield rule.finding(
                "Two texts are printed over each other",
                expected="each text in a place of its own",
                actual=f"“{words(page, one.node)}” and “{words(page, other.node)}”",
                where=page.where(other.node),
            )


@rule("layout/sideways")
def sideways(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The page is wider than the window.

    Reader sees: a page that scrolls sideways, with an empty margin or half a picture there.

    Why: one element that is too wide, or has slipped, drags the whole page along.

    Catches: a module 400 pixels beyond the window's right edge.

    Lets pass: a table or a row of pictures that scrolls by itself; content that is out of sight and cannot be
    scrolled to; a few pixels.
    """
    snapshot = page.dom.snapshot
    beyond = snapshot.page[0] - snapshot.viewport[0]
    if laid_out(page) is None:
        yield NO_LAYOUT
    elif beyond > BESIDE and not cuts_sideways(page):
        widest = widest_of(page, snapshot.page[0])
        yield rule.finding(
            "The page is wider than the window, so that it scrolls sideways",
            expected=f"at most {snapshot.viewport[0]:g} pixels wide",
            actual=f"{snapshot.page[0]:g} pixels wide",
            where=None if widest is None else page.where(widest),
        )


def cuts_sideways(page: Page) -> bool:
    """Whether the page cuts off what is beside the window."""
    return any(node.flags & CLIPS for node in page.dom.nodes[:2000] if node.tag in ("html", "body"))


def widest_of(page: Page, right: float) -> int | None:
    """The innermost element that reaches the page's right edge."""
    found = None
    for i, node in enumerate(page.dom.nodes):
        if node.box and node.tag not in ("html", "body") and abs(node.box[0] + node.box[2] - right) < 3:
            found = i
    return found


@rule("layout/off-page")
def off_page(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A part of an element is beyond the page's edge.

    Reader sees: lines without their beginning or end.

    Why: readers cannot scroll to what is left of the page, or cut off by it.

    Catches: a lead that begins 100 pixels to the left of the page.

    Lets pass: a row of stories that slides within its own frame; a link that appears when the keyboard
    reaches it.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    elements = named(page)
    right = page.dom.snapshot.viewport[0] if cuts_sideways(page) else float("inf")
    told: set[int] = set()
    for index, box in [(line.node, line.seen) for line in layout.lines if line.seen] + pictures(page, layout):
        beyond = max(-box[0], box[0] + box[2] - right, -box[1])
        # What lies wholly beyond is put there for those who listen, or is reported as hidden.
        wholly = box[0] + box[2] <= 0 or box[1] + box[3] <= 0 or box[0] >= right
        if wholly or beyond <= BESIDE / 2 or (page.dom.nodes[index].tag in MEDIA and beyond < 0.2 * box[2]):
            continue
        whose = holder(page, elements, index)
        if whose is not None and whose not in told and layout.pinned(index) is None:
            told.add(whose)
            yield rule.finding(
                f"A part of the {NOUNS[elements[whose]]} lies beyond the page’s edge",
                expected="all of it on the page",
                actual=f"{beyond:g} pixels beyond the edge: {words(page, index)}",
                where=page.where(whose),
            )


def pictures(page: Page, layout: Layout) -> list[tuple[int, Box]]:
    """The visible pictures, with the part of each that nothing cuts off."""
    return [
        (i, seen)
        for i, node in enumerate(page.dom.nodes)
        if node.tag in MEDIA
        and node.flags & VISIBLE
        and node.box
        and (seen := clipped(node.box, layout.clips[node.parent]))
    ]
