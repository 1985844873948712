"""Mutations: small changes of a page that are drawn by lot, so that nobody has chosen what is caught.

Everything is drawn from the seed and the mutation's index alone, and named in fractions ("the node a third
of the way down"), so a mutation is the same whoever draws it, and can be told by two numbers.
"""

from __future__ import annotations

from importlib.resources import files
from random import Random
from typing import Any, Literal

import msgspec

from copydesk.faults.fault import Dom, Fault
from copydesk.site.model import PageEntry, Site

_MUTATE = (files("copydesk.browser") / "mutate.js").read_text().strip()
Operation = Literal[
    "delete",
    "duplicate",
    "replace",
    "add",
    "move",
    "swap",
    "replace text",
    "delete text",
    "insert text",
    "hide",
    "recolour",
    "resize",
    "displace",
    "change attribute",
    "remove attribute",
    "add attribute",
]
OPERATIONS: tuple[Operation, ...] = Operation.__args__  # type: ignore[attr-defined]
OF_THE_HEAD = (
    "delete",
    "duplicate",
    "replace text",
    "delete text",
    "insert text",
    "change attribute",
    "remove attribute",
    "add attribute",
)
"""What can be done to the title, the meta elements, the JSON-LD and the `<html>` element."""
HEAD = "head"
"""In the place of an element of the site file: what a crawler reads and a reader does not see."""
SHARE_OF_HEAD = 0.08
"""Of the mutations of those operations, how many are made in the head."""
WORDS = (
    "harbour",
    "on Tuesday",
    "not",
    "42",
    "The council did not say when",
    "null",
    "Old",
    "http://example.org/elsewhere",
)
MARKUP = (
    "<p>The council did not say when.</p>",
    "<span>Sponsored</span>",
    '<a href="/elsewhere">Elsewhere</a>',
    "<button type=button>Subscribe</button>",
    "<div>null</div>",
    "<h2>Heading</h2>",
    '<img alt="A pier" width="120" height="80" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000'
    '/svg%22 width=%22120%22 height=%2280%22%3E%3Crect width=%22120%22 height=%2280%22/%3E%3C/svg%3E">',
    '<div style="height: 40px; background: #999"></div>',
    "<span data-probe></span>",
)
HIDDEN: tuple[dict[str, str], ...] = (
    {"display": "none"},
    {"visibility": "hidden"},
    {"opacity": "0"},
    {"position": "absolute", "left": "-9999px"},
    {"font-size": "0"},
    {
        "display": "block",
        "height": "0",
        "min-height": "0",
        "padding": "0",
        "border": "0",
        "overflow": "hidden",
    },
    {"clip-path": "inset(100%)"},
)
ATTRIBUTES = (
    ("data-probe", "1"),
    ("class", "probe"),
    ("title", "A title"),
    ("aria-label", "A label"),
    ("aria-hidden", "true"),
    ("hidden", ""),
    ("lang", "de"),
    ("dir", "rtl"),
    ("role", "presentation"),
    ("href", "/elsewhere"),
    ("alt", "Another picture"),
    ("id", "probe"),
    ("style", "margin-left: 60px"),
)


class Place(msgspec.Struct, frozen=True):
    """A node of a page: which of what the site file's `element` (and `part`) matches, which node inside.

    Both are fractions; `inside` is None for the element itself. `path` goes on to children, by index.
    """

    element: str
    part: str
    which: float
    inside: float | None = None
    path: tuple[int, ...] = ()


class Mutation(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one page. It is made in the first of `places` that the page has and that allows it."""

    seed: int
    index: int
    page: str
    operation: Operation
    places: tuple[Place, ...]
    how: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """The two numbers that it can be drawn with again."""
        return f"{self.seed}:{self.index}"

    def fault(self, entry: PageEntry) -> Fault:
        """The fault that makes this change on its page."""
        argument = msgspec.to_builtins({"places": self.places, "operation": self.operation, "how": self.how})
        act = Dom(op=_MUTATE, argument=argument, hidden=True)
        return Fault(name=self.name, sees=self.operation, rule="", acts=(act,), kinds=(entry.kind,))


def draw(site: Site, seed: int, index: int) -> Mutation:
    """The mutation of that number: the same for the same site, seed and index. The pages take turns."""
    lot = Random(f"{seed}:{index}")
    entry = site.pages[index % len(site.pages)]
    operation = lot.choice(OPERATIONS)
    places = _places(lot, site, entry)
    if operation in OF_THE_HEAD and lot.random() < SHARE_OF_HEAD:
        places = (Place(element=HEAD, part="", which=lot.random()), *places)
    how = _how(lot, operation)
    if operation == "move":
        how["to"] = msgspec.to_builtins(_places(lot, site, entry))
    return Mutation(seed=seed, index=index, page=entry.name, operation=operation, places=places, how=how)


def _places(lot: Random, site: Site, entry: PageEntry) -> tuple[Place, ...]:
    """A place in every element and part of a page of its kind, in the order of a lot."""
    names = [
        (name, part)
        for name, element in sorted(site.elements_of(entry.kind).items())
        for part in ("", *sorted(element.parts))
    ]
    lot.shuffle(names)
    return tuple(
        Place(element, part, lot.random(), lot.random() if lot.random() < 0.6 else None)
        for element, part in names
    )


def _how(lot: Random, operation: Operation) -> dict[str, Any]:
    """The numbers and words of an operation."""
    if operation == "replace":
        return {"html": lot.choice(MARKUP)}
    if operation == "add":
        return {"html": lot.choice(MARKUP), "where": lot.choice(("before", "first", "last", "after"))}
    if operation == "move":
        return {"where": lot.choice(("before", "prepend", "append", "after"))}
    if operation in ("replace text", "delete text", "insert text"):
        return {
            "which": lot.random(),
            "at": lot.random(),
            "share": lot.random() ** 2,
            "unit": lot.choice(("word", "letter")),
            "words": lot.choice(WORDS),
        }
    if operation == "hide":
        return {"style": lot.choice(HIDDEN)}
    if operation == "resize":
        factor = lot.choice((0.1, 0.3, 0.5, 0.7, 1.5, 2.0, 3.0))
        return {"side": lot.choice(("width", "height", "font-size")), "factor": factor}
    if operation == "displace":
        return {"x": _distance(lot), "y": _distance(lot)}
    if operation == "change attribute":
        change = lot.choice(("append", "cut", "replace", "empty"))
        return {"which": lot.random(), "change": change, "words": lot.choice(WORDS)}
    if operation == "remove attribute":
        return {"which": lot.random()}
    if operation == "add attribute":
        name, value = lot.choice(ATTRIBUTES)
        return {"name": name, "value": value}
    return {}


def _distance(lot: Random) -> int:
    """So many pixels, to either side: from 10 to 1000, short ways as often as long ones."""
    return int(lot.choice((-1, 1)) * 10 ** (1 + 2 * lot.random()))
