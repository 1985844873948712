"""What the head names for programs to load: it is there."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.addresses import same_site
from copydesk.page.heads import here_of, named, place
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urldefrag

GONE = (404, 410)


@rule("head/broken-address")
def broken_address(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: no new stories in a feed reader, a blank icon, an error page in place of the other language.

    Why: nobody on the desk ever loads what the head names.

    Catches: a feed, an icon, a manifest or another language's page of the site that answers 404, 410 or 500,
    where the site file has links checked, or the page itself has asked for it.

    Lets pass: what was not asked, does not answer in time or asks for a password; another site's.
    """
    there = named(page)
    if not there:
        yield Nothing("the head names nothing to load")
        return
    home = here_of(page)
    asked = {request.url: request.status for request in page.capture.requests if request.status}
    asked |= {url: answer.status for url, answer in (page.capture.links or {}).items() if answer.status}
    for one in there:
        status = asked.get(urldefrag(one.url), 0)
        if same_site(one.url, home) and (status in GONE or status >= 500):
            yield rule.finding(
                f"The head names {one.what}, and it answers {status}",
                expected="an answer",
                actual=one.url,
                where=place(page, one.node),
            )
