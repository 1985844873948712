"""Whether the quotes of a text open and close."""

from __future__ import annotations

import re

_INCHES = re.compile(r"(?<=\d)[\"”″]")
_OPENS = re.compile(r"(?<![^\s(\[{—–-])\"")
_PAIR = re.compile(rf'{_OPENS.pattern}[^"“”„]*"')
_MIRRORED = frozenset(("sv", "fi", "no", "nb", "nn"))
"""Languages that open a quote with the same mark that closes it: ”…”."""
REACH = 6
"""Paragraphs that a quotation can go on for, where only its first opens and its last closes."""


def unbalanced(paragraphs: list[str], language: str = "") -> int | None:
    """The index of the first paragraph whose quotes do not pair up, or None.

    A quotation of several paragraphs closes only the last. In some styles each of them opens it again, in
    others only the first one opens it.
    """
    code = language.partition("-")[0].lower()
    pending: dict[str, tuple[int, bool]] = {}  # what is open: since when, and whether each paragraph reopens
    for index, paragraph in enumerate(paragraphs):
        text = _one_kind(_INCHES.sub("", paragraph)).strip()
        for opener, closers in _systems(text, code):
            since, reopens = pending.get(opener, (index, False))
            unopened, left = _counts(text, opener, closers)
            if unopened + left > 1 or (unopened and opener not in pending):
                return index
            if unopened or (not left and reopens and text.startswith(opener)):
                del pending[opener]
            elif left:
                pending[opener] = since, True
        for opener, (since, _) in pending.items():
            if index - since >= REACH:
                return since
            if since != index and not text.startswith(opener):
                pending[opener] = since, False
    return min((since for since, _ in pending.values()), default=None)


def _one_kind(text: str) -> str:
    """The text without straight quotes where it has others too: one without its partner stands for them."""
    if '"' not in text or not any(mark in text for mark in "“”„"):
        return text
    opener = "„" if "„" in text else "“"
    return _OPENS.sub(opener, _PAIR.sub("", text)).replace('"', "”")


def _systems(text: str, code: str) -> list[tuple[str, str]]:
    """The pairs of marks that a text uses: what opens, and what can close it."""
    systems = [('"', '"')] if '"' in text else []
    if "„" in text:
        systems.append(("„", "“”‟"))
    elif code not in _MIRRORED and ("“" in text or "”" in text):
        systems.append(("“", "”"))
    if "«" in text or "»" in text:
        first = min(text.find(mark) for mark in "«»" if mark in text)
        systems.append(("«", "»") if text[first] == "«" else ("»", "«"))
    return systems


def _counts(text: str, opener: str, closers: str) -> tuple[int, int]:
    """How many marks close what this text did not open, and how many open what it does not close."""
    if opener == closers:
        odd = text.count(opener) % 2
        opens = len(_OPENS.findall(text)) * 2 > text.count(opener)
        return (0, odd) if opens else (odd, 0)
    unopened = depth = 0
    for mark in text:
        if mark == opener:
            depth += 1
        elif mark in closers:
            if depth:
                depth -= 1
            else:
                unopened += 1
    return unopened, depth
