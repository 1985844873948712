"""The page count: the right number of pages, in good grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, where
from copydesk.text.plurals import disagreement

_NUMBER = re.compile(r"\d{1,4}")


@rule("page-count/wrong-number", kinds=("article",))
def wrong_number(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "3 pages in this article", and links to two.

    Why: readers cannot reach the rest of the story, or there is none.

    Catches: a count that is not the highest number among the page links; "3 pages" and no link at all; "0
    pages".

    Lets pass: "1 page" without links; a page that links only to "Next", which gives no number.
    """
    article = article_of(page)
    if article is None or article.page_count is None:
        yield Nothing("the page does not give a number of pages")
        return
    dom = page.dom
    texts = [dom.text(i) for match in page.matches("page-count") for i in match.parts.get("link", [])]
    numbers = [int(text) for text in texts if _NUMBER.fullmatch(text)]
    if texts and not numbers:
        return
    there = max(numbers, default=1)
    if article.page_count.pages != there:
        yield rule.finding(
            f"The page count says “{article.page_count.text}”, but there "
            + (f"are links to {there} pages" if numbers else "is no link to another page"),
            expected=str(there),
            actual=article.page_count.text,
            where=where(page, "page-count"),
        )


@rule("page-count/grammar", kinds=("article",))
def grammar(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "1 pages in this article".

    Why: it is on every article and looks careless on each.

    Catches: "1 pages", "2 page", in the languages that plurals/wrong-form knows.

    Lets pass: "1 page", "2 pages", "5 pages", "Page 2 of 5".
    """
    article = article_of(page)
    if article is None or article.page_count is None:
        yield Nothing("the page does not give a number of pages")
        return
    found = disagreement(article.page_count.text, page.site.language or article.language)
    if found:
        yield rule.finding(
            f"The page count says “{found[0]}”",
            expected=found[1],
            actual=article.page_count.text,
            where=where(page, "page-count"),
        )


@rule("page-count/next-differs", kinds=("article",))
def next_page(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "1 page in this article", and half of the story.

    Why: search engines follow a link to a second page that readers do not know about.

    Catches: rel="next" in the head of a page that counts one page.

    Lets pass: no rel="next"; a count of more than one.
    """
    article = article_of(page)
    count = article.page_count.pages if article and article.page_count else None
    following = [i for i in page.dom.find("link") if "next" in (page.dom.attr(i, "rel") or "").split()]
    if article is None or count is None or not following:
        yield Nothing("no page count, or no next page in the head")
        return
    if count <= 1:
        yield rule.finding(
            "The page counts one page of the article, and its head leads to a next one",
            expected="no next page, or a higher count",
            actual=page.dom.attr(following[0], "href") or "",
            where=where(page, "page-count"),
        )
