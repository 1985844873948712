"""Lantern's frozen clock and the forms in which it prints moments and days."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Helsinki")
NOW: Final = datetime(2026, 3, 31, 10, 15, tzinfo=ZONE)
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_text(day: date) -> str:
    """Return a day as printed, ``March 31``, with the year where it is not the current one."""
    text = f"{MONTHS[day.month - 1]} {day.day}"
    return text if day.year == NOW.year else f"{text}, {day.year}"


def offset_text(moment: datetime) -> str:
    """Return an aware moment's distance from UTC as printed: ``UTC+3``, ``UTC-3:30``, ``UTC``."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def moment_text(moment: datetime) -> str:
    """Return a moment as printed over an article: ``March 31, 09:49 UTC+3``, in the site's zone."""
    local = moment.astimezone(ZONE)
    return f"{day_text(local.date())}, {local:%H:%M} {offset_text(local)}"


def group_of(moment: datetime, zone: tzinfo = ZONE) -> tuple[str, str]:
    """Return the heading of the day that a moment belongs to in ``zone``, and the heading's suffix.

    The suffix is ``today`` or ``yesterday``, and empty for all earlier days.
    """
    day = moment.astimezone(zone).date()
    age = (NOW.astimezone(zone).date() - day).days
    return day_text(day), {0: "today", 1: "yesterday"}.get(age, "")


def rss_text(moment: datetime) -> str:
    """Return a moment in RFC 822 form, as RSS wants it, in UTC."""
    utc = moment.astimezone(UTC)
    weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][utc.weekday()]
    return f"{weekday}, {utc.day:02} {MONTHS[utc.month - 1][:3]} {utc.year} {utc:%H:%M:%S} +0000"
