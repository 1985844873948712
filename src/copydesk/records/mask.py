"""Masks: parts of a record that change from run to run, named by paths such as `most_read.items[*].text`."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable
from functools import cache
from types import UnionType
from typing import Any

import msgspec

from copydesk.records import Record
from copydesk.records.common import ELSEWHERE
from copydesk.text.spelling import suggest

MASKED = "<masked>"
"""What stands in a snapshot for a value that is not compared."""

Step = str | int | None
"""A key, a list index, or None for every item of a list."""

_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)((?:\[(?:\*|\d{1,9})\])*)")


def parse(path: str) -> tuple[Step, ...]:
    """The steps of a mask path. Raises ValueError for what is none."""
    steps: list[Step] = []
    for piece in path.split("."):
        match = _STEP.fullmatch(piece)
        if not match:
            raise ValueError(f"'{path}' is not a path into a record, such as most_read.items[*].text")
        steps.append(match.group(1))
        steps += [None if i == "*" else int(i) for i in re.findall(r"\[(.+?)\]", match.group(2))]
    return tuple(steps)


def problem_with(path: str, elements: Iterable[str]) -> str | None:
    """What is wrong with a mask path, as the end of a sentence; None when some record has such a place.

    `elements` are the names that a site file can give to elements.
    """
    try:
        steps = parse(path)
    except ValueError as error:
        return str(error)
    names = [*(name.replace("-", "_") for name in elements), ELSEWHERE]
    problem: str | None = None
    best = -1
    for kind in typing.get_args(Record):
        depth, found = _walk(kind, steps, names)
        if found is None:
            return None
        if depth > best:
            best, problem = depth, found
    return problem


def apply(record: dict[str, Any], paths: list[tuple[Step, ...]]) -> dict[str, Any]:
    """A copy of a record with `MASKED` for every value at one of the paths; absent ones stay absent.

    null stays null, so that a value that is gone is still told.
    """
    masked: Any = record
    for steps in paths:
        masked = _masked(masked, steps)
    return typing.cast(dict[str, Any], masked)


def _masked(value: Any, steps: tuple[Step, ...]) -> Any:
    if value is None:
        return None
    if not steps:
        return MASKED
    step, rest = steps[0], steps[1:]
    if isinstance(step, str) and isinstance(value, dict) and step in value:
        return {**value, step: _masked(value[step], rest)}
    if not isinstance(step, str) and isinstance(value, list):
        return [_masked(v, rest) if step is None or step == i else v for i, v in enumerate(value)]
    return value


_hints = cache(typing.get_type_hints)


def _walk(kind: Any, steps: tuple[Step, ...], names: list[str]) -> tuple[int, str | None]:
    """How many steps a record type can go along a path, and what is wrong with the next one."""
    for depth, step in enumerate(steps):
        kind = _without_none(kind)
        if isinstance(step, str):
            if typing.get_origin(kind) is dict:
                if step not in names:
                    return depth, f"there is no element called '{step}'{suggest(step, names)}"
                kind = typing.get_args(kind)[1]
                continue
            if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
                return depth, f"'{steps[depth - 1]}' contains nothing that could be called '{step}'" + (
                    "; write [*] after it for every item of a list" if typing.get_origin(kind) is list else ""
                )
            fields = _hints(kind)
            if step not in fields:
                return depth, f"no record has a '{step}' there{suggest(step, fields)}"
            kind = fields[step]
        elif typing.get_origin(kind) is not list:
            return depth, f"'{steps[depth - 1]}' is not a list"
        else:
            kind = typing.get_args(kind)[0]
    return len(steps), None


def _without_none(kind: Any) -> Any:
    if typing.get_origin(kind) in (UnionType, typing.Union):
        return next(option for option in typing.get_args(kind) if option is not type(None))
    return kind
