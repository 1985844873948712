"""Times that are told in other words, by other clocks and in other moments than usual, and are right."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from copydesk.faults.catalogue.article.published import parsed
from copydesk.faults.documents import html
from copydesk.faults.elements import html_of, stamped, written
from copydesk.faults.fault import About, NotHereError
from copydesk.faults.registry import look_alike


def published(text: str) -> datetime:
    """When the story was published, as the server's HTML tells programs."""
    found = re.search(r"published_time\" content=\"([^\"]+)", text)
    if found is None:
        raise NotHereError("the server's HTML has no article:published_time")
    return parsed(found[1])


def shows(text: str, about: About, element: str) -> bool:
    """Whether the server's HTML has an element."""
    try:
        return bool(html_of(text, about, element))
    except NotHereError:
        return False


def elapsed(text: str, about: About) -> str:
    """How long ago the story was published, in hours."""
    at = published(text)
    now = about.site.now or datetime.now().astimezone()
    hours = int((now - at).total_seconds() // 3600)
    return written("published", f"{hours} hour{'s' if hours != 1 else ''} ago")(text, about)


def by_greenwich(text: str, about: About) -> str:
    """The time of publication as it is in Greenwich, and the word that it is."""
    at = published(text).astimezone(UTC)
    return written("published", f"{at:%B} {at.day}, {at:%H:%M} UTC")(text, about)


def a_minute_after(text: str, about: About) -> str:
    """A change a minute after the story was published, of which programs alone are told."""
    if shows(text, about, "updated"):
        raise NotHereError("the page shows a change")
    later = (published(text) + timedelta(minutes=1)).isoformat()
    return stamped("updated", lambda _: later, "meta", "json_ld")(text, about)


look_alike("published-hours-ago", "published/shown-differs", "“9 hours ago” as the time").by(html(elapsed))
look_alike("published-by-greenwich", "published/wrong-zone-label", "a time in UTC that says so").by(
    html(by_greenwich)
)
look_alike(
    "changed-a-minute-after", "updated/not-shown", "a story that was saved again a minute after it came out"
).by(html(a_minute_after))
look_alike("published-with-the-year", "published/other-form", "a time with the year in it").by(
    html(written("published", lambda text: text.replace(",", ", 2026,")))
)
