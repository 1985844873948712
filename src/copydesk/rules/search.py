"""The way to search."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from copydesk.dom import Dom
from copydesk.findings import Finding, Nothing
from copydesk.page import Page
from copydesk.parts import nothing, same_page, shown
from copydesk.rules.registry import Rule, rule

TEXT_INPUTS = (None, "", "search", "text")


def around(dom: Dom, node: int) -> list[int]:
    """The element, what is below it, and the link that it stands in."""
    links = [above for above in dom.ancestors(node) if dom.tag(above) in ("a", "button", "form")]
    return [*dom.subtree(node), *links[:1]]


@rule("search/leads-nowhere")
def leads_nowhere(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The way to search does not lead to a search.

    Reader sees: "Go to Search" that does nothing, loads the same page again or leads to the front page.

    Why: readers who search know what they want, and leave when they cannot.

    Catches: `<a class="search">Search</a>` with no address; `<a href="/">Search</a>`.

    Lets pass: a link to `/search` or to another host; a button or `#search` that opens a field by script; a
    form; on the search page itself a link to it.
    """
    dom = page.dom
    matches = shown(dom, "search")
    if not matches:
        yield nothing(page, "search")
    for match in matches:
        nodes = around(dom, match.node)
        if any(dom.tag(i) in ("form", "button", "input") or dom.attr(i, "role") == "button" for i in nodes):
            continue
        urls = [dom.hrefs[i] for i in nodes if i in dom.hrefs and dom.attr(i, "href")]
        if not any(leads_on(url, page) for url in urls):
            yield rule.finding(
                "The way to search does not lead to a search",
                expected="the address of a search page, or a field to search in",
                actual=", ".join(urls) or "no link and no field",
                where=page.where(match.node),
            )


def leads_on(url: str, page: Page) -> bool:
    """Whether an address can be that of a search: neither the front page nor the page that it is on."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.fragment or "search" in url.lower():
        return True
    front = parts.path in ("", "/") and not parts.query
    return not same_page(url, page) and not (
        front and parts.netloc == urlsplit(page.capture.final_url).netloc
    )


@rule("search/no-field")
def no_field(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The search form has no field to write in.

    Reader sees: a button called "Search" and no place for the words.

    Why: the form was built by a script that did not come to its end.

    Catches: `<form action="/search"><button>Search</button></form>`.

    Lets pass: a link or a button that leads to a search page; a form whose field is there.
    """
    dom = page.dom
    forms = [match for match in shown(dom, "search") if dom.tag(match.node) == "form"]
    if not forms:
        yield Nothing("no search form") if shown(dom, "search") else nothing(page, "search")
    for match in forms:
        fields = [i for i in dom.subtree(match.node) if dom.tag(i) in ("input", "textarea")]
        if not any(dom.attr(i, "type") in TEXT_INPUTS for i in fields):
            yield rule.finding(
                "The search form has no field to write in",
                expected="a text field",
                actual="none",
                where=page.where(match.node),
            )
