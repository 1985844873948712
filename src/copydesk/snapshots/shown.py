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
from typing import Any

import msgspec

from copydesk.snapshots.items import match

LONG = 15
"""Of so many characters, or of three words, a text is looked for within others."""
_PIECE = re.compile(
    r"!\[(?P<alt>[^\n]*?) <(?P<src>[^<>\s]*)>\]"
    r"|\{(?P<name>[\w:.-]+): (?P<value>[^{}]*)\}"
    r"|<(?P<url>[^<>\s]*)>"
    r"|(?P<mark>^#{1,6} |\(unseen: |\(unseen\)|\[|\])"
)


class Side(msgspec.Struct):
    """The texts that were told of one record: `edited` or moved ones, those of what came or went `whole`."""

    edited: set[str] = msgspec.field(default_factory=set)
    whole: set[str] = msgspec.field(default_factory=set)

    @property
    def every(self) -> list[str]:
        """All texts, the longest first."""
        return sorted(self.edited | self.whole, key=lambda text: (-len(text), text))


def told(changes: Iterable[tuple[Any, Any]]) -> tuple[Side, Side]:
    """The texts that changes tell, before and after; None stands for what is not there."""
    before, after = Side(), Side()
    for old, new in changes:
        _tell(old, new, before, after)
    return before, after


def left(old: list[str], new: list[str], before: Side, after: Side) -> tuple[list[str], list[str]]:
    """An element's lines, before and after, without those that what was told explains."""
    gone: dict[int, tuple[str, ...]] = {}
    come: dict[int, tuple[str, ...]] = {}
    texts, others = before.every, after.every
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            gone.update((i, _rest(old[i], texts)) for i in range(a, b))
            come.update((j, _rest(new[j], others)) for j in range(c, d))
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, rest in come.items():
        # A line that holds nothing of what was told is told by itself, also where it only moved.
        if rest != _rest(new[j], ()):
            waiting[rest].append(j)
    explained, also = set(), set()
    for i, rest in gone.items():
        if rest != _rest(old[i], ()) and waiting.get(rest):
            explained.add(i)
            also.add(waiting[rest].pop(0))
    explained |= {i for i in gone if i not in explained and _holds(old[i], before.whole)}
    also |= {j for j in come if j not in also and _holds(new[j], after.whole)}
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
    elif value not in (None, ""):
        yield " ".join(str(value).split())


def _rest(line: str, texts: Iterable[str]) -> tuple[str, ...]:
    """What a line says, piece by piece, without the texts that were told."""
    return tuple(
        f"{kind}:{value if kind == 'mark' else _without(value, texts, kind)}" for kind, value in _pieces(line)
    )


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


def _without(value: str, texts: Iterable[str], kind: str) -> str:
    if kind in ("url", "src"):
        return "" if value in texts else value
    for text in texts:
        if value == text or (_telling(value) and _within(value, text)):
            return ""
        if any(map(str.isalpha, text)) and (at := _found(text, value)) >= 0:
            value = f"{value[:at]}\0{value[at + len(text) :]}"
    return value


def _holds(line: str, texts: set[str]) -> bool:
    """Whether a line holds one of some texts, or is a part of one."""
    for kind, value in _pieces(line):
        if kind == "mark":
            continue
        if value in texts:
            return True
        if kind in ("url", "src"):
            continue
        for text in texts:
            if (_telling(value) and _within(value, text)) or (_telling(text) and _within(text, value)):
                return True
    return False


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
