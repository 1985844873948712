"""The times in the list of stories, compared with the site's clock: none in the future, the newest not
old.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.lists.feed import iso, lists, moments
from copydesk.rules.registry import Rule, rule

CLOCKS = 300
"""Seconds by which the site's clock may be ahead of ours."""


@rule("feed/in-future")
def in_future(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story in the list has a time in the future.

    Reader sees: this evening's news in the morning.

    Why: the time is in the wrong zone, or the story was scheduled for later.

    Catches: 13:15 in a list that is visited at 10:15.

    Lets pass: a clock that is five minutes ahead.
    """
    found = lists(page, found=True)
    if not found:
        yield nothing(page, "feed")
        return
    now = datetime.fromisoformat(page.capture.moment).timestamp()
    for one in found:
        for story in one.stories:
            if story.published and (story.published.epoch or 0) > now + CLOCKS:
                yield rule.finding(
                    f"“{story.headline}” is from the future",
                    expected=f"not after {page.capture.moment}",
                    actual=iso(story.published),
                    where=page.where(story.node, one.state.name, one.dom),
                )
                break


@rule("feed/stale", kinds=("feed",))
def stale(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The newest story in the list is old.

    Reader sees: the day before yesterday's news as the newest.

    Why: a cache that is not refreshed delivers a page on which everything is right but the day.

    Catches: the newest of all stories is 50 hours old; the site file can set a different limit.

    Lets pass: a list whose stories have neither times nor days; a page from an archive; a filtered list.
    """
    if page.capture.offline:
        yield Nothing("a page from an archive is as old as the archive")
        return
    found = [one for one in lists(page, found=True) if one.state.name == "loaded"]
    times = [at for one in found for _, at in moments(page, one)]
    if not times:
        yield (
            Nothing("the stories in the list have no times that can be read")
            if found
            else nothing(page, "feed")
        )
        return
    hours = (datetime.fromisoformat(page.capture.moment).timestamp() - max(times)) / 3600
    if hours > page.site.stale_after:
        age = timedelta(hours=round(hours))
        yield rule.finding(
            f"The newest story in the list is {round(hours)} hours old",
            expected=f"a story of the last {page.site.stale_after:g} hours",
            actual=f"{age.days} days and {age.seconds // 3600} hours",
            where=page.where(found[0].stories[0].node, "loaded", found[0].dom),
        )
