"""Finding template text that was not rendered, without taking prose, mathematics or wikis for it.

Every family of delimiters is looked for with a bound on what stands between them, so the time taken grows
with the length of the text alone; what stands between them must then read like an expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import unquote

SPAN = 240
"""Characters between two delimiters at most."""
MOST = 100
"""How many pieces of template text are told of one text."""

_FIELDS = """
    author authors body byline caption category channel city comments content copyright count country currency
    date dateline datetime day desc description email excerpt firstname focuskw format group headline href id
    image img index item items keyword keywords label lang language lastname lead link locale message modified
    month name number page pagenumber pagetotal parent pretitle price primary published publisher query
    searchphrase section sep separator sitedesc sitename slug standfirst subtitle summary tag tagline tags
    teaser term text time timestamp title topic total type updated url user username value year
"""
FIELDS = frozenset(_FIELDS.split())
"""Words that name a field of a page: alone between delimiters they are template text, others are not."""

_BLOCK_WORDS = (
    "if else elseif elif endif each for foreach endfor unless with end range block endblock include partial"
    " yield include_relative extends set macro call trans endtrans blocktrans load url static csrf_token raw"
    " endraw verbatim filter spaceless import from capture assign comment case switch while do await key html"
    " snippet render const template define layout slot formatdate format t i18n translate await then catch"
)
_BLOCKS = frozenset(_BLOCK_WORDS.split())
_NAME = r"[A-Za-z_$][\w$]*(?:-[\w$]+)*"
_PATH = rf"{_NAME}(?:\??\.{_NAME})*"
_SIGIL = r"(?:[-~!#/^&>*:@=\s]|\.\./|\.(?=[A-Za-z\s]|$)|this/){0,8}"
_STRING = r"(?:\"[^\"]*\"|'[^']*')"
# A name or path, then the end or what can follow one in an expression; or a quoted text that is piped on.
_EXPRESSION = re.compile(
    rf"{_SIGIL}(?:{_PATH}\s*(?:$|[?:+*/%<>=!&|(\[-])|\($|\([\w$\"'(]|{_STRING}\s*(?:$|[|+?])|$)", re.ASCII
)
_CALL = re.compile(rf"{_SIGIL}({_NAME})\s+(\S+)", re.ASCII)
_ARGUMENT = re.compile(
    rf"{_STRING}|\$?{_NAME}(?:\.{_NAME})+|\$\w+|{_NAME}=\S*|\.[A-Za-z]\S*|\w+_\w+", re.ASCII
)
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


def is_expression(content: str) -> bool:
    """Whether the text between two delimiters reads like an expression of a template language."""
    content = content.strip()
    if not content or len(content) > SPAN:
        return False
    if _EXPRESSION.match(content):
        return any(c.isalpha() or c in "$_." for c in content) or content[0] in "!#/"
    call = _CALL.match(content)
    return bool(call and (call[1].lower() in _BLOCKS or _ARGUMENT.match(call[2])))


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
    words = re.match(r"[\s}]*(\w+)", content)
    return bool(words and words[1] in _BLOCKS) or bool(re.search(r"[({};]|\w\.\w", content))


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


def names_field(path: str) -> bool:
    """Whether a name between angle brackets is a field's (item.group_date) and not a word or an address."""
    path = path.strip()
    first, *rest = path.split("|")[0].strip().split(".")
    if not re.fullmatch(_PATH, path.split("|")[0].strip(), re.ASCII) or first.lower() in (
        "www",
        "http",
        "https",
    ):
        return False
    if first.lower() in FIELDS or "_" in path or re.search(r"[a-z][A-Z]", path):
        return True
    return bool(rest) and len(rest[-1]) > 3 and rest[-1].lower() not in ("info", "news", "online", "media")


def _always(match: re.Match[str]) -> bool:
    return True


_Family = tuple[str, "re.Pattern[str]", Callable[[re.Match[str]], bool]]


def _up_to(opener: str) -> str:
    """Up to `SPAN` characters, none of which opens the same again."""
    return rf"(?:(?!{opener})[^\0]){{0,{SPAN}}}?"


_FAMILIES: tuple[_Family, ...] = (
    ("{{", re.compile(r"\{\{\{?(" + _up_to(r"\{\{") + r")\}?\}\}"), _braces),
    ("{{", re.compile(rf"\{{\{{\s*({_NAME}(?:\.{_NAME})+)[^{{}}]{{0,80}}(?:…|\.\.\.|$)", re.ASCII), _always),
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
    ("<<", re.compile(r"<<\s*([A-Za-z_$][\w$.-]{1,80}(?:\s?\|\s?[\w$.:-]{1,40})?)\s*>>", re.ASCII), _angles),
    (
        "[",
        re.compile(
            r"\[(?:caption|gallery|embed|video|audio|playlist|vc_\w+|et_pb_\w+|su_\w+|contact-form-7|wp_\w+|ads?_\w+)"
            r"\s+\w+=[\"'”″][^\[\]]{0,200}\]|\[/(?:caption|gallery|embed|video|audio|vc_\w+|et_pb_\w+|su_\w+)\]"
        ),
        _always,
    ),
)
_IN_URLS = frozenset({"{{", "<%", "${", "[[", "{%", "__", "<<", "%%"})
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
_HEX_PAIR = re.compile(r"[0-9A-Fa-f]{2}")


def leaks_in_url(url: str) -> list[str]:
    """The pieces of template text in an address, as they stand there or percent-encoded, up to thrice."""
    found = list(_leaks(url, _IN_URLS))
    for match in islice(_URL_PERCENT.finditer(url), MOST):
        encoded = _HEX_PAIR.match(match[1]) and _HEX_PAIR.match(url, match.end())
        if not encoded and _percent(match):
            found.append(match[0])
    decoded = url
    for _ in range(3):
        if not _ENCODED.search(decoded):
            break
        decoded = unquote(decoded)
        found += _leaks(decoded, _IN_URLS)
    return list(dict.fromkeys(found))
