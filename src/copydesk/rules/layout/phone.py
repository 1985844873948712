"""The page at the width of a phone: the same list, nothing wider than the window, all controls there."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, shown
from copydesk.reading.listing import Reading, Story, reading
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress

CONTROLS = ("load-more", "filter", "feed-tabs")
"""What readers work a list with."""
ROUNDING = 2
"""Pixels by which a page may be wider than the window: browsers round."""
SAME_LINE = 4
"""Stories whose tops differ by fewer pixels stand side by side."""
FEWEST = 3
"""So many stories are needed to speak of an order."""


def narrow(page: Page) -> Dom | None:
    """The page at that width, or None when the visit did not load it there."""
    return next((dom for state, dom in page.states if state.name == "phone"), None)


def untried() -> Nothing:
    """The remark that the page was not looked at on a phone."""
    return Nothing("the page was not loaded at the width of a phone")


@rule("phone/unread")
def unread(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The page cannot be read at the width of a phone.

    Reader sees: nothing, or a page that does not come to rest, on their phone.

    Why: a check that you asked for and that could not be made is a failure.

    Catches: a page that answers on a wide screen and not on a narrow one.

    Lets pass: a page that you did not ask to check on a phone.
    """
    state = page.capture.state("phone")
    if state is None:
        yield untried()
    elif state.error:
        yield rule.finding(
            f"The page could not be read as telephones show it: {state.error}",
            expected=state.action,
            actual=state.error,
        )


@rule("phone/too-wide")
def too_wide(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The page is wider than a phone.

    Reader sees: a page that slides sideways, with text cut off at the edge.

    Why: one table, picture or word that does not fit makes the whole page move.

    Catches: a page of 520 pixels on a phone of 390.

    Lets pass: a row of tabs that scrolls within itself; content that is cut off and cannot be scrolled to.
    """
    dom = narrow(page)
    if dom is None:
        yield untried()
        return
    slides, room = dom.snapshot.scroll[0], dom.snapshot.viewport[0]
    if slides > ROUNDING:
        widest = max(
            (i for i, node in enumerate(dom.nodes) if node.tag != "#text" and dom.visible(i)),
            key=lambda i: right(dom, i),
            default=0,
        )
        yield rule.finding(
            f"On a telephone the page slides sideways by {slides:g} pixels",
            expected=f"nothing wider than the window of {room:g} pixels",
            actual=f"{room + slides:g} pixels",
            where=page.where(widest, "phone", dom),
        )


def right(dom: Dom, node: int) -> float:
    """Where an element ends on the right."""
    box = dom.box(node)
    return box[0] + box[2] if box else 0


@rule("phone/other-list")
def other_list(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The list on a phone is not the one on a wide screen.

    Reader sees: fewer stories on the phone, or the top story far down.

    Why: narrow layouts hide and move things, and nobody compares.

    Catches: A, B, C on a wide screen, and A, C, B or A, C on a phone; also where only the style sheet moves
    them.

    Lets pass: new stories at the top and as many gone at the end; a shorter list with the same beginning;
    stories side by side.
    """
    wide, dom = reading(page, "loaded"), narrow(page)
    small = reading(page, "phone")
    if dom is None or wide is None or small is None:
        yield untried()
        return
    if len(wide.stories) < FEWEST:
        yield Nothing("the list of stories is too short to compare")
        return
    before, now = keys(wide.stories), keys(as_seen(small))
    known = [one for one in now if one in set(before)]
    first = before[: len(known)]
    if known != first or not known:
        at = next((i for i, (one, other) in enumerate(zip(first, known, strict=True)) if one != other), 0)
        yield rule.finding(
            "On a telephone the list has other stories, or the same in another order",
            expected=f"{before[at]} at {at + 1}, as on a wide screen",
            actual=f"{known[at]} at {at + 1}" if known else "none of the stories",
            where=page.where(small.node or 0, "phone", dom),
        )


def keys(stories: list[Story]) -> list[str]:
    """The names by which stories are compared."""
    return [PageAddress(story.url) or story.headline for story in stories]


def as_seen(small: Reading) -> list[Story]:
    """A list's stories from top to bottom, if they are in one column; otherwise in the page's own order."""
    boxes = [(story, small.dom.box(story.node)) for story in small.stories]
    placed = [(story, box) for story, box in boxes if box]
    if len(placed) < len(boxes) or not placed:
        return small.stories
    left, _, width, _ = placed[0][1]
    column = all(x < left + width / 2 and x + w > left + width / 2 for _, (x, _, w, _) in placed)
    if not column:
        return small.stories
    return [story for story, box in sorted(placed, key=lambda one: one[1][1] // SAME_LINE)]


@rule("phone/lost-control")
def lost_control(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A control of the list is missing on a phone.

    Reader sees: no "More news", no filter or no tabs on the phone.

    Why: half of the readers use one, and their list ends where the page does.

    Catches: "More news" on a wide screen, and none on a phone.

    Lets pass: a filter that folds up behind a button, as long as that is part of it.
    """
    dom = narrow(page)
    if dom is None:
        yield untried()
        return
    for control in CONTROLS:
        if shown(page.dom, control) and not shown(dom, control):
            yield rule.finding(
                f"On a telephone the page has no {NOUNS[control]}",
                expected=f"the {NOUNS[control]}, as on a wide screen",
                actual="none",
                where=page.where(0, "phone", dom),
            )
