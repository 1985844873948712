"""What the server's own HTML has of an element, whatever scripts made of the page since."""

from __future__ import annotations

import re

import soupsieve
from bs4 import BeautifulSoup, Tag
from soupsieve.util import SelectorSyntaxError

from copydesk.page.page import Page

_NAMES = re.compile(r"[.#]([A-Za-z_][\w-]*)")
CONDITION = re.compile(
    r"(?:data-|x-)?(?:ng|v|x)-(?:if|else|else-if|show|hide|for|repeat|switch\S*|include|cloak)$"
    r"|\*ng(?:if|for|switch)|@if$|hidden$|aria-hidden$",
    re.IGNORECASE,
)
_INERT = ("template", "noscript", "script", "style")
LIMIT = 2_000_000
"""Characters of a page's source that are read at most."""


def sent(page: Page, selector: str) -> list[Tag]:
    """What a selector finds in the page as the server sent it: with a text, and shown on no condition."""
    source = page.capture.html
    if page.capture.offline or len(source) > LIMIT or not mentioned(selector, source):
        return []
    try:
        found = soupsieve.select(selector, BeautifulSoup(source, "lxml"), limit=20)
    except (SelectorSyntaxError, ValueError, RecursionError):
        return []
    return [tag for tag in found if tag.get_text(strip=True) and not conditional(tag)]


def mentioned(selector: str, source: str) -> bool:
    """Whether the source has the names in a selector at all: most often not, and then it is not read."""
    return all(
        name in source and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", source)
        for name in ([] if "," in selector or ":" in selector else _NAMES.findall(selector))
    )


def conditional(tag: Tag) -> bool:
    """Whether an element, or one that it lies in, is inert or shown on a condition only."""
    return any(
        one.name in _INERT or any(CONDITION.match(name) for name in one.attrs) for one in (tag, *tag.parents)
    )
