"""Journeys through lists of stories: more of them, and the tabs of a module."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from copydesk.browser.journeys.traveller import StepError, Traveller

TABS = 12
"""How many tabs of a module are pressed at most."""


def load_more(traveller: Traveller) -> None:
    """Press "More news" twice, the second time if it is still there."""
    if traveller.step("load-more", "load more was pressed", lambda: traveller.press("load-more")) and (
        traveller.shown("load-more")
    ):
        traveller.step("load-more-2", "load more was pressed again", lambda: traveller.press("load-more"))


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
