"""Files as strangers make them: any bytes, and good files that somebody has spoilt."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

DEEP = "deep"
"""Stands for very many brackets, which no Python value can hold."""
ODD = st.sampled_from(
    [
        *(None, True, 0, -1, 10**40, 1e308, -1e308, 0.5, "", "\0", "\ud800", "\x1b[2J", "x" * 5000, DEEP),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-31T10:00:00", "loaded"),
        *("file:///x", "../x", [], {}, [1], ["x"], {"x": 1}, [0, 0, 10**30, 1e308]),
    ]
)
ODD_TOML = st.sampled_from(
    [
        *(
            "nan",
            "-inf",
            "1e308",
            "1" * 5000,
            "''",
            "'\x7f'",
            '"\\u0000"',
            "[" * 5000,
            "[[[[]]]]",
            "{}",
            "[]",
        ),
        *("0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "07:00:00", "[1, 'a']"),
        *("{a.b.c = 1}", '"' + ".a" * 3000 + '"', "'" + ":is(" * 90 + "a" + ")" * 90 + "'"),
    ]
)
COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def as_json(value: Any) -> bytes:
    """A value as JSON, also where it cannot be in any."""
    return json.dumps(value).replace(f'"{DEEP}"', "[" * 50_000).encode()


def as_lines(value: Any) -> bytes:
    """A list as lines of JSON."""
    return b"\n".join(map(as_json, value if isinstance(value, list) else [value]))


def zipped(files: dict[str, bytes], kind: int) -> bytes:
    """A zip file with one kind of compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


@st.composite
def spoilt(draw: st.DrawFn, good: Any) -> Any:
    """A value in which up to three places hold something odd."""
    for _ in range(draw(st.integers(1, 3))):
        good = _put(good, draw(st.sampled_from(list(_places(good)))), draw(ODD))
    return good


@st.composite
def bent(draw: st.DrawFn, good: bytes) -> bytes:
    """Bytes of which some are missing, others, or more."""
    start = draw(st.integers(0, len(good)))
    return good[:start] + draw(st.binary(max_size=9)) + good[start + draw(st.integers(0, 30)) :]


@st.composite
def miswritten(draw: st.DrawFn, good: str) -> bytes:
    """A TOML text in which up to three values are odd."""
    lines = good.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.integers(0, len(lines) - 1))
        name, equals, _ = lines[number].partition("=")
        lines[number] = f"{name if equals else 'x'} = {draw(ODD_TOML)}"
    return "\n".join(lines).encode()


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from _places(one, (*path, key))


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {**value, path[0]: _put(value[path[0]], path[1:], new)}
    return [_put(inner, path[1:], new) if number == path[0] else inner for number, inner in enumerate(value)]
