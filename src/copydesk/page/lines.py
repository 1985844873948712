"""The lines that a reader sees, read from a tree once and shared by all rules.

A line is the text between two breaks: a paragraph, a heading, an item of a list. Text that shows code
(`<code>`, `<pre>` …) and what stands in a text field is not prose: `CODE` stands in its place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from copydesk.page.capture import BLOCK, VISIBLE
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.where import Where

CODE = "\ufffc"
"""Stands for a piece of code in a line."""
CODE_TAGS = frozenset({"code", "pre", "kbd", "samp", "tt", "var", "textarea", "xmp", "plaintext", "math"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_CODE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:code|codehilite|highlight-source|hljs|CodeMirror|mathjax|katex)\b", re.IGNORECASE
)
_CODE_CLASS_HINTS = ("ode", "hljs", "ath", "atex", "-source")
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Line(NamedTuple):
    """A line of a page: its block and its visible text nodes as indices, and the text, spaces collapsed."""

    block: int
    texts: tuple[int, ...]
    text: str


class Place(NamedTuple):
    """A line with the state of the visit that it was first seen in, and that state's tree."""

    state: str
    dom: Dom
    line: Line

    def where(self, page: Page) -> Where:
        """The place of the line, for a finding."""
        return page.where(self.line.texts[0], self.state, self.dom)


_lines: WeakKeyDictionary[Dom, list[Line]] = WeakKeyDictionary()
_places: WeakKeyDictionary[Page, list[Place]] = WeakKeyDictionary()


def lines(dom: Dom) -> list[Line]:
    """Every line of a tree that a reader can see, in document order."""
    found = _lines.get(dom)
    if found is None:
        found = _lines[dom] = _read(dom)
    return found


def places(page: Page) -> list[Place]:
    """The lines of all states of a visit; one that an earlier state had already is not there again."""
    found = _places.get(page)
    if found is None:
        found, seen = [], set[str]()
        for state, dom in page.states:
            fresh = [Place(state.name, dom, line) for line in lines(dom) if line.text not in seen]
            seen.update(place.line.text for place in fresh)
            found += fresh
        _places[page] = found
    return found


def _read(dom: Dom) -> list[Line]:
    nodes, visible = dom.nodes, dom.visible
    size = len(nodes)
    shown, code, block = [False] * size, [False] * size, [0] * size
    found: list[Line] = []
    parts: list[str] = []
    texts: list[int] = []
    current = -1

    def end() -> None:
        if not parts:
            return
        text = _SPACE.sub(" ", "".join(parts)).strip(" ")
        if text:
            found.append(Line(current, tuple(texts), text))
        parts.clear()
        texts.clear()

    for index, node in enumerate(nodes):
        parent = node.parent
        tag = node.tag
        if tag == "#text":
            if not shown[parent]:
                continue
            if block[parent] != current:
                end()
                current = block[parent]
            parts.append(CODE if code[parent] and node.text.strip() else node.text)
            if texts or node.text != " ":
                texts.append(index)
            continue
        block[index] = index if node.flags & BLOCK or parent < 0 else block[parent]
        shown[index] = visible(index) or (
            # An option has a box only while its list is open; a contents element has only its children's.
            bool(node.flags & VISIBLE) and tag in ("option", "optgroup") and shown[parent]
        )
        code[index] = (parent >= 0 and code[parent]) or tag in CODE_TAGS or _shows_code(node.attrs)
        if parts and (tag == "br" or tag == "option" or block[index] != current):
            end()
    end()
    return found


def _shows_code(attrs: dict[str, str]) -> bool:
    return "class" in attrs and _names_code(attrs["class"])


@lru_cache(maxsize=4096)
def _names_code(classes: str) -> bool:
    return any(hint in classes for hint in _CODE_CLASS_HINTS) and bool(_CODE_CLASS.search(classes))


def is_code(dom: Dom, index: int) -> bool:
    """Whether a node is, or stands in, an element that shows code."""
    nodes = dom.nodes
    while index >= 0:
        node = nodes[index]
        if node.tag in CODE_TAGS or _shows_code(node.attrs):
            return True
        index = node.parent
    return False
