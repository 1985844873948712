"""Points in time: from a page's machine-readable values, and from times as readers see them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from copydesk.reading.months import MONTHS
from copydesk.records.common import Moment

TEXT_LIMIT = 120
"""Characters: a longer text is not read as a time."""

_ISO = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:T|t|,|\s)\s{0,3}(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:]\d{1,9})?)?\s?(am|pm|AM|PM)?)?(?!\d)"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_ZONE = re.compile(
    r"\s*(?:(?:UTC|GMT)\s?([+\-−]\s?\d{1,2}(?::?[0-5]\d)?)|([+\-−]\d\d(?::?[0-5]\d)?)|([A-Z]{3,4})|([Zz]))(?![\w:])"
)
_TIME = re.compile(
    r"(?<![\d.:/])(\d{1,2})(?::|\.|h|H| h | Uhr |時\s?|시\s?)(\d\d)(?::(\d\d))?"
    r"\s?([AaPp]\.?\s?[Mm]\b\.?)?(?![\d/])"
)
_HOUR = re.compile(r"(?<![\d.:/])(\d{1,2})\s?([AaPp]\.?\s?[Mm]\b\.?)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?(?:\s+(?:de\s+|del\s+)?(\d{4}))?"
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:(?:,\s*|\s+)(\d{4})(?!:))?"
)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?![\d:])")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_EAST_ASIAN = re.compile(
    r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일](?:\s?(\d{1,2})[時시:]\s?(\d{1,2})分?)?"
)
_ABBREVIATIONS = {
    "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "SAST": 2, "EEST": 3,
    "MSK": 3, "TRT": 3, "IST": 5.5, "SGT": 8, "KST": 9, "JST": 9, "AEST": 10, "AEDT": 11,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


def moment(text: str, at: datetime | None) -> Moment:
    """A record's moment from the text as shown (empty where only machines can read it) and its value."""
    if at is None:
        return Moment(text=text)
    return Moment(text=text, iso=at.isoformat(timespec="seconds"), epoch=int(at.timestamp()))


def zone(name: str) -> tzinfo:
    """The time zone of that name; UTC for none, or one that is not known."""
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


@lru_cache(maxsize=2000)
def machine_time(text: str, time_zone: str = "UTC") -> datetime | None:
    """What a machine-readable time says: ISO 8601 as loosely as pages write it, seconds or milliseconds since
    1970, or the form of mail headers. One without offset is meant in `time_zone`. None if it is none."""
    text = text.strip()[:TEXT_LIMIT]
    if epoch := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    found = _ISO.match(text) or _COMPACT.match(text)
    if not found:
        return shown_time(text, time_zone) if re.search(r"\d{4}", text) else None
    year, month, day, hour, minute, second, *half = found.groups()
    clock = _hour(hour, half[0] if half else None), int(minute or 0), int(second or 0)
    return _at((int(year), int(month), int(day)), clock, _offset(text[found.end() :]) or zone(time_zone))


@lru_cache(maxsize=2000)
def shown_time(text: str, time_zone: str = "UTC", now: str = "", language: str = "") -> datetime | None:
    """The time that a text shows, such as "February 07, 17:49 UTC+3".

    One without offset is meant in `time_zone`. One without year is the last that is not after `now` (ISO
    8601, by a day at most), one such as "2 hours ago" is told from there. `language` is the page's, such as
    "en-GB". None when the text shows no day.
    """
    text = " ".join(text[: TEXT_LIMIT * 2].split())[:TEXT_LIMIT]
    if not any(character.isdigit() for character in text):
        return None
    today = machine_time(now) if now else None
    date = _date(text, language)
    if date is None:
        return _by_library(text, time_zone, today, language)
    (year, month, day), rest = date
    clock, after = _clock(rest)
    where = (_offset(after) if after is not None else None) or zone(time_zone)
    if year:
        return _at((year, month, day), clock, where)
    today = today or datetime.now(UTC)
    for candidate in (
        today.year + 1,
        today.year,
        today.year - 1,
        today.year - 2,
        today.year - 3,
        today.year - 4,
    ):
        at = _at((candidate, month, day), clock, where)
        if at and at <= today + timedelta(days=1):
            return at
    return None


