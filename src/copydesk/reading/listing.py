"""Lists of stories as they stand in each state of a page, with the nodes that they were read from.

With a site file, the list is the first visible element `feed`, its days are the elements `date-groups` in
it. Without one, it is the page's longest run of linked headlines that are built alike.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import msgspec

from copydesk.page.capture import Match, Node, State
from copydesk.page.dom import Dom
from copydesk.page.parts import HEADINGS, below, link_and_headline
from copydesk.reading.controls import has_more, read_tabs
from copydesk.reading.days import day_of
from copydesk.reading.runs import find_list
from copydesk.records.common import Moment, Tab

if TYPE_CHECKING:
    from copydesk.page.page import Page

RECORDED = ("loaded", "load-more", "load-more-2", "filtered", "reloaded", "back", "forward", "cleared")
"""The states whose lists are kept in the record, beside those of the tabs. Rules look at all of them."""
STATES_OF_LISTS = (*RECORDED, "tab:", "filter-each:", "search", "phone")
"""The states in which a list is read: those whose names start so."""


class Story(msgspec.Struct, kw_only=True):
    """A story in a list: its element, its link's element (None where there is none), and what it says."""

    node: int
    link: int | None
    headline: str
    url: str
    published: Moment | None
    sections: list[str]


class Day(msgspec.Struct, kw_only=True):
    """A day's stories: the element (None for stories under no heading), its heading, the day it names."""

    node: int | None
    text: str
    date: date | None
    stories: list[Story]


class Reading(msgspec.Struct, kw_only=True):
    """The list in one state; `node` is its element, None where there is no list."""

    state: State
    dom: Dom
    node: int | None
    tabs: list[Tab]
    days: list[Day]
    more: bool

    @property
    def recorded(self) -> bool:
        """Whether the record keeps this list."""
        return self.state.name in RECORDED or self.state.name.startswith("tab:")

    @property
    def stories(self) -> list[Story]:
        """All stories in page order."""
        return [story for day in self.days for story in day.stories]


_readings: WeakKeyDictionary[Page, list[Reading]] = WeakKeyDictionary()


def readings(page: Page) -> list[Reading]:
    """The list in every state of the page that shows one, the settled page first. Read once for a page."""
    if page not in _readings:
        _readings[page] = [
            read_list(page, state, dom)
            for state, dom in page.states
            if state.name.startswith(STATES_OF_LISTS)
        ]
    return _readings[page]


def reading(page: Page, name: str) -> Reading | None:
    """The list in the state of that name, or None when the visit did not come to it."""
    return next((one for one in readings(page) if one.state.name == name), None)


def today(page: Page) -> date:
    """The day on which the page was shown, in the site's zone."""
    return datetime.fromisoformat(page.capture.moment).astimezone(zone(page)).date()


def zone(page: Page) -> ZoneInfo:
    """The zone in which the site gives its times."""
    return ZoneInfo(page.site.time_zone or page.capture.time_zone or "UTC")


def language(page: Page, dom: Dom) -> str:
    """The site's language, else the page's own word for it."""
    return page.site.language or dom.snapshot.language


def read_list(page: Page, state: State, dom: Dom) -> Reading:
    """The list of one state."""
    matches = dom.matches("feed")
    feed = next((match for match in matches if dom.visible(match.node)), None)
    if feed is not None:
        stories = [read_story(page, dom, node, feed) for node in item_nodes(dom, feed)]
        node: int | None = feed.node
        inside = dom.subtree(feed.node)
        days = group(page, dom, stories, [one for one in dom.matches("date-groups") if one.node in inside])
    elif page.element("feed") is None and page.kind != "article":
        node, items = find_list(dom)
        days = group(
            page, dom, [read_story(page, dom, item) for item in items], found_days(page, dom, node, items)
        )
    else:
        node, days = None, []
    return Reading(state=state, dom=dom, node=node, tabs=read_tabs(dom), days=days, more=has_more(page, dom))


def item_nodes(dom: Dom, match: Match) -> list[int]:
    """The visible items of a list: those the site file names, else whatever has a linked headline in it."""
    named = match.parts.get("item")
    if named is None:
        return find_list(dom, match.node)[1]
    return [node for node in named if dom.visible(node)]


