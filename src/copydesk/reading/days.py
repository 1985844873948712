"""Days as lists print them: `March 31`, `Tuesday, 31 March 2026`, `Today`, `March 30, yesterday`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from copydesk.reading import datelines

LONGEST = 80
"""A heading of more characters is not the name of a day."""

_WORDS = {
    "today": 0, "yesterday": 1, "heute": 0, "gestern": 1, "vorgestern": 2, "aujourd'hui": 0, "hier": 1,
    "hoy": 0, "ayer": 1, "oggi": 0, "ieri": 1, "hoje": 0, "ontem": 1, "сегодня": 0, "вчера": 1,
    "сьогодні": 0, "учора": 1, "вчора": 1, "dziś": 0, "dzisiaj": 0, "wczoraj": 1, "vandaag": 0,
    "gisteren": 1, "i dag": 0, "i går": 1, "idag": 0, "igår": 1, "tänään": 0, "eilen": 1, "bugün": 0,
    "dün": 1, "今日": 0, "昨日": 1, "今天": 0, "昨天": 1, "오늘": 0, "어제": 1,
}  # fmt: skip
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)", re.IGNORECASE)
_EDGE = " \t\n,;:.·|–—-()/"
_DAY_WITH_YEAR = re.compile(r"(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_FULL_NAME = re.compile(r"[^\W\d_]{2,20}\.?[,\s]\s*(?=\S)")


def relative_day(text: str, today: date) -> date | None:
    """The day that a word such as "today" or "yesterday" in the text means, or None."""
    found = _WORD.search(text[:LONGEST].replace("’", "'"))
    return today - timedelta(days=_WORDS[found.group().lower()]) if found else None


def is_day_word(text: str) -> bool:
    """Whether a text is nothing but a word such as "today" or "yesterday"."""
    return bool(_WORD.fullmatch(text.replace("’", "'").strip(_EDGE)))


@lru_cache(maxsize=4096)
def written_day(text: str, language: str, today: date) -> date | None:
    """The date that is written in a heading, or None; without a year it is the latest that is not to come.

    `language` is a tag such as `en` or `de-AT`, or empty. A word such as "today" beside the date is left out.
    """
    text = _ORDINAL.sub("", " ".join(text.split()))
    if len(text) > LONGEST or not any(character.isdigit() for character in text):
        return None
    bare = _WORD.sub("", text.replace("’", "'")).strip(_EDGE)
    # The day of the week comes before the date, in some languages after it.
    for form in (bare, _FULL_NAME.sub("", bare, count=1), bare.rpartition(",")[0], bare.rpartition(" (")[0]):
        if form and (day := _numbers(form, language) or datelines.parse_date(form, language, today)):
            return _not_to_come(form, day, language, today)
    return _other_language(bare, language, today)


def day_of(text: str, language: str, today: date) -> date | None:
    """The day that a heading names, by its date or else by a word such as "today"; None when by neither."""
    return written_day(text, language, today) or relative_day(text, today)


def _numbers(text: str, language: str) -> date | None:
    """`31.03.2026` and `31/03/2026`; in English, where a slash is read either way, only what is certain."""
    found = _DAY_WITH_YEAR.fullmatch(text)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "/" and language.lower().startswith("en"):
        if day <= 12 and month <= 12 and day != month:
            return None
        day, month = max(day, month), min(day, month)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _not_to_come(text: str, day: date, language: str, today: date) -> date:
    """A date without a year that lies ahead is last year's; tomorrow's may be a zone's difference."""
    if day <= today + timedelta(days=1) or str(day.year) in text:
        return day
    return datelines.parse_date(text, language, today - timedelta(days=183)) or day


def _other_language(text: str, language: str, today: date) -> date | None:
    """What dateparser makes of a date in a language that is not English."""
    code = language.partition("-")[0].lower()
    if not code or code == "en":
        return None
    import dateparser  # it takes a third of a second to import, and few pages need it

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"],
    }
    try:
        found = dateparser.parse(text, languages=[code], settings=settings)
    except ValueError:  # a language that it does not know
        return None
    return found.date() if found else None
