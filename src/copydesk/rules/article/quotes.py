"""Quotes in the text: every mark that opens also closes."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, named, where
from copydesk.text.quotes import unbalanced

MARKS = frozenset('"“”„«»')


@rule("quotes/unbalanced", kinds=("article",))
def unbalanced_quotes(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a quotation that opens and never closes, so nobody knows where it ends.

    Why: in news it matters who said what; a lost mark puts the reporter's words in somebody's mouth.

    Catches: “We are open, she said. (a mark without its partner); ”so“ the wrong way round, on a site whose
    file names the body.

    Lets pass: a quotation of several paragraphs, which opens each and closes the last; „German“, «French»,
    »Danish« and ”Swedish” quotes; inches (5'10"); apostrophes; a site whose file does not name the body.
    """
    article = article_of(page)
    if article is None or not named(page, "body"):
        yield Nothing("the site file names no body")
        return
    texts = [block.text for block in article.body if block.kind in ("paragraph", "quote")]
    if not any(MARKS.intersection(text) for text in texts):
        yield Nothing("no quotes in the text")
        return
    index = unbalanced(texts, page.site.language or article.language)
    if index is not None:
        yield rule.finding(
            "A quotation in the text opens and does not close, or closes and was not opened",
            expected="quotation marks in pairs",
            actual=texts[index],
            where=where(page, "body"),
        )
