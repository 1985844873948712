"""Two records side by side: a row for each thing that a page says, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import msgspec

LINES = 4000
"""So many lines of a part are aligned; of a longer one, only what is new and gone is told."""
WORDS = 600
"""A text with more words is not compared word by word."""
MARKS = 16
"""So many places of a text are marked; from there on, all of it is."""
ROWS = 400
"""So many rows are shown at most."""

Line = tuple[str, str]
Pieces = list[tuple[bool, str]]
"""A text in pieces, each with whether it differs from the other side."""
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class Row(msgspec.Struct, array_like=True):
    """A line of both sides: what it is about, and how it reads on each.

    A side that does not have it is None. A row with `same` stands for that many lines that are alike.
    """

    label: str
    old: Pieces | None = None
    new: Pieces | None = None
    same: int = 0


def side_by_side(accepted: str | None, found: str) -> list[Row]:
    """The rows for two records as they are stored (JSON); all of it is new where none was accepted."""
    new = _lines_of(found)
    old = _lines_of(accepted) if accepted else {}
    rows: list[Row] = []
    for part in [*new, *(part for part in old if part not in new)]:
        before, after = old.get(part, []), new.get(part, [])
        for row in _part(before, after):
            if not row.same and row.old == row.new:
                row = Row("", same=1)  # it only stands in another place
            # Lines that are alike are folded across parts, too.
            if row.same and rows and rows[-1].same:
                rows[-1].same += row.same
            else:
                rows.append(row)
            if len(rows) > ROWS:
                return [*rows[:ROWS], Row("… and more differences")]
    return rows


def pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Two texts in pieces, so that the ones that differ can be marked."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) > WORDS or len(after) > WORDS:
        return [(True, old)], [(True, new)]
    left: Pieces = []
    right: Pieces = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal" and max(len(left), len(right)) >= 2 * MARKS:
            tag, b, d = "replace", len(before), len(after)
        if a < b:
            left.append((tag != "equal", "".join(before[a:b])))
        if c < d:
            right.append((tag != "equal", "".join(after[c:d])))
        if b == len(before) and d == len(after):
            break
    return left, right


def _lines_of(text: str) -> dict[str, list[Line]]:
    """What a stored record says, line by line, by its parts."""
    try:
        record = msgspec.json.decode(text)
    except msgspec.DecodeError:
        record = text
    if not isinstance(record, dict):
        return {"record": [("record", str(record))]}
    return {key: list(_lines(_name(key), value)) for key, value in record.items()}


def _lines(label: str, value: Any) -> Iterator[Line]:
    if isinstance(value, dict):
        scalars = [(key, one) for key, one in value.items() if not isinstance(one, dict | list)]
        # A block's kind is its label, and a rank is its place.
        text = " · ".join(
            _scalar(key, one) for key, one in scalars if one not in (None, "") and key not in ("kind", "rank")
        )
        if text:
            yield label, text
        for key, one in value.items():
            if isinstance(one, dict | list):
                yield from _lines(f"{label}, {_name(key)}", one)
    elif isinstance(value, list):
        for one in value:
            yield from _lines(str(one.get("kind", label)) if isinstance(one, dict) else label, one)
    else:
        yield label, _scalar("", value)


def _scalar(key: str, value: object) -> str:
    """A value as read: what says something stands by itself, all else with its name."""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    own = key in ("", "text", "headline", "name", "title", "url", "href")
    return text if own else f"{_name(key)} {text}"


def _name(key: str) -> str:
    return {"body": "text"}.get(key, key.replace("_", " "))


def _part(old: list[Line], new: list[Line]) -> Iterator[Row]:
    if old == new:
        if new:
            yield Row("", same=len(new))
        return
    if len(old) > LINES or len(new) > LINES:
        yield from _sets(old, new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Row("", same=b - a)
            continue
        both = min(b - a, d - c)
        for before, after in zip(old[a : a + both], new[c : c + both], strict=True):
            left, right = pieces(before[1], after[1])
            yield Row(after[0], left, right)
        yield from (Row(label, [(True, text)], None) for label, text in old[a + both : b])
        yield from (Row(label, None, [(True, text)]) for label, text in new[c + both : d])


def _sets(old: list[Line], new: list[Line]) -> Iterator[Row]:
    before, after = set(old), set(new)
    yield from (Row(label, [(True, text)], None) for label, text in old if (label, text) not in after)
    yield from (Row(label, None, [(True, text)]) for label, text in new if (label, text) not in before)
