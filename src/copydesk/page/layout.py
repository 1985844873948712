"""Where a page's texts are printed, what is cut off and what lies over what, reckoned from boxes.

A `Layout` is made of a snapshot's tree once and asked by several rules. Distances are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.page.capture import (
    CLIPS,
    FAINT,
    LIFTED,
    LOOSE,
    PAINTS,
    PINNED,
    SCROLLS,
    SHORTENS,
    VISIBLE,
    Box,
)
from copydesk.page.dom import Dom

EDGE = 120
"""A bar that ends so many pixels above the window's lower edge stays there when the page is scrolled."""
MEDIA = frozenset(("img", "video", "iframe", "canvas", "picture", "object", "embed", "svg"))
COVERS = 500
"""So many things that may cover others are looked at at most."""
COMPARED = 200_000
"""So many pairs of lines are compared at most, whatever a page is like."""


class Line(NamedTuple):
    """A printed line of a text: the text's index, where it is, and the part of it that nothing cuts off."""

    node: int
    box: Box
    seen: Box | None


class Layout:
    """What can be told of a page's layout. `lines` are all printed lines, in document order."""

    def __init__(self, dom: Dom) -> None:
        self.dom = dom
        self.layers = dict(dom.snapshot.layers)
        self.shifts = {node: (right, down) for node, right, down in dom.snapshot.shifts}
        self.clips = self._clips()
        self.lines = [
            Line(node, (x, y, w, h), clipped((x, y, w, h), self.clips[node]))
            for node, x, y, w, h in dom.snapshot.lines
        ]
        self._by_node: dict[int, list[Line]] = {}
        for line in self.lines:
            self._by_node.setdefault(line.node, []).append(line)
        self._covers: list[int] | None = None
        self._cover_of: dict[int, int | None] = {}

    def own(self, index: int) -> list[Line]:
        """The lines of one text."""
        return self._by_node.get(index, [])

    def lines_of(self, index: int) -> list[Line]:
        """The lines of all texts in an element."""
        return [line for i in self.dom.subtree(index) for line in self._by_node.get(i, ())]

    def _clips(self) -> list[Box | None]:
        """For each node the box that its content is cut off at, None where nothing cuts it.

        What is absolutely positioned is cut off by those only that its own place is reckoned from.
        """
        nodes = self.dom.nodes
        inner: list[Box | None] = [None] * len(nodes)
        loose: list[Box | None] = [None] * len(nodes)
        for i, node in enumerate(nodes):
            if node.parent < 0:
                continue
            clip = loose[node.parent] if node.flags & LOOSE else inner[node.parent]
            # What the root and the body cut off is cut off by the window, as the page's own size tells.
            if node.flags & (CLIPS | SCROLLS) and node.box and node.tag != "body":
                clip = node.box if clip is None else clipped(node.box, clip) or (*node.box[:2], 0.0, 0.0)
            inner[i] = clip
            loose[i] = clip if node.flags & LIFTED else loose[node.parent]
        return inner

    def pinned(self, index: int) -> int | None:
        """The element that holds it in place when the page is scrolled, or None."""
        nodes = self.dom.nodes
        return next((i for i in (index, *self.dom.ancestors(index)) if nodes[i].flags & PINNED), None)

    def common(self, one: int, other: int) -> int:
        """The closest element that holds both."""
        return next((i for i in (one, *self.dom.ancestors(one)) if other in self.dom.subtree(i)), 0)

    def over(self, one: int, other: int) -> bool:
        """Whether one element is painted over another that it neither holds nor lies in."""
        root = self.common(one, other)
        upper, lower = self._layer(one, root), self._layer(other, root)
        return upper > lower or (upper == lower and upper != FLOW and one > other)

    def _layer(self, index: int, root: int) -> float:
        """How high an element is stacked within `root`: its z-index, or that of what it lies in."""
        layer = FLOW
        for i in (index, *self.dom.ancestors(index)):
            if i == root:
                break
            if i in self.layers:
                layer = float(self.layers[i])
            elif self.dom.nodes[i].flags & LIFTED or i in self.shifts:
                layer = max(layer, 0.0)
        return layer

    def cover(self, index: int) -> int | None:
        """What hides an element, or a good part of its text, from a reader for good; None if nothing does."""
        if index not in self._cover_of:
            self._cover_of[index] = self._find_cover(index)
        return self._cover_of[index]

    def _find_cover(self, index: int) -> int | None:
        dom = self.dom
        box = dom.box(index)
        if box is None:
            return None
        for over in self._opaque():
            frame = dom.nodes[over].box
            if frame is None or not meets(frame, box) or over in dom.subtree(index):
                continue
            if index in dom.subtree(over) or not self.over(over, index):
                continue
            lines = [line.seen for line in self.lines_of(index) if line.seen]
            hidden = sum(within(middle(line), frame) for line in lines)
            part = hidden / len(lines) if lines else share(box, frame)
            if part >= 0.3 and not self._passes(over, box):
                return over
        return None

    def _opaque(self) -> list[int]:
        """The opaque elements that are laid over others, or lie in such a one."""
        if self._covers is None:
            dom, lifted = self.dom, [False] * len(self.dom.nodes)
            self._covers = []
            for i, node in enumerate(dom.nodes):
                above = node.parent >= 0 and lifted[node.parent]
                lifted[i] = above or bool(node.flags & LIFTED) or i in self.shifts
                if lifted[i] and node.flags & PAINTS and self._whole(i) and len(self._covers) < COVERS:
                    self._covers.append(i)
        return self._covers

    def _whole(self, index: int) -> bool:
        """Whether an element has some size, and nothing cuts off a part of it."""
        node = self.dom.nodes[index]
        if not node.box or node.box[2] * node.box[3] < 100:
            return False
        return node.parent < 0 or clipped(node.box, self.clips[node.parent]) == node.box

    def _passes(self, over: int, box: Box) -> bool:
        """Whether the element can be scrolled out from under what covers it."""
        holder = self.pinned(over)
        frame = self.dom.nodes[over].box
        if holder is None or frame is None:
            return False
        window = self.dom.snapshot.viewport[1]
        top = self.dom.snapshot.scroll[1]
        return frame[3] < window / 2 and (frame[1] > top + EDGE or box[1] > top + window)

    def overlaps(self) -> Iterator[tuple[Line, Line]]:
        """The pairs of lines, of two texts, that are printed over each other."""
        lines = sorted((line for line in self.lines if self._printed(line)), key=lambda line: line.box[1])
        active: list[Line] = []
        compared = 0
        for line in lines:
            top = line.box[1]
            active = [other for other in active if other.box[1] + other.box[3] > top]
            for other in active:
                compared += 1
                if compared > COMPARED:
                    return
                if self._over_each_other(line, other):
                    yield other, line
            active.append(line)

    def _printed(self, line: Line) -> bool:
        nodes = self.dom.nodes
        return bool(line.seen) and not nodes[line.node].flags & FAINT

    def _over_each_other(self, one: Line, other: Line) -> bool:
        if one.seen is None or other.seen is None:
            return False
        both = clipped(one.seen, other.seen)
        if both is None or both[2] < 4 or both[3] < min(one.box[3], other.box[3]) / 2:
            return False
        nodes = self.dom.nodes
        if one.node == other.node:
            # A line that ends with an ellipsis is told twice, whole and as it is shown.
            shortened = any(nodes[i].flags & SHORTENS for i in self.dom.ancestors(one.node))
            return not shortened and abs(one.box[1] - other.box[1]) > 2
        if nodes[one.node].text.strip() == nodes[other.node].text.strip():
            return False
        if self._is_initial(one, other) or self._is_initial(other, one):
            return False
        if self.pinned(one.node) != self.pinned(other.node) or self.dom.inside(one.node, DRAWN):
            return False
        root = self.common(one.node, other.node)
        return not (self._on_own_ground(one.node, root) or self._on_own_ground(other.node, root))

    def _is_initial(self, one: Line, other: Line) -> bool:
        """Whether a line is a large first letter beside another: what is told of its height is more than the
        letter takes up.
        """
        return (
            len(self.dom.nodes[one.node].text.strip(" “”„«»\"'‘’")) <= 2
            and one.box[3] > INITIAL * other.box[3]
        )

    def _on_own_ground(self, index: int, root: int) -> bool:
        """Whether a text lies on an opaque layer of its own, which hides what is under it."""
        nodes, lifted = self.dom.nodes, False
        for i in [i for i in self.dom.ancestors(index) if i > root][::-1]:
            lifted = lifted or bool(nodes[i].flags & LIFTED) or i in self.shifts
            if lifted and nodes[i].flags & PAINTS:
                return True
        return False

    def near(self, place: Box) -> list[Line]:
        """The lines that lie in a place, or partly so."""
        return [line for line in self.lines if meets(line.box, place)]

    def pictures(self) -> list[tuple[int, Box]]:
        """The pictures and the like that can be seen."""
        return [
            (i, node.box)
            for i, node in enumerate(self.dom.nodes)
            if node.tag in MEDIA and node.flags & VISIBLE and node.box
        ]


