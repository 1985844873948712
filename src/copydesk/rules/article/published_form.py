"""How an article's times are written: readable for programs, in the site's own form and in its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.reading.datelines import months
from copydesk.reading.dates import shows_day
from copydesk.reading.months import MONTHS
from copydesk.rules.article.times import (
    AMERICAN_LABEL,
    CLOCK,
    LABEL,
    NO_TIME,
    NOUNS,
    capital,
    moment,
    shown,
    stamps,
)
from copydesk.rules.findings import Finding, Nothing, Untold
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, where

_OWN_DIGITS = "ar fa ps ur ckb sd ug hi mr ne sa bn as my th lo km dz bo pa gu or ta te kn ml"
OWN_DIGITS = frozenset(_OWN_DIGITS.split())
"""Languages that may be written with digits of their own."""
_MACHINE = re.compile(r"\d{4}-?\d\d(?:-?\d\d)?(?:[T ]\d\d.*)?$|\d{10}(?:\d{3})?(?:\.\d+)?$", re.IGNORECASE)
_HALF = re.compile(r"\d\s?[ap]\.?\s?m\b", re.IGNORECASE)
_BESIDE_NUMBER = re.compile(r"\d\.?\s(?:de\s)?([^\W\d_]{3,12})|([^\W\d_]{3,12})\.?\s\d{1,2}(?![\d:])")
_NEGATIVE = re.compile(r"(?:^|[\s(])[-−–]\s?\d{1,6}\s?[^\W\d_]+")
_TO_COME = re.compile(
    r"(?:in|dans|dentro de|en|fra|tra|em|daqui a|через|over|om) \d{1,4} "
    r"(?:sec|min|hour|h\b|day|stunde|tag|heure|jour|hora|día|dia|ora|ore|giorn|час|мин|дн|uur|dag|tim)"
    r"|\d{1,4} \w{1,12} from now",
    re.IGNORECASE,
)


def foreign_month(text: str, language: str) -> str:
    """A word beside a number that is a month in another language but not in the page's; empty if there is
    none.
    """
    own = months(language)
    if not own:
        return ""
    for match in _BESIDE_NUMBER.finditer(text):
        name = (match[1] or match[2]).casefold()
        if name in MONTHS and name not in own:
            return match[1] or match[2]
    return ""


def foreign_digits(text: str, language: str) -> str:
    """The digits of another script in a text; empty if there are none."""
    if not language or language.partition("-")[0].lower() in OWN_DIGITS:
        return ""
    return "".join(character for character in text if character.isdecimal() and not character.isascii())


def is_elapsed_wrongly(text: str) -> bool:
    """Whether a text puts the past into the future: "-3 minutes ago", "in 2 hours"."""
    text = text.strip()
    return not CLOCK.search(text) and bool(_NEGATIVE.search(text) or _TO_COME.match(text))


def differs(text: str, like: str) -> str:
    """How the form of a time that shows a day differs from another, in words; empty if it does not."""
    clock, half, zone = CLOCK.search(like), _HALF.search(like), _zone(like)
    if clock and not (CLOCK.search(text) or _HALF.search(text)):
        return "does not show the time of day"
    if zone and not _zone(text):
        return "does not say which time zone it is in"
    if zone and _zone(text) not in (zone, "both") and zone != "both":
        return "names its time zone in another way"
    if clock and bool(half) != bool(_HALF.search(text)):
        return "is in a.m. and p.m." if not half else "has neither a.m. nor p.m."
    return ""


def _zone(text: str) -> str:
    """How a text names its zone: by a name, by an offset, by one that is both (UTC); empty if it does not."""
    label = LABEL.search(text)
    if label is None:
        return "name" if AMERICAN_LABEL.search(text) else ""
    return "offset" if label[1] else "both" if label[4] in ("UTC", "GMT") else "name"


@rule("published/other-form", kinds=("article",))
@rule("updated/other-form", kinds=("article",))
def other_form(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "March 31" where all other stories have "March 31, 08:47 UTC+3".

    Why: a day without a time does not show which of two stories is newer; a time without a zone is a
    different moment for every reader.

    Catches: no time of day, no zone, a zone that is named differently (EEST for UTC+3) or a.m. and p.m.,
    unlike the example of the site's times in the site file (`time_like`).

    Lets pass: "5 minutes ago", "Today, 09:49"; more than the example has, such as the year; UTC itself.
    """
    article = article_of(page)
    like = page.site.time_like
    time = shown(article, rule.subject) if article else None
    if article is None or not like or time is None or not time.text:
        yield Untold("the site file has no example of the site's times") if not like else NO_TIME
        return
    if not shows_day(time.text, page.site.language or article.language):
        yield Nothing(f"the displayed time names no day: {time.text}")
        return
    if wrong := differs(time.text, like):
        yield rule.finding(
            f"{capital(NOUNS[rule.subject])} {wrong}, as the site's times do",
            expected=f"a time like {like}",
            actual=time.text,
            where=where(page, rule.subject),
        )


