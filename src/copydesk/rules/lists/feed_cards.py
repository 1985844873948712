"""What the cards of a list show beside their headlines: each its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.records.feed import Feed, Item
from copydesk.records.filter import Filter
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.lists.feed import lists
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress, urlsplit

WORDS = 6
"""A teaser of fewer words can be that of several stories."""
PICTURES = 3
"""So many stories with one picture, and no other, are no accident."""
_STANDS_IN = re.compile(r"default|placeholder|fallback|logo|blank|dummy|no-?image|generic", re.IGNORECASE)


def _items(page: Page) -> list[Item]:
    """The stories of the list that the site file names, as it was loaded."""
    record = page.record
    if not lists(page) or not isinstance(record, Feed | Filter) or not record.listings:
        return []
    return record.listings[0].items


@rule("feed/same-teaser")
def same_teaser(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: under the headline on eels what belongs to the one on celery.

    Why: headlines and teasers come in two lists, and one of them has lost an entry.

    Catches: two stories of a list, with addresses and headlines of their own, under which the same six or
    more words stand.

    Lets pass: shorter teasers; the same story twice, which `feed/repeated` tells; a list whose stories all
    have one text, as a series has.
    """
    items = [item for item in _items(page) if len(item.teaser.split()) >= WORDS]
    if len(items) < 2:
        yield Nothing("no two stories of the list have a teaser")
        return
    times = Counter(item.teaser for item in items)
    seen: dict[str, Item] = {}
    for item in items:
        first = seen.setdefault(item.teaser, item)
        other = PageAddress(first.url) != PageAddress(item.url) and first.headline != item.headline
        if first is not item and other and times[item.teaser] < len(items):
            yield rule.finding(
                f"Two stories of the list have one teaser: “{first.headline}” and “{item.headline}”",
                expected="each story's own",
                actual=item.teaser,
            )


@rule("feed/one-picture")
def one_picture(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same photo beside every story.

    Why: the picture is taken from the first story, or from the list, and not from each.

    Catches: a list of three or more stories that all have a picture, and all the same.

    Lets pass: a picture that stands in where there is none, by its file's name; two stories on one subject.
    """
    pictures = [urlsplit(item.picture).path for item in _items(page) if item.picture]
    if len(pictures) < PICTURES:
        yield Nothing("fewer than three stories of the list have a picture")
    elif len(set(pictures)) == 1 and not _STANDS_IN.search(pictures[0]):
        yield rule.finding(
            f"All {len(pictures)} stories of the list that have a picture have the same",
            expected="each story's own",
            actual=pictures[0],
        )
