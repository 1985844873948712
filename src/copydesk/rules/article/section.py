"""The section label: one of the navigation's sections, with a link to it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from copydesk.page.leads import is_own, is_same, leads_to
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import NO_ARTICLE, article_of, named
from copydesk.text.compare import letters
from copydesk.text.urls import PageAddress, urljoin

ALIKE = 0.75
"""So much of a label is in a section's name, at least, if it is that name misspelt."""


def _labels(page: Page) -> Iterator[tuple[int, str, str]]:
    """The visible section labels, each with its node and its link's address."""
    dom = page.dom
    for match in page.matches("section"):
        links = [i for i in (*dom.subtree(match.node), *dom.ancestors(match.node)) if i in dom.hrefs]
        text = " ".join(dom.text(match.node).split())
        if text:
            yield match.node, text, dom.hrefs[links[0]] if links else ""


@rule("section/unknown", kinds=("article",))
def unknown(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story in a section that the site does not have.

    Why: readers follow the label to similar stories; a section that was renamed or never existed leads
    nowhere.

    Catches: the label "Politcs" where the navigation has "Politics"; another word than the section's own that
    leads to it, or leads nowhere.

    Lets pass: different capitals or spaces; a topic with a page of its own; a site whose file names no
    section label or no navigation.
    """
    article = article_of(page)
    if (
        article is None
        or not named(page, "section")
        or not named(page, "navigation")
        or not article.navigation
    ):
        yield NO_ARTICLE if article is None else Nothing("no section label to compare with a navigation")
        return
    known = {letters(item.text) for item in article.navigation}
    base = page.dom.snapshot.base
    ways = {PageAddress(urljoin(base, item.url)) for item in article.navigation if item.url}
    for node, text, url in _labels(page):
        topic = url and PageAddress(url) not in ways and not get_close_matches(letters(text), known, 1, ALIKE)
        if letters(text) not in known and not topic:
            yield rule.finding(
                f"The section label says “{text}”, which is no section of the navigation",
                expected=", ".join(item.text for item in article.navigation),
                actual=text,
                where=page.where(node),
            )


@rule("section/wrong-link", kinds=("article",))
def wrong_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a section label that leads to another section, or nowhere.

    Why: readers who follow it want more of this section.

    Catches: "Politics" on the story with the link of "Sport", or without a link.

    Lets pass: a fragment, a final slash; a label that the navigation does not have (section/unknown); an
    address that has the section's name in it and that the navigation has for no other section; a navigation
    that is wrong itself (navigation/wrong-link).
    """
    article = article_of(page)
    if (
        article is None
        or not named(page, "section")
        or not named(page, "navigation")
        or not article.navigation
    ):
        yield NO_ARTICLE if article is None else Nothing("no section label to compare with a navigation")
        return
    base = page.dom.snapshot.base
    ways = {letters(item.text): urljoin(base, item.url) for item in article.navigation if item.url}
    for node, text, url in _labels(page):
        wanted = ways.get(letters(text))
        if not wanted or (url and is_same(page, url, wanted)):
            continue
        others = [way for name, way in ways.items() if way != wanted and name != letters(text)]
        mine = bool(url) and letters(text) in letters(leads_to(page, url).named.path)
        theirs = letters(text) in letters(leads_to(page, wanted).named.path)
        taken = any(is_same(page, url, way) for way in others) or is_own(page, url)
        # An address that says which section it is of is right, whatever the navigation has.
        if not mine or (theirs and taken):
            yield rule.finding(
                f"The section label “{text}” leads {'elsewhere' if url else 'nowhere'}",
                expected=wanted,
                actual=url or "no link",
                where=page.where(node),
            )
