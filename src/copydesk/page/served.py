"""The page as the server sent it: elements of the rendered page found again in its source, by tag and names.

`copydesk.page.sent` asks the same by a selector, and takes twenty times as long: it is for what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from copydesk.page.page import Page
from copydesk.page.sent import CONDITION, LIMIT

Source = Any
"""An element of lxml's, which has no types."""
_INERT = ("script", "style", "template", "noscript", "textarea")
_FRAME = re.compile(r"<(/?)iframe\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_sources: WeakKeyDictionary[Page, Source | None] = WeakKeyDictionary()


def source(page: Page) -> Source | None:
    """The server's HTML as a tree, without what shows no text; None where it was not kept or is none."""
    if page not in _sources:
        _sources[page] = _parse("" if page.capture.offline else page.capture.html)
    return _sources[page]


def _parse(markup: str) -> Source | None:
    if not markup or len(markup) > LIMIT:
        return None
    # A frame that is not closed takes all that comes after it; what was meant is that it ends at once.
    markup = _FRAME.sub(r"<\1span", markup)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    etree.strip_elements(root, *_INERT, with_tail=False)
    return root


def twin(page: Page, index: int) -> Source | None:
    """What became the element of that index: of its tag, and with no id or class that it does not have.

    None where the source has none, or another number of them, or shows it on a condition.
    """
    root = source(page)
    if root is None:
        return None
    node = page.dom.nodes[index]
    given = node.attrs.get("class", "").split()
    names = set(given)
    found = [one for one in root.iter(node.tag) if _is_twin(one, names, node.attrs.get("id"))]
    if len(found) > 1:
        # Alike in both: the first here is the first there.
        alike = [
            i for i in page.dom.find(node.tag) if page.dom.nodes[i].attrs.get("class", "").split() == given
        ]
        found = [found[alike.index(index)]] if len(alike) == len(found) else []
    return found[0] if found and not conditional(found[0]) else None


def _is_twin(one: Source, names: set[str], identity: str | None) -> bool:
    classes = set((one.get("class") or "").split())
    return one.get("id") in (None, identity) and classes <= names and (bool(classes) or not names)


def conditional(one: Source) -> bool:
    """Whether a script of the page decides if an element, or what it lies in, is shown."""
    return any(CONDITION.match(name) for each in (one, *one.iterancestors()) for name in each.attrib)


def text(one: Source) -> str:
    """The text of an element of the source, on one line."""
    return _SPACE.sub(" ", "".join(one.itertext())).strip()


def paragraphs(body: Source, skip: frozenset[str]) -> Iterator[str]:
    """The paragraphs of a text in the source, without those in elements called one of `skip`."""
    for one in body.iter("p"):
        within = (each for each in one.iterancestors() if each is not body)
        if not any(each.tag in skip for each in within) and not conditional(one):
            yield text(one)
