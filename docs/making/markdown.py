"""Plain Markdown, as a git host and the built manual both show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_CODE = re.compile(r"(`+[^`]*`+)")
_SPECIAL = re.compile(r"[\\*<\[\]]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def made_from(what: str) -> str:
    """The comment at the top of a page that nobody should change by hand."""
    return f"<!-- Made by docs/generate.py from {what}. Change those, then run `make docs`. -->"


def text(words: str) -> str:
    """Words as they are, with nothing in them taken for markup but `code`."""
    parts = _CODE.split(words)
    return "".join(part if part.startswith("`") else _SPECIAL.sub(r"\\\g<0>", part) for part in parts)


def anchor(heading: str) -> str:
    """What a link to a heading ends with, after the #: the way that git hosts and MyST make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def code(language: str, block: str) -> str:
    """A block of code."""
    return f"```{language}\n{block.rstrip()}\n```"


def toml(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key(name)} = {toml(inner)}' for name, inner in value.items())} }}"
    return str(value)


def key(name: str) -> str:
    """A key as TOML writes it."""
    return name if _BARE_KEY.fullmatch(name) else toml(name)


def page(*blocks: str) -> str:
    """A page of blocks, with an empty line between them."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"
