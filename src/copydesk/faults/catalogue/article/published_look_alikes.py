"""Times that seem wrong and are right: the same moment told otherwise, and what scripts do for the eye."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

from copydesk.faults.catalogue.article.published import parsed
from copydesk.faults.documents import html
from copydesk.faults.dom import style
from copydesk.faults.elements import stamped
from copydesk.faults.fault import Act, Dom
from copydesk.faults.registry import look_alike

Told = Callable[[str], str]


def in_utc(stamp: str) -> str:
    """The same moment by Greenwich."""
    return parsed(stamp).astimezone(UTC).isoformat()


def with_z(stamp: str) -> str:
    """The same moment by Greenwich, with the letter for it."""
    return in_utc(stamp).replace("+00:00", "Z")


def to_the_minute(stamp: str) -> str:
    """The same moment without its seconds."""
    return parsed(stamp).isoformat(timespec="minutes")


def to_the_millisecond(stamp: str) -> str:
    """The same moment with thousandths of a second."""
    return parsed(stamp).isoformat(timespec="milliseconds")


def programs(subject: str, told: Told, *places: str) -> tuple[Act, ...]:
    """What programs are told of a time, told otherwise."""
    return (html(stamped(subject, told, *places)),)


def eye(subject: str, op: str, argument: object = None) -> tuple[Act, ...]:
    """What a script does to a time for the eye."""
    return (Dom(op, subject, argument=argument),)


def spaces(subject: str) -> tuple[Act, ...]:
    """Spaces that do not break, put in by a script."""
    return eye(subject, "replace-text", {"from": " (?=\\d|U)", "to": "\u00a0", "flags": "g"})


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
