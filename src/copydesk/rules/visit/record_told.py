"""What a record violates, as a sentence about the page: its stories and elements, not the record's keys."""

from __future__ import annotations

from typing import Any

from copydesk.page.parts import NOUNS
from copydesk.schemas.validators import Violation

_LABELS = ("headline", "text", "title", "network", "name")
_FIELDS = {
    "alt": "picture's text",
    "authors": "byline",
    "canonical": "canonical address",
    "count": "number of pictures",
    "date": "date that can be read",
    "epoch": "time that can be read",
    "iso": "time that can be read",
    "json_ld": "JSON-LD",
    "meta": "meta elements",
    "published": "time",
    "url": "address",
}
_LISTS = {"items": "story", "persons": "person", "authors": "name in the byline", "body": "part of the text"}
PAGE = "the page"
QUOTED = 80
"""Characters of a story's headline that are told."""


def told(record: dict[str, Any], violation: Violation) -> str:
    """The sentence; `record` is the one that violates something, as plain data."""
    values: list[Any] = [record]
    for step in violation.steps:
        values.append(_at(values[-1], step))
    steps, found = violation.steps, values[-1]
    of, field = _subject(values, steps)
    if field is None:
        return f"{of[:1].upper()}{of[1:]} {violation.problem}"
    if found is None or found in ("", []):
        return f"{of[:1].upper()}{of[1:]} has no {field}"
    owner = "" if "'s " in field and of == PAGE else f" of {of}"
    return f"The {field}{owner} {violation.problem}"


def _subject(values: list[Any], steps: tuple[str | int, ...]) -> tuple[str, str | None]:
    """What a violation is about: the innermost item of a list, or the page; and which field of it."""
    last = next((n for n in range(len(steps) - 1, -1, -1) if isinstance(steps[n], int)), None)
    keys = [step for step in steps[(-1 if last is None else last) + 1 :] if isinstance(step, str)]
    # A time's own fields say which kind of value it is; what they are of is said by the time.
    field = _field(keys, top=last is None) if keys else None
    if last is None:
        return PAGE, field
    return _item(values[last + 1], steps, last), field


def _item(item: Any, steps: tuple[str | int, ...], last: int) -> str:
    text = item if isinstance(item, str) else ""
    if isinstance(item, dict):
        text = next((item[key] for key in _LABELS if isinstance(item.get(key), str) and item[key]), "")
    if text := " ".join(text.split()):
        return f"“{text if len(text) <= QUOTED else f'{text[: QUOTED - 1]}…'}”"
    around = next((step for step in reversed(steps[:last]) if isinstance(step, str)), "")
    noun = _LISTS.get(around) or f"item of “{around.replace('_', ' ')}”"
    return f"{noun} {int(steps[last]) + 1}"


def _field(keys: list[str], *, top: bool) -> str:
    if top and len(keys) == 1 and (noun := NOUNS.get(keys[0].replace("_", "-"))):
        return noun
    # What is not told by the last key alone is told with the one that it belongs to: "section's address".
    name = _FIELDS.get(keys[-1], keys[-1].replace("_", " "))
    if len(keys) == 1 or keys[-1] in ("iso", "epoch"):
        return name
    outer = NOUNS.get(keys[-2].replace("_", "-"), "") if top else ""
    return f"{outer or _FIELDS.get(keys[-2], keys[-2].replace('_', ' '))}'s {name}"


def _at(value: Any, step: str | int) -> Any:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
