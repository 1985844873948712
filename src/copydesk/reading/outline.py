"""Everything that a page says in the elements of its site file, as lines of text a person can compare.

A line is a block of text as shown. What else a reader or a crawler gets is written into it: `[text <url>]`
is a link, `![alt <url>]` a picture, `{title: …}` an attribute that is read, `## ` a heading, `(select EUR)` a
field with its value, `(unseen: …)` text for screen readers, or in what is closed. Where another element of
the site file stands within one, `(its name)` does; its own lines are told under its own name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from copydesk.page.capture import BLOCK, VISIBLE
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.reading.source import absolute
from copydesk.records.common import ELSEWHERE

LINES = 2000
"""So many lines of an element are kept at most."""
LENGTH = 2000
"""Characters of a line."""
ADDRESS = 500
"""Characters of an address."""
STYLES = 100
"""So many kinds of letters of an element are kept at most."""
BLANK = 8
"""Pixels that an element with nothing in it is wide and high at least, to be told."""
BETWEEN = "---"
"""The line between two elements of one name."""
_READ = re.compile(
    r"(title|role|datetime|placeholder|lang|dir|itemprop|rel"
    r"|aria-(?!controls$|labelledby$|describedby$|owns$|activedescendant$).*)$"
)
"""Attributes that people or crawlers are told of. Those that name an id say nothing by themselves."""
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_EMBEDDED = frozenset(("svg", "video", "audio", "canvas", "iframe", "object", "embed"))
_FIELDS = frozenset(("input", "select", "textarea"))


_RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")


class Outline(NamedTuple):
    """The order in which a page's outermost named elements stand, and the lines of each named element.

    `letters` are those that an element is printed in, such as "16px 400 #1b1815": size, weight, colour.
    Names are written as the record's own are: `most_read`, and `elsewhere` for what is in no named element.
    """

    order: list[str]
    lines: dict[str, list[str]]
    letters: dict[str, list[str]]


@lru_cache(maxsize=1000)
def _is_read(attribute: str) -> bool:
    return bool(_READ.match(attribute))


def _hex(colour: re.Match[str]) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour.groups())


class _Lines:
    """Lines that are being written."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._line: list[str] = []

    def put(self, text: str) -> None:
        self._line.append(text)

    def end(self) -> None:
        """The next text begins a line; what only opens something waits for it."""
        if not self._line:
            return
        text = " ".join("".join(self._line).split())
        if text.strip("[ "):
            if len(self.done) < LINES:
                self.done.append(text[:LENGTH])
            self._line.clear()


class _Open(msgspec.Struct):
    """An element that is being read: where it ends, what is written then, and whose lines go on."""

    end: int
    back: str
    block: bool
    closing: str = ""


def read_outline(page: Page) -> Outline:
    """What the settled page says; nothing, where the site file names no element of it."""
    starts: dict[int, list[str]] = {}
    for name in page.site.elements_of(page.kind):
        for match in page.matches(name):
            starts.setdefault(match.node, []).append(name.replace("-", "_"))
    return _Reader(page).read(starts) if starts else Outline([], {}, {})


