"""Rules about the record as a whole: what was read from the page, held against its schema."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.findings import Finding, Nothing
from copydesk.page import Page
from copydesk.rules.registry import Rule, rule
from copydesk.schemas import violations


@rule("record/schema")
def check(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page with a hole in it, such as a name that leads nowhere or a line with nothing on it.

    Why: feeds, apps and partners take the page as data; what is missing there or has the wrong form breaks
    them even where the page itself still looks right.

    Catches: a person whose address is "/person/{{id}}" and no absolute one, a time without its offset, a
    story with no headline, and whatever a site's own schema asks for beside that.

    Lets pass: what the page just does not have (no dateline, no photo module, no lead), unless the site's
    own schema asks for it.
    """
    if page.record is None:
        yield Nothing("there is no record to hold against a schema")
        return
    for violation in violations(page.record, page.site):
        yield rule.finding(str(violation))
