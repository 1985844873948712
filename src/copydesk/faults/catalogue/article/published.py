"""The times of publication and of the last change: in the wrong zone, on the wrong day, in the wrong form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from copydesk.faults.documents import html, meta
from copydesk.faults.dom import AT_THE_FOOT, BETWEEN_PARAGRAPHS, move, set_text
from copydesk.faults.elements import around, both, inside, stamp_of, stamped, text_of, told_twice, written
from copydesk.faults.fault import About, Change, Dom, NotHereError, Setting
from copydesk.faults.registry import fault
from copydesk.reading.dates import machine_time

SUBJECTS = {"published": "the time of publication", "updated": "the time of the last change"}
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
GERMAN = {"January": "Januar", "February": "Februar", "March": "März", "May": "Mai"}
_CLOCK = re.compile(r"(\d\d):(\d\d)")
_DAY = re.compile(r"(?<=[A-Za-z] )\d{1,2}(?=,)")


def parsed(stamp: str) -> datetime:
    """Parse a machine-readable time."""
    at = machine_time(stamp)
    if at is None:
        raise NotHereError(f"“{stamp}” is no time")
    return at


def shifted(hours: float) -> Callable[[str], str]:
    """So many hours later, with the same offset."""
    return lambda stamp: (parsed(stamp) + timedelta(hours=hours)).isoformat()


def hour_off(text: str) -> str:
    """Another hour of the same day."""
    return _CLOCK.sub(lambda found: f"{(int(found[1]) + 5) % 24:02}:{found[2]}", text)


def day_off(text: str) -> str:
    """Another day of the same month."""
    return _DAY.sub(lambda found: str(int(found[0]) - 1 or 2), text)


def replaced(pattern: str, to: str) -> Callable[[str], str]:
    """Replace what a pattern matches."""
    return lambda text: re.sub(pattern, to, text)


def in_german(text: str) -> str:
    """The day and month in German."""
    return re.sub(r"([A-Za-z]+) (\d{1,2})", lambda f: f"{f[2]}. {GERMAN.get(f[1], 'Dezember')}", text)


def to_come(subject: str) -> Change:
    """Set the time to three hours from now, in all places."""

    def rewrite(text: str, about: About) -> str:
        now = about.site.now or datetime.now().astimezone()
        later = (now + timedelta(hours=3)).isoformat()
        return stamped(subject, lambda _: later)(text, about)

    return rewrite


def as_utc(stamp: str) -> str:
    """The local time, mislabelled as UTC."""
    return re.sub(r"[+-]\d\d:\d\d$", "Z", stamp)


def offset_moved(stamp: str) -> str:
    """The same moment, with an offset that the site's zone did not have that day."""
    at = parsed(stamp)
    zone = (at + timedelta(hours=1)).isoformat()[:19]
    hours = int((at.utcoffset() or timedelta()).total_seconds()) // 3600 + 1
    return f"{zone}+{hours:02}:00"


READERS_ZONE = """(nodes) => {
  const at = nodes[0].getAttribute("datetime");
  if (!at) return "it has no datetime";
  nodes[0].textContent = new Date(at).toLocaleString("en", {
    month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return 1;
}"""


def published_time(text: str, about: About) -> str:
    """When the story was published, for programs."""
    return stamp_of(text, about, "published")


def _changed_before(text: str, about: About) -> str:
    """Give meta elements a time of publication, if there is none, and one of the last change before it."""
    told = meta("article:published_time", published_time(text, about))(text, about)
    return meta("article:modified_time", "2001-01-01T00:00:00+02:00")(told, about)


def _element_alone(subject: str, change: Callable[[str], str]) -> Change:
    """Change the machine-readable time in its element, where another place has it as well."""
    return both(lambda text, about: told_twice(text, about, subject), stamped(subject, change, "element"))


def _as_published(text: str, about: About) -> str:
    """Set the time of the last change to that of publication, in all places."""
    shown, stamp = text_of(text, about, "published"), published_time(text, about)
    return both(written("updated", shown), stamped("updated", lambda _: stamp))(text, about)


