"""Rules about the record as a whole: what was read from the page, validated against its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.visit.record_told import told
from copydesk.schemas.validators import Violation, violations
from copydesk.text.templates import leaks_in_url


@rule("record/schema")
def check(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page with a gap, such as a name that leads nowhere or an empty line.

    Why: feeds, apps and partners use the page as data; missing or malformed data breaks them even if the page
    itself looks right.

    Catches: a person whose address is "/person/{{id}}" instead of an absolute one, a time without its offset,
    and whatever else a site's own schema asks for.

    Lets pass: what the page simply does not have (no dateline, no photo module, no lead), unless the site's
    own schema asks for it; what a rule of that part reports, such as a missing headline or template text in
    a link; an entry of the navigation that runs a script ("Sign in").
    """
    if page.record is None:
        yield Nothing("there is no record to validate")
        return
    record = msgspec.to_builtins(page.record)
    # A story that stands in several states of a list is one story.
    said: dict[str, None] = {}
    for violation in violations(record, page.site.schema_of(page.kind)):
        if not _is_told(page, violation):
            said.setdefault(told(record, violation))
    yield from map(rule.finding, said)


_ADDRESS = re.compile(r"(?:navigation|share)\b.*\.url")
_SCRIPT = re.compile(r"it is 'javascript:", re.IGNORECASE)
_HEADLINE_OF_ITEM = re.compile(r"(?:listings|feed|items|groups|before|after)\b.*\.headline")


def _is_told(page: Page, violation: Violation) -> bool:
    """Whether a rule of that part reports it: headline/missing or headline/empty, feed/no-headline."""
    if _ADDRESS.fullmatch(violation.path) and (
        _SCRIPT.search(violation.problem) or leaks_in_url(violation.problem)
    ):
        return True
    if violation.path == "headline":
        element = page.element("headline")
        return element is None or element.required or bool(page.matches("headline"))
    return bool(_HEADLINE_OF_ITEM.fullmatch(violation.path)) and page.element("feed") is not None
