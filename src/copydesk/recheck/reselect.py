"""Finding elements in a stored tree, for selectors that were written after the visit.

The browser's own answer is better, so this is careful: it answers only for selectors that depend on nothing
but the tree, and only for a tree in which the old selectors find exactly what the browser found.
"""

from __future__ import annotations

import re

import soupsieve
from bs4 import BeautifulSoup, Tag

from copydesk.page.capture import SHADOW, Capture, Match, Snapshot
from copydesk.site.model import Sought

MATCHES = 1000
"""So many matches of one selector are kept, as in the browser."""
CLIPPED = 4000
DATA = 100
"""Characters of an attribute, and of a `data:` address, that a capture keeps."""
_TEXT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_PSEUDO = re.compile(r"(?<!\\):([\w-]+)")
_OF_THE_TREE = frozenset((
    "is", "where", "not", "has", "scope", "root", "first-child", "last-child", "only-child", "nth-child",
    "nth-last-child", "first-of-type", "last-of-type", "only-of-type", "nth-of-type", "nth-last-of-type",
))  # fmt: skip
_DOCTYPE = re.compile(r"\ufeff?\s*(?:<!--.*?-->\s*)*<!doctype html", re.IGNORECASE | re.DOTALL)

Wanted = dict[str, Sought]


class CannotError(Exception):
    """A selector that cannot be resolved without a browser; the message is the end of a sentence."""


def find(capture: Capture, then: Wanted, now: Wanted) -> list[dict[str, list[Match]]]:
    """The matches of the elements of `now`, for each state with a snapshot, in their order.

    `then` are the elements of the original visit. Raises `CannotError`.
    """
    for sought in now.values():
        for selector in (sought.selector, *sought.parts.values()):
            bare = _TEXT.sub('""', selector)
            if live := [name for name in _PSEUDO.findall(bare) if name.lower() not in _OF_THE_TREE]:
                raise CannotError(f"':{live[0]}' only works in a browser")
    if not _DOCTYPE.match(capture.html):
        raise CannotError("the page has no <!doctype html>, so browsers read its selectors differently")
    return [_in(_Tree(state.snapshot), then, now) for state in capture.states if state.snapshot]


def _in(tree: _Tree, then: Wanted, now: Wanted) -> dict[str, list[Match]]:
    snapshot = tree.snapshot
    if snapshot.truncated:
        raise CannotError("the page was too large to keep in full")
    for name, sought in then.items():
        plain = all(
            pseudo.lower() in _OF_THE_TREE
            for selector in (sought.selector, *sought.parts.values())
            for pseudo in _PSEUDO.findall(_TEXT.sub('""', selector))
        )
        if (
            plain
            and name not in snapshot.bad_selectors
            and tree.find(sought) != snapshot.elements.get(name, [])
        ):
            raise CannotError(f"even that run's selector of {name!r} finds something else without a browser")
    for sought in now.values():
        for attribute in tree.clipped:
            if any(
                f"[{attribute}" in re.sub(r"\s", "", one) for one in (sought.selector, *sought.parts.values())
            ):
                raise CannotError(f"the attribute {attribute!r} was too long to be kept in full")
    return {name: tree.find(sought) for name, sought in now.items()}


class _Tree:
    """A snapshot as a document that selectors can be asked of."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.clipped: set[str] = set()
        self.soup = BeautifulSoup("", "html.parser")
        self._index: dict[int, int] = {}
        tags: list[Tag | None] = []
        for index, node in enumerate(snapshot.nodes):
            above = tags[node.parent] if node.parent >= 0 else self.soup
            # What is in the shadow of an element is found by no selector of the document.
            if above is None or node.flags & SHADOW:
                tags.append(None)
                continue
            if node.tag == "#text":
                tags.append(None)
                continue
            tag = Tag(builder=self.soup.builder, name=node.tag, attrs=dict(node.attrs))
            above.append(tag)
            tags.append(tag)
            self._index[id(tag)] = index
            self.clipped.update(
                name
                for name, value in node.attrs.items()
                if len(value) >= CLIPPED or (value.startswith("data:") and len(value) >= DATA)
            )
        self._tags = tags  # so that no two have one identity

    def find(self, sought: Sought) -> list[Match]:
        """What the selectors find, as the browser would tell it."""
        return [
            Match(
                self._index[id(tag)],
                {
                    part: [self._index[id(one)] for one in soupsieve.select(f":scope {selector}", tag)]
                    for part, selector in sought.parts.items()
                },
            )
            for tag in soupsieve.select(sought.selector, self.soup, limit=MATCHES)
        ]
