"""The time of the last change, compared with that of publication."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.reading.dates import has_clock
from copydesk.reading.source import source_of
from copydesk.rules.article.times import CLOSE, NO_TIME, moment, stamps, told
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import NO_ARTICLE, article_of, named, where

EDITED = 10 * 60
"""Seconds after which a change is no mere touch: stories are saved again right after they are out."""


@rule("published/modified-before", kinds=("article",), severity="warning")
def modified_before(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "updated" before "published".

    Why: one of the two is in the wrong zone, or was never set.

    Catches: a dateModified or article:modified_time more than a minute before the published time of the same
    source; an "updated" on the page that is earlier than "published".

    Lets pass: the same time in both; sources that give only one of them.
    """
    article = article_of(page)
    if article is None or not stamps(page):
        yield NO_TIME
        return
    source = source_of(page)
    zone = page.site.time_zone
    metas = (source.first_meta("article:published_time"), source.first_meta("article:modified_time"))
    things = [jsonld.text(source.article, name) for name in ("datePublished", "dateModified")]
    pairs = [("the meta elements say so", *metas), ("the JSON-LD says so", things[0], things[1])]
    if named(page, "updated") and article.published and article.updated:
        pairs.insert(0, ("as the page shows it", article.published.iso or "", article.updated.iso or ""))
    for name, published, modified in pairs:
        if not has_clock(published) or not has_clock(modified):
            continue
        first, last = moment(published, zone), moment(modified, zone)
        if first and last and (first - last).total_seconds() > CLOSE:
            yield rule.finding(
                f"The article was changed before it was published ({name})",
                expected=f"not before {published}",
                actual=modified,
                where=where(page, "updated"),
            )
            return


@rule("updated/same-as-published", kinds=("article",), severity="warning")
def same(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "March 31, 08:47 – updated March 31, 08:47".

    Why: a story that claims to be updated, and was not, makes readers look for what is new.

    Catches: exactly the same words as the time of publication and as that of the last change.

    Lets pass: a change a minute later; two times on one day, where only the day is shown; only one of the
    two.
    """
    article = article_of(page)
    if article is None or not named(page, "updated") or not article.published or not article.updated:
        yield Nothing("the page does not show two times")
        return
    text = article.updated.text
    if text.strip() and text == article.published.text and article.updated.epoch == article.published.epoch:
        yield rule.finding(
            "The page shows the time of publication as the time of the last change too",
            expected="a later time, or none",
            actual=text,
            where=where(page, "updated"),
        )


@rule("updated/not-shown", kinds=("article",), severity="warning")
def not_shown(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: no hint that the story was changed after it was published.

    Why: readers who have read it have no reason to read it again.

    Catches: a dateModified or article:modified_time more than ten minutes after the published time, and no
    time of the last change on the page, on a site whose file says where pages show it.

    Lets pass: a change within ten minutes; a page that shows the time of the last change instead of that of
    publication; a site whose file does not name it.
    """
    if article_of(page) is None:
        yield NO_ARTICLE
        return
    published, changed = told(page, "published"), told(page, "updated")
    if not named(page, "updated") or not published or not changed:
        yield Nothing("the site file does not say where changes are shown, or programs get no time of change")
        return
    first, (stamp, last) = published[0][1], changed[0]
    if not page.matches("updated") and (last - first).total_seconds() > EDITED:
        yield rule.finding(
            "The article was changed, and the page does not say so",
            expected=f"the time of the last change ({stamp.text})",
            actual="none shown",
            where=where(page, "published"),
        )
