"""The times of the stories in a list: in the wrong zone or form, or all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC

from copydesk.faults import edits
from copydesk.faults.answers import Item, data
from copydesk.faults.catalogue.article.published import ARABIC, parsed
from copydesk.faults.fault import NotHereError, Rewrite
from copydesk.faults.registry import fault, look_alike
from copydesk.rules.lists.feed_times import MANY

_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_CLOCK = re.compile(r"\d\d:\d\d")


def stories(change: Callable[[Item], Item]) -> Rewrite:
    """Change every story of the answers that fill the list."""
    return data(edits.feed(lambda found: [change(item) for item in found]))


def shown(change: Callable[[str, str], str]) -> Callable[[Item], Item]:
    """Change the time that a story shows; the function gets it and the machine-readable one."""

    def told(item: Item) -> Item:
        stamp = next((value for value in item.values() if isinstance(value, str) and _ISO.match(value)), "")
        clocks = {name for name, value in item.items() if isinstance(value, str) and _CLOCK.fullmatch(value)}
        return {**item, **{name: change(item[name], stamp) for name in clocks if stamp}}

    return told


def always(text: str) -> Callable[[str, str], str]:
    """The same text for every story."""
    return lambda shown, stamp: text


def stamped(change: Callable[[str], str]) -> Callable[[Item], Item]:
    """Change a story's machine-readable times."""
    return lambda item: {
        name: change(value) if isinstance(value, str) and _ISO.match(value) else value
        for name, value in item.items()
    }


def alike(found: list[Item]) -> list[Item]:
    """Give all stories the times of the first."""
    if len(found) < MANY:
        raise NotHereError("the list has too few stories")
    times = {
        name: value
        for name, value in found[0].items()
        if isinstance(value, str) and (_ISO.match(value) or _CLOCK.fullmatch(value))
    }
    return [{**item, **times} for item in found]


def in_utc(item: Item) -> Item:
    """The same moments in UTC, for programs alone."""
    if shown(always(""))(item) == item:
        raise NotHereError("the page writes its times itself")
    return stamped(lambda stamp: f"{parsed(stamp).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")(item)


fault(
    "feed-times-in-utc", "feed/shown-time-differs", "times in the list that are hours before the stories' own"
).by(stories(shown(lambda text, stamp: f"{parsed(stamp).astimezone(UTC):%H:%M}")), seen=(16, 36))
fault(
    "feed-datetimes-labelled-utc",
    "feed/shown-time-differs",
    "nothing amiss; for programs, all stories are from hours later",
).by(stories(stamped(lambda stamp: re.sub(r"[+-]\d\d:\d\d$", "Z", stamp))), seen=(34, 39))
for name, text in (("minus-three-minutes", "-3 minutes ago"), ("in-two-hours", "in 2 hours")):
    fault(f"feed-times-{name}", "feed/negative-elapsed", f"“{text}” beside the stories").by(
        stories(shown(always(text))), seen=(26,)
    )
fault("feed-times-in-arabic-digits", "feed/wrong-language", "times in Arabic digits").by(
    stories(shown(lambda text, stamp: text.translate(ARABIC))), seen=(30,)
)
fault("feed-datetimes-malformed", "feed/malformed-time", "nothing amiss; programs cannot read the times").by(
    stories(stamped(lambda stamp: f"{parsed(stamp):%a, %d %b %Y %H:%M:%S}")), seen=(37,)
)
fault(
    "feed-datetimes-without-offset",
    "feed/malformed-time",
    "nothing amiss; the times are others in every country",
).by(stories(stamped(lambda stamp: stamp[:19])), seen=(35,))
fault("feed-times-all-the-same", "feed/same-time", "the first story's time beside every story").by(
    data(edits.feed(alike)), seen=(36,)
)

look_alike("feed-times-in-half-days", "feed/shown-time-differs", "times in a.m. and p.m.").by(
    stories(shown(lambda text, stamp: f"{parsed(stamp):%I:%M %p}".lower()))
)
look_alike(
    "feed-times-without-clock", "feed/shown-time-differs", "days beside the stories, without the time"
).by(stories(shown(lambda text, stamp: f"{parsed(stamp):%B} {parsed(stamp).day}")))
look_alike("feed-times-elapsed", "feed/negative-elapsed", "“3 minutes ago” beside the stories").by(
    stories(shown(lambda text, stamp: "3 minutes ago"))
)
look_alike("feed-times-with-a-short-month", "feed/wrong-language", "shortened months beside the stories").by(
    stories(shown(lambda text, stamp: f"{parsed(stamp):%b} {parsed(stamp).day}, {text}"))
)
look_alike("feed-datetimes-in-utc", "feed/malformed-time", "the same moments, told in UTC").by(
    stories(in_utc)
)
look_alike(
    "feed-days-all-the-same", "feed/same-time", "a list that shows the day of its stories and no time"
).by(stories(shown(lambda text, stamp: f"{parsed(stamp):%B} {parsed(stamp).day}")))
