"""Whether a change of a page alters what a reader sees or a crawler reads, by no rule and no record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

import msgspec

FEW = 4
"""How many pixels something may move, grow or shrink unnoticed."""
SHADE = 24
"""How much red, green or blue may differ unnoticed, of 255."""

_NUMBER = re.compile(r"[\d.]+")


class Thing(msgspec.Struct, frozen=True):
    """Something that a reader sees: a word, a picture, a painted surface, a field.

    `what` is the word itself, the picture's address, the paint, the field's kind and value.
    """

    what: str
    box: tuple[int, int, int, int]
    colour: str = ""


class Look(msgspec.Struct, kw_only=True):
    """A page as its reader sees it, each list in document order.

    `labels` are what screen readers and tooltips say; `links` are the addresses of links and pictures,
    visible or not; `head` is what the title, `<html>`, meta elements and JSON-LD say.
    """

    words: list[Thing] = []
    pictures: list[Thing] = []
    surfaces: list[Thing] = []
    fields: list[Thing] = []
    labels: list[str] = []
    links: list[str] = []
    head: list[str] = []
    width: int = 0


class Effect(msgspec.Struct, frozen=True):
    """Something that has changed: its kind, and a description."""

    kind: str
    told: str


def effects(before: Look, after: Look) -> list[Effect]:
    """What has changed for readers or crawlers; empty if nothing has."""
    return [
        *_things("text", before.words, after.words),
        *_things("picture", before.pictures, after.pictures),
        *_things("field", before.fields, after.fields),
        *_things("surface", before.surfaces, after.surfaces),
        *_said("link", before.links, after.links),
        *_said("label", before.labels, after.labels),
        *_said("head", before.head, after.head),
    ]


def _things(kind: str, before: list[Thing], after: list[Thing]) -> Iterator[Effect]:
    """Things that are gone, new or reordered; if they are the same, what has changed about them."""
    old, new = [thing.what for thing in before], [thing.what for thing in after]
    if old != new:
        yield from _said(kind, old, new)
        return
    moved = [one for one, other in zip(before, after, strict=True) if not _near(one.box, other.box)]
    if moved:
        yield Effect(
            f"place of {kind}", f"{_list([thing.what for thing in moved])} elsewhere or of another size"
        )
    pairs = zip(before, after, strict=True)
    coloured = [one for one, other in pairs if not _same_colour(one.colour, other.colour)]
    if coloured:
        yield Effect("colour", f"{_list([thing.what for thing in coloured])} of another colour")


def _said(kind: str, old: list[str], new: list[str]) -> Iterator[Effect]:
    if old == new:
        return
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if not gone and not come:
        opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        moved = [word for tag, a, b, _, _ in opcodes if tag != "equal" for word in old[a:b]]
        yield Effect(f"order of {kind}", f"{_list(moved)} in another order")
        return
    # In page order, not in that of a counter.
    parts = [
        f"{_list(items)} {what}"
        for items, what in ((_ordered(old, gone), "gone"), (_ordered(new, come), "new"))
        if items
    ]
    yield Effect(kind, ", ".join(parts))


def _ordered(items: list[str], wanted: Counter[str]) -> list[str]:
    left = Counter(wanted)
    found = []
    for item in items:
        if left[item]:
            left[item] -= 1
            found.append(item)
    return found


def _list(items: list[str]) -> str:
    text = " ".join(items[:12])
    return f"“{text[:80]}{'…' if len(text) > 80 or len(items) > 12 else ''}”"


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= FEW for a, b in zip(one, other, strict=True))


def _same_colour(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = _channels(one), _channels(other)
    if len(a) != len(b):
        return False
    solid = zip(a[:3], b[:3], strict=True)
    return all(abs(x - y) <= SHADE for x, y in solid) and all(
        abs(x - y) <= 0.1 for x, y in zip(a[3:], b[3:], strict=True)
    )


@lru_cache(maxsize=1024)
def _channels(colour: str) -> tuple[float, ...]:
    numbers = [float(number) for number in _NUMBER.findall(colour) if number != "."]
    return tuple(numbers if len(numbers) == 4 else [*numbers, 1.0])
