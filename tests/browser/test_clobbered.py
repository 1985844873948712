"""Pages that put something of their own in the place of what a browser has: they are read as any other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from copydesk.browser.archive import ArchiveVisitor
from copydesk.page.capture import CUT_OFF, Capture
from copydesk.page.dom import Dom
from copydesk.site.model import PageEntry, Site

PAGE = """<!doctype html><html lang=en><title>The ferry is back</title>{}<h1>The ferry is back</h1>
<p>It sails <b>again</b>.</p><p id=end>On Monday.</p></html>"""
NAMED = (
    "title",
    "baseURI",
    "readyState",
    "documentElement",
    "body",
    "querySelectorAll",
    "createRange",
    "fonts",
)
FIELDS = ("attributes", "children", "lastChild", "previousSibling", "nodeType", "localName", "tagName")
METHODS = ("checkVisibility", "getBoundingClientRect", "getClientRects", "querySelectorAll", "shadowRoot")
SCRIPTS = {
    "round": "Math.round = () => 'much'",
    "push": "Array.prototype.push = () => 7",
    "iterator": "Array.prototype[Symbol.iterator] = null",
    "boxes": "Element.prototype.getBoundingClientRect = () => null",
    "attributes": "Object.defineProperty(Element.prototype, 'attributes', { get: () => 3 })",
    "names": "Object.defineProperty(Element.prototype, 'localName', { get: () => ({}) })",
    "title": "Object.defineProperty(document, 'title', { get: () => ({ a: 1 }) })",
    "entries": "performance.getEntriesByType = () => [{ decodedBodySize: -1e99 }]",
    "json": "Object.defineProperty(Object.prototype, 'toJSON', { value: () => 'no' });"
    "Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'no' })",
    "maps": "Map.prototype.set = Map.prototype.get = WeakSet.prototype.add = Set.prototype.has = null",
    "promises": "Promise.prototype.then = () => { throw 1 }; window.Promise = null",
    "events": "window.CustomEvent = null; window.dispatchEvent = EventTarget.prototype.dispatchEvent = null",
    "timers": "for (let id = 0; id < 9999; id++) clearTimeout(id); setTimeout = null",
    "texts": "String.prototype.slice = String.prototype.trim = RegExp.prototype.exec = () => null",
}


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[ArchiveVisitor]:
    with ArchiveVisitor(browser, Site(patience=3)) as visitor:
        yield visitor


def read(visitor: ArchiveVisitor, html: str | bytes) -> Capture:
    entry = PageEntry(name="page", kind="article", url="https://site.example/page")
    return visitor.visit_stored(entry, html.encode() if isinstance(html, str) else html)


def is_whole(capture: Capture) -> bool:
    assert capture.error == ""
    assert capture.loaded is not None
    dom = Dom(capture.loaded)
    texts = [dom.text(node) for node in (*dom.find("h1"), *dom.find("p"))]
    assert texts == ["The ferry is back", "It sails again.", "On Monday."]
    assert all(dom.visible(node) for node in dom.find("p"))
    return capture.loaded.title == "The ferry is back"


@pytest.mark.parametrize("name", NAMED)
def test_a_form_may_have_any_name(visitor: ArchiveVisitor, name: str) -> None:
    assert is_whole(read(visitor, PAGE.format(f"<form name={name}></form><img name={name}>")))


@pytest.mark.parametrize("name", [*FIELDS, *METHODS])
def test_a_field_may_have_any_name(visitor: ArchiveVisitor, name: str) -> None:
    form = f"<form id=form><input name={name}><i>Search</i></form><input form=form name={name}>"
    capture = read(visitor, PAGE.format(form))
    assert is_whole(capture)
    assert capture.loaded is not None
    dom = Dom(capture.loaded)
    assert [dom.text(node) for node in dom.find("form")] == ["Search"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_may_overwrite_anything(visitor: ArchiveVisitor, name: str) -> None:
    capture = read(visitor, PAGE.format(f"<script>{SCRIPTS[name]}</script>"))
    assert is_whole(capture)
    assert read(visitor, PAGE.format("")).states[0].settled == ""


def test_a_root_that_is_no_html_is_read(visitor: ArchiveVisitor) -> None:
    replace = "document.documentElement.replaceWith(document.createElementNS('urn:x', 'x'))"
    capture = read(visitor, PAGE.format(f"<script>onload = () => {replace}</script>"))
    assert capture.loaded is not None
    assert [node.tag for node in capture.loaded.nodes] == ["x"]
    assert capture.loaded.language == ""


def test_a_document_without_a_root_is_one_sentence_and_the_next_page_is_read(visitor: ArchiveVisitor) -> None:
    capture = read(visitor, PAGE.format("<script>onload = () => document.documentElement.remove()</script>"))
    assert capture.error == (
        "https://site.example/page could not be read: its document has nothing in it, not even an element"
    )
    assert is_whole(read(visitor, PAGE.format("")))


def test_an_encoding_that_is_none_of_the_webs_is_read(visitor: ArchiveVisitor) -> None:
    page = PAGE.format("<meta charset=idna><!-- \xe9 -->").encode("latin-1")
    assert is_whole(read(visitor, page))


def test_a_text_without_an_end_is_cut_before_it_leaves_the_page(visitor: ArchiveVisitor) -> None:
    capture = read(visitor, PAGE.format("<script>document.title = 'x'.repeat(2e7)</script>"))
    assert capture.loaded is not None
    assert len(capture.loaded.title) == 4000


LONG = "<p>And so on, and so forth.</p>" * 20_000
LEAVES = {
    "location": "location = 'https://elsewhere.example/'",
    "later": "setTimeout(() => (location = 'https://elsewhere.example/'))",
    "reload": "location.reload()",
}


@pytest.mark.parametrize("name", LEAVES)
def test_a_stored_page_that_its_script_leaves_is_read_to_its_end(visitor: ArchiveVisitor, name: str) -> None:
    capture = read(visitor, f"<!doctype html><script>{LEAVES[name]}</script>{LONG}<h1>The end</h1>")
    assert capture.error == ""
    assert capture.loaded is not None
    assert len(list(Dom(capture.loaded).find("h1"))) == 1


@pytest.mark.parametrize("script", ["window.stop()", "document.body.append(f); f.submit()"])
def test_what_was_not_read_to_its_end_says_so(visitor: ArchiveVisitor, script: str) -> None:
    form = "f = document.createElement('form'); f.action = 'https://elsewhere.example/';"
    capture = read(visitor, f"<!doctype html><body><script>{form}{script}</script>{LONG}<h1>The end</h1>")
    assert capture.states[0].settled == CUT_OFF


def test_what_would_come_late_comes_after_a_stored_page_is_read(visitor: ArchiveVisitor) -> None:
    late = "setInterval(() => document.body.replaceChildren(), 1);"
    late += "setTimeout(() => document.body.remove(), 301)"
    busy = "for (const start = performance.now(); performance.now() - start < 400;);"
    page = PAGE.format("") + f"<script>{late}; setTimeout(() => {{ {busy} }}, 30)</script>"
    assert is_whole(read(visitor, page))
