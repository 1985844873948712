"""Lists compared with their second source: what the site's API answered to the page's own scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from copydesk.page.capture import Match, State
from copydesk.page.dom import Dom
from copydesk.page.leads import is_own
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, entries, shown
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry
from copydesk.text import stories
from copydesk.text.urls import PageAddress, urljoin, urlsplit

LISTS = ("feed", "related", "most-read", "top-stories", "partner-news")
FEWEST = 3
"""So many stories of a list have to be in an answer for it to be where the list comes from."""
MOST = 0.8
"""And this part of them."""
LOST = 0.34
"""An answer of which the page leaves out a larger part than this is not its list, or is filtered by it."""
ENOUGH = 5
"""So many stories have to have something (a picture, say) that those that are left out lack."""
_KIND = re.compile(
    r"type|kind|format|status|state|hidden|visible|active|premium|paid|sponsor|advert|promo|video|audio|live"
    r"|image|picture|photo|thumb|media",
    re.IGNORECASE,
)
MANUAL = """
    Reader sees: a {noun} that lacks a story, or has one in the wrong position.

    Why: the API's answer was right, and something was lost or mixed up on the way to the page; the page alone
    does not show it.

    Catches: an answer with the stories 1, 2, 3, 4, 5 and a list of 1, 3, 4, 5, or of 1, 3, 2, 4, 5.

    Lets pass: a list that shows only the first stories of an answer, or several answers one after the other;
    a story that the page omits because it is the page's own, is elsewhere on a page that shows no story
    twice, or is of a different kind (a "video", say) from those shown; a list that is sorted by something in
    the answer; things between the stories; a list that is in no answer.
"""

Things = dict[str, stories.Thing]
"""A list of stories in an answer, by their addresses, in its order."""
_sources: WeakKeyDictionary[Page, list[tuple[str, Things]]] = WeakKeyDictionary()


def sources(page: Page) -> list[tuple[str, Things]]:
    """The lists of stories that the page's scripts received, and those of one path combined.

    Each has the name of the state in which it arrived.
    """
    if page not in _sources:
        _sources[page] = found = []
        together: dict[str, Things] = {}
        for answer in page.capture.answers:
            path = urlsplit(answer.url).path
            for one in stories.lists(parsed(answer.body)):
                things = things_of(one, answer.url)
                found.append((answer.state, things))
                if path in together and not things.keys() <= together[path].keys():
                    things = {**together[path], **things}
                    found.append((answer.state, things))
                together[path] = things
    return _sources[page]


def parsed(body: str) -> Any:
    """The value of a JSON text; None if it is not JSON."""
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return None


def things_of(found: list[stories.Thing], base: str) -> Things:
    """A list of stories by absolute addresses, each at its first position."""
    things: Things = {}
    for thing in found:
        things.setdefault(PageAddress(urljoin(base, stories.address(thing))), thing)
    return things


def not_as_answered(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    element = rule.subject
    if not shown(page.dom, element):
        yield nothing(page, element)
        return
    if not page.capture.answers:
        yield Nothing("the page's scripts received no data")
        return
    answered = False
    for state, dom in page.states:
        for match in shown(dom, element):
            answered |= any(comes_from(things, places_of(dom, match)) for _, things in sources(page))
            if finding := judge(rule, page, state, dom, match):
                yield finding
                return
    if not answered:
        yield Nothing(f"none of the data that the page's scripts received has this {NOUNS[element]}")


def places_of(dom: Dom, match: Match) -> dict[str, int]:
    """The addresses of a list's stories, with the node of each."""
    places: dict[str, int] = {}
    for entry in entries(dom, match):
        if entry.url:
            places.setdefault(PageAddress(entry.url), entry.node)
    return places


def comes_from(things: Things, places: dict[str, int]) -> list[str]:
    """The stories of a list that are in an answer, if so many are that the list comes from it."""
    common = [url for url in places if url in things]
    return common if len(common) >= max(FEWEST, MOST * len(places)) else []


def judge(rule: Rule, page: Page, state: State, dom: Dom, match: Match) -> Finding | None:
    """What is wrong with a list that clearly comes from an answer, if no answer explains it."""
    places = places_of(dom, match)
    noun = NOUNS[rule.subject]
    finding = None
    names = [one.name for one, _ in page.states]
    until = set(names[: names.index(state.name) + 1])
    for came, things in sources(page):
        common = comes_from(things, places)
        if came not in until or not common:
            continue
        lost = left_out(page, dom, match, things, common)
        moved = out_of_order(things, common)
        if not lost and not moved:
            return None
        if finding or len(lost) > LOST * (len(common) + len(lost)):
            continue
        if lost:
            key = stories.headline_key(things[lost[0]])
            finding = rule.finding(
                f"The {noun} has not all that the site's API has answered",
                expected=f"{len(common) + len(lost)} stories, among them “{things[lost[0]].get(key, '')}”",
                actual=f"without {lost[0]}",
                where=page.where(match.node, state.name, dom),
            )
        else:
            finding = rule.finding(
                f"The {noun} is in a different order from the site's API answer",
                expected=", ".join([url for url in things if url in common][:5]),
                actual=", ".join(common[:5]),
                where=page.where(places[moved], state.name, dom),
            )
    return finding


def left_out(page: Page, dom: Dom, match: Match, things: Things, common: list[str]) -> list[str]:
    """The stories before the last shown one of an answer that are not shown, for no visible reason."""
    shown_here = set(common)
    order = list(things)
    end = max(at for at, url in enumerate(order) if url in shown_here)
    lost = [url for url in order[:end] if url not in shown_here and not is_own(page, url)]
    if lost:
        inside = dom.subtree(match.node)
        elsewhere = {PageAddress(href) for node, href in dom.hrefs.items() if node not in inside}
        # A page that tells no story twice has none in this list that stands elsewhere too.
        if elsewhere.isdisjoint(shown_here):
            lost = [url for url in lost if url not in elsewhere]
    if lost and of_another_kind([things[url] for url in lost], [things[url] for url in common]):
        return []
    return lost


def of_another_kind(lost: list[stories.Thing], kept: list[stories.Thing]) -> bool:
    """Whether a field for a thing's kind distinguishes what is left out from everything that is shown."""
    for key in filter(_KIND.search, kept[0]):
        mine, others = [thing.get(key) for thing in lost], [thing.get(key) for thing in kept]
        empty = not any(mine) and all(others) and len(kept) >= ENOUGH
        alike = all(other == others[0] for other in others) and others[0] not in mine
        if empty or alike:
            return True
    return False


def out_of_order(things: Things, common: list[str]) -> str:
    """The first story that is not where the answer has it, unless the list is sorted by a field."""
    expected = [url for url in things if url in set(common)]
    moved = next((url for url, other in zip(common, expected, strict=True) if url != other), "")
    if moved:
        for key in things[common[0]]:
            values = [things[url].get(key) for url in common]
            if len({type(value) for value in values}) == 1 and isinstance(values[0], str | int | float):
                pairs = list(pairwise(values))
                rising = all(a <= b for a, b in pairs)  # type: ignore[operator]
                falling = all(a >= b for a, b in pairs)  # type: ignore[operator]
                if (rising or falling) and len(set(values)) > len(values) / 2:
                    return ""
    return moved


for _element in LISTS:
    registry.add(f"{_element}/not-as-answered", not_as_answered, manual=MANUAL.format(noun=NOUNS[_element]))
