"""The zone of an article's times: there is an offset, and it is right for that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from copydesk.page.page import Page
from copydesk.reading.dates import has_clock, shown_time
from copydesk.records.article import Article
from copydesk.rules.article.times import LABEL, NO_TIME, NOUNS, capital, close, moment, shown, stamps
from copydesk.rules.findings import Finding, Nothing, Untold
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, where, zone_of

_OFFSET = re.compile(r"(?:Z|[+-]\d\d(?::?\d\d)?)$|\b[A-Z]{3,4}\b")
_ZONES = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
}


def has_offset(text: str) -> bool:
    """Whether a machine-readable time includes its offset from UTC."""
    return bool(_OFFSET.search(text)) or text.strip().isdigit()


@rule("published/no-offset", kinds=("article",), severity="warning")
@rule("updated/no-offset", kinds=("article",), severity="warning")
def no_offset(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the right time on the page, and one that is hours off in other countries' search results.

    Why: a time without its offset from UTC is a different moment in every zone.

    Catches: "2018-02-07T17:49:00" in a datetime attribute, a meta element or the JSON-LD.

    Lets pass: "…Z", "…+03:00", a day without a time.
    """
    if article_of(page) is None or not stamps(page, rule.subject):
        yield NO_TIME
        return
    for stamp in stamps(page, rule.subject):
        if has_clock(stamp.text) and not has_offset(stamp.text):
            yield rule.finding(
                f"{capital(stamp.source)} has a time without its offset from UTC",
                expected="a time with Z or an offset such as +03:00",
                actual=stamp.text,
                where=stamp.where,
            )


@rule("published/wrong-offset", kinds=("article",))
@rule("updated/wrong-offset", kinds=("article",))
def wrong_offset(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a time that is an hour off for half of the year.

    Why: somebody wrote the offset down once, without daylight saving time.

    Catches: "+03:00" on a day when the site's zone is at +02:00.

    Lets pass: UTC ("Z", "+00:00"); the zone's own offset on that day; a site whose file gives no zone.
    """
    zone = zone_of(page)
    if article_of(page) is None or zone is None:
        yield NO_TIME if zone else Untold("the site file gives no time zone")
        return
    for stamp in stamps(page, rule.subject):
        at = moment(stamp.text, page.site.time_zone)
        if at is None or not has_clock(stamp.text) or not has_offset(stamp.text) or not at.utcoffset():
            continue
        right = at.astimezone(zone).utcoffset()
        if at.utcoffset() != right:
            yield rule.finding(
                f"{capital(stamp.source)} has another offset from UTC than {page.site.time_zone} had then",
                expected=at.astimezone(zone).isoformat(timespec="seconds"),
                actual=stamp.text,
                where=stamp.where,
            )


@rule("published/wrong-zone-label", kinds=("article",))
@rule("updated/wrong-zone-label", kinds=("article",))
def wrong_zone_label(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "17:49 UTC+2", where the site's clocks show UTC+3.

    Why: readers who convert from the label are an hour off.

    Catches: a label that is not the site's zone on that day, such as UTC+2 in summer.

    Lets pass: no label; the right one, however it is written (UTC+3, GMT+03:00, EEST); another zone's, with
    the time in that zone ("14:49 GMT"); a site whose file gives no zone.
    """
    article = article_of(page)
    zone = zone_of(page)
    time = shown(article, rule.subject) if article else None
    if article is None or time is None or zone is None or time.epoch is None:
        yield Nothing(f"{NOUNS[rule.subject]} is not given, or the site file gives no time zone")
        return
    label = LABEL.search(time.text)
    if label is None:
        yield Nothing("the displayed time names no zone")
        return
    if label[4]:
        told = timedelta(hours=_ZONES[label[4]])
    else:
        told = timedelta(hours=int(label[2]), minutes=int(label[3] or 0)) * (1 if label[1] == "+" else -1)
    right = datetime.fromtimestamp(time.epoch, zone).utcoffset() or timedelta()
    if told != right and not _agrees(page, article, rule.subject, timezone(told)):
        yield rule.finding(
            f"The time is labelled “{label[0]}”, but {page.site.time_zone} was at another offset then",
            expected=f"UTC{right.total_seconds() / 3600:+g}",
            actual=time.text,
            where=where(page, rule.subject),
        )


def _agrees(page: Page, article: Article, subject: str, label: timezone) -> bool:
    """Whether the displayed time, read with its label, is the machine-readable one."""
    time = shown(article, subject)
    text = LABEL.sub("", time.text) if time else ""
    clock = shown_time(text, "UTC", page.capture.moment, page.site.language or article.language)
    stamp = next((at for s in stamps(page, subject) if (at := moment(s.text, page.site.time_zone))), None)
    return bool(clock and stamp and close(clock.replace(tzinfo=label), stamp))
