"""The published time: one moment, said alike to readers and to programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from copydesk.findings import Finding, Nothing, Where
from copydesk.page import Page
from copydesk.records import jsonld
from copydesk.records.dates import has_clock, machine_time, shown_time
from copydesk.records.source import source_of
from copydesk.rules.article import NO_ARTICLE, article_of, named, where, zone_of
from copydesk.rules.registry import Rule, rule

AHEAD = 5 * 60
"""Seconds that a time may lie after the moment of the visit: clocks differ."""
CLOSE = 60
"""Seconds that two values of one time may differ by."""
NO_TIME = Nothing("the page says nothing of when it was published")

LABEL = re.compile(
    r"\b(?:(?:UTC|GMT)\s?([+\-−])\s?(\d{1,2})(?::?([0-5]\d))?|(UTC|GMT|MSK|CET|CEST|EET|EEST|BST|WET|JST))\b"
)
_AMERICAN = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_AMERICAN_LABEL = re.compile(rf"\b(?:{'|'.join(_AMERICAN)})\b")
_TIMES = re.compile(r"\d{1,2}[:.]\d\d")
_ELEMENT = "the time element"


class Stamp(NamedTuple):
    """What the page says of a time to programs: by what, the text, and where."""

    source: str
    text: str
    where: Where


_stamps: WeakKeyDictionary[Page, list[Stamp]] = WeakKeyDictionary()


def stamps(page: Page) -> list[Stamp]:
    """The page's published time as it tells it to programs: the element's datetime, meta data, JSON-LD."""
    found = _stamps.get(page)
    if found is None:
        found = _stamps[page] = list(_read(page))
    return found


def _read(page: Page) -> Iterator[Stamp]:
    dom = page.dom
    for match in page.matches("published")[:1]:
        for index in dom.subtree(match.node):
            if value := (dom.attr(index, "datetime") or "").strip():
                yield Stamp(_ELEMENT, value, page.where(index))
                break
    source = source_of(page)
    if value := source.first_meta("article:published_time"):
        yield Stamp(
            "article:published_time", value, Where(selector='meta[property="article:published_time"]')
        )
    if value := jsonld.text(source.article, "datePublished"):
        yield Stamp("JSON-LD datePublished", value, Where(selector='script[type="application/ld+json"]'))


@lru_cache(maxsize=256)
def moment(text: str, zone: str) -> datetime | None:
    """A time that programs are told, or None; one without an offset is in that zone."""
    return machine_time(text, zone)


def _changed(page: Page) -> list[datetime]:
    """The times of the last change that the page tells to programs."""
    source = source_of(page)
    told = (source.first_meta("article:modified_time"), jsonld.text(source.article, "dateModified"))
    return [at for text in told if has_clock(text) and (at := moment(text, page.site.time_zone))]


def close(one: datetime, other: datetime) -> bool:
    """Whether two times are the same to the minute."""
    return abs((one - other).total_seconds()) < CLOSE


def local(page: Page, at: datetime) -> datetime:
    """A time in the site's zone, where the site file gives it."""
    zone = zone_of(page)
    return at.astimezone(zone) if zone else at


