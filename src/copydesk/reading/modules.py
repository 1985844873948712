"""The modules around an article, by the site file's elements: navigation, persons, galleries, lists."""

from __future__ import annotations

import re
from itertools import chain, islice

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.reading.section import section as labelled
from copydesk.reading.source import Source
from copydesk.records.common import Link, Tab
from copydesk.records.parts import Gallery, MostRead, NavigationItem, PageCount, Picture, Ranked

ITEMS = 1000
"""How many items of a module are read."""
STEPS = 20
"""How far up from a text the link is looked for that it lies in."""
NAVIGATIONS = 20
"""How many elements that are marked as navigation are looked at."""
NAVIGATION = 3
"""Links that an element has at least to be taken for the navigation."""

_NUMBER = re.compile(r"\d{1,9}")


def shown(page: Page, index: int) -> str:
    """The text of an element on one line, as a reader sees it."""
    return page.dom.text(index, hidden=page.capture.offline).replace("\n", " ")


def number(text: str) -> int | None:
    """The first number in a text."""
    found = _NUMBER.search(text.replace(",", ""))
    return int(found[0]) if found else None


def link_at(page: Page, index: int, text: str = "") -> Link:
    """An element's text with the address of the link that it is, contains or lies in."""
    dom = page.dom
    around = (ancestor for ancestor, _ in zip(dom.ancestors(index), range(STEPS), strict=False))
    near = chain([index], dom.find("a", index), around)
    url = next((dom.hrefs[i] for i in near if i in dom.hrefs), "")
    return Link(text=text or shown(page, index), url=url)


def label(page: Page, index: int) -> str:
    """What a link says: its text, else its image's alternative text, else its label for screen readers."""
    text = shown(page, index)
    if text:
        return text
    dom = page.dom
    alts = (dom.attr(i, "alt") or "" for i in dom.find("img", index))
    return next((alt.strip() for alt in alts if alt.strip()), dom.attr(index, "aria-label") or "")


def within(page: Page, outer: int, candidates: list[int]) -> list[int]:
    """Those of the nodes that lie in an element."""
    subtree = page.dom.subtree(outer)
    return [i for i in candidates if i in subtree]


def links(page: Page, element: str, item: str = "item", link: str = "link") -> list[Link]:
    """The linked texts of an element: its items' links, or where it has no items its own."""
    found = []
    for match in page.matches(element):
        anchors = match.parts.get(link, [])
        nodes = []
        for one in match.parts.get(item, []):
            inner = within(page, one, anchors) or [i for i in page.dom.find("a", one) if i in page.dom.hrefs]
            nodes.append(inner[0] if inner else one)
        nodes = nodes or anchors or [i for i in page.dom.find("a", match.node) if i in page.dom.hrefs]
        found += [link_at(page, i, label(page, i)) for i in nodes[:ITEMS]]
    return [one for one in found if one.text][:ITEMS]


def gallery(page: Page, element: str) -> Gallery | None:
    """A photo or infographics module; None when the page has none."""
    matches = page.matches(element)
    if not matches:
        return None
    found = Gallery(items=[])
    for match in matches:
        counts = match.parts.get("count", [])
        items = match.parts.get("link") or match.parts.get("image", [])
        taken: set[int] = set()
        for item in items[:ITEMS]:
            own = within(page, item, counts)
            taken.update(own)
            found.items.append(_picture(page, item, own))
        rest = [number(shown(page, i)) for i in counts if i not in taken]
        found.count = found.count if found.count is not None else next(iter(rest), None)
    return found


def _picture(page: Page, item: int, counts: list[int]) -> Picture:
    dom = page.dom
    left_out = {i for count in counts for i in dom.subtree(count)}
    words = [
        " ".join(dom.nodes[i].text.split())
        for i in dom.subtree(item)
        if dom.nodes[i].tag == "#text" and i not in left_out and (page.capture.offline or dom.visible(i))
    ]
    text = " ".join(word for word in words if word) or dom.attr(item, "alt") or label(page, item)
    link = link_at(page, item, text)
    return Picture(text=text, url=link.url, count=number(shown(page, counts[0])) if counts else None)


