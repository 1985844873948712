"""Finding what programs print in the place of a value, without taking words of prose for it."""

from __future__ import annotations

import re

from copydesk.text.words import BESIDE

TOKEN = re.compile(
    r"\[object [A-Z]\w*\]"
    r"|(?<![\w./#@-])(?:undefined|NaN|null|Invalid [Dd]ate|-?Infinity|None)(?![\w@-]|\.\w)"
)
"""A placeholder value."""
CERTAIN = re.compile(r"\[object [A-Z]\w*\]|Invalid [Dd]ate|undefined|NaN|null")
NULL_IS_A_WORD = frozenset({"de", "no", "nb", "nn", "da", "sv", "nl", "et", "af", "fy", "lb"})
"""Languages in which "null" is a number, or close to one."""

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])?")
_EPOCH = re.compile(
    r"\b(?:jan(?:uary|uar|vier)?|ene(?:ro)?|gennaio|janeiro|januari|января|stycznia)\.? 0?1(?:st)?,? 1970\b"
    r"|\b0?1(?:\.|st|er|º)? (?:de )?(?:jan(?:uary|uar|vier|uari)?|enero|gennaio|janeiro|января|stycznia)"
    r"\.?,? (?:de )?1970"
    r"|\bdec(?:ember)?\.? 31,? 1969\b|\b31(?:\.|st)? dec(?:ember)?\.?,? 1969\b"
    r"|\b1970[-/.]0?1[-/.]0?1\b|\b0?1[-/.]0?1[-/.](?:1970|70)\b|\b0001-01-01\b|\bjan(?:uary)? 0?1,? 0001\b",
    re.IGNORECASE,
)


def is_value(text: str, language: str = "") -> bool:
    """Whether a whole text is nothing but placeholder values and what joins them: "NaN:NaN"."""
    if len(text) > 80:
        return False
    rest = TOKEN.sub(" ", text)
    if rest == text or _WORD.search(rest):
        return False
    return any(_counts(token, language) for token in TOKEN.findall(text))


def in_label(text: str, language: str = "") -> bool:
    """Whether a short text is a label whose value is a placeholder: "By undefined", "NaN comments"."""
    if len(text) > 80 or not (tokens := TOKEN.findall(text)):
        return False
    words = _WORD.findall(TOKEN.sub(" ", text))
    if len(words) > 6 or any(word.lower() not in BESIDE for word in words):
        return False
    return any(_counts(token, language) for token in tokens)


def in_value(text: str) -> bool:
    """Whether the text of an element that holds a value (a time, a count) has a placeholder in it."""
    if len(text) > 80 or not (tokens := TOKEN.findall(text)):
        return False
    return any(CERTAIN.fullmatch(token) for token in tokens)


def in_address(segment: str) -> bool:
    """Whether a part of an address (decoded) is a placeholder value."""
    return segment in ("undefined", "NaN", "null", "Invalid Date", "Invalid date") or segment.startswith(
        "[object "
    )


def epoch(text: str) -> str:
    """The day on which computers' time begins, as a short text shows it, or ""."""
    match = _EPOCH.search(text) if "19" in text or "70" in text or "0001" in text else None
    if match is None or len(text) > 80:
        return ""
    words = _WORD.findall(text[: match.start()] + " " + text[match.end() :])
    return match[0] if all(word.lower() in BESIDE for word in words) else ""


def _counts(token: str, language: str) -> bool:
    if token == "null" and language.partition("-")[0].lower() in NULL_IS_A_WORD:
        return False
    return bool(CERTAIN.fullmatch(token)) or token == "-Infinity"
