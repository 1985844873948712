"""Telling what a template language calls an expression from words."""

from __future__ import annotations

import re

from copydesk.text.words import FIELDS

SPAN = 240
"""Characters between two delimiters at most."""

_BLOCK_WORDS = (
    "if else elseif elif endif each for foreach endfor unless with end range block endblock include partial"
    " yield include_relative extends set macro call trans endtrans blocktrans load url static csrf_token raw"
    " endraw verbatim filter spaceless import from capture assign comment case switch while do await key html"
    " snippet render const template define layout slot formatdate format t i18n translate await then catch"
)
BLOCKS = frozenset(_BLOCK_WORDS.split())
"""Words that begin a block or a call."""
NAME = r"[A-Za-z_$][\w$]*(?:-[\w$]+)*"
PATH = rf"{NAME}(?:\??\.{NAME})*"
_SIGIL = r"(?:[-~!#/^&>*:@=\s]|\.\./|\.(?=[A-Za-z\s]|$)|this/){0,8}"
_STRING = r"(?:\"[^\"]*\"|'[^']*')"
# A name or path, then the end or what can follow one in an expression; or a quoted text that is piped on.
_EXPRESSION = re.compile(
    rf"{_SIGIL}(?:{PATH}\s*(?:$|[?:+*/%<>=!&|(\[-])|\($|\([\w$\"'(]|{_STRING}\s*(?:$|[|+?])|$)", re.ASCII
)
_CALL = re.compile(rf"{_SIGIL}({NAME})\s+(\S+)", re.ASCII)
_ARGUMENT = re.compile(rf"{_STRING}|\$?{NAME}(?:\.{NAME})+|\$\w+|{NAME}=\S*|\.[A-Za-z]\S*|\w+_\w+", re.ASCII)


def is_expression(content: str) -> bool:
    """Whether the text between two delimiters reads like an expression of a template language."""
    content = content.strip()
    if not content or len(content) > SPAN:
        return False
    if _EXPRESSION.match(content):
        return any(c.isalpha() or c in "$_." for c in content) or content[0] in "!#/"
    call = _CALL.match(content)
    return bool(call and (call[1].lower() in BLOCKS or _ARGUMENT.match(call[2])))


def names_field(path: str) -> bool:
    """Whether a name between angle brackets is a field's (item.group_date) and not a word or an address."""
    path = path.strip()
    first, *rest = path.split("|")[0].strip().split(".")
    if not re.fullmatch(PATH, path.split("|")[0].strip(), re.ASCII) or first.lower() in (
        "www",
        "http",
        "https",
    ):
        return False
    if first.lower() in FIELDS or "_" in path or re.search(r"[a-z][A-Z]", path):
        return True
    return bool(rest) and len(rest[-1]) > 3 and rest[-1].lower() not in ("info", "news", "online", "media")
