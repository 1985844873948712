"""Times that look wrong and are right: the same moment in another notation, and times restyled by scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from copydesk.faults.catalogue.article.published import parsed, published_time
from copydesk.faults.documents import html
from copydesk.faults.dom import style
from copydesk.faults.elements import html_of, stamped, text_of, written
from copydesk.faults.fault import About, Act, Dom, NotHereError
from copydesk.faults.registry import look_alike

Told = Callable[[str], str]


def in_utc(stamp: str) -> str:
    """The same moment in UTC."""
    return parsed(stamp).astimezone(UTC).isoformat()


def with_z(stamp: str) -> str:
    """The same moment in UTC, written with a Z."""
    return in_utc(stamp).replace("+00:00", "Z")


def to_the_minute(stamp: str) -> str:
    """The same moment without its seconds."""
    return parsed(stamp).isoformat(timespec="minutes")


def to_the_millisecond(stamp: str) -> str:
    """The same moment with milliseconds."""
    return parsed(stamp).isoformat(timespec="milliseconds")


def programs(subject: str, told: Told, *places: str) -> tuple[Act, ...]:
    """Write a machine-readable time in another notation."""
    return (html(stamped(subject, told, *places)),)


def eye(subject: str, op: str, argument: object = None) -> tuple[Act, ...]:
    """Restyle a time by script."""
    return (Dom(op, subject, argument=argument),)


def spaces(subject: str) -> tuple[Act, ...]:
    """Non-breaking spaces, put in by a script."""
    return eye(subject, "replace-text", {"from": " (?=\\d|U)", "to": "\u00a0", "flags": "g"})


def shows(text: str, about: About, element: str) -> bool:
    """Whether the server's HTML has an element."""
    try:
        return bool(html_of(text, about, element))
    except NotHereError:
        return False


def elapsed(text: str, about: About) -> str:
    """Show how many hours ago the story was published."""
    at = parsed(published_time(text, about))
    now = about.site.now or datetime.now().astimezone()
    hours = int((now - at).total_seconds() // 3600)
    return written("published", f"{hours} hour{'s' if hours != 1 else ''} ago")(text, about)


def by_greenwich(text: str, about: About) -> str:
    """Show the time of publication in UTC, labelled so."""
    at = parsed(published_time(text, about)).astimezone(UTC)
    return written("published", f"{at:%B} {at.day}, {at:%H:%M} UTC")(text, about)


def a_minute_after(text: str, about: About) -> str:
    """Set a last change a minute after publication, in the machine-readable places only."""
    if shows(text, about, "updated"):
        raise NotHereError("the page shows a change")
    later = (parsed(published_time(text, about)) + timedelta(minutes=1)).isoformat()
    return stamped("updated", lambda _: later, "meta", "json_ld")(text, about)


def with_the_year(text: str, about: About) -> str:
    """Put the year into the time of publication, after its day."""
    year = str(parsed(published_time(text, about)).year)
    shown = text_of(text, about, "published")
    if year in shown or "," not in shown:
        raise NotHereError("the time that readers see has its year, or no comma to put it at")
    return written("published", shown.replace(",", f", {year},", 1))(text, about)


for subject, noun in (("published", "a time of publication"), ("updated", "a time of the last change")):
    for defect, sees, acts in (
        ("changed-by-script", "whose spaces a script keeps together", spaces(subject)),
        ("epoch", "told to the millisecond", programs(subject, to_the_millisecond)),
        ("future", "told by Greenwich, hours before the clock on the wall", programs(subject, in_utc)),
        ("malformed", "told to the minute", programs(subject, to_the_minute)),
        (
            "misplaced",
            "right above the text",
            eye(subject, "move", {"element": "body", "where": "beforebegin"}),
        ),
        (
            "negative-elapsed",
            "with “0 minutes ago” as its tooltip",
            eye(subject, "set-attribute", {"name": "title", "value": "0 minutes ago"}),
        ),
        ("no-offset", "told with a Z", programs(subject, with_z)),
        ("other-form", "in bold", eye(subject, "style", {"font-weight": "700"})),
        ("shown-differs", "told by Greenwich in its own element", programs(subject, in_utc, "element")),
        ("sources-differ", "told by Greenwich in the JSON-LD", programs(subject, in_utc, "json_ld")),
        ("wrong-language", "in capitals", eye(subject, "style", {"text-transform": "uppercase"})),
        ("wrong-offset", "told with a Z in its own element", programs(subject, with_z, "element")),
        (
            "wrong-zone-label",
            "with a tooltip that explains the zone",
            eye(subject, "set-attribute", {"name": "title", "value": "Helsinki time"}),
        ),
    ):
        look_alike(f"{subject}-not-{defect}", f"{subject}/{defect}", f"{noun} {sees}").by(
            *acts, kinds=("article",)
        )

look_alike(
    "modified-told-by-greenwich",
    "published/modified-before",
    "a time of the last change that is told by Greenwich, hours before the time of publication by its clock",
).by(html(stamped("updated", in_utc, "meta")))
look_alike(
    "modified-and-never-changed",
    "updated/not-shown",
    "a story that was not changed, whose time of the last change is that of its publication to the minute",
).by(html(stamped("updated", to_the_minute, "meta")))
look_alike(
    "updated-in-italics",
    "updated/same-as-published",
    "a time of the last change that looks another than that of publication",
).by(style("updated", font_style="italic"))

look_alike("published-hours-ago", "published/shown-differs", "“9 hours ago” as the time").by(html(elapsed))
look_alike("published-by-greenwich", "published/wrong-zone-label", "a time in UTC that says so").by(
    html(by_greenwich)
)
look_alike(
    "changed-a-minute-after", "updated/not-shown", "a story that was saved again a minute after it came out"
).by(html(a_minute_after))
look_alike("published-with-the-year", "published/other-form", "a time with the year in it").by(
    html(with_the_year)
)
