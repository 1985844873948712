"""Journeys through lists of stories: more of them, and the tabs of a module."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from playwright.sync_api import ViewportSize

from copydesk.browser.journeys.traveller import PRESS, StepError, Traveller
from copydesk.browser.machine import Patience, patiently

TABS = 12
"""How many tabs of a module are pressed at most."""
PRESSES = 20
"""How often "More news" is pressed at most on the way to the end."""
ITEMS = 600
"""With so many stories in the list, its end is not looked for any longer."""
PHONE: ViewportSize = {"width": 390, "height": 844}

# To the right as far as a reader could: a page that hides what is beside it does not slide.
_SLIDE = """() => {
  if (!document.body) return;
  const overflow = (node) => getComputedStyle(node).overflowX;
  const own = overflow(document.documentElement);
  if (!/hidden|clip/.test(own === "visible" ? overflow(document.body) : own)) scrollTo(1e5, scrollY);
}"""
# The second press comes in a task of its own, as a double-click's does, but always hits the same control. The
# task is as urgent as a browser's own for what a reader does: no answer to the first press comes in between.
_TWICE = """node => {
  const again = () => node.isConnected && node.checkVisibility() && node.click();
  node.click();
  if (window.scheduler && scheduler.postTask) scheduler.postTask(again, { priority: "user-blocking" });
  else setTimeout(again);
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
        patience = Patience(traveller.patience)
        for _ in range(PRESSES):
            before = traveller.count("feed", "item")
            traveller.press("load-more")
            traveller.settle(patience.left())
            now = traveller.count("feed", "item")
            done = now <= before or now >= ITEMS or not patience.left()
            if done or not traveller.visible("load-more"):
                return

    if traveller.step("load-more-end", "load more was pressed until the end", press) and (
        traveller.shown("load-more")
    ):
        once_more = partial(traveller.press, "load-more")
        traveller.step("load-more-past-end", "load more was pressed once more", once_more)


def load_more_back(traveller: Traveller) -> None:
    """Press "More news", open the last story that it brought, and come back."""
    page = traveller.page

    def press() -> None:
        traveller.start_over()
        traveller.press("load-more")

    def away_and_back() -> None:
        if not (stories := traveller.count("feed", "link")) or not traveller.has_part("feed", "link"):
            raise StepError("the site file names no link of a story, or the list has none, to press")
        here, link = page.url, traveller.control("feed", "link", stories - 1)
        if link.get_attribute("target"):  # it would open in a window of its own
            page.goto(link.evaluate("node => node.href"), wait_until="commit")
        else:
            traveller.press("feed", "link", stories - 1)
            patiently(
                lambda limit: page.wait_for_url(lambda url: url != here, wait_until="commit", timeout=limit),
                PRESS,
            )
        traveller.settle()
        page.go_back(wait_until="commit")

    if traveller.step("load-more-left", "load more was pressed", press):
        traveller.step("load-more-back", "the last story was opened and left with Back", away_and_back)


def phone(traveller: Traveller) -> None:
    """Load the page at the width of a telephone."""
    page = traveller.page
    size = page.viewport_size

    def narrow() -> None:
        page.set_viewport_size(PHONE)
        traveller.load_anew()
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
        for name in dict.fromkeys(names):
            places = [at for at, text in enumerate(names) if text == name]

            def press(places: list[int] = places) -> None:
                traveller.press(element, "tab", traveller.in_sight(element, "tab", places))

            if not traveller.step(f"{prefix}:{name}", f"the tab {name} was pressed", press):
                break

    return press_tabs


def no_tabs(element: str) -> None:
    raise StepError(f"{element} has no tabs to press")
