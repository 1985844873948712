"""The times of the stories in a list: what readers see, compared with what programs read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from copydesk.page.page import Page
from copydesk.page.parts import below
from copydesk.reading.listing import Reading, Story, language, zone
from copydesk.records.common import Moment
from copydesk.rules.article.published_form import foreign_digits, foreign_month, is_elapsed_wrongly
from copydesk.rules.article.published_zone import has_offset
from copydesk.rules.article.times import AMERICAN_LABEL, LABEL
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.lists.feed import lists
from copydesk.rules.registry import Rule, rule

NO_TIMES = Nothing("the stories in the list have no times that can be read")
MANY = 5
"""So many stories of one minute are no accident."""
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)(?:\s?([ap])\.?m\b)?", re.IGNORECASE)


def timed(page: Page) -> Iterator[tuple[Reading, Story, Moment]]:
    """The stories that show a time, from the list in each of its states."""
    for one in lists(page, "load-more"):
        for story in one.stories:
            if story.published and story.published.text:
                yield one, story, story.published


def stamp(one: Reading, story: Story) -> str:
    """A story's machine-readable time; empty if it has none."""
    dom = one.dom
    named = [i for match in dom.matches("feed") for i in match.parts.get("time", [])]
    for index in below(dom, story.node, sorted(named)) or dom.find("time", story.node):
        if value := next((value for i in dom.subtree(index) if (value := dom.attr(i, "datetime"))), ""):
            return value.strip()
    return ""


@rule("feed/shown-time-differs")
def shown_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: 06:47 in the list, where the story says 09:47.

    Why: the list prints the hour of the server's or the browser's zone, not the site's.

    Catches: "06:47" in a list's `<time datetime="2026-03-31T09:47:00+03:00">`, on a site whose file gives its
    zone.

    Lets pass: "5 minutes ago"; a day without a time; 9:47 a.m.; a time that names its zone; a time that is
    not machine-readable.
    """
    if not page.site.time_zone or not (found := list(timed(page))):
        yield NO_TIMES
        return
    for one, story, time in found:
        clock = _CLOCK.findall(time.text)
        if len(clock) != 1 or not time.iso or LABEL.search(time.text) or AMERICAN_LABEL.search(time.text):
            continue
        hour, minute, half = clock[0]
        told = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)
        at = datetime.fromisoformat(time.iso).astimezone(zone(page))
        if (told, int(minute)) != (at.hour, at.minute):
            yield rule.finding(
                f"The list shows a different time from the one given to programs: “{story.headline}”",
                expected=f"{at:%H:%M}",
                actual=time.text,
                where=page.where(story.node, one.state.name, one.dom),
            )
            return


@rule("feed/negative-elapsed")
def negative_elapsed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "-3 minutes ago" beside a story.

    Why: the clocks of server and reader are in different time zones, or on different sides of a clock change.

    Catches: a number of minutes, hours or days that is negative or in the future ("in 2 hours").

    Lets pass: "0 minutes ago", "3 minutes ago".
    """
    found = list(timed(page))
    if not found:
        yield NO_TIMES
    for one, story, time in found:
        if is_elapsed_wrongly(time.text):
            yield rule.finding(
                f"A story in the list has a time that is given as one in the future: “{story.headline}”",
                expected="how long ago it was",
                actual=time.text,
                where=page.where(story.node, one.state.name, one.dom),
            )
            return


@rule("feed/wrong-language")
def wrong_language(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "٠٩:٤٧" or "31. März" beside a story, on a page in English.

    Why: the list formats its times in the language of the browser or the server, not of the page.

    Catches: digits of a script that the page's language does not use; a month's name from another language.

    Lets pass: the digits of Arabic, Persian, Hindi and the like in those languages; 0 to 9 everywhere.
    """
    found = list(timed(page))
    if not found:
        yield NO_TIMES
    for one, story, time in found:
        tongue = language(page, one.dom)
        if foreign_digits(time.text, tongue) or foreign_month(time.text, tongue):
            yield rule.finding(
                f"A story's time is not written in the page's language: “{story.headline}”",
                expected=f"a time in the page's language ({tongue})",
                actual=time.text,
                where=page.where(story.node, one.state.name, one.dom),
            )
            return


@rule("feed/malformed-time", severity="warning")
def malformed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing wrong; but apps and search engines sort the list wrongly, or take old stories for
    new.

    Why: programs read only one form of times, and a time without an offset is a different moment in every
    zone.

    Catches: datetime="31.03.2026 09:47", "Tue, 31 Mar 2026", "2026-03-31T09:47:00" without an offset.

    Lets pass: ISO 8601 with an offset, a day only, a list without machine-readable times.
    """
    found = list(timed(page))
    if not found:
        yield nothing(page, "feed") if page.element("feed") is None else NO_TIMES
    for one, story, time in found:
        told = stamp(one, story)
        if not told or re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?|\d\d:\d\d(?::\d\d)?|P\w+", told) or "{{" in told:
            continue
        if time.iso is None or not has_offset(told):
            yield rule.finding(
                f"A story's time is one that programs cannot read, or has no offset: “{story.headline}”",
                expected="a time such as 2026-03-31T09:47:00+03:00",
                actual=told,
                where=page.where(story.node, one.state.name, one.dom),
            )
            return


@rule("feed/same-time")
def same_time(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: 09:47 beside every story of the list.

    Why: it is the time at which the list was made, or a constant that nobody removed.

    Catches: a list of five or more stories that all have the same time, to the minute.

    Lets pass: several stories of one minute among others; a list that shows days only; shorter lists.
    """
    for one in lists(page):
        times = [story.published.epoch for story in one.stories if story.published]
        known = {None if at is None else at // 60 for at in times}
        if not all(_CLOCK.search(story.published.text) for story in one.stories if story.published):
            continue
        if len(times) >= MANY and len(times) == len(one.stories) and len(known) == 1 and None not in known:
            first = one.stories[0]
            yield rule.finding(
                f"All {len(times)} stories of the list have one time",
                expected="each story's own",
                actual=first.published.text if first.published else "",
                where=page.where(first.node, one.state.name, one.dom),
            )
            return
    if not any(one.stories for one in lists(page)):
        yield NO_TIMES
