"""Telling a changed text: whole where it is short, by its words where it is long."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import msgspec

SHORT = 80
"""A text of at most so many characters is told whole."""
WORDS = 1000
"""A longer text is not compared word by word."""
CHANGES = 4
"""So many changes within one text are told."""


def quoted(value: Any, limit: int = SHORT) -> str:
    """A value as told in a sentence: a text in quotes, all else as JSON; on one line, of limited length."""
    text = " ".join((value if isinstance(value, str) else _json(value)).split())
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return f"'{cut}'" if isinstance(value, str) else cut


def changed_text(place: str, old: Any, new: Any, *, whole: bool = True) -> str:
    """One sentence about a value that became another; `whole` tells short texts whole, not by their words."""
    if not (isinstance(old, str) and isinstance(new, str)):
        return f"{place}: {quoted(old)} became {quoted(new)}"
    before, after = old.split(), new.split()
    if before == after:
        return f"{place}: only white space differs"
    if whole and len(old) <= SHORT and len(new) <= SHORT:
        return f"{place}: {quoted(old)} became {quoted(new)}"
    if len(before) > WORDS or len(after) > WORDS:
        return f"{place}: the text is another ({len(before)} words became {len(after)})"
    told = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        gone, come = " ".join(before[a:b]), " ".join(after[c:d])
        if tag == "replace":
            told.append(f"{quoted(gone)} became {quoted(come)}")
        elif tag == "delete":
            told.append(f"{quoted(gone)} is gone")
        elif tag == "insert":
            told.append(f"{quoted(come)} is new")
    more = f"; … and {len(told) - CHANGES} more" if len(told) > CHANGES else ""
    return f"{place}: {'; '.join(told[:CHANGES])}{more}"


def alike(old: str, new: str) -> bool:
    """Whether two texts are one text that was edited: more of their words are the same than not."""
    before, after = old.split()[:WORDS], new.split()[:WORDS]
    if not before or not after:
        return False
    shared = len(set(before) & set(after))
    return 2 * shared > min(len(set(before)), len(set(after)))


def _json(value: Any) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except (TypeError, ValueError, RecursionError):
        return str(value)
