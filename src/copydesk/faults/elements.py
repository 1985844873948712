"""Changes for `Rewrite` to an element of the site file in the page's own HTML, as the server sends it.

The rest of the HTML stays byte for byte as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import soupsieve
from bs4 import BeautifulSoup, Tag

from copydesk.faults.documents import escape, json_ld, meta
from copydesk.faults.fault import About, Change, NotHereError

Span = tuple[int, int, int, int]
"""Where an element's start tag begins and ends, and where its end tag does."""
_TAGS = re.compile(r"<[^>]*>")


def inside(element: str, change: Callable[[str], str], *, part: str = "", which: int = 0) -> Change:
    """Change the content of an element, or of its `part`: HTML to HTML."""

    def rewrite(text: str, about: About) -> str:
        _, start, end, _ = _find(text, about, element, part, which)
        return text[:start] + change(text[start:end]) + text[end:]

    return rewrite


def around(element: str, change: Callable[[str], str], *, part: str = "", which: int = 0) -> Change:
    """Change an element with its tags."""

    def rewrite(text: str, about: About) -> str:
        start, _, _, end = _find(text, about, element, part, which)
        return text[:start] + change(text[start:end]) + text[end:]

    return rewrite


def written(element: str, text: str | Callable[[str], str]) -> Change:
    """Write a text into an element; a function gets the old text."""
    given = text if callable(text) else lambda _: text
    return inside(element, lambda html: escape(given(said(html)), quote=False))


def both(*changes: Change) -> Change:
    """Make one change after the other."""

    def rewrite(text: str, about: About) -> str:
        for change in changes:
            text = change(text, about)
        return text

    return rewrite


def of_one_page(change: Change) -> Change:
    """Change an article only if all of its text is on one page."""

    def rewrite(text: str, about: About) -> str:
        if re.search(r'<link rel="(?:prev|next)"', text):
            raise NotHereError("the article has several pages")
        return change(text, about)

    return rewrite


def said(html: str) -> str:
    """The text in HTML, on one line."""
    return " ".join(unescape(_TAGS.sub("", html)).split())


def text_of(text: str, about: About, element: str, part: str = "", which: int = 0) -> str:
    """The text of an element in the server's HTML."""
    return said(html_of(text, about, element, part, which))


def html_of(text: str, about: About, element: str, part: str = "", which: int = 0) -> str:
    """The content of an element in the server's HTML."""
    _, start, end, _ = _find(text, about, element, part, which)
    return text[start:end]


def _find(text: str, about: About, element: str, part: str, which: int) -> Span:
    told = about.site.elements_of(about.page.kind).get(element)
    selector = told.selector if told else ""
    if told and part:
        selector = f":is({selector}) {told.parts[part]}" if part in told.parts else ""
    tags = soupsieve.select(selector, BeautifulSoup(text, "html.parser")) if selector else []
    if len(tags) <= which:
        raise NotHereError(f"the server's HTML has no {part or element} to change")
    return _span(text, tags[which])


def _span(text: str, tag: Tag) -> Span:
    lines = text.split("\n", (tag.sourceline or 1) - 1)
    start = len(text) - len(lines[-1]) + (tag.sourcepos or 0)
    inner = text.index(">", start) + 1
    depth = 1
    for match in re.finditer(rf"<(/?){tag.name}\b", text[inner:], re.IGNORECASE):
        depth += -1 if match[1] else 1
        if not depth:
            end = inner + match.start()
            return start, inner, end, text.index(">", end) + 1
    raise NotHereError(f"the {tag.name} in the server's HTML has no end")


_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"
_META = re.compile(r'<meta property="([^"]*)" content="([^"]*)"')
_METAS = {"published": "article:published_time", "updated": "article:modified_time"}
_FIELDS = {"published": "datePublished", "updated": "dateModified"}


def stamp_of(text: str, about: About, subject: str) -> str:
    """An article's machine-readable time, from its meta element or the element that shows it."""
    for key, told in _META.findall(text):
        if key == _METAS[subject]:
            return str(told)
    start, inner, _, _ = _find(text, about, subject, "", 0)
    if found := re.search(rf'datetime="({_STAMP})"', text[start:inner]):
        return found[1]
    raise NotHereError(f"neither a meta element nor the element of the time ({subject}) is for programs")


def told_twice(text: str, about: About, subject: str) -> str:
    """The HTML as it is. Raises `NotHereError` where only its element tells programs an article's time."""
    if _METAS[subject] not in text and _FIELDS[subject] not in text:
        raise NotHereError(f"only one source has the time ({subject})")
    return text


def stamped(subject: str, change: Callable[[str], str], *places: str) -> Change:
    """Change an article's machine-readable time in `element`, `meta` and `json_ld`, or in some of them."""
    field = _FIELDS[subject]

    def changed(html: str) -> str:
        if not (found := re.search(rf'datetime="({_STAMP})"', html)):
            raise NotHereError(f"the element of the time ({subject}) has no datetime")
        return html.replace(found[1], change(found[1]), 1)

    def told(data: dict[str, object]) -> dict[str, object]:
        return {**data, field: change(str(data[field]))} if field in data else data

    known = {
        "element": around(subject, changed),
        "meta": meta(_METAS[subject], change),
        "json_ld": json_ld(told),
    }
    return both(*(known[place] for place in places or known))
