"""The server's own HTML, read as a program reads it that runs no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]

from copydesk.text.lines import CODE_TAGS
from copydesk.text.templates import leaks

_SILENT = re.compile(r"<(!--|script|style|template|textarea|svg|noscript)", re.IGNORECASE)
_ENDS = {
    kind: re.compile("-->" if kind == "!--" else rf"</{kind}[^>]{{0,100}}>", re.IGNORECASE)
    for kind in ("!--", "script", "style", "template", "textarea", "svg", "noscript")
}
_SPOKEN = ("alt", "title", "aria-label", "placeholder")
_BRACKETED = re.compile(r"<<[A-Za-z_$][\w$.|: -]{1,80}>>")
META = frozenset({"description", "og:title", "og:description", "twitter:title", "twitter:description"})


def bare(text: str) -> str:
    """The document without its scripts, styles, templates and comments, in time linear to its length."""
    parts: list[str] = []
    done = 0
    lost: set[str] = set()  # kinds that have no further end: what follows is not searched for it again
    for match in _SILENT.finditer(text):
        if match.start() < done:
            continue
        kind = match[1].lower()
        if kind in lost:
            continue
        end = _ENDS[kind].search(text, match.end())
        if end is None:
            lost.add(kind)
            continue
        parts.append(text[done : match.start()])
        done = end.end()
    parts.append(text[done:])
    return "".join(parts)


def texts(document: str) -> Iterator[str]:
    """The texts, spoken attributes, title and meta texts of a server's HTML, if template text is in it."""
    document = bare(document)
    if not leaks(_unescaped(document)):
        return
    yield from _BRACKETED.findall(document)
    try:
        root = html.document_fromstring(document.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return  # an empty document
    inside_code = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        code = isinstance(tag, str) and tag in CODE_TAGS
        if event == "end":
            inside_code -= code
            if element.tail and not inside_code:
                yield element.tail
            continue
        inside_code += code
        if inside_code or not isinstance(tag, str):
            continue
        if element.text:
            yield element.text
        for name in _SPOKEN:
            if value := element.get(name):
                yield value
        if tag == "meta" and (element.get("property") or element.get("name") or "").lower() in META:
            yield element.get("content") or ""


def _unescaped(text: str) -> str:
    for escape, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'")):
        text = text.replace(escape, character)
    return text
