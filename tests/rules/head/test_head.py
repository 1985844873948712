"""The document's head: what it says of the page, and that it does not contradict it."""

from __future__ import annotations

import json

import pytest

from copydesk.page.capture import Image, Request
from copydesk.site.model import PageEntry, Site
from tests.rules.cases import ARTICLE, PLAIN, Case, article, findings, judge, named, page

STORY = "https://news.example/politics/dialogue-starts"
THING = {"@type": "NewsArticle", "headline": "Harbour reopens & ships sail"}
LONG = "<p>" + "The harbour of Kestrel Bay opened again on Tuesday after nine days. " * 8 + "</p>"
PICTURE = '<meta property="og:image" content="https://news.example/harbour.jpg">'


def script(**said: object) -> str:
    """The article's JSON-LD as a script."""
    return f'<script type="application/ld+json">{json.dumps(THING | said)}</script>'


def raw(text: str) -> str:
    """A JSON-LD script with this in it."""
    return f'<script type="application/ld+json">{text}</script>'


def head(*lines: str) -> str:
    """A page with these lines in its head."""
    return f'<!doctype html><html lang="en"><head>{"".join(lines)}</head><body><h1>Ships sail</h1></body>'


def canonical(url: str) -> str:
    """A page whose canonical address is this."""
    return head(f'<link rel="canonical" href="{url}">')


