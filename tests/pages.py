"""Pages for tests, made from a few lines of HTML with no browser.

`capture_of(html)` gives the capture that a visit to that page would bring back, `page_of(html)` the page with
its record read, ready for a rule:

    page = page_of("<h1>Harbour reopens</h1>", elements={"headline": Element(selector="h1")})

What a browser would compute is stood in for simply: an element is visible unless it (or an ancestor) is
`hidden` or styled `display: none`; a block is what is one by its tag; every text makes a line of 20 pixels,
and a block is as high as its lines, or as its inline style's `height` says.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from copydesk.page.capture import BLOCK, VISIBLE, Capture, Field, Image, Match, Node, Snapshot, State
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.site.model import Element, PageKind, Site

MOMENT = "2031-03-05T12:00:00+00:00"
"""When the pages of tests are shown."""
URL = "https://news.example/a"

SILENT = {"script", "style", "noscript", "template"}
UNSEEN = {*SILENT, "head", "title", "meta", "link", "base", "datalist"}
INLINE_TAGS = (
    "a abbr b bdi bdo br button cite code data del dfn em font i iframe img input ins kbd label mark output"
    " picture q s samp select small span strike strong sub sup svg textarea time tt u var wbr"
)
INLINE = set(INLINE_TAGS.split())
CONTROLS = {"input", "select", "textarea", "option", "button"}
WIDTH, LINE = 1280.0, 20.0


def page_of(
    html: str,
    *,
    kind: PageKind = "article",
    url: str = URL,
    elements: dict[str, Element] | None = None,
    moment: str = MOMENT,
    choose: list[str] | None = None,
    **site_fields: Any,
) -> Page:
    """The page with its record read: `elements` are those of its kind, other keywords the site's fields."""
    site = Site(elements={kind: elements or {}}, **site_fields)
    capture = capture_of(html, kind=kind, url=url, elements=elements, moment=moment, choose=choose)
    capture.time_zone = site.time_zone or "UTC"
    page = Page(capture, site)
    page.record = read(page)
    return page


def capture_of(
    html: str,
    *,
    kind: PageKind = "article",
    url: str = URL,
    elements: dict[str, Element] | None = None,
    moment: str = MOMENT,
    choose: list[str] | None = None,
) -> Capture:
    """The capture of a page with this HTML; further states can be added to its `states`."""
    return Capture(
        page="page",
        kind=kind,
        url=url,
        final_url=url,
        moment=moment,
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        html=html,
        states=[State(name="loaded", snapshot=snapshot_of(html, url=url, elements=elements))],
        choose=choose or [],
    )


def snapshot_of(html: str, *, url: str = URL, elements: dict[str, Element] | None = None) -> Snapshot:
    """The snapshot of a page with this HTML; a fragment is put into a document."""
    if "<body" not in html.lower():
        # The parser puts an element that it does not know, such as <article>, into the head after a <meta>.
        opening = re.match(r"\s*(?:<!doctype[^>]*>\s*)?(?:<html[^>]*>)?(?:.*</head>)?", html, re.I | re.S)
        start = opening.end() if opening else 0
        html = f"{html[:start]}<body>{html[start:]}"
    soup = BeautifulSoup(html, "lxml", multi_valued_attributes=None)
    root = soup.find("html") or soup
    if isinstance(root, Tag) and root is not soup and not root.find("head", recursive=False):
        root.insert(0, soup.new_tag("head"))
    base_tag = soup.find("base", href=True)
    base = urljoin(url, str(base_tag["href"])) if isinstance(base_tag, Tag) else url
    title = soup.find("title")
    snapshot = Snapshot(
        url=url,
        title=" ".join(title.get_text().split()) if title else "",
        language=str(root.get("lang", "")) if isinstance(root, Tag) else "",
        base=base,
        viewport=(WIDTH, 900.0),
        page=(WIDTH, 0.0),
        nodes=[],
    )
    indices: dict[int, int] = {}
    height = _add(root, -1, True, 0.0, snapshot, indices)
    snapshot.page = (WIDTH, max(height, 900.0))
    for name, element in (elements or {}).items():
        snapshot.elements[name] = [
            Match(
                indices[id(tag)],
                {
                    part: [indices[id(inner)] for inner in soupsieve.select(f":scope {selector}", tag)]
                    for part, selector in element.parts.items()
                },
            )
            for tag in soupsieve.select(element.selector, soup)
        ]
    return snapshot


def _add(
    tag: Tag, parent: int, shown: bool, top: float, snapshot: Snapshot, indices: dict[int, int]
) -> float:
    """Add an element and all below it, laid out from `top` on; gives the height where it ends."""
    nodes = snapshot.nodes
    index = indices[id(tag)] = len(nodes)
    attrs = {name: "" if value is None else str(value) for name, value in tag.attrs.items()}
    style = attrs.get("style", "").replace(" ", "").lower()
    shown = shown and tag.name not in UNSEEN and "hidden" not in attrs and "display:none" not in style
    if tag.name == "input" and attrs.get("type") == "hidden":
        shown = False
    block = tag.name not in INLINE and tag.name not in UNSEEN
    node = Node(parent, tag.name, attrs=attrs, flags=(VISIBLE if shown else 0) | (BLOCK if block else 0))
    nodes.append(node)
    if tag.name == "script" and "json" in attrs.get("type", ""):
        node.text = tag.get_text()
    _note(tag, index, snapshot)
    bottom = top
    for child in () if tag.name in SILENT else tag.children:
        if isinstance(child, Tag):
            bottom = _add(child, index, shown, bottom, snapshot, indices)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            text = str(child)
            nodes.append(Node(index, "#text", text if text.strip() else " "))
            bottom += LINE if shown and text.strip() else 0.0
    set_height = re.search(r"(?:^|;)height:(\d+)px", style)
    set_width = re.search(r"(?:^|;)width:(\d+)px", style)
    width = WIDTH if block or bottom > top else 0.0
    if tag.name == "img":
        set_height, set_width = set_height or _size(attrs, "height"), set_width or _size(attrs, "width")
    if set_height:
        bottom = top + float(set_height[1])
    if shown:
        node.box = (0.0, top, float(set_width[1]) if set_width else width, bottom - top)
    return bottom if shown else top


def _size(attrs: dict[str, str], name: str) -> re.Match[str] | None:
    return re.fullmatch(r"(\d+)", attrs.get(name, ""))


def _note(tag: Tag, index: int, snapshot: Snapshot) -> None:
    """Note what a snapshot keeps beside its nodes: links, images, the state of form controls."""
    if tag.name == "a" and tag.has_attr("href"):
        snapshot.links.append((index, urljoin(snapshot.base, str(tag["href"]))))
    elif tag.name == "img":
        source = str(tag.get("src", ""))
        size = [float(str(tag.get(name, "0")) or 0) for name in ("width", "height")]
        snapshot.images.append(
            Image(index, urljoin(snapshot.base, source) if source else "", int(size[0]), int(size[1]), True)
        )
    elif tag.name in CONTROLS:
        value = str(tag.get("value", "") or "")
        if tag.name == "textarea":
            value = tag.get_text()
        elif tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            value = str(chosen.get("value", chosen.get_text(strip=True))) if isinstance(chosen, Tag) else ""
        elif tag.name == "option" and not tag.has_attr("value"):
            value = tag.get_text(strip=True)
        snapshot.fields.append(
            Field(
                index,
                value,
                tag.has_attr("checked") or tag.has_attr("selected"),
                tag.has_attr("disabled"),
            )
        )
