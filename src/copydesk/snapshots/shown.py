"""What of an element's lines in `shown` a change of the element's own fields has told already.

The lines of a text that was edited or moved cancel, one before with one after, where all else that they say
(addresses, pictures, attributes, what kind of line it is) is the same. What came or went as a whole takes the
lines with it that hold one of its texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import islice
from typing import Any

import msgspec

from copydesk.snapshots.items import match

LONG = 15
"""Of so many characters, or of three words, a text is looked for within others."""
LOOKED_FOR = 50
"""So many of the texts that were told, the longest, are looked for within lines as well."""
TRIED = 50
"""With so many lines of its form a line is compared at most."""
_PIECE = re.compile(
    r"!\[(?P<alt>[^\n]*?) <(?P<src>[^<>\s]*)>\]"
    r"|\{(?P<name>[\w:.-]+): (?P<value>[^{}]*)\}"
    r"|<(?P<url>[^<>\s]*)>"
    r"|(?P<mark>^#{1,6} |\(unseen: |\(unseen\)|\[|\])"
)

_Line = list[tuple[str, str, str]]


class Side(msgspec.Struct):
    """The texts that were told of one record: `edited` or moved ones, those of what came or went `whole`."""

    edited: set[str] = msgspec.field(default_factory=set)
    whole: set[str] = msgspec.field(default_factory=set)


class _Texts(msgspec.Struct):
    """Texts to look for in lines: as they are, and the `longest` of them also as parts."""

    exact: set[str]
    longest: list[str]


def _texts(texts: set[str]) -> _Texts:
    longest = nlargest(LOOKED_FOR, texts, key=lambda text: (len(text), text))
    return _Texts(texts, longest)


def told(changes: Iterable[tuple[Any, Any]]) -> tuple[Side, Side]:
    """The texts that changes tell, before and after; None stands for what is not there."""
    before, after = Side(), Side()
    for old, new in changes:
        _tell(old, new, before, after)
    return before, after


def left(old: list[str], new: list[str], before: Side, after: Side) -> tuple[list[str], list[str]]:
    """An element's lines, before and after, without those that what was told explains."""
    gone: dict[int, _Line] = {}
    waiting: dict[tuple[str, ...], dict[int, _Line]] = defaultdict(dict)
    come: list[int] = []
    texts, others = _texts(before.edited | before.whole), _texts(after.edited | after.whole)
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            gone.update((i, _read(old[i], texts)) for i in range(a, b))
            come += range(c, d)
            for j in range(c, d):
                added = _read(new[j], others)
                waiting[_form(added)][j] = added
    explained, also = set(), set()
    for i, line in gone.items():
        # A line that holds nothing of what was told is told by itself, also where it only moved.
        if any(rest != value for _, value, rest in line):
            near = islice(waiting[_form(line)].items(), TRIED)
            found = next((j for j, other in near if _agree(line, other)), -1)
            if found >= 0:
                explained.add(i)
                also.add(found)
                del waiting[_form(line)][found]
    texts, others = _texts(before.whole), _texts(after.whole)
    explained |= {i for i in gone if i not in explained and _holds(old[i], texts)}
    also |= {j for j in come if j not in also and _holds(new[j], others)}
    return (
        [line for i, line in enumerate(old) if i not in explained],
        [line for j, line in enumerate(new) if j not in also],
    )


def _tell(old: Any, new: Any, before: Side, after: Side) -> None:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {*old, *new}:
            _tell(old.get(key), new.get(key), before, after)
    elif isinstance(old, list) and isinstance(new, list):
        matching = match(old, new)
        for i, j in matching.pairs:
            _tell(old[i], new[j], before, after)
        before.whole.update(text for i in matching.gone for text in _leaves(old[i]))
        after.whole.update(text for j in matching.new for text in _leaves(new[j]))
        for i, j in matching.moved:
            before.edited.update(_leaves(old[i]))
            after.edited.update(_leaves(new[j]))
    elif old in (None, "") or new in (None, ""):
        before.whole.update(_leaves(old))
        after.whole.update(_leaves(new))
    else:
        before.edited.update(_leaves(old))
        after.edited.update(_leaves(new))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None and (text := " ".join(str(value).split())):
        yield text


def _read(line: str, texts: _Texts) -> _Line:
    """The pieces of a line: kind, what it says, and that without the texts that were told."""
    return [
        (kind, value, value if kind == "mark" else _without(value, texts, kind))
        for kind, value in _pieces(line)
    ]


def _form(line: _Line) -> tuple[str, ...]:
    return tuple(value if kind == "mark" else kind for kind, value, _ in line)


def _agree(old: _Line, new: _Line) -> bool:
    """Whether two lines of one form say the same, but for what was told."""
    return not any(a[1] != b[1] and a[2] != b[2] for a, b in zip(old, new, strict=True))


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in _PIECE.finditer(line):
        if text := " ".join(line[at : found.start()].split()):
            yield "text", text
        for kind, value in found.groupdict().items():
            if value is not None:
                yield ("mark", value) if kind == "name" else (kind, value)
        at = found.end()
    if text := " ".join(line[at:].split()):
        yield "text", text


def _without(value: str, texts: _Texts, kind: str) -> str:
    if value in texts.exact:
        return ""
    if kind in ("url", "src"):
        return value
    if _telling(value) and any(_within(value, text) for text in texts.longest):
        return ""
    for text in texts.longest:
        if (at := _found(text, value)) >= 0 and any(map(str.isalpha, text)):
            value = f"{value[:at]}\0{value[at + len(text) :]}"
    return value


def _holds(line: str, texts: _Texts) -> bool:
    """Whether a line holds one of some texts, or is a part of one."""
    said = [(kind, value) for kind, value in _pieces(line) if kind != "mark"]
    if any(value in texts.exact for _, value in said):
        return True
    said = [(kind, value) for kind, value in said if kind not in ("url", "src")]
    longest = [text for text in texts.longest if _telling(text)] if said else []
    return any(
        any(_within(text, value) for text in longest)
        or (_telling(value) and any(_within(value, text) for text in texts.longest))
        for _, value in said
    )


def _telling(text: str) -> bool:
    """Whether a text is long enough to stand in another for no other reason than being a part of it."""
    return any(map(str.isalpha, text)) and (len(text) >= LONG or text.count(" ") >= 2)


def _within(part: str, text: str) -> bool:
    return _found(part, text) >= 0


def _found(part: str, text: str) -> int:
    """Where a text stands in another, from the start of a word to the end of one; -1 where it does not."""
    at = text.find(part)
    while at >= 0:
        end = at + len(part)
        torn = (at and text[at - 1].isalnum() and part[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and part[-1].isalnum()
        )
        if not torn:
            return at
        at = text.find(part, at + 1)
    return -1
