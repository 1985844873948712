"""Days in a list: each story's can be told, and stories that are alike all have one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from copydesk.page.lines import HEADINGS
from copydesk.page.page import Page
from copydesk.reading.days import day_of
from copydesk.reading.listing import Reading, Story, language, today
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.lists.feed import lists
from copydesk.rules.lists.feed_times import NO_TIMES, timed
from copydesk.rules.registry import Rule, rule

OLD = timedelta(hours=36)
"""At night, yesterday's hours are still understood."""
NEAR = 30
"""Nodes before a list among which a heading is the list's."""
FEW = 2
"""So many stories without a time can be pinned or promoted."""
_HOUR = re.compile(
    r"(?:(?:at|um|à|alle|a las|às|kl\.?|om) )?([01]?\d|2[0-3])(?:[:.h]| h )([0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?[ap]\.?m\.?)?(?: ?(?:uhr|h|uur|hrs?))?(?: ?(?:UTC|GMT|[A-Z]{2,4})(?:[+-]\d{1,2})?)?",
    re.IGNORECASE,
)


@rule("feed/time-without-day")
def without_day(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "14:05" beside a story of last week, and takes it for today's.

    Why: the list prints the hour only, which was right while all of its stories were today's.

    Catches: a story that is older than a day and a half, with an hour and no day beside it, in a list without
    headings for days.

    Lets pass: an hour under a heading that names its day; today's and last night's stories; "3 hours ago".
    """
    found = False
    for one, story, time in timed(page):
        found = True
        if time.iso is None or not _HOUR.fullmatch(" ".join(time.text.split())):
            continue
        age = datetime.fromisoformat(page.capture.moment) - datetime.fromisoformat(time.iso)
        if age > OLD and not _says_its_day(page, one, story):
            yield rule.finding(
                f"An old story in the list shows an hour without a day: “{story.headline}”",
                expected=f"the day as well: {time.iso[:10]}",
                actual=time.text,
                where=page.where(story.node, one.state.name, one.dom),
            )
    if not found:
        yield NO_TIMES


def _says_its_day(page: Page, one: Reading, story: Story) -> bool:
    """Whether the story, or a heading over it, names its day."""
    if any(day.text and story in day.stories for day in one.days):
        return True
    dom, tongue, now = one.dom, language(page, one.dom), today(page)
    inside = [part for i in dom.subtree(story.node) if dom.tag(i) == "#text" for part in [dom.nodes[i].text]]
    if any(day_of(text, tongue, now) for text in inside):
        return True
    stories = [dom.subtree(other.node) for other in one.stories]
    start = one.node or 0
    over = [i for i in range(max(0, start - NEAR), start) if dom.inside(i, HEADINGS)]
    before = [*over, *range(start, story.node)]
    return any(
        dom.tag(i) == "#text"
        and not any(i in other for other in stories)
        and day_of(dom.nodes[i].text, tongue, now)
        for i in before
    )


@rule("feed/some-without-time")
def some_without(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a date on the first story of each day, and none on the others.

    Why: the template prints the date only where it changes, and takes the story's own for the list's.

    Catches: stories of a list that are built alike, of which two or more show a time and three or more do
    not, where the site file says which part of a story is its time.

    Lets pass: a list in which none shows a time; one or two stories that are pinned or promoted; stories
    under a heading that names their day; lists whose site file names no time.
    """
    element = page.element("feed")
    if element is None or "time" not in element.parts:
        yield Nothing("the site file does not say where a story in the list has its time")
        return
    for one in lists(page, "load-more"):
        if any(day.text for day in one.days):
            continue
        kinds: dict[tuple[str, str], list[Story]] = {}
        for story in one.stories:
            kinds.setdefault((one.dom.tag(story.node), one.dom.attr(story.node, "class") or ""), []).append(
                story
            )
        for stories in kinds.values():
            bare = [story for story in stories if story.published is None or not story.published.text]
            if len(bare) > FEW and len(stories) - len(bare) >= FEW and not _says_its_day(page, one, bare[0]):
                yield rule.finding(
                    f"{len(bare)} of {len(stories)} stories in the list show no time, the first of them"
                    f" “{bare[0].headline}”",
                    expected="a time beside each, as beside the others",
                    actual="none",
                    where=page.where(bare[0].node, one.state.name, one.dom),
                )
                return
