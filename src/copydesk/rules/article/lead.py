"""The lead: a sentence that says more than the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.reading.source import source_of
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, named, where
from copydesk.text.compare import letters, plain

ENDS = re.compile(r"[.!?…。！？؟।።:]\W{0,3}$")
"""How a sentence ends: its mark, and quotes or brackets that close with it."""
DESCRIPTIONS = ("description", "og:description", "twitter:description")
_OPEN = """
    a an the and or but of at from der die das den dem des eine einen einem einer und oder aber von im am für
    le la les un une des et ou du de à au aux dans pour par que qui el los las y del al con para
    il lo gli e di per che nel della и в на с к о от для что или но
"""
_GOES_ON = re.compile(rf"[,;(“„«–—-]\s*$|\s(?:{'|'.join(_OPEN.split())})$", re.IGNORECASE)
"""The end of a text that must go on: a comma, an article, a preposition."""
_SENTENCES = re.compile(r"[^\W\d_A-Z]{3}[.!?][”“»\"’']?\s+[^\W\d_a-z]\w*\s+\w")
"""A sentence that has its end, and another after it."""
_FOLLOWS = re.compile(r",?\s+\w|\w")
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

    Catches: a lead without a punctuation mark at its end, on a site whose file names the lead, if it ends
    with a comma or a word that more must follow ("and", "the"), if a sentence before has its full stop, or
    if a description of the page goes on where the lead stops.

    Lets pass: “.”, “?”, “!”, “…”; a closing quote or bracket; a link after the sentence ("Read more"); a lead
    without a full stop, as many sites write theirs; sites whose file does not name the lead.
    """
    article = article_of(page)
    if article is None or not article.lead or not named(page, "lead"):
        yield Nothing("the site file names no lead, or the page has none")
        return
    if _is_cut(page, article.lead) and not any(
        ENDS.search(text) or _CLOSES.search(text) for text in (article.lead, _unlinked(page, article.lead))
    ):
        yield rule.finding(
            "The lead does not end as a sentence",
            expected="a full stop, or another mark that ends a sentence",
            actual=article.lead,
            where=where(page, "lead"),
        )


def _is_cut(page: Page, lead: str) -> bool:
    """Whether a lead without a mark at its end was cut, and is not just written so."""
    if _GOES_ON.search(lead) or _SENTENCES.search(lead):
        return True
    source, start = source_of(page), plain(lead)
    told = [text for name in DESCRIPTIONS for text in source.meta.get(name, [])]
    told.append(jsonld.text(source.article, "description"))
    texts = [plain(jsonld.plain(text)) for text in told]
    return any(_FOLLOWS.match(text[len(start) :]) for text in texts if text.startswith(start))


def _unlinked(page: Page, lead: str) -> str:
    """The lead without the link at its end."""
    links = [page.dom.text(i) for match in page.matches("lead") for i in page.dom.find("a", match.node)]
    return lead.removesuffix(links[-1]).strip() if links else lead
