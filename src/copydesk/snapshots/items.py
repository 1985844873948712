"""Which items of two lists are the same ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable
from difflib import SequenceMatcher
from typing import Any

import msgspec

from copydesk.snapshots.words import alike

_LABELS = ("text", "headline", "state", "network", "name", "title")


class Matching(msgspec.Struct):
    """Two lists held against each other: pairs of indices, indices of items gone and new, pairs that moved.

    `moved` are as few of the pairs as can be: the rest stands in the same order as before.
    """

    pairs: list[tuple[int, int]]
    gone: list[int]
    new: list[int]
    moved: list[tuple[int, int]]


def match(old: list[Any], new: list[Any]) -> Matching:
    """Match the items of two lists by what they are, then by address, by text, and edited texts by place."""
    if _is_text(old) and _is_text(new):
        pairs = _in_order(old, new)
    else:
        pairs = {}
        for identity in (_whole, _address, _label):
            _pair(old, new, identity, pairs)
    taken = set(pairs.values())
    ordered = sorted(pairs.items(), key=lambda pair: pair[1])
    stays = _ascending([i for i, _ in ordered])
    return Matching(
        pairs=ordered,
        gone=[i for i in range(len(old)) if i not in pairs],
        new=[j for j in range(len(new)) if j not in taken],
        moved=[pair for number, pair in enumerate(ordered) if number not in stays],
    )


def label(item: Any) -> str:
    """What an item says, by which people know it; empty for one that says nothing."""
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        for key in (*_LABELS, "url"):
            if isinstance(item.get(key), str) and item[key]:
                return str(item[key])
    return ""


def identify(items: list[Any]) -> list[int]:
    """The number of each item in its list, from 1; blocks of a text are numbered by kind."""
    counts: Counter[Hashable] = Counter()
    numbers = []
    for item in items:
        kind = item.get("kind") if isinstance(item, dict) else None
        kind = kind if isinstance(kind, str) else None
        counts[kind] += 1
        numbers.append(counts[kind])
    return numbers


def _pair(old: list[Any], new: list[Any], identity: Callable[[Any], Hashable], pairs: dict[int, int]) -> None:
    """Pair the items that are still alone and share an identity; the n-th of an identity with the n-th."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[int]] = {}
    for j in range(len(new) - 1, -1, -1):
        if j not in taken and (key := identity(new[j])):
            waiting.setdefault(key, []).append(j)
    for i, item in enumerate(old):
        if i not in pairs and (key := identity(item)) and waiting.get(key):
            pairs[i] = waiting[key].pop()


def _whole(item: Any) -> Hashable:
    return label(item), _address(item)


def _address(item: Any) -> Hashable:
    url = item.get("url") if isinstance(item, dict) else None
    return url if isinstance(url, str) else ""


def _label(item: Any) -> Hashable:
    return label(item) or (repr(item) if not isinstance(item, dict) else "")


def _is_text(items: list[Any]) -> bool:
    """Whether a list is a text's blocks, whose order is what they are."""
    return all(isinstance(item, dict) and "kind" in item for item in items)


def _in_order(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Pair blocks that are the same and, between those, blocks of one kind whose text was edited."""
    before, after = ([f"{item['kind']}\n{item.get('text')}" for item in items] for items in (old, new))
    pairs: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace" and b - a == d - c == 1:
            pairs[a] = c
        elif tag == "replace":
            free = c
            for i in range(a, b):
                near = (j for j in range(free, min(free + 8, d)) if alike(before[i], after[j]))
                if (j := next(near, -1)) >= 0:
                    pairs[i] = j
                    free = j + 1
    return pairs


def _ascending(values: list[int]) -> set[int]:
    """The positions of a longest ascending run (not necessarily side by side) in a list of numbers."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        tails[length : length + 1] = [position]
    position = tails[-1] if tails else -1
    found = set()
    while position >= 0:
        found.add(position)
        position = before[position]
    return found
