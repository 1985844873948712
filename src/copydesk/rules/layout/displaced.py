"""Elements that a style moved out of their place, or made too small for their content."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import BLOCK, CLIPS, LOOSE, PINNED, SCROLLS, Box
from copydesk.page.layout import MEDIA, Layout, clipped, meets
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.layout.overlap import NO_LAYOUT, holder, laid_out, named
from copydesk.rules.registry import Rule, rule

MOVED = 10.0
"""Pixels that something must have been moved at least."""
FAR = 100.0
"""Pixels by which nobody moves a thing on purpose, but to centre it."""
CLOSE = 60.0
"""Pixels between a picture and what belongs to it, at most."""
OUT = 8.0
"""Pixels that it must then stick out of its place, or into that of another."""


@rule("layout/displaced")
def displaced(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """An element is not in the place that the page reserves for it.

    Reader sees: a block that has slipped to the side or onto its neighbour, and a gap where it belongs.

    Why: what moves an element (a transform that was never undone, an offset in the wrong unit) moves nothing
    else: the page keeps its old place free.

    Catches: a headline 60 pixels to the right of its column, or half on top of the lead.

    Lets pass: a card's headline that is set over its picture; an element that is centred, absolutely
    positioned, slides in a frame or stays in the window during scrolling.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    elements = named(page)
    for index, shift in sorted(layout.shifts.items())[:200]:
        whose = holder(page, elements, index)
        if whose is None or not page.dom.visible(index) or max(map(abs, shift)) < MOVED:
            continue
        if in_flow(layout, index) and (why := effect(layout, index, shift)):
            yield rule.finding(
                f"The {NOUNS[elements[whose]]}, or a part of it, has slipped from its place",
                expected="in the place that the page keeps for it",
                actual=f"{told(shift)} of it: {why}",
                where=page.where(index),
            )


def told(shift: tuple[float, float]) -> str:
    """A distance in words."""
    right, down = shift
    words = [f"{abs(right):g} pixels to the {'right' if right > 0 else 'left'}"] if abs(right) >= 1 else []
    words += [f"{abs(down):g} pixels {'down' if down > 0 else 'up'}"] if abs(down) >= 1 else []
    return " and ".join(words)


def in_flow(layout: Layout, index: int) -> bool:
    """Whether the page reserves a place for it, and it neither slides in a frame nor stays in the window."""
    nodes = layout.dom.nodes
    return not nodes[index].flags & (LOOSE | PINNED) and not any(
        nodes[i].flags & (LOOSE | PINNED | SCROLLS | CLIPS)
        for i in layout.dom.ancestors(index)
        if nodes[i].tag not in ("html", "body")
    )


def effect(layout: Layout, index: int, shift: tuple[float, float]) -> str:
    """What a reader sees of the shift; empty if it does no harm."""
    dom = layout.dom
    box = dom.nodes[index].box
    block = next((i for i in dom.ancestors(index) if dom.nodes[i].flags & BLOCK), None)
    room = None if block is None else dom.nodes[block].box
    if box is None or block is None or room is None:
        return ""
    before = (box[0] - shift[0], box[1] - shift[1], box[2], box[3])
    if onto_picture(layout, index, box, before):
        return ""
    if sticks_out(box, room) > max(sticks_out(before, room), 0) + OUT - 1:
        return f"it sticks out of {dom.selector(block)}"
    siblings = beside(layout, index, block)
    for i, other in siblings:
        if overlap(box, other) > OUT > overlap(before, other):
            return f"it lies over {dom.selector(i)}"
    edges = [other[0] for _, other in siblings if abs(other[0] - before[0]) < 2]
    centred = abs((box[0] - room[0]) - (room[0] + room[2] - box[0] - box[2])) < 4
    if len(edges) >= 2 and abs(shift[0]) >= MOVED and not centred:
        return "it does not stand in line with what is above and below it"
    if max(map(abs, shift)) >= FAR and not centred:
        return "the place that it was given is left empty"
    return ""


