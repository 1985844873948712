"""Cases for rules: a page that a rule must catch, and one like it that it must let pass.

Each rule's test module lists its cases and runs them without a browser; `test_in_browser` runs all of them
in one. `PAGE` in a case's HTML stands for the page's own address, `PAGE_ENCODED` for that as a parameter.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.site.model import Element, Site
from copydesk.verdicts.check import run
from tests.pages import URL, capture_of

MOMENT = "2026-03-31T10:15:00+03:00"
PLAIN = Site(language="en")
"""A site file that names no element."""
ELEMENTS = {
    "headline": Element(selector="h1"),
    "navigation": Element(selector="nav", parts={"item": "a"}),
    "section": Element(selector=".section"),
    "published": Element(selector=".published"),
    "updated": Element(selector=".updated"),
    "lead": Element(selector=".lead"),
    "share": Element(selector=".share", parts={"link": "a"}),
    "page-count": Element(selector=".page-count", parts={"link": "a"}),
    "body": Element(selector=".body", parts={"paragraph": "p"}),
    "read-also": Element(selector=".read-also", parts={"link": "a"}),
    "persons": Element(selector=".persons", parts={"link": "a"}),
}
ARTICLE = Site(
    title="News",
    language="en",
    time_zone="Europe/Helsinki",
    agency="LANTERN",
    dateline="tass",
    title_suffix=" - News",
    networks=["facebook", "x"],
    elements={"article": ELEMENTS},
)
"""A site file that says all there is to say of an article."""
TEXT = "The harbour of Kestrel Bay opened again on Tuesday after nine days, the port’s office said."
MORE = "“Every pilot on this coast has waited for it,” Anna Marsh told reporters on the quay at noon."
DATELINE = "KESTREL BAY, March 31. /LANTERN/."
SHARE = (
    '<a href="https://www.facebook.com/sharer/sharer.php?u=PAGE_ENCODED">Facebook</a>'
    '<a href="https://x.com/intent/post?url=PAGE_ENCODED&amp;text=Harbour%20reopens%20%26%20ships%20sail">X</a>'
)
PUBLISHED = '<time class="published" datetime="2026-03-31T08:47:00+03:00">March 31, 08:47 UTC+3</time>'
HEADLINE = "Harbour reopens &amp; ships sail"


class Case(NamedTuple):
    """A rule, a page that it must catch and one that it must let pass, and the site file they are read by."""

    rule: str
    broken: str
    healthy: str
    site: Site = PLAIN


def article(**parts: str) -> str:
    """The HTML of a whole article, in order unless a part is given: `body`, `headline`, `title`, `head` …"""
    given = {
        "title": f"{HEADLINE} - News",
        "head": "",
        "navigation": '<a href="/world">World</a> <a href="/sport">Sport</a>',
        "section": '<a class="section" href="/world">World</a>',
        "headline": HEADLINE,
        "lead": "Ships that had waited for nine days left for the open sea before noon.",
        "published": PUBLISHED,
        "share": SHARE,
        "again": SHARE,
        "pages": '<p class="page-count">1 page in this article</p>',
        "body": f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p>",
        "persons": '<a href="/person/anna-marsh">Anna Marsh</a>',
        **parts,
    }
    return """<!doctype html><html lang="en"><head><title>{title}</title>
<link rel="canonical" href="PAGE">{head}<body><nav>{navigation}</nav><article>{section}
<h1>{headline}</h1><p class="lead">{lead}</p>{published}
<div class="share">{share}</div>{pages}<div class="body">{body}</div>
<div class="share">{again}</div></article>
<div class="persons">{persons}</div></body></html>""".format(**given)


def placed(html: str, url: str) -> str:
    """The HTML with the page's own address in it."""
    return html.replace("PAGE_ENCODED", quote(url, safe="")).replace("PAGE", url)


def page(html: str, site: Site = PLAIN, url: str = URL) -> Page:
    """The page that a visit without a browser would bring back, with its record read."""
    elements = site.elements_of("article")
    capture = capture_of(placed(html, url), url=url, elements=elements, moment=MOMENT)
    capture.time_zone = site.time_zone or "UTC"
    made = Page(capture, site)
    made.record = read(made)
    return made


def findings(rule: str, page: Page) -> list[Finding]:
    """What a rule finds on a page."""
    return run(load_rules()[rule], page)[0]


def judge(case: Case) -> None:
    """Hold a case without a browser: the broken page is caught, the healthy one let pass."""
    caught = findings(case.rule, page(case.broken, case.site))
    assert caught, "the broken page was let pass"
    assert all(finding.message and finding.rule == case.rule for finding in caught)
    passed = findings(case.rule, page(case.healthy, case.site))
    assert not passed, f"the healthy page was blamed: {passed[0].message} ({passed[0].actual})"


def named(case: Case) -> str:
    """A case's name in a test's identifier."""
    return case.rule
