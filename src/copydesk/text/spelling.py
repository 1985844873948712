"""Suggestions for names that were mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, or None when none is near."""
    by_small: dict[str, str] = {}
    for candidate in known:
        by_small.setdefault(candidate.casefold(), candidate)
    near = get_close_matches(name.casefold(), by_small, n=1, cutoff=0.6)
    return by_small[near[0]] if near else None


def suggest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known name nearest to this one, or nothing when none is near."""
    near = nearest(name, known)
    return f"; did you mean '{near}'?" if near else ""


def listed(names: Iterable[str], word: str = "or") -> str:
    """`a, b or c`."""
    items = list(names)
    return f"{', '.join(items[:-1])} {word} {items[-1]}" if len(items) > 1 else "".join(items)
