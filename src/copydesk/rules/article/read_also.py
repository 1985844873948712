"""The read-also inset: a link to another article."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.leads import is_same
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of
from copydesk.text.urls import urldefrag


def _links(page: Page) -> Iterator[tuple[int, list[int]]]:
    """Each inset, with its visible links that have a text."""
    dom = page.dom
    for match in page.matches("read-also"):
        yield match.node, [i for i in dom.find("a", match.node) if i in dom.hrefs and dom.text(i)]


@rule("read-also/no-link", kinds=("article",))
def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Read also" with no headline to follow, or with one that is not a link.

    Why: the inset interrupts the story for nothing.

    Catches: an inset whose link has no address or no text.

    Lets pass: a page without an inset; one with several links.
    """
    if not page.matches("read-also"):
        yield Nothing("the page has no read-also inset")
    for node, links in _links(page):
        if page.dom.visible(node) and page.dom.text(node) and not links:
            yield rule.finding(
                "The read-also inset has no link with a headline in it",
                expected="a link to another article",
                actual=page.dom.text(node),
                where=page.where(node),
            )


@rule("read-also/this-article", kinds=("article",))
def this_article(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Read also" with the headline of the story that they are reading.

    Why: readers who follow it end up where they started.

    Catches: a link to the page's own address or its canonical address, with or without a fragment; to another
    page of the same article.

    Lets pass: another story of the same day; the same headline at a different address.
    """
    article = article_of(page)
    if article is None or not page.matches("read-also"):
        yield Nothing("the page has no read-also inset")
        return
    own = {_story(url) for url in (page.capture.final_url, page.capture.url, article.canonical) if url}
    for _, links in _links(page):
        for index in links:
            url = page.dom.hrefs[index]
            if any(is_same(page, _story(url), one) for one in own):
                yield rule.finding(
                    "The read-also inset leads to the article that it is in",
                    expected="another article",
                    actual=url,
                    where=page.where(index),
                )


def _story(url: str) -> str:
    return urldefrag(url).partition("?page=")[0]