@rule("published/wrong-language", kinds=("article",))
@rule("updated/wrong-language", kinds=("article",))
@rule("dateline/wrong-language", kinds=("article",))
def wrong_language(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "31. März" or "٣١ March" on a page in English.

    Why: the day was formatted in the server's or the browser's language, not in the page's.

    Catches: a month's name beside a number, in the time or the dateline, that is not a month in the page's
    language; digits of a script that the language does not use.

    Lets pass: words that two languages share ("April"); Arabic, Indian and Thai digits in the languages that
    use them, and 0 to 9 there; a page that does not declare its language.
    """
    article = article_of(page)
    language = page.site.language or (article.language if article else "")
    if article is None or not language:
        yield Nothing("neither the site file nor the page says what language it is in")
        return
    if rule.subject == "dateline":
        text, element = article.dateline.text if article.dateline else "", "dateline"
    else:
        time, element = shown(article, rule.subject), rule.subject
        text = time.text if time else ""
    if not text:
        yield NO_TIME
        return
    if wrong := foreign_month(text, language) or foreign_digits(text, language):
        yield rule.finding(
            f"“{wrong}” is not how the page's language writes a day",
            expected=f"a day in the page's language ({language})",
            actual=text,
            where=where(page, element if page.matches(element) else "body"),
        )


@rule("published/negative-elapsed", kinds=("article",))
@rule("updated/negative-elapsed", kinds=("article",))
def negative_elapsed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "-3 minutes ago", or "in 2 hours" on a story that they can already read.

    Why: the clocks of server and reader are in different time zones, or on different sides of a clock change.

    Catches: a number of minutes, hours or days that is negative, or in the future.

    Lets pass: "0 minutes ago", "3 minutes ago"; a dash between day and time ("March 31 – 08:47"); "in 2026".
    """
    article = article_of(page)
    time = shown(article, rule.subject) if article else None
    if time is None or not time.text:
        yield NO_TIME
        return
    if is_elapsed_wrongly(time.text):
        yield rule.finding(
            f"{capital(NOUNS[rule.subject])} is given as one in the future",
            expected="how long ago it was",
            actual=time.text,
            where=where(page, rule.subject),
        )


@rule("published/malformed", kinds=("article",), severity="warning")
@rule("updated/malformed", kinds=("article",), severity="warning")
def malformed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the right time on the page; none, or a wrong one, in search results and apps.

    Why: programs read only one form of times, and ignore what they cannot read.

    Catches: "31.03.2026 08:47", "Tue, 31 Mar 2026" or "2026-13-31" in a datetime attribute, in
    article:published_time or the JSON-LD.

    Lets pass: ISO 8601 with or without seconds, with a space instead of the T, with a day only; seconds since
    1970.
    """
    if article_of(page) is None or not stamps(page, rule.subject):
        yield NO_TIME
        return
    for stamp in stamps(page, rule.subject):
        readable = _MACHINE.match(stamp.text) and (
            len(stamp.text) < len("2026-03-31") or moment(stamp.text, page.site.time_zone)
        )
        if not readable:
            yield rule.finding(
                f"{capital(stamp.source)} has a time that programs cannot read",
                expected="a time such as 2026-03-31T08:47:00+03:00",
                actual=stamp.text,
                where=stamp.where,
            )