@rule("published/shown-differs", kinds=("article",))
def shown_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another time than search engines, feeds and apps tell.

    Why: a wrong time makes an old story new, or a new one old; an hour's difference is a zone gone wrong.

    Catches: "February 07, 17:49" over datetime="2018-02-07T13:49:00+03:00", on a site whose file gives its
    zone; a day's difference on any.

    Lets pass: the same moment in the site's zone or in the zone that the text names; "2 hours ago"; a text
    that shows only the day, or the time of the last change.
    """
    article = article_of(page)
    if article is None or article.published is None or not article.published.text:
        yield NO_TIME
        return
    text = article.published.text
    at = next(
        (found for s in stamps(page) if has_clock(s.text) and (found := moment(s.text, page.site.time_zone))),
        None,
    )
    if at is None or not re.search(r"\d", text) or len(_TIMES.findall(text)) > 2:
        yield Nothing("the published time is told only once, so nothing can disagree")
        return
    zone = page.site.time_zone
    if not zone and not re.search(r"\b(?:19|20)\d\d\b", text):
        yield Nothing("the time as shown has no year, and the site file no zone")
        return
    language = page.site.language or article.language
    american = _AMERICAN_LABEL.search(text)
    texts = {text: zone, LABEL.sub("", text): zone}
    if american:
        texts = {_AMERICAN_LABEL.sub("", text): _AMERICAN[american[0]]}
    readings = [
        shown_time(one, there or "UTC", page.capture.moment, language) for one, there in texts.items()
    ]
    read = [one for one in readings if one is not None]
    if not read:
        yield Nothing(f"the time as shown cannot be read: {text}")
        return
    here = local(page, at)
    if not zone:
        right = any(abs(one.date() - here.date()) <= timedelta(days=1) for one in read)
    elif _TIMES.search(text):
        right = any(close(one, other) for one in read for other in (at, *_changed(page)))
    else:
        right = any(one.astimezone(here.tzinfo).date() == here.date() for one in read)
    if not right:
        yield rule.finding(
            "The time that readers see is not the time that programs are told",
            expected=here.strftime("%Y-%m-%d %H:%M") + (f" in {zone}" if zone else ""),
            actual=text,
            where=where(page, "published"),
        )


@rule("published/sources-differ", kinds=("article",))
def sources_differ(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one time on the page, another in search results, a third in an app.

    Why: each of them reads another of the page's times.

    Catches: a datetime of 17:49+03:00 beside a meta element that says 17:49Z.

    Lets pass: one moment in two zones; a source that tells only the day; a page that shows the time of its
    last change; on a site without zone in its site
    file, what differs by less than a day and a half.
    """
    if article_of(page) is None:
        yield NO_ARTICLE
        return
    zone = page.site.time_zone
    told = [(s, at) for s in stamps(page) if has_clock(s.text) and (at := moment(s.text, zone))]
    if len(told) < 2:
        yield Nothing("the published time is told only once, so nothing can disagree")
        return
    if told[0][0].source == _ELEMENT and any(close(told[0][1], other) for other in _changed(page)):
        yield Nothing("the time on the page is that of the last change")
        return
    first, at = told[0]
    limit = CLOSE if zone else 36 * 3600
    for stamp, other in told[1:]:
        if abs((other - at).total_seconds()) >= limit:
            yield rule.finding(
                f"{capital(stamp.source)} and {first.source} tell different published times",
                expected=first.text,
                actual=stamp.text,
                where=stamp.where,
            )


def capital(text: str) -> str:
    """A text with a capital letter at its start."""
    return text[0].upper() + text[1:]


@rule("published/future", kinds=("article",))
def future(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story from tomorrow.

    Why: most often it is a zone that was added twice; the story then stays on top of every list.

    Catches: a published time more than five minutes after the moment of the visit (the site's fixed now, if
    it has one).

    Lets pass: clocks that differ by a few minutes.
    """
    article = article_of(page)
    if article is None or article.published is None or article.published.epoch is None:
        yield NO_TIME
        return
    now = datetime.fromisoformat(page.capture.moment)
    if article.published.epoch > now.timestamp() + AHEAD:
        yield rule.finding(
            "The article is dated in the future",
            expected=f"not after {local(page, now).isoformat(timespec='minutes')}",
            actual=f"{article.published.text} ({article.published.iso})".strip(),
            where=where(page, "published"),
        )


@rule("published/epoch", kinds=("article",))
def epoch(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story from 1970, or a list in which it stands last for ever.

    Why: a missing time became zero seconds since computers' time began.

    Catches: a published time within two days of January 1, 1970, also where only programs are told.

    Lets pass: old stories of an archive.
    """
    article = article_of(page)
    if article is None:
        yield NO_ARTICLE
        return
    for stamp in stamps(page):
        at = moment(stamp.text, page.site.time_zone)
        if at and abs(at.timestamp()) <= 2 * 86400:
            yield rule.finding(
                f"{capital(stamp.source)} says that the article is from the beginning of computers' time",
                expected="the time when the article was published",
                actual=stamp.text,
                where=stamp.where,
            )


@rule("published/modified-before", kinds=("article",), severity="warning")
def modified_before(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "updated" before "published".

    Why: one of the two is in the wrong zone, or was never set.

    Catches: a dateModified or article:modified_time more than a minute before the published time of the
    same source; an "updated" on the page that lies before "published".

    Lets pass: the same time in both; sources that tell only one of them.
    """
    article = article_of(page)
    if article is None or not stamps(page):
        yield NO_TIME
        return
    source = source_of(page)
    zone = page.site.time_zone
    pairs = [
        ("article:", source.first_meta("article:published_time"), source.first_meta("article:modified_time")),
        (
            "JSON-LD ",
            jsonld.text(source.article, "datePublished"),
            jsonld.text(source.article, "dateModified"),
        ),
    ]
    if named(page, "updated") and article.published and article.updated:
        pairs.insert(0, ("", article.published.iso or "", article.updated.iso or ""))
    for name, published, modified in pairs:
        if not has_clock(published) or not has_clock(modified):
            continue
        first, last = moment(published, zone), moment(modified, zone)
        if first and last and (first - last).total_seconds() > CLOSE:
            yield rule.finding(
                f"The article was changed before it was published ({name or 'as shown on the page'})".replace(
                    " )", ")"
                ),
                expected=f"not before {published}",
                actual=modified,
                where=where(page, "updated"),
            )
            return
