"""Advertisements: an empty slot collapses, and none covers the news.

The language rules check whether its label is in the page's language.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.layout import EDGE, middle, within
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, below, has_content, part, shown
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule

GAP = 5.0
"""Pixels of height that an empty place may keep."""


@rule("advertisement/empty-space")
def empty_space(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The slot of an advertisement is empty and takes up room.

    Reader sees: a hole in the page, with "Advertisement" above it.

    Why: no advertisement was sold or delivered, and the page did not close the gap.

    Catches: an empty slot 250 pixels high.

    Lets pass: a slot with a frame, a picture or a text in it; an empty one that is hidden or has no height; a
    page that is replayed with no network.
    """
    dom = page.dom
    matches = shown(dom, "advertisement")
    if not matches:
        yield nothing(page, "advertisement")
    elif page.capture.offline:
        yield Nothing("the page was replayed with no network, so no advertisement could load")
        return
    for match in matches:
        labels = match.parts.get("label", [])
        for slot in part(dom, match, "slot") if "slot" in match.parts else [match.node]:
            box = dom.box(slot)
            if box and box[3] > GAP and not has_content(dom, slot, below(dom, slot, labels)):
                yield rule.finding(
                    "An empty place for an advertisement leaves a hole in the page",
                    expected="no height, or hidden",
                    actual=f"{box[2]:g} × {box[3]:g} pixels with nothing in it",
                    where=page.where(slot),
                )


@rule("advertisement/covers")
def covers(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """An advertisement covers a part of the page.

    Reader sees: an advertisement on top of what they were reading.

    Why: nobody can read or press what is under it.

    Catches: an advertisement over the headline.

    Lets pass: one that the text flows around; one that is itself under something; a bar at the window's lower
    edge, because you can scroll the page out from under it.
    """
    dom = page.dom
    adverts = shown(dom, "advertisement")
    if not adverts:
        yield nothing(page, "advertisement")
        return
    for subject, matches in dom.snapshot.elements.items():
        for match in matches if subject != "advertisement" else ():
            if not dom.visible(match.node):
                continue
            cover = None if page.capture.offline else page.layout().cover(match.node)
            if cover is None and not dom.covered(match.node):
                continue
            for advert in adverts:
                apart = match.node not in dom.subtree(advert.node) and advert.node not in dom.subtree(
                    match.node
                )
                boxes = [dom.box(i) for i in dom.subtree(advert.node) if dom.visible(i)]
                point = middle(dom.box(match.node) or (0, 0, 0, 0))
                if apart and (
                    (not is_bar(dom, advert.node) and any(box and within(point, box) for box in boxes))
                    if cover is None
                    else cover in dom.subtree(advert.node)
                ):
                    yield rule.finding(
                        f"An advertisement lies over the {NOUNS[subject]}",
                        expected="an advertisement that covers nothing",
                        actual=dom.selector(advert.node),
                        where=page.where(match.node),
                    )


def is_bar(dom: Dom, index: int) -> bool:
    """Whether it lies at the window's lower edge and leaves most of the window free."""
    _, top, _, height = dom.box(index) or (0, 0, 0, 0)
    window = dom.snapshot.viewport[1]
    return window - EDGE <= top + height <= window and height < window / 2
