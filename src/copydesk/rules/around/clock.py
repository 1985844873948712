"""The date in the page's head: today's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from copydesk.page.dom import Dom
from copydesk.page.lines import lines
from copydesk.page.page import Page
from copydesk.reading.days import written_day
from copydesk.reading.listing import language, today, zone
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

_CALLED = re.compile(
    r"(?:^|[\s_-])(?:(?:current|today|mast(?:head)?|header|top(?:bar)?)[\s_-]?date|date[\s_-]?(?:today|now))",
    re.IGNORECASE,
)
STEPS = 6


@rule("clock/wrong-day")
def wrong_day(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: yesterday's date under the site's name.

    Why: the head of the page is kept for longer than a day, or made in another zone.

    Catches: a whole date in the page's <header>, beside the site's name, that is not today's in the site's
    zone, over stories of a later day.

    Lets pass: the date of a story or of an issue that is in a link; within the hour of midnight, the day
    before and after; a date without a year or a weekday; a page that was stored on the day that it shows.
    """
    if page.capture.offline:
        yield Nothing("a page from an archive has the date of its day")
        return
    dom = page.dom
    now = datetime.fromisoformat(page.capture.moment).astimezone(zone(page))
    days = {(now + timedelta(hours=hours)).date() for hours in (-1, 0, 1)}
    found = False
    for line in lines(dom):
        if not _is_in_head(dom, line.texts[0]):
            continue
        day = written_day(line.text, language(page, dom), today(page))
        whole = day is not None and (str(day.year) in line.text or len(line.text.split()) > 2)
        if day is None or not whole:
            continue
        found = True
        if day not in days and _newest(page) not in (None, day):
            yield rule.finding(
                "The date over the page is not today's",
                expected=f"{now:%Y-%m-%d}",
                actual=line.text,
                where=page.where(line.texts[0]),
            )
    if not found:
        yield Nothing("no date in the page's head, none expected")


def _newest(page: Page) -> date | None:
    """The day of the newest moment that the page gives to programs, apart from those to come."""
    dom, found = page.dom, []
    for index in dom.find("time"):
        try:
            at = datetime.fromisoformat(dom.attr(index, "datetime") or "")
        except ValueError:
            continue
        if at.tzinfo and at <= datetime.fromisoformat(page.capture.moment):
            found.append(at.astimezone(zone(page)).date())
    return max(found, default=None)


def _is_in_head(dom: Dom, index: int) -> bool:
    """Whether a text stands in the page's head, and in no story, list or link of it."""
    around = list(dom.ancestors(index))
    tags = {dom.tag(i) for i in around}
    if tags & {"main", "article", "a", "li", "aside", "footer"}:
        return False
    return "header" in tags or any(_CALLED.search(dom.attr(i, "class") or "") for i in around[:STEPS])
