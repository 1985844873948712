"""Lists of stories in JSON, whatever a site calls its fields: objects of which each has an address."""

from __future__ import annotations

from collections import deque
from typing import Any

Thing = dict[str, Any]

FEWEST = 3
"""So many objects with an address make a list of stories at least."""
MOST = 1_000
"""How many objects of a list are looked at."""
VALUES = 20_000
"""How many values of a text are looked at."""
_ADDRESSES = ("url", "href", "link", "path", "permalink", "canonical", "web_url", "weburl", "slug")
_HEADLINES = ("headline", "title", "name", "label", "caption")


def lists(value: Any) -> list[list[Thing]]:
    """The lists of stories in a JSON value, the outer before those inside them."""
    found: list[list[Thing]] = []
    queue = deque([value])
    looked = 0
    while queue and looked < VALUES:
        one = queue.popleft()
        looked += 1
        if isinstance(one, dict):
            queue.extend(inner for inner in one.values() if isinstance(inner, dict | list))
        elif isinstance(one, list):
            others = [thing for thing in one[:MOST] if not (isinstance(thing, dict) and address(thing))]
            if len(one) >= FEWEST and not others:
                found.append(one[:MOST] if len(one) > MOST else one)
            queue.extend(inner for inner in one[:MOST] if isinstance(inner, dict | list))
    return found


def address_key(thing: Thing) -> str:
    """The name of the field that holds a story's address, or nothing."""
    for key in _named(thing, _ADDRESSES):
        value = thing[key]
        if isinstance(value, str) and value.startswith(("/", "http://", "https://")):
            return key
    return ""


def address(thing: Thing) -> str:
    """A story's address as the JSON has it, or nothing."""
    key = address_key(thing)
    return str(thing[key]) if key else ""


def headline_key(thing: Thing) -> str:
    """The name of the field that holds a story's headline, or nothing."""
    return next((key for key in _named(thing, _HEADLINES) if isinstance(thing[key], str) and thing[key]), "")


def _named(thing: Thing, names: tuple[str, ...]) -> list[str]:
    lower = {key.lower(): key for key in thing}
    return [lower[name] for name in names if name in lower]