INITIAL = 1.5
"""So many times as high as the lines beside it is a large first letter, at least."""
FLOW = -0.5
"""The layer of what is not positioned: under z-index 0, over any negative one."""
DRAWN = frozenset(("svg", "math", "ruby", "select", "object"))
"""Elements that place their texts themselves."""


def clipped(box: Box, by: Box | None) -> Box | None:
    """The part of a box that lies in another, if there is any to speak of."""
    if by is None:
        return box
    left, top = max(box[0], by[0]), max(box[1], by[1])
    right, bottom = min(box[0] + box[2], by[0] + by[2]), min(box[1] + box[3], by[1] + by[3])
    return (left, top, right - left, bottom - top) if right - left > 1 and bottom - top > 1 else None


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes have a part in common."""
    return (
        min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0]) > 1
        and min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1]) > 1
    )


def share(box: Box, over: Box) -> float:
    """Which part of a box lies under another."""
    common = clipped(box, over)
    area = box[2] * box[3]
    return common[2] * common[3] / area if common and area else 0.0


def middle(box: Box) -> tuple[float, float]:
    """The middle of a box."""
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def within(point: tuple[float, float], box: Box) -> bool:
    """Whether a point lies in a box."""
    x, y, width, height = box
    return x <= point[0] <= x + width and y <= point[1] <= y + height
