"""The dateline: the site's own form, the right day, once, at the start of the text."""

from __future__ import annotations

import msgspec
import pytest

from copydesk.site.model import Element
from tests.rules.cases import (
    ARTICLE,
    DATELINE,
    ELEMENTS,
    MORE,
    TEXT,
    Case,
    article,
    findings,
    judge,
    named,
    page,
)

YESTERDAY = f"<p>{DATELINE.replace('31', '30')} {TEXT}</p><p>{MORE}</p>"
TIME = '<time class="published" datetime="{}">{}</time>'

JSON_LD = '<script type="application/ld+json">{{"@type": "NewsArticle", "dateline": "{}"}}</script>'
MARKED = msgspec.structs.replace(
    ARTICLE, elements={"article": {**ELEMENTS, "dateline": Element(selector=".body b")}}
)
"""A site file that says where the dateline is."""


def marked(body: str = f"<p><b>{DATELINE}</b> {TEXT}</p><p>{MORE}</p>") -> str:
    """An article whose dateline is an element of its own."""
    return article(body=body)


CASES = [
    Case(
        "dateline/absent",
        article(body=f"<p>{TEXT}</p><p>{MORE}</p>"),
        article(body=f"<p>(Adds what the port says)</p><p>(Updated) {DATELINE} {TEXT}</p><p>{MORE}</p>"),
        ARTICLE,
    ),
    Case(
        "dateline/absent",
        article(body=f"<p>{TEXT}</p><p>{MORE}</p>"),
        article(
            head='<link rel="prev" href="/a">',
            body=f"<p>{TEXT}</p><p>{MORE}</p>",
        ),
        ARTICLE,
    ),
    Case(
        "dateline/absent",
        article(body=f"<p>{TEXT}</p><p>{MORE}</p>"),
        article(body=f"<p>KESTREL BAY/OSLO, March 31. /LANTERN/. {TEXT}</p><p>{MORE}</p>"),
        ARTICLE,
    ),
    Case(
        "dateline/wrong-agency",
        article(body=f"<p>{DATELINE.replace('LANTERN', 'LATERN')} {TEXT}</p><p>{MORE}</p>"),
        article(body=f"<p>{DATELINE.replace('LANTERN', 'LANTERN Sport')} {TEXT}</p><p>{MORE}</p>"),
        ARTICLE,
    ),
    Case("dateline/absent", article(body=f"<p>{TEXT}</p><p>{MORE}</p>"), article(), ARTICLE),
    Case(
        "dateline/wrong-form",
        article(body=f"<p>KESTREL BAY (LANTERN) - {TEXT}</p><p>{MORE}</p>"),
        article(),
        ARTICLE,
    ),
    Case("dateline/not-at-start", article(body=f"<p>{MORE}</p><p>{DATELINE} {TEXT}</p>"), article(), ARTICLE),
    Case(
        "dateline/wrong-form",
        marked(f"<p><b>KESTREL BAY, /LANTERN/.</b> {TEXT}</p><p>{MORE}</p>"),
        marked(f"<p><b>(Updated) PORT-ALMERY and KESTREL BAY, March 31. /LANTERN/.</b> {TEXT}</p>"),
        MARKED,
    ),
    Case(
        "dateline/not-at-start",
        marked(f"<p>{MORE} {TEXT}</p><p><b>{DATELINE}</b> {TEXT}</p>"),
        marked(f"<p>Updated at noon</p><aside>{MORE} {TEXT}</aside><b>{DATELINE}</b><p>{TEXT}</p>"),
        MARKED,
    ),
    Case("dateline/not-at-start", marked(f"<p>{TEXT} {MORE} <b>{DATELINE}</b></p>"), marked(), MARKED),
    Case("dateline/absent", marked(f"<p>{TEXT}</p><p>{MORE}</p>"), marked(), MARKED),
    Case(
        "dateline/json-ld-differs",
        article(head=JSON_LD.format("HOLLIN, March 30")),
        article(head=JSON_LD.format("Kestrel Bay")),
        ARTICLE,
    ),
    Case(
        "dateline/wrong-language",
        article(body=f"<p>KESTREL BAY, 31. März. /LANTERN/. {TEXT}</p><p>{MORE}</p>"),
        article(body=f"<p>KESTREL BAY, 31 March. /LANTERN/. {TEXT}</p><p>{MORE}</p>"),
        ARTICLE,
    ),
    Case(
        "dateline/wrong-date",
        article(body=f"<p>{DATELINE.replace('31', '29')} {TEXT}</p>"),
        article(),
        ARTICLE,
    ),
    Case(
        "dateline/wrong-date",
        article(body=YESTERDAY),
        article(body=YESTERDAY, published=TIME.format("2026-03-31T00:14:00+03:00", "March 31, 00:14 UTC+3")),
        ARTICLE,
    ),
    Case(
        "dateline/wrong-agency",
        article(body=f"<p>{DATELINE.replace('LANT', 'LAT')} {TEXT}</p>"),
        article(),
        ARTICLE,
    ),
    Case("dateline/repeated", article(body=f"<p>{DATELINE} {DATELINE} {TEXT}</p>"), article(), ARTICLE),
    Case(
        "dateline/repeated",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{DATELINE} {MORE}</p>"),
        article(body=f"<p>{DATELINE} {TEXT}</p><p>HOLLIN, March 31. /LANTERN/. {MORE}</p>"),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_a_later_page_of_an_article_has_no_dateline() -> None:
    here = page(article(body=f"<p>{TEXT}</p><p>{MORE}</p>"), ARTICLE, url="https://news.example/a?page=2")
    assert not findings("dateline/absent", here)