for subject, noun in SUBJECTS.items():
    fault(f"{subject}-shown-hours-off", f"{subject}/shown-differs", f"{noun} five hours off").by(
        html(written(subject, hour_off)), seen=(16, 38)
    )
    fault(
        f"{subject}-shown-a-day-off", f"{subject}/shown-differs", f"{noun} with the day of another edition"
    ).by(html(written(subject, day_off)), seen=(17, 23))
    fault(
        f"{subject}-datetime-in-another-zone",
        f"{subject}/sources-differ",
        f"{noun} right to read, and hours off in its datetime",
    ).by(html(_element_alone(subject, shifted(-3))), seen=(39,))
    fault(
        f"{subject}-in-meta-labelled-utc",
        f"{subject}/sources-differ",
        f"{noun} hours off where search engines show it",
    ).by(html(stamped(subject, as_utc, "meta")), seen=(18, 34))
    fault(
        f"{subject}-in-json-ld-a-day-ahead", f"{subject}/sources-differ", f"{noun} a day ahead in news search"
    ).by(html(stamped(subject, shifted(24), "json_ld")), seen=(17,))
    fault(f"{subject}-to-come", f"{subject}/future", f"{noun} three hours from now").by(
        html(to_come(subject)), seen=(17,)
    )
    fault(
        f"{subject}-at-the-epoch", f"{subject}/epoch", f"nothing amiss; {noun} is the year 1970 for programs"
    ).by(html(stamped(subject, lambda _: "1970-01-01T00:00:00Z", "element")), seen=(25,))
    for place in ("element", "meta", "json_ld"):
        name = place.replace("_", "-")
        fault(
            f"{subject}-{name}-without-offset",
            f"{subject}/no-offset",
            f"nothing amiss; {noun} is another moment in every country",
        ).by(html(stamped(subject, lambda stamp: stamp[:19], place)), seen=(35,))
        fault(
            f"{subject}-{name}-malformed",
            f"{subject}/malformed",
            f"nothing amiss; programs cannot read {noun}",
        ).by(html(stamped(subject, lambda stamp: f"{parsed(stamp):%d.%m.%Y %H:%M}", place)), seen=(37,))
    fault(
        f"{subject}-with-last-season-offset",
        f"{subject}/wrong-offset",
        f"nothing amiss; {noun} has the offset of the other half of the year",
    ).by(html(stamped(subject, offset_moved, "json_ld")), seen=(38,))
    fault(
        f"{subject}-labelled-with-another-zone",
        f"{subject}/wrong-zone-label",
        f"{noun} with “UTC+5”, where the clocks show something else",
    ).by(html(written(subject, lambda text: re.sub(r"UTC[+-]\d+", "UTC+5", text))), seen=(16, 19))
    for name, sees, pattern, to, seen in (
        ("without-zone", "without its zone", r" UTC[+-]\d+", "", (20,)),
        ("without-clock", "without the time of day", r", \d\d:\d\d.*", "", (29,)),
        ("zone-by-its-name", "with the zone as this browser calls it", r"UTC\+3|UTC\+2", "EEST", (19,)),
        ("in-half-days", "in a.m. and p.m.", r"(\d\d:\d\d)", r"\1 a.m.", (30,)),
    ):
        fault(f"{subject}-{name}", f"{subject}/other-form", f"{noun} {sees}").by(
            html(written(subject, replaced(pattern, to))), seen=seen
        )
    fault(f"{subject}-in-german", f"{subject}/wrong-language", f"{noun} with a month in German").by(
        html(written(subject, in_german)), seen=(30,)
    )
    fault(f"{subject}-in-arabic-digits", f"{subject}/wrong-language", f"{noun} in Arabic digits").by(
        html(written(subject, lambda text: text.translate(ARABIC))), seen=(30,)
    )
    for name, text in (("minus-three-minutes", "-3 minutes ago"), ("in-two-hours", "in 2 hours")):
        fault(f"{subject}-{name}", f"{subject}/negative-elapsed", f"“{text}” as {noun}").by(
            html(written(subject, text)), seen=(26,)
        )
    fault(
        f"{subject}-jumps-back-a-day",
        f"{subject}/changed-by-script",
        f"{noun} of the day before, once scripts have run",
    ).by(
        Dom(
            "(nodes) => { nodes[0].textContent = nodes[0].textContent.replace("
            r"/(\d+)(?=,)/, (day) => day - 1 || 2); return 1; }",
            subject,
        ),
        seen=(32,),
    )
    fault(
        f"{subject}-elapsed-in-two-zones",
        f"{subject}/changed-by-script",
        f"“2 hours ago” as {noun}, which becomes “5 hours ago”",
    ).by(html(written(subject, "2 hours ago")), set_text(subject, "5 hours ago"), seen=(31,))
    fault(
        f"{subject}-in-the-readers-zone",
        f"{subject}/shown-differs",
        f"{noun} in the zone of the reader's browser, without a word of it",
    ).by(Setting(time_zone="America/New_York"), Dom(READERS_ZONE, subject), seen=(16, 39))
    fault(f"{subject}-at-the-foot", f"{subject}/misplaced", f"{noun} at the foot of the page").by(
        move(subject, AT_THE_FOOT)
    )
    fault(f"{subject}-in-the-text", f"{subject}/misplaced", f"{noun} between two paragraphs").by(
        move(subject, BETWEEN_PARAGRAPHS)
    )

fault(
    "updated-same-as-published", "updated/same-as-published", "“Updated”, and the time of publication again"
).by(html(_as_published), seen=(28,))
fault("updated-not-shown", "updated/not-shown", "nothing of it that the story was changed").by(
    html(around("updated", lambda _: "")), seen=(27,)
)
fault(
    "modified-before-published",
    "published/modified-before",
    "nothing amiss; for programs the story was changed before it was out",
).by(html(_changed_before), seen=(33,))
fault(
    "published-after-its-change",
    "published/modified-before",
    "“Updated” with a time before that of publication",
).by(html(both(inside("updated", day_off), stamped("updated", shifted(-24)))), seen=(33,))
