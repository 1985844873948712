"""The times of publication and of the last change: one moment each, the same for readers and programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from copydesk.page.page import Page
from copydesk.rules.article.times import (
    AHEAD,
    CLOCK,
    CLOSE,
    ELEMENT,
    NO_TIME,
    NOUNS,
    capital,
    close,
    local,
    moment,
    readings,
    shown,
    stamps,
    told,
    wrong_weekday,
)
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import NO_ARTICLE, article_of, where

EDITED = 30 * 60
"""Seconds that two times of the last change may differ by: programs are told of changes that readers are
not."""


@rule("published/shown-differs", kinds=("article",))
@rule("updated/shown-differs", kinds=("article",))
def shown_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a different time from the one in search engines, feeds and apps.

    Why: a wrong time makes an old story new, or a new one old; an hour's difference points to a wrong time
    zone.

    Catches: "February 07, 17:49" for datetime="2018-02-07T13:49:00+03:00", on a site whose file gives its
    zone; a day's difference on any site; "Mon 10 Mar 2026", which is a Tuesday.

    Lets pass: the same moment in the site's zone or in the zone that the text names; "2 hours ago"; a text
    that shows only the day; "04/03/2026" with the day or the month first, if one of them is right; the time
    of the last change instead of that of publication.
    """
    article = article_of(page)
    time = shown(article, rule.subject) if article else None
    if article is None or time is None or not time.text:
        yield NO_TIME
        return
    text = time.text
    at = next((at for _, at in told(page, rule.subject)), None)
    if at is None or not re.search(r"\d", text) or len(CLOCK.findall(text)) > 2:
        yield Nothing(f"{NOUNS[rule.subject]} is given only once, so nothing can disagree")
        return
    zone = page.site.time_zone
    if not zone and not re.search(r"\b(?:19|20)\d\d\b", text):
        yield Nothing("the displayed time has no year, and the site file no zone")
        return
    read = readings(page, article, text)
    if not read:
        yield Nothing(f"the displayed time cannot be read: {text}")
        return
    here = local(page, at)
    if not zone:
        right = any(abs(one.date() - here.date()) <= timedelta(days=1) for one in read)
    elif CLOCK.search(text):
        changed = [other for _, other in told(page, "updated")]
        right = any(close(one, other) for one in read for other in (at, *changed))
    else:
        right = any(one.astimezone(here.tzinfo).date() == here.date() for one in read)
    if not right:
        yield rule.finding(
            f"{capital(NOUNS[rule.subject])} that readers see is not the one given to programs",
            expected=here.strftime("%Y-%m-%d %H:%M") + (f" in {zone}" if zone else ""),
            actual=text,
            where=where(page, rule.subject),
        )
    elif day := wrong_weekday(text, read, page.site.language or article.language):
        yield rule.finding(
            f"{capital(NOUNS[rule.subject])} that readers see is not on the weekday that it names, {day}",
            expected=f"the weekday of {read[0].date()}",
            actual=text,
            where=where(page, rule.subject),
        )


@rule("published/sources-differ", kinds=("article",))
@rule("updated/sources-differ", kinds=("article",))
def sources_differ(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one time on the page, another in search results, a third in an app.

    Why: each of them reads a different one of the page's times.

    Catches: a datetime of 17:49+03:00 and a meta element that says 17:49Z.

    Lets pass: one moment in two zones; a source that gives only the day; a page that shows the time of its
    last change instead of that of publication; times of the last change within half an hour of each other; on
    a site whose file gives no zone, a difference of less than a day and a half.
    """
    if article_of(page) is None:
        yield NO_ARTICLE
        return
    found = told(page, rule.subject)
    if len(found) < 2:
        yield Nothing(f"{NOUNS[rule.subject]} is given only once, so nothing can disagree")
        return
    changed = [other for _, other in told(page, "updated")]
    if rule.subject == "published" and found[0][0].source == ELEMENT:
        # What the page shows may be the time of the last change: then the others still tell one time.
        found = found[any(close(found[0][1], one) for one in changed) :]
    first, at = found[0]
    limit = (CLOSE if rule.subject == "published" else EDITED) if page.site.time_zone else 36 * 3600
    for stamp, other in found[1:]:
        if abs((other - at).total_seconds()) >= limit:
            yield rule.finding(
                f"{capital(stamp.source)} and {first.source} differ on {NOUNS[rule.subject]}",
                expected=first.text,
                actual=stamp.text,
                where=stamp.where,
            )


@rule("published/future", kinds=("article",))
@rule("updated/future", kinds=("article",))
def future(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story from tomorrow.

    Why: usually a zone was added twice; the story then stays at the top of every list.

    Catches: a time more than five minutes after the visit (or after the site's fixed now, if it has one).

    Lets pass: clocks that differ by a few minutes.
    """
    article = article_of(page)
    time = shown(article, rule.subject) if article else None
    if time is None or time.epoch is None:
        yield NO_TIME
        return
    now = datetime.fromisoformat(page.capture.moment)
    if time.epoch > now.timestamp() + AHEAD:
        yield rule.finding(
            f"{capital(NOUNS[rule.subject])} is in the future",
            expected=f"not after {local(page, now).isoformat(timespec='minutes')}",
            actual=f"{time.text} ({time.iso})".strip(),
            where=where(page, rule.subject),
        )


@rule("published/epoch", kinds=("article",))
@rule("updated/epoch", kinds=("article",))
def epoch(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story from 1970, or a list that keeps it last for ever.

    Why: a missing time became zero seconds since computer time began.

    Catches: a time within two days of January 1, 1970, even where only programs read it.

    Lets pass: old stories from an archive.
    """
    article = article_of(page)
    if article is None:
        yield NO_ARTICLE
        return
    for stamp in stamps(page, rule.subject):
        at = moment(stamp.text, page.site.time_zone)
        if at and abs(at.timestamp()) <= 2 * 86400:
            yield rule.finding(
                f"{capital(stamp.source)} says that the article is from the beginning of computers' time",
                expected=NOUNS[rule.subject],
                actual=stamp.text,
                where=stamp.where,
            )
