"""Reading a snapshot as a tree: children, ancestors, text as shown, selectors for people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from copydesk.page.capture import BLOCK, COVERED, VISIBLE, Box, Match, Node, Snapshot

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_SPACE = re.compile(r" *\n[ \n]*")


class Dom:
    """A view of a snapshot. Nodes are named by their index; element 0 is `<html>`.

    It is built once per snapshot and never changes it.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.nodes: list[Node] = snapshot.nodes
        self.children: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            if node.parent >= 0:
                self.children[node.parent].append(index)
        self.hrefs: dict[int, str] = dict(snapshot.links)
        self._places: dict[int, dict[int, int]] = {}

    def tag(self, index: int) -> str:
        """The element's name in lower case, or `#text`."""
        return self.nodes[index].tag

    def attr(self, index: int, name: str) -> str | None:
        """An attribute as written in the page, or None."""
        return self.nodes[index].attrs.get(name)

    def box(self, index: int) -> Box | None:
        """x, y, width, height in CSS pixels; a text has its parent's box."""
        node = self.nodes[index]
        return self.nodes[node.parent].box if node.tag == "#text" else node.box

    def visible(self, index: int) -> bool:
        """Whether a reader can see it: rendered, and not collapsed to nothing or moved off the page."""
        return self._visible[index]

    @cached_property
    def _visible(self) -> list[bool]:
        found: list[bool] = []
        for node in self.nodes:
            if node.tag == "#text":
                seen = found[node.parent]
            elif node.flags & VISIBLE and node.box is not None:
                x, y, width, height = node.box
                seen = x + width > 0 and y + height > 0 and (width > 1 or height > 1)
            else:
                seen = False
            found.append(seen)
        return found

    def covered(self, index: int) -> bool:
        """Whether an element of the site file lies under another element."""
        return bool(self.nodes[index].flags & COVERED)

    def end(self, index: int) -> int:
        """One past the last node of the subtree: nodes are in document order, so a subtree is a range."""
        return self._ends[index]

    @cached_property
    def _ends(self) -> list[int]:
        ends = list(range(1, len(self.nodes) + 1))
        for i in range(len(self.nodes) - 1, 0, -1):
            parent = self.nodes[i].parent
            if parent >= 0 and ends[i] > ends[parent]:
                ends[parent] = ends[i]
        return ends

    def subtree(self, index: int) -> range:
        """The indices of the node and all below it, in document order."""
        return range(index, self._ends[index])

    def ancestors(self, index: int) -> Iterator[int]:
        """Parent, grandparent, … up to the root."""
        index = self.nodes[index].parent
        while index >= 0:
            yield index
            index = self.nodes[index].parent

    def inside(self, index: int, tags: frozenset[str] | set[str]) -> bool:
        """Whether the node is, or lies in, an element with one of these names."""
        return self.nodes[index].tag in tags or any(self.nodes[a].tag in tags for a in self.ancestors(index))

    def find(self, tag: str, under: int = 0) -> Iterator[int]:
        """All elements of that name in the subtree, in document order."""
        found = self._tags.get(tag, [])
        yield from found[bisect_left(found, under) : bisect_left(found, self._ends[under])]

    @cached_property
    def _tags(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, node in enumerate(self.nodes):
            found.setdefault(node.tag, []).append(index)
        return found

    def text(self, index: int, *, hidden: bool = False) -> str:
        """The text as shown, white space collapsed, a line for each block; `hidden` adds unseen text."""
        parts: list[str] = []
        nodes, visible = self.nodes, self._visible
        blocks: list[int] = []
        for i in self.subtree(index):
            while blocks and i >= blocks[-1]:
                blocks.pop()
                parts.append("\n")
            node = nodes[i]
            if node.tag == "#text":
                if hidden or visible[i]:
                    parts.append(_SPACE.sub(" ", node.text))
            elif node.tag == "br":
                parts.append("\n")
            elif node.flags & BLOCK and i != index:
                parts.append("\n")
                blocks.append(self.end(i))
        text = _SPACE_RUN.sub(" ", "".join(parts))
        return _LINE_SPACE.sub("\n", text).strip()

    def selector(self, index: int) -> str:
        """A short CSS selector that a person can paste into the developer tools to find the element."""
        if self.nodes[index].tag == "#text":
            index = self.nodes[index].parent
        steps: list[str] = []
        while index >= 0:
            node = self.nodes[index]
            identity = node.attrs.get("id", "")
            if _PLAIN_NAME.fullmatch(identity):
                steps.append(f"{node.tag}#{identity}")
                break
            step = node.tag
            classes = [name for name in node.attrs.get("class", "").split() if _PLAIN_NAME.fullmatch(name)]
            if classes:
                step += "." + classes[0]
            if place := self._place(index):
                step += f":nth-of-type({place})"
            steps.append(step)
            index = node.parent
        return " > ".join(reversed(steps[:5]))

    def _place(self, index: int) -> int:
        """Which of its parent's elements of that name it is, from 1; 0 where it is the only one.

        Reckoned for all children of a parent at once: a list of 10,000 items is not counted 10,000 times.
        """
        parent = self.nodes[index].parent
        if parent < 0:
            return 0
        if parent not in self._places:
            counts: Counter[str] = Counter()
            places: dict[int, int] = {}
            for child in self.children[parent]:
                counts[self.nodes[child].tag] += 1
                places[child] = counts[self.nodes[child].tag]
            self._places[parent] = {
                child: place for child, place in places.items() if counts[self.nodes[child].tag] > 1
            }
        return self._places[parent].get(index, 0)

    def matches(self, element: str) -> list[Match]:
        """What the site file's selector for that element found, in document order."""
        return self.snapshot.elements.get(element, [])


_SPACE_RUN = re.compile(r" {2,}")
_PLAIN_NAME = re.compile(r"[A-Za-z][\w-]*")
