"""Where the head says that the page is in other languages."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.heads import canonicals, full, here_of, place
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.head.canonical import is_of_another_page
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import page_named


@rule("head/hreflang-differs", severity="warning")
def hreflang(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another story, when they come from a search in their own language.

    Why: the list of languages was made for another page, or for the front page.

    Catches: <link rel="alternate" hreflang="en"> on a page in English, with another story's address.

    Lets pass: other languages and regions; "x-default"; the page's own address with other parameters.
    """
    dom, here = page.dom, here_of(page)
    language = dom.snapshot.language.strip().lower()
    links = [
        index
        for index in dom.find("link")
        if "alternate" in (dom.attr(index, "rel") or "").lower().split() and dom.attr(index, "hreflang")
    ]
    if not links or not language:
        yield Nothing("the page names no other languages")
        return
    own = {page_named(one.url)[:2] for one in canonicals(page)} | {page_named(here)[:2]}
    for index in links:
        url = full(page, (dom.attr(index, "href") or "").strip())
        said = (dom.attr(index, "hreflang") or "").strip().lower()
        if said == language and page_named(url)[:2] not in own and is_of_another_page(url, here):
            yield rule.finding(
                f"The page in its own language ({language}) is said to be another one",
                expected=here,
                actual=url,
                where=place(page, index),
            )
