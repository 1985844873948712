"""Nouns that do not agree with their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.lines import places
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.plurals import FORMS, disagreement


@rule("plurals/wrong-form")
def wrong_form(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "1 comments", "2 page", "0 comment".

    Why: a small mistake, repeated on every page, makes a newsroom look careless.

    Catches: a label that begins with a number and a noun of the page's language in the wrong form, in
    English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish and Russian ("2 страниц").

    Lets pass: compounds ("a 5 minute read", "2 page layout"), prose, decimals, "0 commentaire" in French; the
    page count, which has its own rule.
    """
    language = page.site.language or page.dom.snapshot.language
    if language.partition("-")[0].lower() not in FORMS:
        yield Nothing(f"no plurals are known for the page's language ({language or 'not given'})")
        return
    for place in places(page):
        if found := disagreement(place.line.text, language):
            counts = {match.node for match in place.dom.matches("page-count")}
            if counts and counts.intersection((place.line.block, *place.dom.ancestors(place.line.texts[0]))):
                continue
            yield rule.finding(
                f"A label says “{found[0]}”",
                expected=found[1],
                actual=place.line.text,
                where=place.where(page),
            )