CASES = [
    Case(
        "head/noindex",
        head('<meta name="robots" content="noindex, follow">'),
        head('<meta name="robots" content="index, max-image-preview:large">')
        + '<meta name="googlebot-news" content="noindex">',
    ),
    Case(
        "head/noindex",
        head('<meta name="Googlebot" content="NONE">'),
        canonical("https://other.example/a") + '<meta name="robots" content="noindex">',
    ),
    Case(
        "head/no-viewport",
        head('<meta name="viewport" content="">'),
        head('<meta name="viewport" content="width=device-width">'),
    ),
    Case(
        "head/no-viewport",
        head('<link rel="stylesheet" media="(max-width: 640px)" href="a.css">'),
        head(
            '<link rel="alternate" media="only screen and (max-width: 640px)" href="https://m.news.example">'
        ),
    ),
    Case("head/no-language", head().replace(' lang="en"', ""), head()),
    Case(
        "head/language-differs",
        article().replace('lang="en"', 'lang="ru"'),
        article().replace('lang="en"', 'lang="en-GB"'),
        ARTICLE,
    ),
    Case(
        "head/refresh",
        head('<meta http-equiv="refresh" content="30">'),
        head('<noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>'),
    ),
    Case(
        "head/refresh",
        head('<meta http-equiv="Refresh" content="900; URL=/other">'),
        head('<meta http-equiv="refresh" content="900">'),
    ),
    Case("head/no-canonical", head('<link rel="canonical" href="">'), canonical("PAGE")),
    Case("head/canonical-relative", canonical("/a"), canonical("//news.example/a")),
    Case(
        "head/canonical-relative",
        head('<meta property="og:url" content="news.example/a">'),
        head('<meta property="og:url" content="https://news.example/a">'),
    ),
    Case("head/no-og-image", head('<meta property="og:image" content="">'), head(PICTURE)),
    Case(
        "head/og-image-address",
        head('<meta property="og:image" content="/harbour.jpg">'),
        head('<meta property="og:image" content="//news.example/harbour.jpg">'),
    ),
    Case("head/og-image-address", head(PICTURE.replace("https:", "http:https:")), head(PICTURE)),
    Case(
        "head/og-image-size",
        head(PICTURE, '<meta property="og:image:width" content="120">'),
        head(PICTURE, '<meta property="og:image:width" content="1200">'),
    ),
    Case(
        "head/og-image-size",
        head(PICTURE, '<meta property="og:image:height" content="auto">'),
        head(PICTURE),
    ),
    Case(
        "head/twitter-card",
        head('<meta name="twitter:card" content="large">'),
        head('<meta name="twitter:card" content="summary_large_image">'),
    ),
    Case(
        "head/twitter-card",
        head('<meta name="twitter:card" value="large">'),
        head('<meta name="twitter:card" value="summary_large_image">'),
    ),
    Case(
        "head/json-ld-escaped",
        head(raw("{&quot;@type&quot;: &quot;NewsArticle&quot;}")),
        head(raw('{"headline": "The &quot;new&quot; pier"}')),
    ),
    Case(
        "head/json-ld-broken",
        head(raw('{"headline": "The "new" pier"}')),
        head(raw('<!-- {"@graph": [{"@type": "NewsArticle"}]} -->')),
    ),
    Case(
        "head/json-ld-broken",
        head(raw('{"@graph": [{"@type": "NewsArticle"}],}')),
        head(raw('//<![CDATA[\n{"@type": "NewsArticle"}\n//]]>')),
    ),
    Case("head/json-ld-broken", head(raw('{"name": "two\nlines"}')), head(raw('{"name": "two\\nlines"}'))),
    Case(
        "head/hreflang-differs",
        head('<link rel="alternate" hreflang="en" href="/copydesk-other">'),
        head('<link rel="alternate" hreflang="en" href="PAGE?from=search">'),
    ),
    Case(
        "head/hreflang-differs",
        head('<link rel="alternate" hreflang="en" href="/copydesk-other">'),
        head('<link rel="alternate" hreflang="de" href="/copydesk-other">'),
    ),
    Case("head/json-ld-broken", head(raw('[{"@type": "NewsArt')), head(raw('[{"@type": "NewsArticle"}]'))),
    Case(
        "head/not-free",
        article(head=script(isAccessibleForFree=False), body=LONG * 2),
        article(head=script(isAccessibleForFree=False)),
        ARTICLE,
    ),
    Case(
        "head/not-free",
        article(head=script(isAccessibleForFree="False"), body=LONG * 2),
        article(head=script(isAccessibleForFree=False, hasPart={"cssSelector": ".body"}), body=LONG * 2),
        ARTICLE,
    ),
    Case(
        "head/not-free",
        article(head=script(isAccessibleForFree=False), body=LONG * 2),
        article(head=script(isAccessibleForFree=False), body=LONG * 2 + '<p class="paywall">Read on</p>'),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


ADDRESSES = [
    ("https://news.example/world/mine-clearing", True),
    ("https://news.example/politics", True),
    ("https://news.example/", True),
    ("https://news.example/politics/dialogue-starts/", False),
    ("https://www.news.example/p/dialogue-starts-12?from=feed", False),
    ("https://other.example/politics/dialogue-starts", False),
]


@pytest.mark.parametrize(("url", "wrong"), ADDRESSES)
def test_canonical_differs(url: str, wrong: bool) -> None:
    here = page(canonical(url), url=STORY)
    assert bool(findings("head/canonical-differs", here)) is wrong


def test_canonical_differs_from_a_second_one() -> None:
    two = head('<link rel="canonical" href="PAGE">', '<link rel="canonical" href="PAGE-2">')
    assert findings("head/canonical-differs", page(two))
    assert not findings("head/canonical-differs", page(two.replace("PAGE-2", "PAGE/")))


def test_canonical_of_a_story_that_was_taken_over() -> None:
    own = '<meta property="og:url" content="https://www.news.example/politics/dialogue-starts">'
    for taken, wrong in (("https://wire.example/x/81234", False), ("https://wire.example/", True)):
        here = canonical(taken).replace("</head>", f"{own}</head>")
        assert bool(findings("head/canonical-differs", page(here, url=STORY))) is wrong
    copied = own.replace("www.news", "public")
    here = canonical("https://public.example/x/81234").replace("</head>", f"{copied}</head>")
    assert findings("head/canonical-differs", page(here, url=STORY))


def test_canonical_differs_from_an_address_with_a_number() -> None:
    here = page(
        canonical("https://news.example/a/OklJOk"), url="https://news.example/news/a/OklJOk/ships-sail"
    )
    assert not findings("head/canonical-differs", here)


def test_canonical_on_another_host() -> None:
    site = Site(pages=[PageEntry(name="story", kind="article", url=STORY)])
    shared = '<meta property="og:url" content="https://www.news.example/politics/dialogue-starts">'
    moved = canonical("https://old.example/politics/dialogue-starts")
    broken = moved.replace("</head>", f"{shared}</head>")
    assert findings("head/canonical-host", page(broken, site, url=STORY))
    assert not findings("head/canonical-host", page(broken, PLAIN, url=STORY))
    copied = broken.replace("www.news.example", "old.example")
    assert not findings("head/canonical-host", page(copied, site, url=STORY))


@pytest.mark.parametrize("later", ["https://news.example/long?page=3", "https://news.example/long/page/3"])
def test_canonical_first_page(later: str) -> None:
    rule = "head/canonical-first-page"
    assert findings(rule, page(canonical("https://news.example/long"), url=later))
    for url in (later, "https://news.example/long/all", "https://news.example/long?page=all"):
        assert not findings(rule, page(canonical(url), url=later))
    assert not findings(rule, page(canonical("https://news.example/long"), url="https://news.example/long"))


def test_og_url_differs() -> None:
    def said(url: str) -> bool:
        html = head(f'<link rel="canonical" href="{STORY}">', f'<meta property="og:url" content="{url}">')
        return bool(findings("head/og-url-differs", page(html, url=STORY)))

    assert said("https://news.example/")
    assert not said("http://www.news.example/politics/dialogue-starts/?utm_source=og")


def test_json_ld_url_differs() -> None:
    def said(**thing: object) -> bool:
        here = page(article(head=script(**thing)), ARTICLE, url=STORY)
        return bool(findings("head/json-ld-url-differs", here))

    assert said(url="https://news.example/world/mine-clearing")
    assert said(mainEntityOfPage={"@id": "https://news.example/world/mine-clearing"})
    assert not said(url="https://news.example/p/dialogue-starts-12", mainEntityOfPage="https://news.example/")
    assert not said()


@pytest.mark.parametrize(
    ("language", "direction", "wrong"),
    [("ar", "ltr", True), ("he-IL", "rtl", False), ("en", "rtl", True), ("en", "ltr", False)],
)
def test_direction(language: str, direction: str, wrong: bool) -> None:
    here = page(head().replace('lang="en"', f'lang="{language}"'))
    here.dom.snapshot.direction = direction
    assert bool(findings("head/direction", here)) is wrong


@pytest.mark.parametrize(
    ("sent", "html", "wrong"),
    [
        ("text/html", head("<title>Café</title>"), True),
        ("text/html; charset=utf-8", head("<title>Café</title>"), False),
        ("text/html", head('<meta charset="utf-8"><title>Café</title>'), False),
        ("text/html", head("<title>Cafe</title>"), False),
    ],
)
def test_no_charset(sent: str, html: str, wrong: bool) -> None:
    here = page(html)
    here.capture.headers = {"Content-Type": sent}
    assert bool(findings("head/no-charset", here)) is wrong


def test_noindex_in_a_header() -> None:
    here = page(head())
    here.capture.headers = {"X-Robots-Tag": "noindex"}
    assert findings("head/noindex", here)
    here.capture.headers = {"X-Robots-Tag": "googlebot-news: noindex"}
    assert not findings("head/noindex", here)


def test_og_image_broken() -> None:
    here = page(head(PICTURE))
    assert not findings("head/og-image-broken", here)
    here.capture.requests = [Request(url="https://news.example/harbour.jpg", status=404)]
    assert findings("head/og-image-broken", here)


def test_og_image_of_another_shape() -> None:
    sizes = [
        f'<meta property="og:image:{name}" content="{n}">' for name, n in (("width", 1200), ("height", 630))
    ]
    here = page(head(PICTURE, *sizes) + '<img src="/harbour.jpg">')
    image = next(i for i, node in enumerate(here.dom.nodes) if node.tag == "img")
    for width, height, wrong in ((600, 600, True), (600, 315, False), (2400, 1260, False)):
        here.dom.snapshot.images = [Image(image, "https://news.example/harbour.jpg", width, height, True)]
        assert bool(findings("head/og-image-size", here)) is wrong
