"""What the rules about times have in common: an article's times for programs, and as a reader reads them.

Declares no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.reading.dates import has_clock, machine_time, shown_time, shows_day
from copydesk.reading.modules import first
from copydesk.reading.source import source_of
from copydesk.records.article import Article
from copydesk.records.common import Moment
from copydesk.rules.findings import Nothing
from copydesk.rules.story import zone_of

AHEAD = 5 * 60
"""Seconds that a time may lie after the moment of the visit: clocks differ."""
CLOSE = 60
"""Seconds that two values of one time may differ by."""
NO_TIME = Nothing("the page does not give this time")
ELEMENT = "the time element"

LABEL = re.compile(
    r"\b(?:(?:UTC|GMT)\s?([+\-−])\s?(\d{1,2})(?::?([0-5]\d))?|(UTC|GMT|MSK|CET|CEST|EET|EEST|BST|WET|JST))\b"
)
AMERICAN = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
AMERICAN_LABEL = re.compile(rf"\b(?:{'|'.join(AMERICAN)})\b")
_SLASHES = re.compile(r"\b(0?[1-9]|1[0-2])(\s?/\s?)(0?[1-9]|1[0-2])(?=\s?/\s?\d{2,4}\b)")
"""Two numbers of which each can be the day."""
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")

_TOLD = {
    "published": ("article:published_time", "datePublished"),
    "updated": ("article:modified_time", "dateModified"),
}
"""By subject: the meta element and the JSON-LD property that tell the time to programs."""
NOUNS = {"published": "the time of publication", "updated": "the time of the last change"}


WEEKDAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
}
SHORT_DAY = 3
"""Letters of a weekday's short form, in English, where no month begins like a weekday."""


class Stamp(NamedTuple):
    """A machine-readable time of the page: its source, its text, and where it is."""

    source: str
    text: str
    where: Where


_stamps: WeakKeyDictionary[Page, dict[str, list[Stamp]]] = WeakKeyDictionary()


def stamps(page: Page, subject: str = "published") -> list[Stamp]:
    """The machine-readable values of a time (published, updated): element, meta data, JSON-LD."""
    known = _stamps.setdefault(page, {})
    if subject not in known:
        known[subject] = list(_read(page, subject))
    return known[subject]


def _read(page: Page, subject: str) -> Iterator[Stamp]:
    dom = page.dom
    element = first(page, subject)
    for index in dom.subtree(element) if element is not None else ():
        if value := (dom.attr(index, "datetime") or "").strip():
            yield Stamp(ELEMENT, value, page.where(index))
            break
    source = source_of(page)
    meta, name = _TOLD[subject]
    if value := source.first_meta(meta):
        yield Stamp(meta, value, Where(selector=f'meta[property="{meta}"]'))
    if value := jsonld.text(source.article, name):
        yield Stamp(f"JSON-LD {name}", value, Where(selector='script[type="application/ld+json"]'))


def told(page: Page, subject: str) -> list[tuple[Stamp, datetime]]:
    """The stamps that include the hour and can be read, with their moments."""
    zone = page.site.time_zone
    return [(s, at) for s in stamps(page, subject) if has_clock(s.text) and (at := moment(s.text, zone))]


@lru_cache(maxsize=256)
def moment(text: str, zone: str) -> datetime | None:
    """A machine-readable time as a moment, or None; one without an offset is taken to be in that zone."""
    return machine_time(text, zone)


def shown(article: Article, subject: str) -> Moment | None:
    """The time as the record has it."""
    return article.published if subject == "published" else article.updated


def readings(page: Page, article: Article, text: str) -> list[datetime]:
    """How a reader can understand a time: in the site's zone, or in the one that the text names."""
    zone = page.site.time_zone or "UTC"
    if american := AMERICAN_LABEL.search(text):
        texts = {AMERICAN_LABEL.sub("", text): AMERICAN[american[0]]}
    else:
        texts = {text: zone, LABEL.sub("", text): zone}
    # Which of two numbers is the day is a habit of the house, and "en" is of many countries.
    texts |= {_SLASHES.sub(r"\3\2\1", one, count=1): there for one, there in texts.items()}
    language = page.site.language or article.language
    # English without a country has the month before or after the day.
    languages = [language, "en-GB"] if language.lower() in ("", "en") else [language]
    found = (
        shown_time(one, there, page.capture.moment, spoken)
        for one, there in texts.items()
        for spoken in languages
    )
    return [one for one in found if one is not None]


def wrong_weekday(text: str, read: list[datetime], language: str) -> str:
    """The weekday that a text names beside a day that is another, however it is read; empty if there is
    none.
    """
    names = WEEKDAYS.get(language.partition("-")[0].lower(), ())
    if not names or not read or not shows_day(text, language):
        return ""
    told = [
        (word, number)
        for word in re.findall(r"[^\W\d_]+", text)
        for number, name in enumerate(names)
        if word.casefold() == name or (language[:2].lower() == "en" and word.casefold() == name[:SHORT_DAY])
    ]
    right = {one.weekday() for one in read}
    return told[0][0] if len(told) == 1 and told[0][1] not in right else ""


def close(one: datetime, other: datetime) -> bool:
    """Whether two times are the same to the minute."""
    return abs((one - other).total_seconds()) < CLOSE


def local(page: Page, at: datetime) -> datetime:
    """A time in the site's zone, where the site file gives it."""
    zone = zone_of(page)
    return at.astimezone(zone) if zone else at


def capital(text: str) -> str:
    """A text with its first letter capitalised."""
    return text[0].upper() + text[1:]
