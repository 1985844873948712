"""The section navigation: every section is linked, none appears twice, the page's own is marked."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Match
from copydesk.page.dom import Dom
from copydesk.page.leads import is_own, is_same, leads_to
from copydesk.page.page import Page
from copydesk.page.parts import Entry, below, entries, every_state, repeated, shown
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress, urlsplit


def current(dom: Dom, match: Match) -> list[Entry] | None:
    """The sections that are marked as the page's own; None where the page does not show how it marks one."""
    named = match.parts.get("current")
    marked = named if named is not None else [i for i in dom.subtree(match.node) if is_current(dom, i)]
    if named is None and not marked:
        return None
    around = set(marked)
    return [
        entry
        for entry in entries(dom, match)
        if below(dom, entry.node, marked) or not around.isdisjoint(dom.ancestors(entry.node))
    ]


def is_current(dom: Dom, node: int) -> bool:
    """Whether ARIA marks an element as the current one."""
    return dom.attr(node, "aria-current") not in (None, "", "false")


@rule("navigation/no-link")
def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A section of the navigation leads nowhere.

    Reader sees: a section's name that they cannot press.

    Why: readers use the navigation to reach everything that is not on this page.

    Catches: `<nav><a href="/world">World</a><a>Sport</a></nav>`.

    Lets pass: the page's own section, where it does not link to itself; a button that opens a menu.
    """
    matches = shown(page.dom, "navigation")
    if not matches:
        yield nothing(page, "navigation")
    for match in matches:
        own = {entry.node for entry in current(page.dom, match) or ()}
        for entry in entries(page.dom, match):
            tags = {page.dom.tag(i) for i in page.dom.subtree(entry.node)}
            if not entry.url and entry.node not in own and "button" not in tags:
                yield rule.finding(
                    f"The section “{entry.text}” of the navigation is not a link",
                    expected="a link to the section",
                    actual="no link",
                    where=page.where(entry.node),
                )


@rule("navigation/repeated")
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The navigation has a section twice.

    Reader sees: the same section in two places, or two sections that lead to the same page.

    Why: one of the two should have been another section, which readers now cannot reach.

    Catches: "Business" and "Security" that both lead to `/business`, or to `/?cat=5`, or to an address that
    is sent on to the other's.

    Lets pass: a second navigation on the page (for phones, in the footer); a name and "Home" that both lead
    to the front page; `/?cat=5` and `/?cat=6`.
    """
    matches = shown(page.dom, "navigation")
    if not matches:
        yield nothing(page, "navigation")
    for match in matches:
        items = entries(page.dom, match)
        names = [entry.text.casefold() for entry in items]
        urls = [section_address(page, entry.url) for entry in items]
        again = repeated(names)
        firsts: dict[str, int] = {url: index for index, url in reversed([*enumerate(urls)])}
        for text, index in again.items():
            yield rule.finding(
                f"The navigation has the section “{items[index].text}” twice",
                expected="each section once",
                actual=text,
                where=page.where(items[index].node),
            )
        for url, index in repeated(urls).items():
            if names[index] not in again:
                first, second = items[firsts[url]], items[index]
                yield rule.finding(
                    f"The sections “{first.text}” and “{second.text}” lead to the same page",
                    expected="each section once",
                    actual=url,
                    where=page.where(second.node),
                )


def section_address(page: Page, url: str) -> PageAddress:
    """The page of a section that a link leads to; empty for the front page, a place on it or a script."""
    parts = urlsplit(url)
    end = leads_to(page, url)
    nowhere = parts.scheme not in ("http", "https") or parts.fragment or end.is_front
    return PageAddress("") if nowhere else end


@rule("navigation/changed")
def changed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The navigation is different after a step on the page.

    Reader sees: sections that appear, disappear or change places while they use the page.

    Why: readers rely on the navigation to stay where it is.

    Catches: eight sections when the page loads, seven after a tab was pressed.

    Lets pass: a navigation that collapses into a menu as a whole; a different section marked as the current
    one.
    """
    before = [[entry.text for entry in entries(page.dom, match)] for match in shown(page.dom, "navigation")]
    if not before:
        yield nothing(page, "navigation")
    elif len(page.states) < 2:
        yield Nothing("the visit did nothing that could have changed the navigation")
    for state, dom, match in every_state(page, "navigation") if before else ():
        now = [entry.text for entry in entries(dom, match)]
        if now and now not in before and len(shown(dom, "navigation")) == len(before):
            yield rule.finding(
                f"The navigation is no longer the same ({state.action or state.name})",
                expected=", ".join(before[0]),
                actual=", ".join(now),
                where=page.where(match.node, state.name, dom),
            )
            return


@rule("navigation/wrong-current")
def wrong_current(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The navigation does not mark the section that the page is in.

    Reader sees: no marked section, two, or the wrong one.

    Why: the mark tells readers where they are, and screen readers announce it.

    Catches: an article labelled "World" under a navigation that marks "Politics", or nothing.

    Lets pass: a page that is in none of the sections, with nothing marked; an article in two sections, with
    either of them marked; a navigation that never marks a section.
    """
    matches = shown(page.dom, "navigation")
    if not matches:
        yield nothing(page, "navigation")
    for match in matches:
        marked = current(page.dom, match)
        items = entries(page.dom, match)
        own = own_sections(page, items)
        if marked is None:
            yield Nothing("the navigation marks no section as the current one")
        elif len(marked) > 1:
            yield rule.finding(
                "The navigation marks more than one section as the current one",
                expected="one",
                actual=", ".join(entry.text for entry in marked),
                where=page.where(marked[1].node),
            )
        elif own and not any(entry.node in {one.node for one in marked} for entry in own):
            yield rule.finding(
                f"The page is in the section “{own[0].text}”, which the navigation does not mark",
                expected=f"{own[0].text} marked as the current section",
                actual=f"{marked[0].text} marked" if marked else "no section marked",
                where=page.where((marked or own)[0].node),
            )


def own_sections(page: Page, items: list[Entry]) -> list[Entry]:
    """The navigation's sections that the page is in: those that its section labels name, or the page
    itself.
    """
    names: set[str] = set()
    urls: list[str] = []
    for match in shown(page.dom, "section"):
        links = [i for i in page.dom.subtree(match.node) if i in page.dom.hrefs]
        names.add(" ".join(page.dom.text(match.node).split()).casefold())
        urls += [page.dom.hrefs[i] for i in links]
    return [
        entry
        for entry in items
        if entry.text.casefold() in names
        or (
            section_address(page, entry.url)
            and (is_own(page, entry.url) or any(is_same(page, entry.url, url) for url in urls))
        )
    ]