class _Reader:
    """Reads a page from its first node to its last. No recursion: pages may nest deeper than the stack is."""

    def __init__(self, page: Page) -> None:
        self.dom: Dom = page.dom
        self.hidden = page.capture.offline
        self.fields = {field.node: field for field in self.dom.snapshot.fields}
        self.images = {image.node: image.src for image in self.dom.snapshot.images}
        self.layout = page.layout()
        self.current = ELSEWHERE
        self.order: list[str] = []
        self.lines = defaultdict[str, _Lines](_Lines)
        self.letters = defaultdict[str, set[str]](set)
        self._letters: dict[int, str] = {}
        for style, nodes in self.dom.snapshot.letters.items():
            self._letters.update(dict.fromkeys(nodes, _RGB.sub(_hex, style)))

    def read(self, starts: dict[int, list[str]]) -> Outline:
        """The outline; `starts` are the names of the elements that begin at a node."""
        dom, order = self.dom, self.order
        open_: list[_Open] = []
        index = 0
        while index < len(dom.nodes):
            while open_ and open_[-1].end <= index:
                self._close(open_.pop())
            node = dom.nodes[index]
            if node.tag == "#text":
                self._text(index)
                index += 1
                continue
            end, block = dom.end(index), bool(node.flags & BLOCK) or node.tag == "br"
            if block:
                self.lines[self.current].end()
            for name in starts.get(index, ()):
                if self.current != ELSEWHERE:
                    self.lines[self.current].put(f"({name})" if self._seen(index) else f"({name}, unseen)")
                elif order[-1:] != [name]:
                    order.append(name)
                open_.append(_Open(end, self.current, block))
                self.current = name
                if self.lines[name].done:
                    self.lines[name].done.append(BETWEEN)
            whole, closing = self._element(index, end)
            if block or closing:
                open_.append(_Open(end, self.current, block, closing))
            index = end if whole else index + 1
        while open_:
            self._close(open_.pop())
        self.lines[ELSEWHERE].end()
        letters = {name: sorted(styles)[:STYLES] for name, styles in sorted(self.letters.items())}
        return Outline(
            order, {n: lines.done for n, lines in sorted(self.lines.items()) if lines.done}, letters
        )

    def _seen(self, index: int) -> bool:
        return self.hidden or self.dom.visible(index)

    def _cut_away(self, index: int) -> bool:
        """Whether all that is printed of a text is cut off by what it lies in, or left or above the page."""
        lines = [] if self.hidden else self.layout.own(index)
        return bool(lines) and not any(
            seen[0] + seen[2] > 0 and seen[1] + seen[3] > 0 for line in lines if (seen := line.seen)
        )

    def _close(self, one: _Open) -> None:
        if one.closing:
            self.lines[self.current].put(one.closing)
        if one.block or one.back != self.current:
            self.lines[self.current].end()
        self.current = one.back
        if one.block:
            self.lines[self.current].end()

    def _text(self, index: int) -> None:
        node = self.dom.nodes[index]
        if self.current == ELSEWHERE and node.text.strip() and self.order[-1:] != [ELSEWHERE]:
            self.order.append(ELSEWHERE)
        if self._seen(node.parent) and not self._cut_away(index):
            self.lines[self.current].put(node.text)
            self._printed(index)
        elif node.text.strip() and (self.current != ELSEWHERE or self.dom.nodes[node.parent].flags & VISIBLE):
            self.lines[self.current].put(f" (unseen: {node.text}) ")

    def _printed(self, index: int) -> None:
        """Note in what letters a text or a field is printed."""
        if index in self._letters:
            self.letters[self.current].add(self._letters[index])

    def _element(self, index: int, end: int) -> tuple[bool, str]:
        """Write how an element begins. Whether that is all there is of it, and what is to be written last."""
        node, put = self.dom.nodes[index], self.lines[self.current].put
        attrs, tag = node.attrs, node.tag
        shown = self.hidden or bool(node.flags & VISIBLE)
        unseen = "" if self._seen(index) else " (unseen)"
        link = self.dom.hrefs.get(index, "")
        if shown:
            if tag in _HEADINGS or link:
                put(_HEADINGS.get(tag, "") + ("[" if link else ""))
            for name, value in attrs.items():
                if _is_read(name):
                    put(f"{{{name}: {value}}} ")
        if tag == "img":
            src = self.images.get(index) or absolute(self.dom.snapshot.base, attrs.get("src", ""))
            put(f"![{attrs.get('alt', '')} <{src[:ADDRESS]}>]{unseen}")
            return True, ""
        if not shown:
            if link:
                put(f" (unseen: <{link[:ADDRESS]}>) ")
            return False, ""
        if tag in _EMBEDDED:
            put(f" ({tag}){unseen} ")
            return True, ""
        if tag in _FIELDS:
            put(f" ({' '.join(part for part in self._field(index) if part)}){unseen} ")
            self._printed(index)
            return True, ""
        if tag == "button" and (field := self.fields.get(index)) and field.disabled:
            put("(disabled) ")
        if end == index + 1 and node.flags & BLOCK and node.box and min(node.box[2:]) >= BLANK:
            put("(blank)")
        return False, f" <{link[:ADDRESS]}>]" if link else ""

    def _field(self, index: int) -> Iterator[str]:
        dom, field = self.dom, self.fields.get(index)
        yield dom.attr(index, "type") or dom.tag(index)
        if field is not None:
            yield from (field.value, "on" if field.checked else "", "disabled" if field.disabled else "")
        if dom.tag(index) == "select":
            yield "of " + ", ".join(dom.text(i, hidden=True) for i in dom.find("option", index))
