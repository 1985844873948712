"""The search control, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote_plus

from copydesk.page.dom import Dom
from copydesk.page.leads import is_own
from copydesk.page.page import Page
from copydesk.page.parts import shown
from copydesk.reading.listing import reading
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress, urlsplit

TEXT_INPUTS = (None, "", "search", "text")
FEWEST = 3
"""So many stories without the word are no chance."""
ALIKE = 5
"""So many stories that are the newest ones, one after the other, are no chance."""


def around(dom: Dom, node: int) -> list[int]:
    """The element, its descendants, and the link that it is in."""
    links = [above for above in dom.ancestors(node) if dom.tag(above) in ("a", "button", "form")]
    return [*dom.subtree(node), *links[:1]]


@rule("search/leads-nowhere")
def leads_nowhere(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The search control does not lead to a search.

    Reader sees: a "Search" control that does nothing, reloads the page or leads to the front page.

    Why: readers who search know what they want, and leave when they cannot find it.

    Catches: `<a class="search">Search</a>` with no address; `<a href="/">Search</a>`.

    Lets pass: a link to `/search` or to another host; a button or `#search` that opens a field by script; a
    form; on the search page, a link to itself.
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
    """Whether an address can be that of a search: neither the front page nor the current page."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.fragment or "search" in url.lower():
        return True
    front = parts.path in ("", "/") and not parts.query
    return not is_own(page, url) and not (front and parts.netloc == urlsplit(page.capture.final_url).netloc)


@rule("search/no-field")
def no_field(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The search form has no text field.

    Reader sees: a button called "Search" and no field for the words.

    Why: a script that builds the form did not finish.

    Catches: `<form action="/search"><button>Search</button></form>`.

    Lets pass: a link or a button that leads to a search page; a form with its field.
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


def found(page: Page) -> tuple[Dom, str] | None:
    """The page with the results, and the query; None when the visit did not search."""
    query = page.capture.query
    return next(((dom, query) for state, dom in page.states if state.name == "search" and query), None)


def unsearched(page: Page) -> Nothing:
    """The remark that this page was not searched."""
    return Nothing("the visit did not search here") if shown(page.dom, "search") else nothing(page, "search")


@rule("search/forgets-query")
def forgets_query(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The query is gone from the field or from the address.

    Reader sees: an empty field above the results, or all news after a reload.

    Why: readers change a word of their query, and send their results to others.

    Catches: "strait" was typed and sent, and the field on the next page is empty; an address without
    "strait".

    Lets pass: a second, empty search field on the page; "+" or "%20" for a space in the address.
    """
    searched = found(page)
    if searched is None:
        yield unsearched(page)
        return
    dom, query = searched
    values = [field.value for field in dom.snapshot.fields if dom.visible(field.node)]
    if query.casefold() not in (value.strip().casefold() for value in values):
        yield rule.finding(
            "The field no longer shows what was searched for",
            expected=query,
            actual=", ".join(value for value in values if value) or "an empty field",
            where=page.where(0, "search", dom),
        )
    if query.casefold() not in unquote_plus(dom.snapshot.url).casefold():
        yield rule.finding(
            "The address of what was found does not carry the query",
            expected=query,
            actual=dom.snapshot.url,
            where=page.where(0, "search", dom),
        )


@rule("search/finds-nothing")
def finds_nothing(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The search finds nothing for the site file's query.

    Reader sees: "Nothing was found" for a word that is in the news every day.

    Why: the index was not built, or the query does not reach it.

    Catches: the site file's query was sent, and there is no story in the list.

    Lets pass: a query with few results; a page whose list of results the site file does not name.
    """
    searched = found(page)
    one = reading(page, "search")
    if searched is None or one is None:
        yield unsearched(page)
    elif not one.stories and page.element("feed") is not None:
        yield rule.finding(
            f"The search finds nothing for “{searched[1]}”",
            expected="stories",
            actual="none",
            where=page.where(0, "search", one.dom),
        )


@rule("search/other-results")
def other_results(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The search results have nothing to do with the query.

    Reader sees: the newest stories, whatever they search for.

    Why: a search that ignores the query looks like one that works.

    Catches: a search for "strait" finds stories of which none shows the word; or the results are the full
    list in its order, and not all of them show the word.

    Lets pass: stories that have the word only in their text, as long as one shows it; a list of one or two.
    """
    searched = found(page)
    one = reading(page, "search")
    if searched is None or one is None:
        yield unsearched(page)
        return
    words = searched[1].casefold().split()
    texts = [one.dom.text(story.node).casefold() for story in one.stories]
    shows = [any(word in text for word in words) for text in texts]
    first = reading(page, "loaded")
    newest = [PageAddress(story.url) for story in first.stories[:ALIKE]] if first else []
    same = len(newest) == ALIKE and [PageAddress(story.url) for story in one.stories[:ALIKE]] == newest
    if len(texts) >= FEWEST and (not any(shows) or (same and not all(shows[:ALIKE]))):
        odd = one.stories[shows.index(False)]
        yield rule.finding(
            f"The stories found have nothing to do with “{searched[1]}”"
            + (": they are the newest ones" if same else ""),
            expected="stories on what was searched for",
            actual=odd.headline,
            where=page.where(odd.node, "search", one.dom),
        )
