"""The elements that a site file names, and their parts, as rules look at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

import msgspec

from copydesk.page.capture import BARE, PICTURED, Match, State
from copydesk.page.dom import Dom
from copydesk.page.page import Page

NOUNS = {
    "navigation": "section navigation",
    "city": "city selector",
    "currency": "currency converter",
    "back-to-top": "back-to-top control",
    "feed-tabs": "feed tabs",
    "filter": "filter panel",
    "search": "way to search",
    "loading": "loading state",
    "load-more": "control to load more",
    "feed": "list of stories",
    "headline": "headline",
    "section": "section label",
    "published": "time of publication",
    "updated": "time of the last change",
    "lead": "lead",
    "share": "share block",
    "page-count": "page count",
    "dateline": "dateline",
    "body": "article text",
    "read-also": "“read also” inset",
    "quotes": "quotation",
    "related": "list of related stories",
    "persons": "persons block",
    "other-media": "“in other media” block",
    "advertisement": "advertisement",
    "photo": "photo module",
    "infographics": "infographics module",
    "most-read": "most-read list",
    "ranks": "list of ranks",
    "top-stories": "top stories module",
    "partner-news": "partner news module",
    "date-groups": "day groups",
}
"""What an element is called in a sentence."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MEDIA = frozenset(("img", "svg", "picture", "video", "audio", "canvas", "iframe", "object", "embed"))
CONTROLS = frozenset(("a", "button", "input", "select", "textarea"))


class Entry(msgspec.Struct):
    """An item of a module: its element, its link's element (or None), its headline and its address."""

    node: int
    link: int | None
    text: str
    url: str


def shown(dom: Dom, element: str) -> list[Match]:
    """What a reader can see of an element in one state, in page order."""
    return [match for match in dom.matches(element) if dom.visible(match.node)]


def every_state(page: Page, element: str) -> Iterator[tuple[State, Dom, Match]]:
    """Each visible match of an element in each state of the page."""
    for state, dom in page.states:
        for match in shown(dom, element):
            yield state, dom, match


def part(dom: Dom, match: Match, name: str) -> list[int]:
    """The visible nodes of a part."""
    return [node for node in match.parts.get(name, ()) if dom.visible(node)]


_entries: WeakKeyDictionary[Dom, dict[int, list[Entry]]] = WeakKeyDictionary()


def entries(dom: Dom, match: Match) -> list[Entry]:
    """The visible items of a module with their links: its parts `item`, else `link`, else all its links.

    They are read once, as several rules look at them.
    """
    known = _entries.setdefault(dom, {})
    if id(match) not in known:
        known[id(match)] = read_entries(dom, match)
    return known[id(match)]


def read_entries(dom: Dom, match: Match) -> list[Entry]:
    """What `entries` gives."""
    items = match.parts.get("item", match.parts.get("link"))
    links = match.parts.get("link") if "item" in match.parts else None
    if items is None:
        items = [i for i in dom.subtree(match.node) if i in dom.hrefs]
    found = []
    for node in items:
        if dom.visible(node):
            link, text = link_and_headline(dom, node, links)
            found.append(Entry(node, link, text, "" if link is None else dom.hrefs.get(link, "")))
    return found


def link_and_headline(dom: Dom, node: int, named: list[int] | None = None) -> tuple[int | None, str]:
    """An item's link (its node) and headline: the heading's text, else that of its link.

    `named` are the site file's links, of which the first in the item counts; without any it is the link in or
    around the heading, else the one with the longest text, else the item itself or what is around it.
    """
    inside = dom.subtree(node)
    if named is not None:
        links = below(dom, node, named)
    else:
        links = [i for i in inside if dom.nodes[i].tag == "a" and i in dom.hrefs]
        if not links:
            links = [i for i in dom.ancestors(node) if dom.nodes[i].tag == "a" and i in dom.hrefs][:1]
    heading = next((i for i in inside if dom.nodes[i].tag in HEADINGS and dom.text(i)), None)
    if named is not None:
        link = links[0] if links else None
    elif heading is not None and (
        of_heading := [i for i in links if heading in dom.subtree(i) or i in dom.subtree(heading)]
    ):
        link = of_heading[0]
    else:
        link = max(links, key=lambda i: len(dom.text(i))) if len(links) > 1 else next(iter(links), None)
    if heading is not None:
        text = dom.text(heading)
    elif link is None:
        text = "" if named else dom.text(node)
    else:
        text = dom.text(link)
    return link, " ".join(text.split())


def below(dom: Dom, node: int, ordered: list[int]) -> list[int]:
    """Those of a part's nodes, which are in document order, that lie in an element."""
    return ordered[bisect_left(ordered, node) : bisect_left(ordered, dom.end(node))]


def has_content(dom: Dom, node: int, besides: list[int] | tuple[int, ...] = ()) -> bool:
    """Whether a reader sees text, a picture or a control in an element, leaving out some nodes below it."""
    skipped = [dom.subtree(one) for one in besides]
    for i in dom.subtree(node):
        tag = dom.nodes[i].tag
        if tag == "#text":
            filled = bool(dom.nodes[i].text.strip()) and dom.visible(i)
        elif tag in MEDIA or (tag in CONTROLS and not dom.nodes[i].flags & BARE) or "-" in tag:
            filled = dom.visible(i)
        else:
            painted = dom.nodes[i].flags & PICTURED or "background" in (dom.attr(i, "style") or "")
            filled = bool(painted) and dom.visible(i)
        if filled and not any(i in skip for skip in skipped):
            return True
    return False


def templated(text: str) -> bool:
    """Whether a text is a template that nothing filled in: the rules about templates report that."""
    return any(sign in text for sign in ("{{", "}}", "<<", ">>"))


def repeated(values: Sequence[str]) -> dict[str, int]:
    """The values that are there more than once, with the index of their second place."""
    seen: set[str] = set()
    again: dict[str, int] = {}
    for index, value in enumerate(values):
        if value and value in seen:
            again.setdefault(value, index)
        seen.add(value)
    return again


_WHOLE = re.compile(r"[-−]?\d+(?:[  ,.]\d{3})*(?![\d])")
_DECIMAL = re.compile(r"[-−]?\d+(?:[  .,'’]\d+)*")


def whole(text: str) -> int | None:
    """The first whole number in a text ("13", "(1,204 photos)"), or None."""
    found = _WHOLE.search(text)
    return int(re.sub(r"[  ,.]", "", found.group()).replace("−", "-")) if found else None


def decimal(text: str, language: str = "") -> tuple[float, int] | None:
    """The last number in a text and how many decimals it shows, or None.

    A comma or a point that stands once is the decimal sign, unless three digits follow it and it is the sign
    that the language groups digits with (a comma in English, a point elsewhere).
    """
    found = _DECIMAL.findall(text)
    if not found:
        return None
    digits = re.sub(r"[  '’]", "", found[-1]).replace("−", "-")
    grouping = "," if not language or language.lower().startswith(("en", "ja", "zh", "ko", "he")) else "."
    signs = [sign for sign in digits if sign in ".,"]
    if len(set(signs)) == 2:
        sign = signs[-1]
    elif len(signs) == 1 and not (signs[0] == grouping and len(digits.rpartition(grouping)[2]) == 3):
        sign = signs[0]
    else:
        sign = ""
    before, _, after = digits.rpartition(sign) if sign else (digits, "", "")
    return float(re.sub(r"[.,]", "", before) + "." + (after or "0")), len(after)
