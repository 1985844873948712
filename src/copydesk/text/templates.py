"""Finding template text that was not rendered, without taking prose, mathematics or wikis for it.

Every family of delimiters is looked for with a bound on what stands between them, so the time taken grows
with the length of the text alone; what stands between them must then read like an expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import unquote

from copydesk.text import messages
from copydesk.text.expressions import BLOCKS, NAME, SPAN, is_expression, names_field
from copydesk.text.words import FIELDS

MOST = 100
"""How many pieces of template text are told of one text."""

_COMPOUND = re.compile(r"[a-z0-9][A-Z]|_|\.[A-Za-z_$]|[\[(|?+]")
_VARIABLES = (
    "allusersprofile appdata comspec homedrive homepath localappdata os path pathext programdata programfiles"
    " public systemdrive systemroot temp tmp userdomain userprofile username windir computername"
)
_ENVIRONMENT = frozenset(_VARIABLES.split())
_TEX = re.compile(r"\\[A-Za-z]+(?:\{[^\n]*\})?$")
_WORDS = frozenset(["a", "and", "as", "at", "by", "in", "is", "of", "on", "or", "the", "to"])
_MACROS = frozenset(
    ("FILE", "LINE", "FUNCTION", "DATE", "TIME", "COUNTER", "NEXT_DATA", "NUXT", "INITIAL_STATE")
)


def _braces(match: re.Match[str]) -> bool:
    content = match[1].strip()
    before = match.string[max(0, match.start() - 30) : match.start()]
    if before.endswith(("\\", "^", "_")) or _TEX.search(before) or content in _WORDS:
        return False
    if match[0].startswith("{{{") and content.isalpha() and not content.islower():
        return False  # an embrace: {{{Anna}}}
    if not content:
        return match.string.strip() == match[0]
    return content.startswith(("!--", "! ", "/*")) or is_expression(content)


def _server(match: re.Match[str]) -> bool:
    content = match[1]
    if not content:
        return False
    if content[0] in "=-#@:!$":
        return is_expression(content.lstrip("=-#@:!")) or content[0] == "#"
    if content.strip().lower() in FIELDS:
        return True
    words = re.match(r"[\s}]*(\w+)", content)
    return bool(words and words[1] in BLOCKS) or bool(re.search(r"[({};]|\w\.\w", content))


def _dollar(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 1]
    return after not in ("^", "_", "$") and is_expression(match[1])


def _square(match: re.Match[str]) -> bool:
    content = match[1].strip()
    if content[:1] in ("*", "+", "~", "$", "!", "%", "^") and re.match(
        r"[*+~$!%^]{1,2}[a-z][\w.-]*", content
    ):
        return True
    if content.lower() in FIELDS:
        return True
    return (
        bool(_COMPOUND.search(content)) and is_expression(content) and not re.search(r"[:\s][A-Z]", content)
    )


def _percent(match: re.Match[str]) -> bool:
    name = match[1]
    if name.lower() in _ENVIRONMENT and match.string[match.end() : match.end() + 1] not in ("", " "):
        return False
    if name.lower() in FIELDS:
        return True
    return ("_" in name.strip("_") or (name.isupper() and len(name) > 3)) and name.lower() not in _ENVIRONMENT


def _underscores(match: re.Match[str]) -> bool:
    return match[1] not in _MACROS


def _angles(match: re.Match[str]) -> bool:
    return names_field(match[1])


def _dollars(match: re.Match[str]) -> bool:
    return "." in match[1] or match[1].lower() in FIELDS


def _brackets(match: re.Match[str]) -> bool:
    return is_expression(match[1])


def _marks(match: re.Match[str]) -> bool:
    return "_" in match[2] or match[2].lower() in FIELDS


def _razor(match: re.Match[str]) -> bool:
    return match[1] is None or match[1].lower() in FIELDS


def _always(match: re.Match[str]) -> bool:
    return True


_Family = tuple[str, "re.Pattern[str]", Callable[[re.Match[str]], bool]]


def _up_to(opener: str) -> str:
    """Up to `SPAN` characters, none of which opens the same again."""
    return rf"(?:(?!{opener})[^\0]){{0,{SPAN}}}?"


_FAMILIES: tuple[_Family, ...] = (
    ("{{", re.compile(r"\{\{\{?(" + _up_to(r"\{\{") + r")\}?\}\}"), _braces),
    ("{{", re.compile(rf"\{{\{{\s*({NAME}(?:\.{NAME})+)[^{{}}]{{0,80}}(?:…|\.\.\.|$)", re.ASCII), _always),
    ("<%", re.compile(rf"<%({_up_to('<%')})%>"), _server),
    ("<?", re.compile(r"<\?(?:php\b|=)" + _up_to(r"<\?") + r"(?:\?>|$)"), _always),
    ("${", re.compile(rf"\$!?\{{([^\0{{}}]{{1,{SPAN}}})\}}"), _dollar),
    ("#{", re.compile(rf"#\{{([^\0{{}}]{{1,{SPAN}}})\}}"), _dollar),
    ("[[", re.compile(r"\[\[([^\0\[\]]{1,100}(?:\[[^\0\[\]]{0,20}\][^\0\[\]]{0,60})?)\]\]"), _square),
    ("{%", re.compile(r"\{%[-+~]?\s*[A-Za-z_]" + _up_to(r"\{%") + r"%\}"), _always),
    ("{#", re.compile(r"\{#\s" + _up_to(r"\{#") + r"#\}"), _always),
    (
        "{",
        re.compile(r"\{(?:#|:|/|@)(?:if|each|else|await|key|html|render|snippet|then)\b[^{}]{0,120}\}"),
        _always,
    ),
    ("{", re.compile(r"\{\s*\w{1,40}\s*,\s*(?:plural|select|selectordinal)\s*,"), _always),
    (
        "{",
        re.compile(
            r"\{(?<![{$#\\^_\w]\{)[a-z][a-z0-9]*(?:[._][A-Za-z]|[A-Z])\w*(?:\.\w+)*\}(?!\})", re.ASCII
        ),
        _always,
    ),
    ("%%", re.compile(r"%%(?<![\w%]%%)([A-Za-z][A-Za-z0-9_-]{1,60})%%(?![\w%])"), _always),
    ("%", re.compile(r"%(?<![\w%]%)([A-Za-z][A-Za-z0-9_]{1,60})%(?!\w)"), _percent),
    ("%", re.compile(r"%(?<![\w%]%)(?<!\d\s%)(?:\d\$)?[sd](?![\w%/])"), _always),
    ("__", re.compile(r"__(?<!\w__)((?:MSG_\w{1,60}?|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*))__(?!\w)"), _underscores),
    ("{$", re.compile(r"\{\$[A-Za-z_][\w.>\[\]-]{0,80}(?:\|[^\0{}]{0,80})?\}", re.ASCII), _always),
    (
        "$",
        re.compile(
            r"\$(?<![\w$\\]\$)([a-z]{3,}(?:\.[A-Za-z]\w{0,40}){1,4}|[A-Za-z]{4,})\$(?![\w$])", re.ASCII
        ),
        _dollars,
    ),
    ("*|", re.compile(r"\*\|[A-Z][A-Z0-9_:]{1,60}\|\*"), _always),
    ("[%", re.compile(r"\[%[-+~=]?(" + _up_to(r"\[%") + r")[-+~=]?%\]"), _brackets),
    (
        "@",
        re.compile(
            r"@(?<![\w.@/]@)(?:(?:Model|ViewBag|ViewData)\.[A-Z]\w{1,60}|(?:Html|Url)\.[A-Z]\w{1,40}\("
            r"|(?:item|article|story|post|entry|page|section|author|photo|image)\.([A-Z]\w{1,40}))",
            re.ASCII,
        ),
        _razor,
    ),
    ("@@", re.compile(r"(@@)(?<![\w@]@@)([A-Za-z_]{2,60})@@(?![\w@])"), _marks),
    ("##", re.compile(r"(##)(?<![\w#]##)#?([A-Za-z_]{2,60})###?(?![\w#])"), _marks),
    (
        "<#",
        re.compile(r"</?#(?:if|else|elseif|list|assign|include|macro|items|sep)\b[^\0<>]{0,120}>"),
        _always,
    ),
    ("<<", re.compile(r"<<\s*([A-Za-z_$][\w$.-]{1,80}(?:\s?\|\s?[\w$.:-]{1,40})?)\s*>>", re.ASCII), _angles),
    (
        "[",
        re.compile(
            r"\[(?:caption|gallery|embed|video|audio|playlist|vc_\w+|et_pb_\w+|su_\w+|contact-form-7|wp_\w+|ads?_\w+)"
            r"\s+\w+=[\"'”″][^\[\]]{0,200}\]|\[/(?:caption|gallery|embed|video|audio|vc_\w+|et_pb_\w+|su_\w+)\]"
        ),
        _always,
    ),
    *messages.FAMILIES,
)
_IN_URLS = frozenset({"{{", "<%", "${", "#{", "[[", "{%", "__", "<<", "%%", "{$", "*|", "[%", "%("})
_OPENERS = tuple(dict.fromkeys(opener for opener, _, _ in _FAMILIES))


def leaks(text: str) -> list[str]:
    """The pieces of template text in a text, each once, as they stand there."""
    return list(dict.fromkeys(_leaks(text, None)))


def _leaks(text: str, only: frozenset[str] | None) -> Iterator[str]:
    here = {opener for opener in _OPENERS if opener in text and (only is None or opener in only)}
    if not here:
        return
    spans: list[tuple[int, int]] = []
    for opener, pattern, is_leak in _FAMILIES:
        if opener not in here:
            continue
        for match in pattern.finditer(text):
            if len(spans) == MOST:
                return
            inside = any(match.start() < end and start < match.end() for start, end in spans)
            if not inside and is_leak(match):
                spans.append(match.span())
                yield match[0]


_ENCODED = re.compile(r"%(?:25)*(?:7[bB]|5[bB]|3[cC]|24|5[fF])")
_URL_PERCENT = re.compile(r"%(?<![\w%]%)([A-Za-z][A-Za-z0-9_]{1,60})%", re.ASCII)
_URL_PLACES = re.compile(
    r"%(?:\d\$)?s(?![A-Za-z0-9])|\{(?<![{$#]\{)(?:\d|[a-z][\w.]{0,60})\}(?!\})", re.ASCII
)
_HEX_PAIR = re.compile(r"[0-9A-Fa-f]{2}")


def leaks_in_url(url: str) -> list[str]:
    """The pieces of template text in an address, as they stand there or percent-encoded, up to thrice."""
    found = _leaks_in_address(url)
    for match in islice(_URL_PERCENT.finditer(url), MOST):
        encoded = _HEX_PAIR.match(match[1]) and _HEX_PAIR.match(url, match.end())
        if not encoded and _percent(match):
            found.append(match[0])
    decoded = url
    for _ in range(3):
        if not _ENCODED.search(decoded):
            break
        decoded = unquote(decoded)
        found += _leaks_in_address(decoded)
    return list(dict.fromkeys(found))


def _leaks_in_address(url: str) -> list[str]:
    return [*_leaks(url, _IN_URLS), *(match[0] for match in islice(_URL_PLACES.finditer(url), MOST))]
