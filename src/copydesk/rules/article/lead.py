"""The lead: a sentence that says more than the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, named, where
from copydesk.text.compare import letters

ENDS = re.compile(r"[.!?…。！？؟।።:]\W{0,3}$")
"""How a sentence ends: its mark, and quotes or brackets that close with it."""
_CLOSES = re.compile(r"[”“»«\"’')\]]$|[.!?…]\d{1,2}$")
"""What a text that was cut off does not end with: a closing quote or bracket, the number of a note."""


@rule("lead/repeats-headline", kinds=("article",))
def repeats(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the headline, and the same words again below it.

    Why: the lead decides whether somebody reads on; here a template filled it with the headline.

    Catches: a lead with the headline's words, whatever the punctuation.

    Lets pass: a lead that repeats the headline's words and adds to them.
    """
    article = article_of(page)
    if article is None or not article.lead:
        yield Nothing("the page has no lead")
        return
    if letters(article.lead) and letters(article.lead) == letters(article.headline):
        yield rule.finding(
            "The lead is the headline again",
            expected="a sentence that says more than the headline",
            actual=article.lead,
            where=where(page, "lead"),
        )


@rule("lead/unfinished", kinds=("article",))
def unfinished(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a lead that stops in the middle of a sentence.

    Why: it was cut to a number of letters on its way to the page.

    Catches: a lead that does not end with a punctuation mark, on a site whose file names the lead.

    Lets pass: “.”, “?”, “!”, “…”; a closing quote or bracket; a link after the sentence ("Read more"); sites
    whose file does not name the lead, since many write theirs without a full stop.
    """
    article = article_of(page)
    if article is None or not article.lead or not named(page, "lead"):
        yield Nothing("the site file names no lead, or the page has none")
        return
    if not any(
        ENDS.search(text) or _CLOSES.search(text) for text in (article.lead, _unlinked(page, article.lead))
    ):
        yield rule.finding(
            "The lead does not end as a sentence",
            expected="a full stop, or another mark that ends a sentence",
            actual=article.lead,
            where=where(page, "lead"),
        )


def _unlinked(page: Page, lead: str) -> str:
    """The lead without the link at its end."""
    links = [page.dom.text(i) for match in page.matches("lead") for i in page.dom.find("a", match.node)]
    return lead.removesuffix(links[-1]).strip() if links else lead
