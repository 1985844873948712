"""The list of stories itself: filled, linked, each story once, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import pairwise

from copydesk.page.page import Page
from copydesk.page.parts import repeated, shown, templated
from copydesk.reading.days import day_of
from copydesk.reading.listing import Reading, Story, language, reading, readings, today, zone
from copydesk.records.common import Moment
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress

PINS = 3
"""So many stories can be pinned to the top of a list at most."""
FEWEST = 3
"""So many stories with a time are needed to speak of an order."""
FEW = 2
"""More stories than this that are wrong in the same way are wrong for one reason."""


def lists(page: Page, *also: str, found: bool = False) -> list[Reading]:
    """The list that a site file names: as loaded, under each tab, and in states that begin with `also`.

    One that the reader has `found` by itself may end elsewhere than people mean. Only rules that do not ask
    where it ends judge it, and only on pages that a site file calls a list.
    """
    if page.element("feed") is None and not (found and page.site.pages and page.kind != "article"):
        return []
    return [
        one
        for one in readings(page)
        if one.node is not None and (one.state.name == "loaded" or one.state.name.startswith(("tab:", *also)))
    ]


@rule("feed/empty")
def empty(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The list of stories is empty.

    Reader sees: a news page without news.

    Why: the list comes from an API, later than the page; when that fails, everything around it still looks
    right.

    Catches: the API answers 500 and the list stays without a story, with or without an apology.

    Lets pass: a filtered list that is rightly empty; a list that is still loading, which `loading/stuck`
    reports; a tab that shows something other than stories.
    """
    if not shown(page.dom, "feed"):
        yield nothing(page, "feed")
        return
    first = reading(page, "loaded")
    if first is None or first.stories:
        return
    if shown(page.dom, "loading"):
        yield Nothing("the list of stories has not loaded: the page still says that it is loading")
        return
    yield rule.finding(
        "The list of stories is empty",
        expected="stories",
        actual=page.dom.text(first.node or 0) or "nothing",
        where=page.where(first.node or 0),
    )


@rule("feed/no-headline")
def no_headline(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story in the list has no headline.

    Reader sees: a time or a picture without words.

    Why: readers cannot choose a story without a headline.

    Catches: `<li><time>09:49</time><a href="/a"></a></li>`.

    Lets pass: a story with a headline and no picture, time or lead; things between stories with neither link
    nor time, such as an advertisement's slot or a form.
    """
    found = lists(page)
    if not found:
        yield nothing(page, "feed")
    for one in found:
        for story in one.stories:
            # What has no link and no time either is no story: a place for an advertisement, a form.
            if not story.headline and (story.url or story.published):
                yield rule.finding(
                    "A story in the list has no headline",
                    expected="a headline",
                    actual=story.url or one.dom.text(story.node) or "an empty item",
                    where=page.where(story.node, one.state.name, one.dom),
                )


@rule("feed/no-link")
def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A headline in the list has no link.

    Reader sees: a headline that they cannot press.

    Why: nobody can read the story.

    Catches: `<li><a>Harbour reopens</a></li>`.

    Lets pass: an item that is a link as a whole; template text, which has its own rules.
    """
    found = lists(page, found=True)
    if not found:
        yield nothing(page, "feed")
    for one in found:
        for story in one.stories:
            if story.headline and not story.url and not templated(story.headline):
                yield rule.finding(
                    "A headline in the list leads nowhere",
                    expected="a link to the story",
                    actual=story.headline,
                    where=page.where(story.node, one.state.name, one.dom),
                )


@rule("feed/repeated")
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story is in the list twice.

    Reader sees: the same story twice.

    Why: it is in two sections or has changed since, and the list does not know that it is one story.

    Catches: two items with the same address; of many such stories it tells once.

    Lets pass: stories that "More news" repeats, which `load-more/repeats` reports; a story that is also in a
    list beside this one; two stories with the same headline.
    """
    found = lists(page, found=True)
    if not found:
        yield nothing(page, "feed")
    told: set[str] = set()
    for one in found:
        again = repeated([PageAddress(story.url) for story in one.stories])
        new = {url: index for url, index in again.items() if url not in told}
        told |= new.keys()
        for url, index in list(new.items())[: 1 if len(new) > FEW else FEW]:
            story = one.stories[index]
            yield rule.finding(
                f"{len(new)} stories are in the list twice, the first of them “{story.headline}”"
                if len(new) > FEW
                else f"A story is in the list twice: “{story.headline}”",
                expected="each story once",
                actual=", ".join(new) if len(new) > FEW else url,
                where=page.where(story.node, one.state.name, one.dom),
            )


@rule("feed/not-newest-first")
def not_newest_first(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The list is not in chronological order, newest first.

    Reader sees: an old story between new ones.

    Why: readers stop at the first story that they know.

    Catches: 10:00, 08:30, 09:15; also in what "More news" loads and in a filtered list.

    Lets pass: stories of the same minute in any order, or of the same day where the list shows days only; up
    to three stories pinned above newer ones; items without a time; stories that "More news" repeats, which
    `load-more/repeats` reports.
    """
    found = lists(page, "load-more", "filtered", "filter-each:")
    if not found:
        yield nothing(page, "feed")
    for one in found:
        timed = moments(page, one)
        urls = [story.url for story in one.stories]
        if one.state.name.startswith("load-more") and len(set(urls)) < len(urls):
            continue
        if len(timed) < FEWEST:
            yield Nothing("the stories in the list have no times that can be read")
            continue
        late = next(
            (
                (earlier, later)
                for earlier, later in pairwise(timed[pinned([at for _, at in timed]) :])
                if later[1] - earlier[1] >= 60 and earlier[0] is not timed[0][0]
            ),
            None,
        )
        if late:
            (above, _), (below, _) = late
            yield rule.finding(
                f"“{below.headline}” is newer than the story above it",
                expected="newest first",
                actual=f"{iso(above.published)} stands above {iso(below.published)}",
                where=page.where(below.node, one.state.name, one.dom),
            )
            return


def moments(page: Page, one: Reading) -> list[tuple[Story, float]]:
    """The stories with their times in seconds: those for programs; where a list has none, the ends of the
    days that it shows.
    """
    timed = [(story, story.published) for story in one.stories if story.published]
    exact = [(story, float(at.epoch)) for story, at in timed if at.epoch is not None]
    if exact:
        return exact
    days = [(story, day_of(at.text, language(page, one.dom), today(page))) for story, at in timed]
    return [(story, datetime.combine(day, time.max, zone(page)).timestamp()) for story, day in days if day]


def pinned(times: list[float]) -> int:
    """The number of stories pinned to the top of a list: each is older than the first that is not pinned."""
    for pins in range(min(PINS, len(times) - FEWEST), 0, -1):
        if max(times[:pins]) + 60 <= times[pins]:
            return pins
    return 0


def iso(moment: Moment | None) -> str:
    """A story's time as text for people."""
    return ((moment.iso or moment.text) if moment else "") or "no time"
