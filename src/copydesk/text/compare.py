"""Comparing texts as readers do: kinds of quotes, dashes and white space do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\xad": "",
        "\u200b": "",
        "\u200e": "",
        "\u200f": "",
    }
)
_SPACE = re.compile(r"\s+")
_WITHIN = "\xad\u200b"
"""Where a word may be parted at the end of a line: it is one word even so."""
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text with every kind of quote, dash and space as one, so that equal texts are equal."""
    text = unicodedata.normalize("NFKC", text.translate(_ALIKE))
    return _SPACE.sub(" ", text).strip()


@lru_cache(maxsize=200)
def letters(text: str) -> str:
    """The letters and digits of a text, without accents, in small letters."""
    bare = unicodedata.normalize("NFKD", text)
    for other in {c for c in set(bare) if not c.isalnum()}:
        bare = bare.replace(other, "")
    return bare.casefold()


def words(text: str) -> list[str]:
    """The words of a text without accents, in small letters."""
    apart = unicodedata.normalize("NFKD", text)
    marks = {ord(c): None for c in set(apart) if unicodedata.combining(c) or c in _WITHIN}
    return _WORD.findall((apart.translate(marks) if marks else apart).casefold())


def unrelated(text: str, other: str) -> bool:
    """Whether two texts of several words have no word in common: they are not two ways to say one thing."""
    mine, others = {w for w in words(text) if len(w) > 3}, {w for w in words(other) if len(w) > 3}
    if len(mine) < 3 or len(others) < 3:
        return False
    return not mine & others and not {w[:5] for w in mine} & {w[:5] for w in others}
