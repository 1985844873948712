"""Days in a list: each story under its own day, in order, none empty, none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from copydesk.page.capture import Match, State
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import shown
from copydesk.reading.listing import Day, Story, group, read_story, readings, zone
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule

Days = tuple[State, Dom, list[Day]]
TEMPLATE = ("{{", "<<", "undefined", "Invalid")
"""Text in a heading that rules of its own report."""


def lists(page: Page) -> list[Days]:
    """The days of each list in each state: those in the list of stories, and those of other lists."""
    found: list[Days] = []
    for one in readings(page):
        urls = [story.url for story in one.stories]
        if one.state.name.startswith("load-more") and len(set(urls)) < len(urls):
            continue  # load-more/repeats says so, and days repeat with their stories
        inside = one.dom.subtree(one.node) if one.node is not None else range(0)
        days = [day for day in one.days if day.node is not None]
        if days and page.element("date-groups") is not None:
            found.append((one.state, one.dom, days))
        beside: dict[int, list[Match]] = defaultdict(list)
        for match in shown(one.dom, "date-groups"):
            if match.node not in inside:
                beside[one.dom.nodes[match.node].parent].append(match)
        found += [(one.state, one.dom, days_of(page, one.dom, matches)) for matches in beside.values()]
    return found


def days_of(page: Page, dom: Dom, matches: list[Match]) -> list[Day]:
    """The days of a list that is not the page's list of stories."""
    nodes = [node for match in matches for node in match.parts.get("item", ()) if dom.visible(node)]
    return group(page, dom, [read_story(page, dom, node) for node in nodes], matches)


def none(page: Page) -> Nothing:
    """The remark that the page shows no days."""
    return nothing(page, "date-groups")


def own_day(page: Page, story: Story) -> date | None:
    """The day of a story's time in the site's zone."""
    if story.published is None or story.published.epoch is None:
        return None
    return datetime.fromtimestamp(story.published.epoch, zone(page)).date()


@rule("date-groups/wrong-day")
def wrong_day(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story is under the wrong day.

    Reader sees: a story from just after midnight under the previous day.

    Why: the list groups by the day in one zone and shows the time in another.

    Catches: a story of 31 March, 00:04 in Helsinki, under "March 30", its day in UTC.

    Lets pass: a story under its own day in the site's zone, whatever day it is elsewhere; a page whose zone
    is unknown; a heading that names no day.
    """
    if not page.site.time_zone:
        what = Nothing("the site file names no time zone, so a story's own day is not known")
        yield what if shown(page.dom, "date-groups") else none(page)
        return
    found = lists(page)
    if not found:
        yield none(page)
    told: set[str] = set()
    for state, dom, days in found:
        for day in days:
            for story in day.stories:
                own = own_day(page, story)
                if own and day.date and own != day.date and story.url not in told:
                    told.add(story.url)
                    yield rule.finding(
                        f"“{story.headline}” stands under {day.text}, which is not its day",
                        expected=f"{own:%B} {own.day} ({iso(page, story)})",
                        actual=day.text,
                        where=page.where(story.node, state.name, dom),
                    )


def iso(page: Page, story: Story) -> str:
    """A story's time in the site's zone, as text for people."""
    epoch = story.published.epoch if story.published else None
    return datetime.fromtimestamp(epoch or 0, zone(page)).isoformat(timespec="minutes")


@rule("date-groups/not-in-order")
def not_in_order(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The newest day is not first.

    Reader sees: yesterday above today.

    Why: readers stop at the day that they know.

    Catches: March 30, March 31, March 29.

    Lets pass: a day without stories that is left out.
    """
    found = lists(page)
    if not found:
        yield none(page)
    for state, dom, days in found:
        dated = [(day, day.date) for day in days if day.date is not None and day.node is not None]
        for (above, one), (below, other) in pairwise(dated):
            if other > one:
                yield rule.finding(
                    f"The day {below.text} stands under {above.text}",
                    expected="the newest day first",
                    actual=", ".join(day.text for day, _ in dated),
                    where=page.where(below.node or 0, state.name, dom),
                )
                return


@rule("date-groups/repeated")
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A day is in the list twice.

    Reader sees: "March 30", some stories, and "March 30" again.

    Why: the first stories of a newly loaded part belong under the last day that is already there.

    Catches: "More news" that begins with a heading that is already in the list.

    Lets pass: the same day in another list of the page.
    """
    found = lists(page)
    if not found:
        yield none(page)
    for state, dom, days in found:
        seen: set[str] = set()
        for day in days:
            name = day.date.isoformat() if day.date else day.text
            if name in seen and not any(sign in name for sign in TEMPLATE):
                yield rule.finding(
                    f"The day {day.text} is in the list twice",
                    expected="each day once, with all its stories under it",
                    actual=", ".join(one.text for one in days),
                    where=page.where(day.node or 0, state.name, dom),
                )
                return
            seen.add(name)


@rule("date-groups/no-day")
def no_day(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story below the first day is under no day.

    Reader sees: stories at the end of the list with no day above them.

    Why: "More news" appends its stories to the list instead of to its days.

    Catches: days that contain their stories, and a story after them that is in none of them.

    Lets pass: stories above the first day, such as a pinned one; days that are headings between the stories.
    """
    found = lists(page)
    if not found:
        yield none(page)
    for one in readings(page):
        first = next((day.node for day in one.days if day.node is not None and day.stories), None)
        loose = [story for day in one.days if day.node is None for story in day.stories]
        late = [story for story in loose if first is not None and story.node > first]
        if late and page.element("date-groups") is not None:
            yield rule.finding(
                f"{len(late)} stories stand under no day, the first of them “{late[0].headline}”",
                expected="each story under its day",
                actual="a story after the days",
                where=page.where(late[0].node, one.state.name, one.dom),
            )
            return


@rule("date-groups/empty")
def empty(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A day has no stories under it.

    Reader sees: "March 30" immediately followed by "March 29".

    Why: the day's stories were filtered out or did not arrive, and the heading stayed.

    Catches: `<section><h3>March 30</h3><ol></ol></section>`.

    Lets pass: a day without news that is not in the list at all.
    """
    found = lists(page)
    if not found:
        yield none(page)
    told: set[str] = set()
    for state, dom, days in found:
        if not any(day.stories for day in days):
            continue  # nothing is known of stories here; an empty list is feed/empty's
        for day in days:
            if not day.stories and day.text not in told:
                told.add(day.text)
                yield rule.finding(
                    f"There are no stories under {day.text}",
                    expected="stories, or no heading",
                    actual="a heading only",
                    where=page.where(day.node or 0, state.name, dom),
                )
