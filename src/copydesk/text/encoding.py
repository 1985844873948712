"""Finding text that was decoded, escaped or marked up wrongly on its way to the page."""

from __future__ import annotations

import html
import re

from ftfy import fix_encoding
from ftfy.badness import is_bad

# What UTF-8 looks like when it is read as another encoding: a lead byte's character, then one of a following
# byte. It only says where to look; ftfy then tells mojibake from words such as "É…" or "Âge".
_SUSPECT = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    r"|[\u0420-\u0422\u0412][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2013-\u203a\u20ac\u2116\u2122]"
)
_CERTAIN = re.compile(
    r"â€[™œ˜¦\u009d\u0093\u0094“”]|Ã[©¨¼¤¶³±¡­ºª§](?![^\W\d_A-Za-zà-ÿ])|ï»¿|Â[«»£§](?=\w)|Ð[°-¿]Ñ|Ã¢â"
)
_ENTITY = re.compile(
    r"&(?:amp;)*(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|amp|quot|apos|nbsp|lt|gt|ndash|mdash|hellip|[lr][sd]quo|[lr]aquo"
    r"|copy|reg|trade|euro|pound|yen|cent|sect|para|deg|middot|bull|shy|zwnj|zwj|thinsp|ensp|emsp|[bs]dquo|sbquo"
    r"|[aeiouyAEIOUY](?:acute|grave|circ|uml|ring)|[nNaAoO]tilde|[cC]cedil|szlig|[oO]slash|[aA]elig|[oO]elig);"
)
_TAGS = (
    "p br b i u em strong a span div h1 h2 h3 h4 h5 h6 ul ol li img blockquote script style iframe figure"
    " figcaption font table tr td small sup sub cite section article"
)
_MARKUP = re.compile(
    rf"</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>=]{{0,100}}=[^<>]{{0,300}})?\s{{0,3}}/?>",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_WORD = re.compile(r"\S+")


def mojibake(text: str) -> str:
    """The first words in a text that were decoded with the wrong encoding, or ""."""
    suspect = None if text.isascii() else _SUSPECT.search(text)
    if suspect is None:
        return ""
    start = text.rfind(" ", 0, suspect.start()) + 1
    end = text.find(" ", suspect.end())
    piece = text[start : end if end >= 0 else len(text)][:80]
    if _CERTAIN.search(text):
        return piece
    for match in _WORD.finditer(text):
        word = match[0][:80]
        if not word.isascii() and _SUSPECT.search(word) and is_bad(word) and fix_encoding(word) != word:
            return word
    return ""


def entity(text: str) -> str:
    """The first character reference that stands in a text as it is, or ""."""
    if "&" not in text:
        return ""
    match = _ENTITY.search(text)
    return match[0] if match else ""


def markup(text: str) -> str:
    """The first HTML tag that stands in a text as it is, or ""."""
    if "<" not in text:
        return ""
    match = _MARKUP.search(text)
    return match[0] if match else ""


def control(text: str) -> str:
    """The first control character in a text as U+0000, or ""."""
    match = _CONTROL.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def unescaped(text: str) -> str:
    """The text that was meant, with its character references resolved however often they were escaped."""
    for _ in range(3):
        text = html.unescape(text)
    return text