def most_read(page: Page) -> MostRead | None:
    """The most-read module with its active tab's list; None when the page has none."""
    matches = page.matches("most-read")
    if not matches:
        return None
    match = matches[0]
    active = set(match.parts.get("active", []))
    ranks = [i for one in page.matches("ranks") for i in one.parts.get("rank", [])]
    anchors = match.parts.get("link", [])
    found = MostRead(
        tabs=[Tab(text=shown(page, i), active=i in active) for i in match.parts.get("tab", [])], items=[]
    )
    for item in match.parts.get("item", [])[:ITEMS]:
        rank = within(page, item, ranks)
        anchor = (within(page, item, anchors) or [item])[0]
        link = link_at(page, anchor, label(page, anchor))
        found.items.append(
            Ranked(rank=number(shown(page, rank[0])) if rank else None, text=link.text, url=link.url)
        )
    return found


def page_count(page: Page) -> PageCount | None:
    """How many pages the page says the article has, without the links to them; None when it does not say."""
    matches = page.matches("page-count")
    if not matches:
        return None
    match = matches[0]
    dom = page.dom
    left_out = {i for link in match.parts.get("link", []) for i in dom.subtree(link)}
    words = [
        dom.nodes[i].text
        for i in dom.subtree(match.node)
        if dom.nodes[i].tag == "#text" and i not in left_out and (page.capture.offline or dom.visible(i))
    ]
    text = " ".join(" ".join(words).split())
    return PageCount(text=text, pages=number(text)) if text else None


def navigation(page: Page, source: Source) -> list[NavigationItem]:
    """The sections of the navigation: of the site file's element, else of the first that is marked as one."""
    dom = page.dom
    found: list[NavigationItem] = []
    if page.element("navigation") is not None:
        for match in page.matches("navigation"):
            current = match.parts.get("current", [])
            items = match.parts.get("item") or list(dom.find("a", match.node))
            found += [_section(page, i, _marked(page, i, current)) for i in items[:ITEMS]]
        return [item for item in found if item.text]
    marked = (
        index
        for index, node in enumerate(dom.nodes)
        if node.tag == "nav" or (node.attrs and node.attrs.get("role") == "navigation")
    )
    for index in islice(marked, NAVIGATIONS):
        anchors = [i for i in dom.find("a", index) if i in dom.hrefs][:ITEMS]
        found = [_section(page, i, "aria-current" in dom.nodes[i].attrs) for i in anchors]
        found = [item for item in found if item.text]
        if len(found) >= NAVIGATION:
            return found
    return []


def _section(page: Page, index: int, current: bool) -> NavigationItem:
    link = link_at(page, index, label(page, index))
    return NavigationItem(text=link.text, url=link.url, current=current)


def _marked(page: Page, index: int, current: list[int]) -> bool:
    subtree = page.dom.subtree(index)
    return any(i in subtree or index in page.dom.subtree(i) for i in current)


def section(page: Page, source: Source) -> Link | None:
    """The section that the article is in: the site file's label, else the one near the headline."""
    if page.element("section") is not None:
        index = first(page, "section")
        return link_at(page, index) if index is not None and shown(page, index) else None
    return labelled(source)


def persons(page: Page, source: Source) -> list[Link]:
    """The persons in the story: of the site file's element, else those that JSON-LD says it is about."""
    if page.element("persons") is not None:
        return links(page, "persons")
    found: dict[str, Link] = {}
    for name in ("about", "mentions"):
        for thing in jsonld.listed(source.article.get(name)):
            if (
                isinstance(thing, dict)
                and "Person" in jsonld.types(thing)
                and (text := jsonld.text(thing, "name"))
            ):
                url = next(
                    (u for k in ("url", "@id", "sameAs") for u in jsonld.listed(thing.get(k)) if _web(u)), ""
                )
                found.setdefault(text, Link(text=text, url=url))
    return list(found.values())


def _web(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def first(page: Page, element: str) -> int | None:
    """The first node of an element that readers see (a page can have it once for each width), else the first
    at all; None when the page has none."""
    nodes = [match.node for match in page.matches(element)]
    seen = () if page.capture.offline else (node for node in nodes if page.dom.visible(node))
    return next(iter(seen), nodes[0] if nodes else None)
