"""Names of people, as bylines and meta data write them: several in one text, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.reading.titles import key

AUTHORS = 50
"""How many authors are read."""
LONGEST = 60
"""Characters: a longer text is no name."""

BY = re.compile(
    r"\A\s*(?:(?:written |reported |words |text |texte |story )?by|by:|from:|von|par|por|door|di|av|af|od"
    r"|tekst:|texte? ?:|text:|autor(?:in|en)?:|author:|auteurs?:|autore:|автор:|による)\s+(?=\S)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\A(?:view|see|read|show|more|all|alle|weitere|mehr|voir|tous|plus|ver|más|tutti|altri|mais|meer|fler|flere)"
    r"\s.{0,40}?\b(?:by|from|von|de|di|van|por|av|af)\s+(?=\S)",
    re.IGNORECASE,
)
"""What a link to all that somebody wrote says before the name."""
_WHEN = re.compile(r"\s*[,|·•–—-]\s+[^\d,|·•]{0,20}\d.*\Z", re.DOTALL)
"""A day, or anything else with a number, after a byline's names."""
_APART = re.compile(
    r"\s*[,;、]\s*|\s+[|•·&]\s+|\s+(?:and|und|et|en|og|och|oraz)\s+|\s+(?:y|e|i)\s+(?=[A-ZÀ-Ý])"
)
_TITLES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "cfa", "esq", "dr"])
_MAIL = re.compile(r"\S+@\S+\.\w+|https?://\S+|\+?\d[\d\s()/-]{5,}\d")
_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]*,[^()]*\)")
"""Several things said of somebody, after the name."""
_INITIALS = re.compile(r"\s*\([a-zäöü.]{1,5}\)$")
_JOB = (
    "writer reporter correspondent editor staff contributor columnist journalist photographer"
    " korrespondent korrespondentin redakteur redakteurin reporterin autorin correspondant correspondante"
    " journaliste redactor redactora corresponsal inviato corrispondente verslaggever redacteur"
    " journalisten reportern"
)
_JOBS = frozenset(_JOB.split())
"""What somebody is who is named before it."""
SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")


def names(texts: Iterable[str]) -> list[str]:
    """The names in some texts: without "By", addresses and numbers, each once."""
    found: dict[str, str] = {}
    slugs: list[str] = []
    for text in texts:
        parts = [_INITIALS.sub("", part) or part for part in split(bare(_MAIL.sub("", text)).strip())]
        full = any(" " in part for part in parts)
        for number, name in enumerate(parts):
            if full and (" " not in name or (number and _is_job(name))):
                continue  # where somebody is, what for, or what he is
            if SLUG.fullmatch(name):
                slugs.append(name)
            elif key(name) and not key(name).isdigit():
                found.setdefault(key(name), name)
    for slug in slugs:
        found.setdefault(key(slug), slug)
    return list(found.values())[:AUTHORS]


def _is_job(name: str) -> bool:
    return name.casefold().split()[-1] in _JOBS


def bare(text: str) -> str:
    """A byline without the words before its names, and the time after them."""
    return _WHEN.sub("", BY.sub("", _ALL.sub("", _BRACKETS.sub("", text)), count=1))


def split(text: str) -> list[str]:
    """The names in one text: "Anna Marsh, Otto Finch and Ida Roe" are three, "The Arts and Sea Desk" one."""
    if len(text) > 20 * LONGEST:
        return []
    text = " ".join(text.split()).strip(" ,;:|•·–—-")
    if ";" not in text and "/" in text and all(len(part.split()) > 1 for part in text.split("/")):
        text = text.replace("/", ", ")
    parts: list[str] = []
    marks = [match.group() for match in _APART.finditer(text)]
    for number, part in enumerate(_APART.split(text)):
        if not part:
            continue
        mark = marks[number - 1] if number else ""
        title = part.casefold().replace(".", "") in _TITLES
        if parts and (title or (mark.strip(" ,;、") and not _are_two(parts[-1], part, mark))):
            parts[-1] += f"{mark}{part}"
        else:
            parts.append(part)
    return parts


def _are_two(before: str, after: str, mark: str) -> bool:
    """Whether what stands on both sides of an "and" are two names, and not the two halves of one."""
    if mark.strip() in "|•·":
        return True
    halves = (before.split(), after.split())
    return all(len(half) > 1 and half[0].lower() != "the" for half in halves)


def looks_like_names(text: str) -> bool:
    """Whether a text is made of names: each of two to six words, the first and last with a capital."""
    names = split(_MAIL.sub("", text))
    return bool(names) and _looks_like_name(names[0]) and not re.search(r"[.!?]\s*$|\d", text)


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if len(name) > LONGEST or not words or any(character.isdigit() for character in name):
        return False
    if any(character >= "\u2e80" for character in name):
        return len(name) <= 12
    return 2 <= len(words) <= 6 and words[0][0].isupper() and words[-1].strip("()")[:1].isupper()