def onto_picture(layout: Layout, index: int, box: Box, before: Box) -> bool:
    """Whether it was moved up onto the picture that it follows, like a card's headline."""
    if box[1] >= before[1] or layout.dom.nodes[index].tag in MEDIA:
        return False
    near = list(layout.dom.ancestors(index))[:3]
    return any(
        i < index
        and meets(place, box)
        and before[1] - CLOSE < place[1] + place[3]
        and place[0] - CLOSE < before[0] < place[0] + place[2]
        and layout.common(i, index) in near
        and index not in layout.dom.ancestors(i)
        for i, place in layout.pictures()
    )


def sticks_out(box: Box, room: Box) -> float:
    """How far a box extends beyond another, on the side where it does so most."""
    return max(
        room[0] - box[0],
        room[1] - box[1],
        box[0] + box[2] - room[0] - room[2],
        box[1] + box[3] - room[1] - room[3],
    )


def beside(layout: Layout, index: int, block: int) -> list[tuple[int, Box]]:
    """The boxes in the flow of the same block, without the one that contains the element."""
    dom = layout.dom
    found = []
    for i in dom.children[block][:500]:
        node = dom.nodes[i]
        if node.box and not node.flags & LOOSE and index not in dom.subtree(i) and dom.visible(i):
            found.append((i, node.box))
    return found


def overlap(one: Box, other: Box) -> float:
    """How far two boxes overlap, in the direction in which they do so less."""
    both = clipped(one, other)
    return min(both[2], both[3]) if both else 0.0


@rule("layout/spills")
def spills(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """An element's content does not fit into it and covers what is beside or below.

    Reader sees: a text that runs over a picture or another block.

    Why: a box of a fixed size does not grow with its content, and the page closes up around the box.

    Catches: a list of ten stories in a box 100 pixels high, on top of the module below.

    Lets pass: a list that opens over the page; content that a frame cuts off or scrolls; floating content,
    and content that extends a few pixels beyond its box.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    for index, name in sorted(named(page).items()):
        box = page.dom.nodes[index].box
        if box is None or not page.dom.nodes[index].flags & BLOCK or not in_flow(layout, index):
            continue
        out = [piece for piece in pieces(layout, index) if is_out(box, piece[1])]
        if any(flows(layout, piece[0], index) and runs_over(layout, index, piece[1]) for piece in out):
            yield rule.finding(
                f"What is in the {NOUNS[name]} does not fit into it and runs over what is around it",
                expected="a box that is as large as its content",
                actual=f"a box of {box[2]:g} × {box[3]:g} pixels",
                where=page.where(index),
            )


def pieces(layout: Layout, index: int) -> list[tuple[int, Box]]:
    """The printed lines and pictures of an element."""
    dom = layout.dom
    found = [(line.node, line.box) for line in layout.lines_of(index) if line.seen]
    found += [(i, box) for i in dom.subtree(index) if dom.nodes[i].tag in MEDIA and (box := dom.nodes[i].box)]
    return found


def flows(layout: Layout, index: int, holder: int) -> bool:
    """Whether nothing between a node and its container is out of the flow, clips or was moved."""
    nodes = layout.dom.nodes
    for i in (index, *layout.dom.ancestors(index)):
        if nodes[i].flags & (CLIPS | SCROLLS) and nodes[i].tag not in MEDIA:
            return False
        if i == holder:
            return True
        if nodes[i].flags & LOOSE or i in layout.shifts:
            return False
    return False


def is_out(box: Box, place: Box) -> bool:
    """Whether a piece of an element's content is below or beside the element."""
    below = place[1] + place[3] / 2 > box[1] + box[3]
    return below or place[0] + place[2] > box[0] + box[2] + 2 * OUT


def runs_over(layout: Layout, index: int, place: Box) -> bool:
    """Whether a piece of an element's content covers something else."""
    dom = layout.dom
    own = dom.subtree(index)
    holders = set(dom.ancestors(index))
    for line in layout.near(place):
        if line.node not in own and line.seen and overlap(line.seen, place) > 4:
            return True
    return any(
        overlap(node.box, place) > OUT
        for i, node in enumerate(dom.nodes)
        if node.box and node.tag in MEDIA and i not in own and i not in holders and dom.visible(i)
    )
