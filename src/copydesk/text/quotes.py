"""Whether the quotes of a text open and close."""

from __future__ import annotations

import re

_INCHES = re.compile(r"(?<=\d)[\"”″]")
_MIRRORED = frozenset(("sv", "fi", "no", "nb", "nn"))
"""Languages that open a quote with the same mark that closes it: ”…”."""


def unbalanced(paragraphs: list[str], language: str = "") -> int | None:
    """The index of the first paragraph whose quotes do not pair up, or None.

    A quotation of several paragraphs opens each of them and closes only the last.
    """
    code = language.partition("-")[0].lower()
    for index, paragraph in enumerate(paragraphs):
        text = _INCHES.sub("", paragraph)
        following = paragraphs[index + 1].lstrip() if index + 1 < len(paragraphs) else ""
        if not _closes(text, following, code):
            return index
    return None


def _closes(text: str, following: str, code: str) -> bool:
    if '"' in text and text.count('"') % 2 and not following.startswith('"'):
        return False
    return all(_pairs(text, following, opener, closers) for opener, closers in _systems(text, code))


def _systems(text: str, code: str) -> list[tuple[str, str]]:
    """The pairs of marks that a text uses: what opens, and what can close it."""
    systems = []
    if "„" in text:
        systems.append(("„", "“”‟"))
    elif code not in _MIRRORED and ("“" in text or "”" in text):
        systems.append(("“", "”"))
    if "«" in text or "»" in text:
        first = min(text.find(mark) for mark in "«»" if mark in text)
        systems.append(("«", "»") if text[first] == "«" else ("»", "«"))
    return systems


def _pairs(text: str, following: str, opener: str, closers: str) -> bool:
    depth = 0
    for mark in text:
        if mark == opener:
            depth += 1
        elif mark in closers:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0 or (depth == 1 and following.startswith(opener))
