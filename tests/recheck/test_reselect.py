"""Selectors that are asked of a stored page find what a browser finds, or say that they cannot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from copydesk.browser.archive import ArchiveVisitor
from copydesk.page.capture import Capture
from copydesk.recheck.reselect import CannotError, find
from copydesk.site.model import Element, PageEntry, Site, Sought
from tests.pages import capture_of

PAGE = """<!doctype html><html lang=en><title>Ferry</title><body>
<article class="story Lead"><h1>Ferry returns</h1><p>Text <b>bold</b> on.<p>Second.
<ul><li class=a>One<li class="a b" data-role="x y">Two<li>Three</ul><svg><a class=a></a></svg></article>
<div id=host><span class=a>Light</span></div><template><i class=a></i></template>
<script>
  host.attachShadow({mode: "open"}).innerHTML =
    "<b class=a>Shadow</b><p><em class=a>deeper</em></p><slot></slot>";
</script>"""
SELECTORS = [
    ".a", "article .a", "li:nth-child(2)", "li:not(.b)", "[data-role~=y]", "p > b, h1", "#host .a", "em",
    "li + li", "ul:has(.b)", "ARTICLE", ".lead", ".Lead", "*:is(h1, p):first-of-type", "slot", "html",
    "li:last-of-type",
]  # fmt: skip


def wanted(selectors: list[str]) -> dict[str, Element]:
    return {
        f"element-{number}": Element(selector=one, parts={"part": ".a", "child": "> *", "list": "b, .a"})
        for number, one in enumerate(selectors)
    }


@pytest.fixture(scope="module")
def captured(browser: Browser) -> Iterator[Capture]:
    """The page, visited with a site file that has all the selectors."""
    site = Site(elements={"article": wanted(SELECTORS)}, patience=120)
    with ArchiveVisitor(browser, site) as visitor:
        entry = PageEntry(name="ferry", kind="article", url="https://news.example/ferry")
        yield visitor.visit_stored(entry, PAGE.encode())


def test_a_stored_page_answers_as_the_browser_did(captured: Capture) -> None:
    assert captured.loaded is not None, captured.error
    sought = {name: Sought(selector=one.selector, parts=one.parts) for name, one in wanted(SELECTORS).items()}
    (found,) = find(captured, {}, sought)
    assert found == captured.loaded.elements
    assert sum(len(matches) for matches in found.values()) > len(SELECTORS)


@pytest.mark.parametrize("selector", ["a:hover", ":checked", "p:lang(en)", "li:is(a:visited)", ":empty"])
def test_what_only_a_browser_knows_is_not_guessed(selector: str) -> None:
    with pytest.raises(CannotError, match="only works in a browser"):
        find(capture_of("<!doctype html><p>Text"), {}, {"body": Sought(selector=selector)})


def test_a_colon_in_a_text_is_none_of_a_pseudo_class() -> None:
    page = capture_of("<!doctype html><a href='x:hover'>Text</a>")
    (found,) = find(page, {}, {"body": Sought(selector="[href='x:hover']")})
    assert len(found["body"]) == 1


@pytest.mark.parametrize(
    ("html", "selector", "says"),
    [
        ("<p class=a>Text", ".a", "no <!doctype html>"),
        (f"<!doctype html><p title='{'x' * 4000}'>Text", "[ title$=y]", "'title' was too long"),
    ],
)
def test_a_page_that_was_not_kept_as_browsers_saw_it(html: str, selector: str, says: str) -> None:
    with pytest.raises(CannotError, match=says):
        find(capture_of(html), {}, {"body": Sought(selector=selector)})


def test_where_the_old_selectors_find_something_else_the_new_ones_are_not_believed() -> None:
    before = {"body": Element(selector="p")}
    page = capture_of("<!doctype html><p>One<p>Two", elements=before)
    assert page.loaded
    then = {"body": Sought(selector="p")}
    assert find(page, then, {"lead": Sought(selector="p:first-of-type")})
    page.loaded.elements["body"].pop()
    with pytest.raises(CannotError, match="even that run's selector of 'body'"):
        find(page, then, {"lead": Sought(selector="p:first-of-type")})


def test_a_page_that_is_not_there_in_full() -> None:
    page = capture_of("<!doctype html><p>One")
    assert page.loaded
    page.loaded.truncated = "more than 60000 nodes"
    with pytest.raises(CannotError, match="too large to keep in full"):
        find(page, {}, {"lead": Sought(selector="p")})
