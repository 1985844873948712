"""Finding what is left of a message that nobody translated or filled in: its key, or the places in it.

Most of these stand in labels, so they are looked for in short texts alone; in long ones they are prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.text.words import FIELDS

LABEL = 120
"""Characters of a label at most."""

_SPACES = """
    article articles app button buttons comment comments common components error errors feed filter footer
    form general global header home i18n label labels lang layout list menu message messages module nav
    navigation page pages related search section share shared sidebar site story strings subscribe teaser text
    translation translations ui video widget widgets
"""
NAMESPACES = frozenset(_SPACES.split())
"""What a key begins with."""
_LAST = """
    label labels title subtitle heading headline text button btn caption description hint placeholder tooltip
    message share loadmore readmore showmore count singular plural
"""
ENDINGS = frozenset(_LAST.split())
"""What a key ends with."""
_CAMEL = re.compile(r"[a-z][A-Z]")
_MATHS = re.compile(r"[=∈⊂⊆∪∩≤≥≠^\\+]|\bsets?\b", re.IGNORECASE)


def _is_key(match: re.Match[str]) -> bool:
    """ARTICLE.SHARE_LABEL and article.share.label, but no address, no file and no abbreviation."""
    key, parts = match[0], match[0].split(".")
    if len(match.string) > LABEL:
        return False
    if key.isupper() and "_" in key and all(len(part) > 2 for part in parts):
        return "_" in parts[-1] or len(parts[-1]) > 4
    if parts[0].lower() not in NAMESPACES or not (len(parts) > 2 or match.string.strip() == key):
        return False
    told = "_" in key or bool(_CAMEL.search(key)) or (parts[-1].lower() in ENDINGS)
    return told and (key.isupper() or all(part[0].islower() for part in parts))


def _is_place(match: re.Match[str]) -> bool:
    """ "By {0}", but not the set {0}."""
    text = match.string
    return len(text) <= LABEL and "{0" in text and not _MATHS.search(text)


def _is_field(match: re.Match[str]) -> bool:
    """ "By {author}"."""
    return len(match.string) <= LABEL and match[1] in FIELDS


def _always(match: re.Match[str]) -> bool:
    return True


FAMILIES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (
        ".",
        re.compile(
            r"(?<![\w.@/:#-])[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z][A-Za-z0-9_-]*)+(?![\w@/(]|\.\w|:/)", re.ASCII
        ),
        _is_key,
    ),
    ("ranslation missing", re.compile(r"[Tt]ranslation missing: [a-z]{2}[\w-]*(?:\.\w+)+"), _always),
    ('[missing "', re.compile(r'\[missing "[^"\0]{1,120}" translation\]'), _always),
    ("???", re.compile(r"\?\?\?\w+(?:[._]\w+)+\?\?\?", re.ASCII), _always),
    ("%(", re.compile(r"%\([a-z_]\w{0,40}\)[sd](?!\w)", re.ASCII), _always),
    ("{", re.compile(r"\{(?<![\w^_\\)\]}${]\{)\d(?:[:,][^\0{}]{1,20})?\}(?![\w}])"), _is_place),
    ("{", re.compile(r"\{(?<![\w^_\\)\]}${#]\{)([a-z]+)\}(?![\w}])"), _is_field),
)
"""As in `copydesk.text.templates`: what to look for first, the pattern, and whether a match is one."""
