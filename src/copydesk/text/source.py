"""Template text in the server's own HTML, as a program reads it that runs no scripts."""

from __future__ import annotations

import re

from copydesk.text.templates import leaks

_KINDS = ("!--", "script", "style", "template", "textarea", "svg", "noscript", "code", "pre", "kbd", "samp")
_SILENT = re.compile(rf"<({'|'.join(_KINDS)})\b|<(!--|\?)", re.IGNORECASE)
_ENDS = {
    kind: re.compile("-->" if kind == "!--" else rf"</{kind}[^<>]{{0,100}}>", re.IGNORECASE)
    for kind in _KINDS
} | {"?": re.compile(">")}
"""What ends each; an instruction such as <?php … ?> is a comment to a parser, as far as the first bracket."""
_TAG = re.compile(r"""</?[a-zA-Z!](?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}')*+>""")
_LONG = re.compile(r"""="[^"]{4000,}"|='[^']{4000,}'""")
_BRACKETED = re.compile(r"<<[A-Za-z_$][\w$.|: -]{1,80}>>")
_SPOKEN = re.compile(
    r"\s(?:alt|title|aria-label|placeholder|content)=(?:\"([^\"]{1,1000})\"|'([^']{1,1000})')", re.IGNORECASE
)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_STORY = re.compile(r"<(article|h1)\b", re.IGNORECASE)
_STORY_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("article", "h1")}
_NAMES = ("div", "p", "span", "section", "article", "main", "aside", "nav", "ul", "ol", "li", "table", "form")
_BLOCKS = {name: re.compile(rf"<(/?){name}\b", re.IGNORECASE) for name in _NAMES}
_HIDDEN = re.compile(
    rf"<({'|'.join(_NAMES)})(?=\s)"
    r"""(?:[^<>"']|"[^"<>]*"|'[^'<>]*'){0,400}?"""
    r"""\sstyle=["'][^"'<>]*display:\s*none[^<>]*>""",
    re.IGNORECASE,
)
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'", "&amp;": "&"}
BETWEEN = "\0"
"""Stands between two texts: no template text goes over it."""


def bare(text: str) -> str:
    """The document without scripts, styles, templates, code, comments and instructions, in linear time."""
    parts: list[str] = []
    done = 0
    lost: set[str] = set()  # kinds that have no further end: what follows is not searched for it again
    for match in _SILENT.finditer(text):
        kind = (match[1] or match[2]).lower()
        if match.start() < done or kind in lost:
            continue
        end = _ENDS[kind].search(text, match.end())
        if end is None:
            lost.add(kind)
            continue
        parts.append(text[done : match.start()])
        done = end.end()
    parts.append(text[done:])
    return BETWEEN.join(parts)


def story(document: str) -> str:
    """What others come for in a bare document: its head, headlines and articles; without those, all of it but
    what it hides until a script has filled it in.
    """
    body = _BODY.search(document)
    parts = [document[: body.start()]] if body else []
    done = 0
    lost: set[str] = set()
    for match in _STORY.finditer(document):
        name = match[1].lower()
        if match.start() < done or name in lost:
            continue
        end = _STORY_ENDS[name].search(document, match.end())
        if end is None:
            lost.add(name)
            continue
        parts.append(document[match.start() : end.start()])
        done = end.start()
    return BETWEEN.join(parts) if done else unhidden(document)


def unhidden(document: str) -> str:
    """A document without the elements that it hides itself, in linear time."""
    parts: list[str] = []
    done = 0
    lost: set[str] = set()
    for match in _HIDDEN.finditer(document):
        name = match[1].lower()
        if match.start() < done or name in lost:
            continue
        depth = 1
        for tag in _BLOCKS[name].finditer(document, match.end()):
            depth += -1 if tag[1] else 1
            if not depth:
                parts.append(document[done : match.start()])
                done = tag.start()
                break
        else:
            lost.add(name)
    return BETWEEN.join((*parts, document[done:]))


def template_text(document: str) -> list[str]:
    """The pieces of template text in a server's HTML, where others than browsers read it, each once."""
    document = _LONG.sub('=""', story(bare(document)))
    spoken = [one or other for one, other in _SPOKEN.findall(document)]
    found = _BRACKETED.findall(document)
    text = BETWEEN.join((_TAG.sub(BETWEEN, document), *spoken))
    for escape, character in _ESCAPES.items():
        text = text.replace(escape, character)
    return list(dict.fromkeys((*found, *leaks(text))))
