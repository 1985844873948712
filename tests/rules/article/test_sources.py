"""What meta elements and JSON-LD say of the article, held against what a reader sees."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rules.cases import ARTICLE, DATELINE, MORE, TEXT, Case, article, judge, named

OTHER = "Voters in Drenik chose a council of women, a clerk announced at dawn."


def ld(**fields: Any) -> str:
    """A page's JSON-LD."""
    data = json.dumps({"@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{data}</script>'


def meta(name: str, value: str) -> str:
    """A `<meta>`."""
    return f'<meta property="{name}" content="{value}">'


def person(name: str) -> dict[str, str]:
    """An author."""
    return {"@type": "Person", "name": name}


LONG = " ".join(f"Vessel {n} lay at anchor and its crew played cards all that week." for n in range(8))
"""What makes a text long enough to say what it is about."""
DULL = " ".join(f"Ward {n} counted its votes twice and was the same again." for n in range(12))
BODY = f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p>{LONG}</p>"
PAGES = '<p class="page-count">2 pages <a href="?p=2">2</a></p>'
SECTIONS = '<i class="section">World</i> <i class="section">Sport</i>'

CASES = [
    Case(
        "section/sources-differ",
        article(head=meta("article:section", "Sport")),
        article(head=meta("article:section", "Harbours") + ld(articleSection=["Sport", "World"])),
        ARTICLE,
    ),
    Case(
        "section/sources-differ",
        article(head=ld(articleSection="Sport")),
        article(section=SECTIONS, head=ld(articleSection="Sport")),
        ARTICLE,
    ),
    Case(
        "lead/description-differs",
        article(head=meta("og:description", OTHER), body=BODY),
        article(
            body=BODY, head=meta("og:description", "Vessels can enter Kestrel Bay once more: what pilots say")
        ),
        ARTICLE,
    ),
    Case(
        "lead/description-differs",
        article(head=ld(description=OTHER), body=BODY),
        article(head=ld(description="Live updates"), body=BODY),
        ARTICLE,
    ),
    Case(
        "body/other-story",
        article(lead="Ferries sailed before noon, to cheers.", body=f"<p>{OTHER}</p><p>{DULL}</p>"),
        article(headline="Anchors aweigh", lead="Will they?", body=BODY),
        ARTICLE,
    ),
    Case(
        "lead/other-story",
        article(lead=OTHER, body=BODY),
        article(body=BODY, lead="Nobody at Kestrel Bay expected boats to leave so early in spring."),
        ARTICLE,
    ),
    Case(
        "body/json-ld-differs",
        article(head=ld(articleBody=f"{TEXT} {MORE} {OTHER}")),
        article(head=ld(articleBody=f"{TEXT.replace('’', chr(39))}\n\n{MORE}")),
        ARTICLE,
    ),
    Case(
        "body/json-ld-differs",
        article(head=ld(articleBody=OTHER)),
        article(head=ld(articleBody=TEXT) + '<div class="paywall"></div>'),
        ARTICLE,
    ),
    Case(
        "body/json-ld-differs",
        article(head=ld(articleBody=f"{TEXT} {OTHER}")),
        article(head=ld(articleBody=f"{TEXT} {OTHER}"), pages=PAGES),
        ARTICLE,
    ),
    Case(
        "byline/sources-differ",
        article(head=ld(author=person("Ida Falk")) + meta("author", "Ruben Aasen")),
        article(head=ld(author=[person("Ida Falk"), person("Ruben Aasen")]) + meta("author", "I. Falk")),
        ARTICLE,
    ),
    Case(
        "byline/sources-differ",
        article(head=ld(author=person("Ida Falk")), persons='<a rel="author" href="/a">By Ruben Aasen</a>'),
        article(head=ld(author={"@type": "Organization", "name": "News"}) + meta("author", "Ruben Aasen")),
        ARTICLE,
    ),
    Case(
        "byline/sources-differ",
        article(head=ld(author=person("Ida Falk")) + meta("author", "Ruben Aasen")),
        article(head=ld(author=person("Ida Falk")) + meta("author", "Kestrel Publishing GmbH & Co. KG")),
        ARTICLE,
    ),
    Case(
        "headline/og-title-differs",
        article(head='<meta name="twitter:title" content="Harbour stays shut">'),
        article(head='<meta name="twitter:title" content="Harbour reopens &amp; ships sail - News">'),
        ARTICLE,
    ),
    Case(
        "page-count/next-differs",
        article(head='<link rel="next" href="?page=2">'),
        article(head='<link rel="next" href="?page=2">', pages=PAGES),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
