"""Mutations: small random changes of a page, so that nobody chooses what is caught.

A mutation depends on the seed and its index alone, and names places by fractions ("the node a third of the
way down"). So two numbers reproduce it anywhere.
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
"""The operations for the title, the meta elements, the JSON-LD and the `<html>` element."""
HEAD = "head"
"""Stands for an element of the site file: what a crawler reads and a reader does not see."""
SHARE_OF_HEAD = 0.08
"""The share of those operations that is made in the head."""
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
    """A node of a page: `which` match of the site file's `element` (and `part`), which node `inside` it.

    Both are fractions; `inside` is None for the element itself. `path` leads on to children, by index.
    """

    element: str
    part: str
    which: float
    inside: float | None = None
    path: tuple[int, ...] = ()


class Mutation(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one page, in the first of `places` that the page has and that allows it."""

    seed: int
    index: int
    page: str
    operation: Operation
    places: tuple[Place, ...]
    how: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """The two numbers that reproduce it."""
        return f"{self.seed}:{self.index}"

    def fault(self, entry: PageEntry) -> Fault:
        """The fault that makes this change on its page."""
        argument = msgspec.to_builtins({"places": self.places, "operation": self.operation, "how": self.how})
        act = Dom(op=_MUTATE, argument=argument, hidden=True)
        return Fault(name=self.name, sees=self.operation, rule="", acts=(act,), kinds=(entry.kind,))


def draw(site: Site, seed: int, index: int) -> Mutation:
    """Draw a mutation: the same for the same site, seed and index. The pages take turns."""
    rng = Random(f"{seed}:{index}")
    entry = site.pages[index % len(site.pages)]
    operation = rng.choice(OPERATIONS)
    places = _places(rng, site, entry)
    if operation in OF_THE_HEAD and rng.random() < SHARE_OF_HEAD:
        places = (Place(element=HEAD, part="", which=rng.random()), *places)
    how = _how(rng, operation)
    if operation == "move":
        how["to"] = msgspec.to_builtins(_places(rng, site, entry))
    return Mutation(seed=seed, index=index, page=entry.name, operation=operation, places=places, how=how)


def _places(rng: Random, site: Site, entry: PageEntry) -> tuple[Place, ...]:
    """A place in every element and part of a page of that kind, in random order."""
    names = [
        (name, part)
        for name, element in sorted(site.elements_of(entry.kind).items())
        for part in ("", *sorted(element.parts))
    ]
    rng.shuffle(names)
    return tuple(
        Place(element, part, rng.random(), rng.random() if rng.random() < 0.6 else None)
        for element, part in names
    )


def _how(rng: Random, operation: Operation) -> dict[str, Any]:
    """Draw the numbers and words of an operation."""
    if operation == "replace":
        return {"html": rng.choice(MARKUP)}
    if operation == "add":
        return {"html": rng.choice(MARKUP), "where": rng.choice(("before", "first", "last", "after"))}
    if operation == "move":
        return {"where": rng.choice(("before", "prepend", "append", "after"))}
    if operation in ("replace text", "delete text", "insert text"):
        return {
            "which": rng.random(),
            "at": rng.random(),
            "share": rng.random() ** 2,
            "unit": rng.choice(("word", "letter")),
            "words": rng.choice(WORDS),
        }
    if operation == "hide":
        return {"style": rng.choice(HIDDEN)}
    if operation == "resize":
        factor = rng.choice((0.1, 0.3, 0.5, 0.7, 1.5, 2.0, 3.0))
        return {"side": rng.choice(("width", "height", "font-size")), "factor": factor}
    if operation == "displace":
        return {"x": _distance(rng), "y": _distance(rng)}
    if operation == "change attribute":
        change = rng.choice(("append", "cut", "replace", "empty"))
        return {"which": rng.random(), "change": change, "words": rng.choice(WORDS)}
    if operation == "remove attribute":
        return {"which": rng.random()}
    if operation == "add attribute":
        name, value = rng.choice(ATTRIBUTES)
        return {"name": name, "value": value}
    return {}


def _distance(rng: Random) -> int:
    """A distance in pixels, to either side: from 10 to 1000, log-uniform."""
    return int(rng.choice((-1, 1)) * 10 ** (1 + 2 * rng.random()))