def read_story(page: Page, dom: Dom, node: int, match: Match | None = None) -> Story:
    """What one item of a list says."""
    parts = match.parts if match else {}
    link, headline = link_and_headline(dom, node, parts.get("link"))
    return Story(
        node=node,
        link=link,
        headline=headline,
        url=dom.hrefs.get(link, "") if link is not None else "",
        published=published(page, dom, node, parts.get("time")),
        sections=[
            text
            for i in below(dom, node, parts.get("section", []))
            if (text := " ".join(dom.text(i).split()))
        ],
    )


def published(page: Page, dom: Dom, node: int, named: list[int] | None = None) -> Moment | None:
    """An item's time: the site file's part, else the first element with a machine value."""
    inside = dom.subtree(node)
    if named is None:
        at = next((i for i in inside if _is_stamp(dom.nodes[i])), None)
    else:
        at = next(iter(below(dom, node, named)), None)
    if at is None:
        return None
    values = (dom.attr(i, name) for i in dom.subtree(at) for name in ("datetime", "content", "title"))
    stamp = next((value for value in values if value and value[:1].isdigit()), "")
    moment = instant(stamp, zone(page).key)
    return Moment(
        text=" ".join(dom.text(at).split()),
        iso=moment.isoformat() if moment else None,
        epoch=int(moment.timestamp()) if moment else None,
    )


def _is_stamp(node: Node) -> bool:
    """Whether an element has a story's time for machines: HTML's own, microdata's or an h-entry's."""
    if node.tag == "time":
        return bool(node.attrs.get("datetime"))
    if "datePublished" in node.attrs.get("itemprop", ""):
        return bool(node.attrs.get("content"))
    return "dt-published" in node.attrs.get("class", "").split() and bool(node.attrs.get("title"))


@lru_cache(maxsize=4096)
def instant(stamp: str, zone_name: str) -> datetime | None:
    """The point in time of an ISO 8601 time, in the site's zone where it has no offset, or None."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    # A day alone is no point in time, and far years come from broken clocks and overflow others.
    if len(stamp.strip()) <= len("2026-03-31") or not 1900 <= moment.year <= 9000:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone_name))


def group(page: Page, dom: Dom, stories: list[Story], matches: list[Match]) -> list[Day]:
    """Stories under the days whose elements they stand in or, where those are headings only, stand after."""
    matches = [match for match in matches if dom.visible(match.node)]
    days = [read_day(page, dom, match) for match in matches]
    nodes = [match.node for match in matches]
    items = [story.node for story in stories]
    around = any(below(dom, node, items) for node in nodes)
    none = Day(node=None, text="", date=None, stories=[])
    for story in stories:
        at = bisect_left(nodes, story.node) - 1
        home = at >= 0 and (not around or story.node < dom.end(nodes[at]))
        (days[at] if home else none).stories.append(story)
    return [none, *days] if none.stories else days


def read_day(page: Page, dom: Dom, match: Match) -> Day:
    """A day's heading, still without stories."""
    title = next((i for i in match.parts.get("title", ()) if dom.visible(i)), None)
    if title is None:
        title = next((i for i in dom.subtree(match.node) if dom.nodes[i].tag in HEADINGS), match.node)
    text = " ".join(dom.text(title).split())[:200]
    return Day(node=match.node, text=text, date=day_of(text, language(page, dom), today(page)), stories=[])


def found_days(page: Page, dom: Dom, node: int | None, items: list[int]) -> list[Match]:
    """Headings among a list's items that name a day, where no site file says which do."""
    if node is None or not items:
        return []
    ends = [(item, dom.end(item)) for item in items]
    gaps = [range(node, items[0]), *(range(end, start) for (_, end), (start, _) in pairwise(ends))]
    return [
        Match(i)
        for gap in gaps
        for i in gap
        if dom.nodes[i].tag in (*HEADINGS, "time")
        and dom.visible(i)
        and day_of(dom.text(i), language(page, dom), today(page))
    ]
