"""Journeys through lists of stories: more of them, and the tabs of a module."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from playwright.sync_api import ViewportSize

from copydesk.browser.journeys.traveller import StepError, Traveller

TABS = 12
"""How many tabs of a module are pressed at most."""
PRESSES = 20
"""How often "More news" is pressed at most on the way to the end."""
ITEMS = 600
"""With so many stories in the list, its end is not looked for any longer."""
PHONE: ViewportSize = {"width": 390, "height": 844}

# To the right as far as a reader could: a page that hides what is beside it does not slide.
_SLIDE = """() => {
  const overflow = (node) => getComputedStyle(node).overflowX;
  const own = overflow(document.documentElement);
  if (!/hidden|clip/.test(own === "visible" ? overflow(document.body) : own)) scrollTo(1e5, scrollY);
}"""
# The second press comes in a task of its own, as a double-click's does, but always hits the same control.
_TWICE = """node => {
  node.click();
  setTimeout(() => node.isConnected && node.checkVisibility() && node.click());
}"""


def load_more(traveller: Traveller) -> None:
    """Press "More news" twice, the second time if it is still there."""
    if traveller.step("load-more", "load more was pressed", lambda: traveller.press("load-more")) and (
        traveller.shown("load-more")
    ):
        traveller.step("load-more-2", "load more was pressed again", lambda: traveller.press("load-more"))


def load_more_double(traveller: Traveller) -> None:
    """Press "More news" twice in quick succession, as a double-click does."""

    def press() -> None:
        traveller.start_over()
        traveller.press("load-more", trial=True)
        traveller.control("load-more").evaluate(_TWICE)

    traveller.step("load-more-double", "load more was double-clicked", press)


def load_more_to_the_end(traveller: Traveller) -> None:
    """Press "More news" until it is gone or brings nothing; then once more, if it is still there."""

    def press() -> None:
        traveller.start_over()
        end = time.monotonic() + traveller.patience
        for _ in range(PRESSES):
            before = traveller.count("feed", "item")
            traveller.press("load-more")
            traveller.settle(end - time.monotonic())
            now = traveller.count("feed", "item")
            done = now <= before or now >= ITEMS or time.monotonic() >= end
            if done or not traveller.visible("load-more"):
                return

    if traveller.step("load-more-end", "load more was pressed until the end", press) and (
        traveller.shown("load-more")
    ):
        once_more = partial(traveller.press, "load-more")
        traveller.step("load-more-past-end", "load more was pressed once more", once_more)


def phone(traveller: Traveller) -> None:
    """Load the page at the width of a telephone."""
    page = traveller.page
    size = page.viewport_size

    def narrow() -> None:
        page.set_viewport_size(PHONE)
        page.goto(traveller.capture.url, wait_until="commit", timeout=traveller.patience * 1000)
        traveller.settle()
        page.evaluate(_SLIDE)

    try:
        traveller.step("phone", "the page was loaded at the width of a telephone", narrow)
    finally:
        if size and not page.is_closed():
            page.set_viewport_size(size)


def tabs(element: str, prefix: str) -> Callable[[Traveller], None]:
    """The journey that presses each tab of a module."""

    def press_tabs(traveller: Traveller) -> None:
        names = traveller.labels(element, "tab")[:TABS]
        if not names:
            traveller.step(f"{prefix}:", f"the tabs of {element} were looked for", lambda: no_tabs(element))
        for at, name in enumerate(names):
            press = partial(traveller.press, element, "tab", at)
            if not traveller.step(f"{prefix}:{name}", f"the tab {name} was pressed", press):
                break

    return press_tabs


def no_tabs(element: str) -> None:
    raise StepError(f"{element} has no tabs to press")
