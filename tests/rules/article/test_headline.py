"""The headline: one, and the same wherever the page gives it."""

from __future__ import annotations

import pytest
from msgspec import structs

from tests.rules.cases import ARTICLE, HEADLINE, Case, article, judge, named

LINKED = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}"}}</script>'

LONG = "Harbour reopens after nine days of storm, and ships sail"

PATTERN = structs.replace(ARTICLE, title_suffix=" | * - News", title_suffixes=[" | * - News"])
FREE = structs.replace(ARTICLE, titles="free")
SILENT = structs.replace(ARTICLE, title_suffix="")
CASES = [
    Case(
        "headline/title-differs",
        article(title="Harbour reopens after nine days at… - News", headline=LONG),
        article(title="Harbour reopens after nine days of storm… - News", headline=LONG),
        ARTICLE,
    ),
    Case(
        "headline/second-h1", article(lead="a <h1>World</h1>"), article(lead="<h1 hidden>World</h1>"), ARTICLE
    ),
    Case("headline/title-differs", article(title="Home - News"), article(), ARTICLE),
    Case(
        "headline/title-differs",
        article(headline="“Quiet” harbour", title="Quiet harbour - News"),
        article(headline="“Quiet” harbour", title='"Quiet"  harbour - News'),
        ARTICLE,
    ),
    Case(
        "headline/title-differs",
        article(title="Football results tables fixtures"),
        article(title="Nine days later: what happened in the harbour"),
    ),
    Case(
        "headline/og-title-differs",
        article(head='<meta property="og:title" content="Another story">'),
        article(head=f'<meta property="og:title" content="{HEADLINE}">'),
        ARTICLE,
    ),
    Case(
        "headline/json-ld-differs",
        article(head=LINKED.format("Another story")),
        article(head=LINKED.format("Harbour reopens & ships sail")),
        ARTICLE,
    ),
    *(
        Case(
            "headline/title-differs",
            article(title=broken, headline=headline),
            article(title=healthy, headline=headline),
            site,
        )
        for broken, healthy, headline, site in (
            ("Ships sail - News", f"Opinion | {HEADLINE} - News", HEADLINE, ARTICLE),
            ("Ships sail - News", f"{HEADLINE} | Sea defences - News", HEADLINE, ARTICLE),
            (
                f"Old: the {HEADLINE} of the winter - News",
                f"Live: {HEADLINE}",
                f"<span>Live</span> {HEADLINE}",
                ARTICLE,
            ),
            ("Ships sail - News", f"{HEADLINE} - News", f"{HEADLINE} <small>Analysis</small>", ARTICLE),
            ("Harbour shut - News", f"{HEADLINE} | Sea walls - News", HEADLINE, PATTERN),
            ("Football results tables fixtures", "Why harbour and ships are back", HEADLINE, FREE),
            ("Football results tables fixtures", "Why harbour and ships are back | News", HEADLINE, SILENT),
        )
    ),
    Case(
        "headline/og-title-differs",
        article(head='<meta property="og:title" content="Ferries sail – a photo essay">'),
        article(head=f'<meta property="og:title" content="{HEADLINE} – a photo essay">'),
        ARTICLE,
    ),
    Case("headline/site-name", article(headline="NEWS"), article(headline="News that nobody read"), ARTICLE),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
