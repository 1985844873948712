"""What changed between two records, in the terms of the page: one sentence a change.

Items of a list are matched by what they are (address, text), not by where they stand, so one story more at
the top of a list is one change. Matching goes by dictionaries and by longest ascending runs, which stay fast
on records of thousands of items where comparing every item with every other does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from copydesk.snapshots.items import Matching, identify, label, match
from copydesk.snapshots.shown import left, told
from copydesk.snapshots.words import changed_text, quoted

LIMIT = 200
"""So many changes are told and looked for; of the rest only that there are more."""
MOVES = 8
"""So many items of a list are told to have moved; of more it is told that the order is another."""

SHOWN = "shown"
"""The field with everything that each element says, the elements' own fields among it."""
_OWN_FIELDS = {
    "feed": ("listings",),
    "date_groups": ("listings",),
    "feed_tabs": ("listings",),
    "filter": ("listings",),
    "ranks": ("most_read",),
    "body": ("lead", "dateline"),
}
"""The fields of the record that tell of an element beside the one of its name."""
_ANYWHERE = ("authors",)
"""Those that have no element of their own and may stand in any."""

_PLAIN_LISTS = ("items", "groups", "listings")
_NAMES = {"body": "text", "authors": "byline"}
_OF_STORY = {
    "picture": "picture",
    "alt": "picture's text",
    "teaser": "teaser",
    "section": "section",
    "published": "time",
}
"""What is told as a story's own: "the picture of 'Ferry leaves late': 'a.jpg' became 'b.jpg'"."""
_MOMENT = ("text", "iso", "epoch")


def describe(accepted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """The changes from the accepted record to the one found, in page order; empty when they are equal.

    Takes any two JSON objects; where they differ at all, at least one line says so.
    """
    lines = list(islice(_fields("", *_untold(accepted, found)), LIMIT + 1))
    return lines if len(lines) <= LIMIT else [*lines[:LIMIT], "… and more changes"]


def _untold(accepted: dict[str, Any], found: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two records, without the lines in `shown` that changes of an element's own fields have told."""
    before, after = accepted.get(SHOWN), found.get(SHOWN)
    if not isinstance(before, dict) or not isinstance(after, dict) or before == after:
        return accepted, found
    keys = {*accepted, *found} - {SHOWN}
    changed = {key for key in keys if accepted.get(key, _ABSENT) != found.get(key, _ABSENT)}
    old, new = dict(before), dict(after)
    for name in {*before, *after}:
        mine = changed.intersection((name, *_OWN_FIELDS.get(name, ()), *_ANYWHERE))
        lines, others = before.get(name, []), after.get(name, [])
        if not mine or lines == others or not (_is_lines(lines) and _is_lines(others)):
            continue
        sides = told((accepted.get(key), found.get(key)) for key in sorted(mine))
        rests = left(lines, others, *sides)
        for record, rest in zip((old, new), rests, strict=True):
            if not any(rests):
                record.pop(name, None)
            elif name in record:
                record[name] = rest
    return {**accepted, SHOWN: old}, {**found, SHOWN: new}


def _is_lines(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _fields(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key, _ABSENT), new.get(key, _ABSENT)
        if before != after:
            yield from _value(_joined(place, key), before, after)


def _value(place: str, old: Any, new: Any) -> Iterator[str]:
    """The change of one value, which there is."""
    if isinstance(old, list) and isinstance(new, list):
        yield from _list(place, old, new)
    elif _is_moment(old) and _is_moment(new):
        # Text, ISO time and epoch say the same thing; one of them is enough, the first that a reader sees.
        key = next(key for key in _MOMENT if old.get(key) != new.get(key))
        yield changed_text(place if key == "text" else f"{place} ({key})", old.get(key), new.get(key))
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _fields(place, old, new)
    elif old in (None, "", _ABSENT):
        yield f"{place}: {_told(new)} is new"
    elif new in (None, "", _ABSENT):
        yield f"{place}: {_told(old)} is gone"
    else:
        yield changed_text(place, old, new)


def _list(place: str, old: list[Any], new: list[Any]) -> Iterator[str]:
    matching = match(old, new)
    numbers = identify(new)
    for i, j in matching.pairs:
        if old[i] != new[j]:
            yield from _item(place, old[i], new[j], numbers[j], ranked=(i, j))
    for i in matching.gone:
        yield f"{place}: {_told(old[i])} is gone"
    for j in matching.new:
        yield f"{place}: {_told(new[j])} is new"
    yield from _moves(place, old, matching)


def _moves(place: str, old: list[Any], matching: Matching) -> Iterator[str]:
    if len(matching.moved) > MOVES:
        yield f"{place}: the order is another ({len(matching.moved)} of {len(old)} moved)"
        return
    for i, j in matching.moved:
        yield f"{place}: {_told(old[i])} moved from {i + 1} to {j + 1}"


def _item(around: str, old: Any, new: Any, number: int, ranked: tuple[int, int]) -> Iterator[str]:
    """The changes of an item of the list at `around`, in which it has a number."""
    place = _place_of(around, new, number)
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield from _value(place, old, new)
        return
    if old.get("rank") == ranked[0] + 1 and new.get("rank") == ranked[1] + 1:
        # Both ranks are just the item's place in its list, which is told as what is new, gone or moved.
        old, new = ({k: v for k, v in item.items() if k != "rank"} for item in (old, new))
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key, _ABSENT), new.get(key, _ABSENT)
        if before == after:
            continue
        # An item's own text needs no name: "paragraph 3: 'two' became 'three'".
        own = key in ("text", "headline") and isinstance(before, str) and isinstance(after, str)
        if own and "kind" in new:
            yield changed_text(place, before, after, whole=False)
        else:
            yield from _value(place if own else _of_item(around, new, number, key), before, after)


def _place_of(place: str, item: Any, number: int) -> str:
    """How an item of a list is called: a block by its kind and number, all else by what it says."""
    if isinstance(item, dict) and isinstance(item.get("kind"), str):
        return f"{item['kind']} {number}"
    name = quoted(label(item), 60) if label(item) else f"number {number}"
    # A listing and a day say what they are by themselves: "loaded, March 30: 'X' is new".
    if isinstance(item, dict) and ("groups" in item or "items" in item):
        name = label(item)[:60] or name
        return name if place == "listings" else f"{place}, {name}"
    return f"{place}, {name}"


def _of_item(place: str, item: dict[str, Any], number: int, key: str) -> str:
    """How a value of an item of a list is called; a story's own as "loaded, March 30, the picture of 'X'"."""
    if key not in _OF_STORY or not isinstance(item.get("headline"), str):
        return _joined(_place_of(place, item, number), key)
    return f"{place}, the {_OF_STORY[key]} of {quoted(item['headline'], 60)}"


def _joined(place: str, key: str) -> str:
    name = _NAMES.get(key, key.replace("_", " "))
    if not place:
        return name
    return place if key in _PLAIN_LISTS else f"{place}, {name}"


def _told(value: Any) -> str:
    """A value that came or went, short."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return quoted(label(value) or value, 120)


def _is_moment(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == len(_MOMENT) and all(key in value for key in _MOMENT)


class _Absent:
    """Stands for a key that is not there."""

    def __str__(self) -> str:
        return "nothing"


_ABSENT = _Absent()
