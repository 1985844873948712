"""TOML that people write, as data that a JSON Schema can speak of."""

from __future__ import annotations

import math
import re
import tomllib
from datetime import date, time
from typing import Any

from copydesk.disk.read import FileError, reason

DEPTH = 20
"""So many parts a key has at most, and so many levels a value: reading more takes the square of its time."""
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_SAID = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|'
    r"'''.*?(?:'''|\Z)|"
    r'"(?:\\.|[^"\\\n])*+"?|'
    r"'[^'\n]*+'?|"
    r"#[^\n]*+",
    re.DOTALL,
)
"""Strings and comments."""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEPTH}}}")


def parsed(text: str, name: str) -> dict[str, Any]:
    """What a text says, of the file of that name, with dates and times as ISO texts, and `nan` as a text.

    Raises `FileError`.
    """
    if long := _LONG_KEY.search(_SAID.sub(lambda said: "\n" * said[0].count("\n") + "x", text)):
        line = long.string.count("\n", 0, long.start()) + 1
        raise FileError(f"{name}:{line}: not readable TOML: a key has more than {DEPTH} parts")
    try:
        data: dict[str, Any] = _plain(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        match = _AT_LINE.search(str(error))
        line = int(match[1]) if match and match[1] else text.count("\n") + 1
        what = _AT_LINE.sub("", str(error))
        raise FileError(f"{name}:{line}: not TOML: {what[:1].lower()}{what[1:]}") from None
    except Exception as error:
        raise FileError(f"{name}: not readable TOML: {reason(error)}") from None
    return data


def _plain(value: Any, depth: int = 0) -> Any:
    if depth > DEPTH:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth + 1) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
