"""What browsers are told to keep, and what they are made to ask for again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.page.addresses import same_site
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

DAY = 86_400
OFTEN = 5
"""So many answers of one address, before anybody has touched the page, are no accident."""
_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,12})")
_DATA = ("fetch", "xmlhttprequest", "xhr")


@rule("network/kept-for-a-day", severity="warning")
def kept(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: yesterday's news when they come back, until they think of loading the page anew.

    Why: a rule for pictures was written so that it takes the pages in.

    Catches: a page that is sent with "Cache-Control: max-age" of a day or more.

    Lets pass: "s-maxage", which only the site's own network follows; "no-cache" and "must-revalidate" with no
    age; a page from an archive.
    """
    control = page.capture.headers.get("cache-control", "").lower()
    found = _MAX_AGE.search(control)
    if page.capture.offline or not found:
        yield Nothing("the page does not say how long it may be kept")
    elif int(found[1]) >= DAY and not re.search(r"no-cache|no-store", control):
        yield rule.finding(
            "Browsers are told to keep the page for a day or longer",
            expected="an age of minutes",
            actual=f"Cache-Control: {control}",
        )


@rule("network/asked-again", severity="warning")
def asked_again(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a telephone that gets warm, and a page that stutters.

    Why: seconds were taken for milliseconds, or what comes in starts the next request.

    Catches: the same data of the site asked for five times before the page has settled or patience has run
    out.

    Lets pass: what is asked for with other parameters each time; pictures; other sites' counters.
    """
    home = page.capture.final_url or page.capture.url
    asked = Counter(
        request.url
        for request in page.capture.requests
        if request.kind in _DATA and same_site(request.url, home)
    )
    if page.capture.offline or not asked:
        yield Nothing("the page asks for no data of the site")
        return
    if len(page.capture.states) == 1:
        for url, times in asked.items():
            if times >= OFTEN:
                yield rule.finding(
                    f"The page asks for the same data {times} times before anybody touches it",
                    expected="once",
                    actual=url,
                )