def shows_day(text: str, language: str = "") -> bool:
    """Whether a text as shown names a day of a month, in whatever language."""
    return _date(" ".join(text[:TEXT_LIMIT].split()), language) is not None


def has_clock(text: str) -> bool:
    """Whether a machine-readable time tells the hour, not only the day."""
    return bool(re.search(r"\d:\d\d|T\d{4}|\d{10}", text))


def _date(text: str, language: str) -> tuple[tuple[int, int, int], str] | None:
    """Year (0: not told), month and day, and what is left of the text."""
    for pattern in (_ISO, _EAST_ASIAN):
        if found := pattern.search(text):
            return (int(found[1]), int(found[2]), int(found[3])), text[found.start(3) + len(found[3]) :]
    if found := _NUMERIC.search(text):
        first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
        american = mark != "." and language.lower() in ("", "en", "en-us") and first <= 12
        month, day = (first, second) if american or second > 12 else (second, first)
        return (year + 2000 if year < 100 else year, month, day), _without(text, found)
    for pattern, day_group, month_group in ((_MONTH_DAY, 2, 1), (_DAY_MONTH, 1, 2)):
        for found in pattern.finditer(text):
            month = MONTHS.get(found[month_group].casefold().rstrip("."), 0)
            if month:
                rest = _without(text, found)
                year_found = None if found[3] else _YEAR.search(rest)
                year = int(found[3] or (year_found[1] if year_found else 0))
                rest = _without(rest, year_found) if year_found else rest
                return (year, month, int(found[day_group])), rest
    return None


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} , {text[found.end() :]}"


def _clock(text: str) -> tuple[tuple[int, int, int], str | None]:
    """The time of day that a text shows and what follows it; midnight and None when it shows none."""
    if found := _TIME.search(text):
        return (_hour(found[1], found[4]), int(found[2]), int(found[3] or 0)), text[found.end() :]
    if found := _HOUR.search(text):
        return (_hour(found[1], found[2]), 0, 0), text[found.end() :]
    return (0, 0, 0), None


def _hour(hour: str | None, half: str | None) -> int:
    value = int(hour or 0)
    if half and value <= 12:
        return value % 12 + (12 if half[0] in "pP" else 0)
    return value


def _offset(text: str) -> tzinfo | None:
    """The offset that a text starts with: Z, +03:00, UTC+3, CEST; None for none."""
    found = _ZONE.match(text)
    if not found:
        return None
    if name := found[3]:
        return timezone(timedelta(hours=_ABBREVIATIONS[name])) if name in _ABBREVIATIONS else None
    if found[4]:
        return UTC
    digits = (found[1] or found[2]).replace("−", "-").replace(" ", "").replace(":", "")
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if digits[0] == "-" else offset) if offset < timedelta(hours=24) else None


def _at(date: tuple[int, int, int], clock: tuple[int, int, int], where: tzinfo) -> datetime | None:
    """The moment, or None when there is no such day or hour, or it is out of the machine's range."""
    try:
        at = datetime(*date, *clock, tzinfo=where)
        at.timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return at


def _by_library(text: str, time_zone: str, today: datetime | None, language: str) -> datetime | None:
    """What dateparser makes of it: it knows every language, and takes its time."""
    import dateparser  # it takes a third of a second to import, and few pages need it

    where = zone(time_zone)
    short = language.replace("_", "-").partition("-")[0].lower()
    settings = {
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": (today or datetime.now(UTC)).astimezone(where).replace(tzinfo=None),
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        at = dateparser.parse(text, languages=[short] if short else ["en"], settings=settings)
    except (ValueError, OverflowError):
        return None
    if at is None:
        return None
    return at if at.tzinfo else at.replace(tzinfo=where)
