"""The page's JSON-LD: what it says in schema.org's terms, read however badly it is written."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

import msgspec

from copydesk.page.capture import Node

Thing = dict[str, Any]
"""A JSON object of the page. Nothing is known of its values: a page can write anything anywhere."""

SCRIPTS = 50
"""How many JSON-LD scripts of a page are read."""
THINGS = 5_000
"""How many objects of a page's JSON-LD are looked at."""

_MARKS = (
    "<!--",
    "-->",
    "//<![CDATA[",
    "// <![CDATA[",
    "/*<![CDATA[*/",
    "/* <![CDATA[ */",
    "<![CDATA[",
    "//]]>",
    "// ]]>",
    "/*]]>*/",
    "/* ]]> */",
    "]]>",
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE = re.compile(r"(?:[A-Za-z]*(?:Article|BlogPosting)|Report|Review)$")
_TAG = re.compile(r"<[^<>]{0,500}>")
_ASIDE = {"hasPart", "mentions", "about", "itemListElement", "relatedLink", "citation", "review", "comment"}
"""Properties under which an article is another one than the page's."""


def things(nodes: list[Node]) -> list[Thing]:
    """Every object of the page's JSON-LD, the outer before those inside them, without broken scripts."""
    return objects(*(parse(source) for source in sources(nodes)))


def objects(*values: Any) -> list[Thing]:
    """Every object in JSON values, the outer before those inside them."""
    found: list[Thing] = []
    queue: deque[Any] = deque(values)
    while queue and len(found) < THINGS:
        value = queue.popleft()
        if isinstance(value, dict):
            found.append(value)
            queue.extend(v for key, v in value.items() if isinstance(v, dict | list) and key not in _ASIDE)
        elif isinstance(value, list):
            queue.extend(value[:THINGS])
    return found


def sources(nodes: list[Node]) -> Iterator[str]:
    """The page's JSON-LD scripts, as written."""
    count = 0
    for node in nodes:
        if node.tag == "script" and node.text and "ld+json" in node.attrs.get("type", "").lower():
            count += 1
            if count > SCRIPTS:
                return
            yield node.text


def parse(source: str) -> Any:
    """The value of a JSON text, or None.

    Trailing commas, raw line breaks, comment marks around it and HTML's escapes do not hinder.
    """
    attempts = [source]
    unmarked = bare(source)
    attempts += [unmarked, _TRAILING_COMMA.sub(r"\1", unmarked)]
    if "&quot;" in unmarked:
        attempts.append(html.unescape(unmarked))
    for attempt in attempts:
        try:
            return msgspec.json.decode(attempt)
        except (ValueError, RecursionError):
            pass
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def bare(source: str) -> str:
    """The text without the marks that once hid scripts from old browsers, and without a last semicolon."""
    text = source.strip()
    for _ in range(3):
        for mark in _MARKS:
            text = text.removeprefix(mark).removesuffix(mark)
        text = text.strip().rstrip(";")
    return text


def types(thing: Thing) -> list[str]:
    """The names of the thing's types, without schema.org's address."""
    value = thing.get("@type")
    names = value if isinstance(value, list) else [value]
    return [re.split(r"[/#:]", name)[-1] for name in names[:10] if isinstance(name, str)]


def is_article(thing: Thing) -> bool:
    """Whether the thing is an article, a posting or a report of any kind."""
    return any(_ARTICLE.fullmatch(name) for name in types(thing))


def article(found: list[Thing], urls: set[str]) -> Thing:
    """The page's own article: the one that gives one of these addresses, else the first; {} for none."""
    articles = [thing for thing in found if is_article(thing)]
    if len(articles) > 1:
        for thing in articles:
            if urls.intersection(_addresses(thing)) and text(thing, "headline", "name"):
                return thing
    headed = [thing for thing in articles if text(thing, "headline", "name")]
    return (headed or articles or [{}])[0]


def _addresses(thing: Thing) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in listed(thing.get(key)):
            value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(value, str):
                yield value.partition("#")[0].rstrip("/")


def listed(value: Any) -> list[Any]:
    """The value as a list: itself if it is one, none for None."""
    return value[:200] if isinstance(value, list) else [] if value is None else [value]


def text(thing: Thing, *keys: str) -> str:
    """The first of the properties that has a text, with HTML's escapes and tags undone."""
    for key in keys:
        for value in listed(thing.get(key)):
            if isinstance(value, dict):
                value = value.get("@value") or value.get("name")
            if isinstance(value, str) and value.strip():
                return plain(value)
    return ""


def plain(value: str) -> str:
    """A text as a reader would see it: escapes (even doubled) and tags undone, white space collapsed."""
    value = _TAG.sub(" ", html.unescape(value)) if "&" in value or "<" in value else value
    return " ".join((html.unescape(value) if "&" in value else value).split())


def names(value: Any) -> list[str]:
    """The names of persons or organisations: texts, or things with a name."""
    found = []
    for item in listed(value):
        name = item if isinstance(item, str) else text(item, "name") if isinstance(item, dict) else ""
        name = plain(name)
        if name and name not in found and not name.startswith(("http://", "https://")):
            found.append(name)
    return found
