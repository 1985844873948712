"""What a page says of itself beside its text: meta elements, title, JSON-LD."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.page.jsonld import Thing
from copydesk.reading.beside import outside
from copydesk.reading.pieces import Piece, is_prose, pieces, weight
from copydesk.text.urls import urljoin

if TYPE_CHECKING:
    from copydesk.page.page import Page

META_LIMIT = 500
"""How many meta elements of a page are read."""
LOST = 250
"""Weight of the prose under which a page has lost its story."""


class Source:
    """A tree to read an article from, with its meta data looked up once.

    `hidden` says whether text that the reader does not see counts: it does on a page from an archive, where
    the style sheets and scripts that would show it are missing.
    """

    def __init__(self, dom: Dom, url: str, title: str, *, hidden: bool) -> None:
        self.dom = dom
        self.url = url
        self.title = title
        self.hidden = hidden

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """The contents of meta elements by property, name or itemprop in lower case, in page order."""
        found: dict[str, list[str]] = {}
        count = 0
        for node in self.dom.nodes:
            if node.tag == "meta" and (content := node.attrs.get("content", "").strip()):
                count += 1
                if count > META_LIMIT:
                    break
                attrs = node.attrs
                prop = attrs.get("itemprop") if not self._of_picture(node.parent) else None
                for key in {attrs.get("property"), attrs.get("name"), prop}:
                    if key:
                        found.setdefault(key.strip().lower(), []).append(content)
        return found

    def _of_picture(self, index: int) -> bool:
        """Whether an element describes a picture or film, not the page."""
        around = (index, *islice(self.dom.ancestors(index), 3)) if index >= 0 else ()
        kinds = (self.dom.nodes[above].attrs.get("itemtype", "") for above in around)
        return any(kind.endswith(("ImageObject", "VideoObject", "AudioObject")) for kind in kinds)

    def first_meta(self, *names: str) -> str:
        """The content of the first of these meta elements that the page has."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    @cached_property
    def canonical(self) -> str:
        """The canonical address: of the link element, else of Open Graph; absolute, or empty."""
        base = self.dom.snapshot.base or self.url
        for node in self.dom.nodes:
            if node.tag == "link" and "canonical" in node.attrs.get("rel", "").lower().split():
                if href := node.attrs.get("href", "").strip():
                    return absolute(base, href)
            elif node.tag == "body":
                break
        og_url = self.first_meta("og:url")
        return absolute(base, og_url) if og_url else ""

    @cached_property
    def language(self) -> str:
        """The page's language as it says itself, such as "en-GB"; empty when it does not."""
        declared = self.dom.snapshot.language or self.first_meta("content-language", "og:locale")
        return declared.strip().replace("_", "-")[:35]

    @cached_property
    def pieces(self) -> list[Piece]:
        """All blocks of text of the page."""
        return pieces(self.dom, 0, len(self.dom.nodes), set(), hidden=self.hidden)

    @cached_property
    def beside(self) -> set[int]:
        """The elements that stand beside the story."""
        return outside(self.dom)

    @cached_property
    def things(self) -> list[Thing]:
        """Every object of the page's JSON-LD."""
        return jsonld.things(self.dom.nodes)

    @cached_property
    def article(self) -> Thing:
        """The page's own article in JSON-LD; empty when there is none."""
        urls = {url.partition("#")[0].rstrip("/") for url in (self.url, self.canonical) if url}
        return jsonld.article(self.things, urls)


def absolute(base: str, href: str) -> str:
    """An address in full; one that cannot be made so stays as it is."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


_sources: WeakKeyDictionary[Page, Source] = WeakKeyDictionary()


def source_of(page: Page) -> Source:
    """What to read a page's article from; looked for once.

    That is the page as it settled. Only for a page from an archive it is the server's HTML where that has
    prose and the rendered page has lost nearly all of it, as when a script could not load its data.
    """
    if page not in _sources:
        _sources[page] = _find(page)
    return _sources[page]


def _find(page: Page) -> Source:
    capture = page.capture
    source = Source(page.dom, capture.final_url, page.dom.snapshot.title, hidden=capture.offline)
    if capture.offline and prose(source) < LOST and capture.html:
        from copydesk.reading.markup import snapshot_of  # few pages need it

        snapshot = snapshot_of(capture.html, capture.final_url)
        if snapshot is not None:
            served = Source(Dom(snapshot), capture.final_url, snapshot.title, hidden=True)
            if prose(served) > max(LOST, 2 * prose(source)):
                return served
    return source


def prose(source: Source) -> int:
    """How much prose the page has, as the sum of its weight."""
    return sum(weight(piece.text) for piece in source.pieces if is_prose(piece))
