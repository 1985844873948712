"""The page's JSON-LD as data: it is readable, and does not contradict the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from copydesk.page import jsonld
from copydesk.page.heads import place
from copydesk.page.page import Page
from copydesk.reading.source import source_of
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.restriction import has_wall
from copydesk.rules.story import article_of

NONE = Nothing("no JSON-LD on the page")
LONGEST = 300_000
"""Characters: a script as long as that was cut when the page was read."""
WHOLE = 800
"""Characters of text: what is longer is no mere beginning of an article."""

_ESCAPED = re.compile(r"&(?:quot|#0*34|#x0*22);", re.IGNORECASE)


def scripts(page: Page) -> list[tuple[int, str]]:
    """The settled page's JSON-LD scripts that were read completely: element and source."""
    return [
        (index, node.text)
        for index, node in enumerate(page.dom.nodes)
        if node.tag == "script"
        and "ld+json" in node.attrs.get("type", "").lower()
        and node.text.strip()
        and len(node.text) < LONGEST
    ]


def _is_escaped(source: str) -> bool:
    """Whether HTML escapes are used where JSON needs its quotes."""
    return bool(_ESCAPED.search(source)) and not _parses(source) and _parses(html.unescape(source))


def _parses(source: str) -> bool:
    try:
        json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


@rule("head/json-ld-escaped")
def escaped(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing of the story in news search: no headline, no date, no picture.

    Why: in a script, `&quot;` is not a quote; a template that escapes the JSON like text makes it unreadable.

    Catches: {&quot;@type&quot;: &quot;NewsArticle&quot;}.

    Lets pass: an escape inside a text of the JSON (encoding/entity-in-data reports it).
    """
    found = scripts(page)
    if not found:
        yield NONE
    for index, source in found:
        if _is_escaped(source):
            yield rule.finding(
                "The page's JSON-LD is escaped as if it were HTML, so nobody can read it",
                expected='quotes as quotes: {"@type": …}',
                actual=" ".join(source.split()),
                where=place(page, index),
            )


@rule("head/json-ld-broken")
def broken(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing of the story in news search: no headline, no date, no picture.

    Why: one unescaped quote in a headline makes all of it unreadable.

    Catches: {"headline": "The "new" pier"}, JSON that is cut off, an empty value before a comma, a comma
    after the last value, a line break within a text.

    Lets pass: a list or an @graph instead of one object; comment marks around it; JSON that is escaped
    (head/json-ld-escaped).
    """
    found = scripts(page)
    if not found:
        yield NONE
    for index, source in found:
        bare = jsonld.bare(source)
        if bare == "null" or _is_escaped(source):
            continue
        try:
            json.loads(bare)
        except (ValueError, RecursionError) as error:
            at = getattr(error, "pos", 0)
            yield rule.finding(
                f"The page's JSON-LD cannot be read: {getattr(error, 'msg', error)}",
                expected="JSON",
                actual=" ".join(bare[max(at - 60, 0) : at + 60].split()),
                where=place(page, index),
            )


@rule("head/not-free", severity="warning", kinds=("article",))
def not_free(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story that news search marks as subscribers only, and that is complete on the page.

    Why: it keeps readers who do not subscribe away from a story that they could read.

    Catches: "isAccessibleForFree": false (or "False") on a story whose whole text is on the page, without
    saying which part is not free.

    Lets pass: a story with `hasPart`, which says what is not free; one that is cut short; a page with a
    notice to subscribe above the text.
    """
    thing = source_of(page).article
    article = article_of(page)
    free = thing.get("isAccessibleForFree")
    if article is None or free is None:
        yield Nothing("the page does not say whether the article is free")
        return
    if free is not False and str(free).lower() != "false":
        return
    text = sum(len(block.text) for block in article.body)
    if text >= WHOLE and not thing.get("hasPart") and not has_wall(page):
        yield rule.finding(
            "The page's JSON-LD says that the article is not free, and its text is there for all to read",
            expected='"isAccessibleForFree": true, or "hasPart" with the part that is not',
            actual=f'"isAccessibleForFree": {str(free).lower()}, and {text} characters of text',
        )
