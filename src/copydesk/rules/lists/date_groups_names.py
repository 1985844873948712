"""The days' headings in a list: a readable date, and the right word for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from copydesk.page.page import Page
from copydesk.reading.days import relative_day, written_day
from copydesk.reading.listing import language, today
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.lists.date_groups import TEMPLATE, lists, none
from copydesk.rules.registry import Rule, rule


@rule("date-groups/unreadable", severity="warning")
def unreadable(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A heading that should name a day does not.

    Reader sees: a heading such as "31/2" or "Group 1" above a day's stories.

    Why: the other rules about days cannot check stories under a day that they cannot read.

    Catches: "Mrach 31".

    Lets pass: "March 31", "Tuesday, 31 March 2026", "Today", "March 30, yesterday", and the like in the
    site's language; words alone ("Tuesday", "This week"); template text, which has its own rules.
    """
    found = lists(page)
    if not found:
        yield none(page)
    told: set[str] = set()
    for state, dom, days in found:
        for day in days:
            template = any(sign in day.text for sign in TEMPLATE)
            dated = not day.text or any(sign.isdigit() for sign in day.text)
            if day.date is None and dated and not template and day.text not in told:
                told.add(day.text)
                yield rule.finding(
                    "The heading of a day names no day that can be read",
                    expected="a date, “Today” or “Yesterday”",
                    actual=day.text or "nothing",
                    where=page.where(day.node or 0, state.name, dom),
                )


@rule("date-groups/wrong-word")
def wrong_word(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A day's heading says "today" or "yesterday" for a different date.

    Reader sees: "March 30, today" on 31 March.

    Why: the word was written when the list was made, or in another zone, and the page has been cached since.

    Catches: "March 29, yesterday" on 31 March.

    Lets pass: "March 31, today" on 31 March in the site's zone; "today" or a date by itself.
    """
    found = lists(page)
    if not found:
        yield none(page)
    now = today(page)
    told: set[str] = set()
    for state, dom, days in found if page.site.time_zone else ():
        for day in days:
            date_shown = written_day(day.text, language(page, dom), now)
            meant = relative_day(day.text, now)
            if date_shown and meant and date_shown != meant and day.text not in told:
                told.add(day.text)
                word = (
                    "today" if meant == now else "yesterday" if meant == now - timedelta(days=1) else "meant"
                )
                yield rule.finding(
                    f"The heading “{day.text}” contradicts itself: it is {now:%B} {now.day}",
                    expected=f"{meant:%B} {meant.day} is {word}",
                    actual=day.text,
                    where=page.where(day.node or 0, state.name, dom),
                )
