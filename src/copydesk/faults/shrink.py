"""Shrinking a mutation that escaped, so that what is left shows why it escapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from copydesk.faults.mutations import Mutation, Operation

CHILDREN = 3
"""How many children of an element are tried in its place."""
TRIES = 12
"""How many smaller forms of a mutation are tried at most."""


def shrunk(
    mutation: Mutation, children: int, escapes: Callable[[Mutation], int | None], tries: int = TRIES
) -> Mutation:
    """The smallest form of a mutation, found in so many tries, that still escapes.

    `escapes` tries a form: it returns how many children the changed element has, or None if the mutation is
    caught or does nothing.
    """
    candidates = smaller(mutation, children)
    for _ in range(tries):
        candidate = next(candidates, None)
        if candidate is None:
            break
        inner = escapes(candidate)
        if inner is not None:
            mutation, candidates = candidate, smaller(candidate, inner)
    return mutation


def smaller(mutation: Mutation, children: int) -> Iterator[Mutation]:
    """Smaller forms of a mutation that was made in its first place, the smallest first.

    `children` is how many children the changed element has: each can take its place.
    """
    how = mutation.how
    for change in _less(mutation.operation, how):
        yield msgspec.structs.replace(mutation, how={**how, **change})
    place = mutation.places[0]
    for child in range(min(children, CHILDREN)):
        inner = msgspec.structs.replace(place, path=(*place.path, child))
        yield msgspec.structs.replace(mutation, places=(inner,))


def _less(operation: Operation, how: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Smaller numbers and words for an operation."""
    if "share" in how and how["share"] > 0 and operation != "insert text":
        yield {"share": 0}
        yield {"share": round(how["share"] / 2, 3)}
    if how.get("unit") == "word":
        yield {"unit": "letter"}
    if len(how.get("words", "")) > 1:
        yield {"words": "x"}
    if operation == "displace":
        x, y = how["x"], how["y"]
        for less in ((x, 0), (0, y), (int(x / 2), int(y / 2))):
            if less not in ((x, y), (0, 0)):
                yield {"x": less[0], "y": less[1]}
    if operation == "resize" and abs(how["factor"] - 1) > 0.1:
        yield {"factor": round((1 + how["factor"]) / 2, 2)}
    if "html" in how and how["html"] != "<i>x</i>":
        yield {"html": "<i>x</i>"}
