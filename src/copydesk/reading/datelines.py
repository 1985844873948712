"""Reading a dateline off the start of a text, in a site's own form or any of the usual ones."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date
from functools import cache

from dateparser.languages.loader import default_loader

from copydesk.records.parts import Dateline
from copydesk.site.datelines import FORMS, PLACEHOLDER

AGENCIES = (
    "AA AAP AFP ANI ANP ANSA AP APA Belga Bloomberg BTA CNN CP ČTK dpa EFE IANS Interfax Kyodo Lusa MTI NTB"
    " PA PAP PTI Reuters RIA Ritzau Tanjug TASS TT UPI Xinhua Yonhap ТАСС РИА"
)
"""Names that mark a dateline by themselves, where no form says what to look for."""

HEAD = 300
"""A dateline is looked for in this many characters."""
CITY_LIMIT = 60
"""A place, or several with slashes, has at most this many characters."""


def parse_dateline(
    text: str, form: str = "", agency: str = "", language: str = "", year_hint: date | None = None
) -> Dateline | None:
    """The dateline that a text starts with, or None.

    `form` is a form's name or a pattern; when it is empty, all named forms are tried, and only an agency that
    is known (or `agency`) or a date make a dateline, or else a place that is set apart: in capitals before a
    colon or a dash, with a short name in brackets before a dash, alone before a stop. The month is read in
    `language` or English, and a date without a year lies in the year that brings it nearest to `year_hint`
    (None: it stays unread).
    """
    head = text[:HEAD].lstrip()
    if form:
        match = _compiled(form).match(head)
        return _read(match, language, year_hint) if match else None
    known = {name.casefold() for name in (agency, *AGENCIES.split()) if name}
    for name in FORMS:
        match = _compiled(name).match(head)
        if match is None or match["city"][0].islower():
            continue
        found = _read(match, language, year_hint)
        if found.date or found.agency.casefold() in known:
            return found
    for bare in _BARE:
        if (match := bare.match(head)) and match["city"].casefold() not in _NO_PLACES:
            return Dateline(
                text=match.group(), city=match["city"], agency=match.groupdict().get("agency") or ""
            )
    return None


def parse_date(text: str, language: str = "", year_hint: date | None = None) -> date | None:
    """A day as datelines write it: `February 7`, `3 mars 2026`, `03 MAR`, `7 февраля`, `3月3日`, `3.3.`."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value}
    year = next((int(value) for name, value in parts.items() if name.startswith("year")), None)
    day = next(int(value) for name, value in parts.items() if name.startswith("day"))
    if word := parts.get("month_1") or parts.get("month_2"):
        name = word.strip(".").casefold()
        month = months(language).get(name) or months("en").get(name)
    else:
        month = next(int(value) for name, value in parts.items() if name.startswith("month"))
    if not month:
        return None
    if year is not None:
        return _day(year, month, day)
    if year_hint is None:
        return None
    years = (year_hint.year - 1, year_hint.year, year_hint.year + 1)
    days = [found for year in years if (found := _day(year, month, day))]
    return min(days, key=lambda found: abs(found - year_hint), default=None)


_CAPITALS = r"[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω][A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω.'’/ -]{1,38}[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω]"
_PLACE = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё]{2,20}(?:[ /-][A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё]{1,20}){0,2}"
_TALL = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]{4,20}(?:[ /-][A-ZÀ-ÖØ-ÞА-ЯЁ]{2,20}){0,2}"
_BARE = [
    re.compile(rf"(?P<city>{_CAPITALS})(?: ?[—–]|:| --?(?= ))(?=\s{{1,3}}[^\W\d_a-zß-öø-ÿ])"),
    re.compile(
        rf"(?P<city>{_PLACE}|{_CAPITALS}) \((?P<agency>[A-Za-z]{{2,6}}(?:/[A-Za-z]{{2,6}})?)\)"
        r" ?[-–—]{1,2}(?=\s)"
    ),
    re.compile(rf"(?P<city>{_PLACE}|{_TALL})\.(?=\s{{1,3}}[A-ZÀ-ÖØ-ÞА-ЯЁ„“\"«][^.!?]{{20}})"),
]
"""Datelines without a day or an agency that is known."""
_NO_PLACES = frozenset(
    """
    update,updated,updates,live,live updates,watch,breaking,breaking news,just in,exclusive,analysis,opinion
    ,comment,note,notes,editor's note,editor’s note,video,correction,interview,review,sponsored,read more
    ,see also,photo,photos,foto,fotos,archiv,eilmeldung,aktuell,kommentar,analyse,hinweis,achtung
    """.replace("\n    ", "").split(",")
)
"""What stands so before a text and is no place, in small letters."""
_WORD = r"[^\W\d_][^\s\d,()/]{1,15}"
_YEAR = r"(?:,?\s(?:de\s)?(?P<year_%d>\d{4}))?"
_DATE_SOURCE = "|".join(
    (
        rf"(?P<month_1>{_WORD})\s(?P<day_1>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR % 1}",
        rf"(?P<day_2>\d{{1,2}})(?:\.|er|º)?\s(?:de\s)?(?P<month_2>{_WORD}){_YEAR % 2}",
        r"(?P<year_3>\d{4})-(?P<month_3>\d{2})-(?P<day_3>\d{2})",
        r"(?:(?P<year_4>\d{4})\s?[年년]\s?)?(?P<month_4>\d{1,2})\s?[月월]\s?(?P<day_4>\d{1,2})\s?[日일]",
        r"(?P<day_5>\d{1,2})\.\s?(?P<month_5>\d{1,2})\.(?:\s?(?P<year_5>\d{4}))?",
    )
)
_DATE = re.compile(_DATE_SOURCE)
# What cannot stand in a place's name. Named so, and not by what can, because the vowel signs of many scripts
# are no word characters to `re`.
_OUT = r"\d\r\n(){}\[\]<>\"“”«»:;!?=+*#@%$|\\_"
_PARTS = {
    "city": rf"(?P<city>['’‘]?[^\W\d_](?:[^{_OUT}]{{0,{CITY_LIMIT - 3}}}[^{_OUT}\s,/-])??)",
    "date": rf"(?P<date>{re.sub(r'P<[a-z_0-9]+>', ':', _DATE_SOURCE)})",
    "agency": r"(?P<agency>[^\s()/](?:[^()/\r\n]{0,38}[^\s()/])??)",
}


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """A form as a regular expression. Spaces are any white space; a named form takes every kind of dash."""
    source = ""
    for number, piece in enumerate(PLACEHOLDER.split(FORMS.get(form, form))):
        if number % 2:
            source += _PARTS[piece]
            continue
        literal = re.sub(r"(?:\\ )+", lambda _: r"\s{1,9}", re.escape(piece))
        source += re.sub(r"(?:\\-|—)+", lambda _: "[-–—]{1,2}", literal) if form in FORMS else literal
    return re.compile(source)


def _read(match: re.Match[str], language: str, year_hint: date | None) -> Dateline:
    groups = match.groupdict()
    day = parse_date(groups["date"], language, year_hint) if groups.get("date") else None
    return Dateline(
        text=match.group(),
        city=groups.get("city") or "",
        date=day.isoformat() if day else None,
        agency=groups.get("agency") or "",
    )


@cache
def months(language: str) -> dict[str, int]:
    """Month names and their short forms in a language, in small letters without dots, with their numbers."""
    try:
        info = default_loader.get_locale(language.partition("-")[0].lower()).info
    except ValueError:
        return {}
    return {
        word.strip(".").casefold(): number
        for number, name in enumerate(month_name)
        for word in info.get(name.lower(), ())
    }


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
