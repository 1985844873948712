"""The texts of a page that are not between its tags: labels in attributes, the head, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from copydesk.page import jsonld
from copydesk.page.capture import VISIBLE
from copydesk.page.dom import Dom
from copydesk.page.lines import is_code
from copydesk.page.page import Page
from copydesk.page.where import Where

READ = {
    "alt": "description (alt)",
    "title": "tooltip",
    "aria-label": "spoken label (aria-label)",
    "aria-description": "spoken description",
    "aria-valuetext": "spoken value",
    "placeholder": "hint (placeholder)",
    "value": "text (value)",
    "label": "label",
}
"""Attributes that a reader meets, and what they are to the reader."""
BUTTONS = frozenset({"submit", "button", "reset", "text", "search", ""})

_META = """
    title description keywords news_keywords author og:title og:description og:site_name og:url og:image
    og:image:alt og:image:url og:image:secure_url twitter:title twitter:description twitter:image
    twitter:image:alt article:author article:section article:tag article:published_time article:modified_time
"""
META = frozenset(_META.split())
"""Meta elements whose content other sites and services show or use."""
LINKS = frozenset({"canonical", "next", "prev", "amphtml"})
TEXTS = 5_000
"""How many texts of a page's JSON-LD are looked at."""


class Label(NamedTuple):
    """An attribute that a reader meets: state, tree and element it is of, name, value."""

    state: str
    dom: Dom
    node: int
    name: str
    value: str


class Said(NamedTuple):
    """What the head or the JSON-LD says: by name (`og:title`, `headline`), with its place."""

    name: str
    value: str
    where: Where


_labels: WeakKeyDictionary[Page, list[Label]] = WeakKeyDictionary()
_heads: WeakKeyDictionary[Page, list[Said]] = WeakKeyDictionary()
_json_ld: WeakKeyDictionary[Page, list[Said]] = WeakKeyDictionary()


def labels(page: Page) -> list[Label]:
    """The attributes that a reader meets in any state, each text once for each kind of element."""
    found = _labels.get(page)
    if found is None:
        found, seen = [], set[tuple[str, str, str]]()
        for state, dom in page.states:
            for index, name, value in _read_labels(dom):
                key = dom.tag(index), name, value
                if key not in seen and not is_code(dom, index):
                    found.append(Label(state.name, dom, index, name, value))
                seen.add(key)
        _labels[page] = found
    return found


def _read_labels(dom: Dom) -> Iterator[tuple[int, str, str]]:
    for index, node in enumerate(dom.nodes):
        if not node.attrs or not node.flags & VISIBLE:
            continue
        for name, value in node.attrs.items():
            if name not in READ or not (value := value.strip()):
                continue
            if name == "value" and not (
                node.tag == "input" and node.attrs.get("type", "").lower() in BUTTONS
            ):
                continue
            if name == "label" and node.tag not in ("optgroup", "option", "track"):
                continue
            yield index, name, value


def head(page: Page) -> list[Said]:
    """The title, the meta elements and links in the head that others show or use, in all states."""
    found = _heads.get(page)
    if found is None:
        found, seen = [], set[tuple[str, str]]()
        for state, dom in page.states:
            for name, value, index in _read_head(dom):
                if value and (name, value) not in seen:
                    seen.add((name, value))
                    where = Where(state=state.name, selector=dom.selector(index) if index >= 0 else "title")
                    found.append(Said(name, value, where))
        _heads[page] = found
    return found


def _read_head(dom: Dom) -> Iterator[tuple[str, str, int]]:
    yield "title", dom.snapshot.title.strip(), -1
    for index, node in enumerate(dom.nodes):
        if node.tag == "meta":
            name = (node.attrs.get("property") or node.attrs.get("name") or "").strip().lower()
            if name in META:
                yield name, node.attrs.get("content", "").strip(), index
        elif node.tag == "link" and (rel := node.attrs.get("rel", "").strip().lower()) in LINKS:
            yield rel, node.attrs.get("href", "").strip(), index


def json_ld_texts(page: Page) -> list[Said]:
    """Every text of the settled page's JSON-LD with its key; scripts that are no JSON are left out."""
    found = _json_ld.get(page)
    if found is None:
        found = []
        for index, node in enumerate(page.dom.nodes):
            if node.tag == "script" and node.text and "ld+json" in node.attrs.get("type", "").lower():
                where = Where(selector=page.dom.selector(index))
                found += [Said(key, value, where) for key, value in _strings(jsonld.parse(node.text))]
        _json_ld[page] = found = found[:TEXTS]
    return found


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [("", value)]
    count = 0
    while stack and count < TEXTS:
        key, value = stack.pop()
        count += 1
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            stack.extend((str(name), inner) for name, inner in reversed(list(value.items())))
        elif isinstance(value, list):
            stack.extend((key, inner) for inner in reversed(value[:TEXTS]))
