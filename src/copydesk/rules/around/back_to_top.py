"""The back-to-top control: hidden at the top, visible after scrolling, and it scrolls to the top."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Match
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import shown
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule

TOP = 5.0
"""Pixels from the top at which a page counts as scrolled to it."""


def in_window(dom: Dom) -> list[Match]:
    """The controls that are inside the window as it is scrolled."""
    top = dom.snapshot.scroll[1]
    bottom = top + dom.snapshot.viewport[1]
    return [
        match
        for match in shown(dom, "back-to-top")
        if (box := dom.box(match.node)) and box[1] + box[3] > top and box[1] < bottom
    ]


def scrolls(dom: Dom) -> bool:
    """Whether the page is a good deal taller than the window."""
    return dom.snapshot.page[1] > dom.snapshot.viewport[1] * 1.5


@rule("back-to-top/shown-at-top", severity="warning")
def shown_at_top(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The back-to-top control is visible at the top.

    Reader sees: an arrow on top of the news that does nothing when they press it.

    Why: it covers a part of the page and is useless there.

    Catches: a fixed arrow that is visible as soon as the page has loaded.

    Lets pass: a "Back to top" link in the footer; a page that does not scroll.
    """
    if not page.matches("back-to-top"):
        yield nothing(page, "back-to-top")
    elif scrolls(page.dom) and page.dom.snapshot.scroll[1] <= TOP and (found := in_window(page.dom)):
        yield rule.finding(
            "The back-to-top control is shown although the page is at its top",
            expected="it appears after scrolling",
            actual="shown at the top",
            where=page.where(found[0].node),
        )


@rule("back-to-top/does-not-appear")
def does_not_appear(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The back-to-top control does not appear after scrolling.

    Reader sees: the end of a long page, and no way up.

    Why: it waits for a scroll event, and a script that fails elsewhere can stop it.

    Catches: the visit scrolled the page to its end, and the control is still hidden.

    Lets pass: a page that is too short to scroll.
    """
    yield from after(rule, page, "scrolled")


@rule("back-to-top/does-not-scroll")
def does_not_scroll(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The back-to-top control does not lead to the top.

    Reader sees: nothing happens when they press the control.

    Why: it is a link to a place on the page, and that place's name can change or be missing.

    Catches: the page stays where it was, or stops half-way.

    Lets pass: a page that takes its time to scroll smoothly and arrives at the top.
    """
    yield from after(rule, page, "top")


def after(rule: Rule, page: Page, name: str) -> Iterator[Finding | Nothing]:
    """The result of one step of the journey."""
    at = next(((state, dom) for state, dom in page.states if state.name == name), None)
    if not page.matches("back-to-top"):
        yield nothing(page, "back-to-top")
    elif at is None or not scrolls(page.dom):
        yield Nothing("the page was not scrolled here")
    elif name == "scrolled" and does_not_come(page):
        yield rule.finding(
            "The back-to-top control does not appear when the page is scrolled to its end",
            expected="it is shown",
            actual="it is not to be seen",
            where=page.where(page.matches("back-to-top")[0].node, name),
        )
    elif name == "top" and at[1].snapshot.scroll[1] > TOP:
        yield rule.finding(
            "The back-to-top control does not scroll the page to its top",
            expected="scrolled to 0",
            actual=f"scrolled to {at[1].snapshot.scroll[1]:g}",
            where=page.where(page.matches("back-to-top")[0].node, name),
        )


def does_not_come(page: Page) -> bool:
    """Whether the page was scrolled and the control is not in the window then."""
    return any(
        state.name == "scrolled" and dom.snapshot.scroll[1] > TOP and not in_window(dom)
        for state, dom in page.states
    )
