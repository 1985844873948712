"""Journeys to what stands around every page, and beside an article."""

from __future__ import annotations

from playwright.sync_api import Error

from copydesk.browser.journeys.traveller import PRESS, StepError, Traveller
from copydesk.browser.machine import patiently

AMOUNT = "250"
"""What is typed into a currency converter: hardly the amount that stands there already."""


def city(traveller: Traveller) -> None:
    """Open the city selector, choose its second city, reload."""

    def choose() -> None:
        options = traveller.labels("city", "option")
        if len(options) < 2:
            raise StepError(f"the city selector offers {len(options)} cities, so there is none to choose")
        option = traveller.control("city", "option", 1)
        if option.evaluate("node => node.localName") == "option":
            choice = option.locator("xpath=ancestor::select")
            patiently(lambda limit: choice.select_option(index=1, timeout=limit), PRESS)
        else:
            traveller.press("city", "option", 1)

    if traveller.has_part("city", "button") and not traveller.step(
        "city-open", "the city selector was opened", lambda: traveller.press("city", "button")
    ):
        return
    if traveller.step("city-chosen", "the second city was chosen", choose):
        traveller.step(
            "city-reloaded", "the page was reloaded", lambda: traveller.page.reload(wait_until="commit")
        )


def currency(traveller: Traveller) -> None:
    """Type an amount into the currency converter, then swap the currencies."""

    def fill() -> None:
        traveller.press("currency", "amount")  # as a reader does: what lies over the field is in the way
        amount = traveller.control("currency", "amount")
        patiently(lambda limit: amount.fill(AMOUNT, timeout=limit), PRESS)

    if traveller.step("currency-typed", f"{AMOUNT} was typed into the converter", fill) and (
        traveller.has_part("currency", "swap")
    ):
        traveller.step(
            "currency-swapped", "the currencies were swapped", lambda: traveller.press("currency", "swap")
        )


def back_to_top(traveller: Traveller) -> None:
    """Scroll to the end of the page, then press back to top."""
    page = traveller.page

    def scroll() -> None:
        page.mouse.move(640, 450)
        page.mouse.wheel(0, 100_000)
        moved = "() => scrollY > 0 || document.documentElement.scrollHeight <= innerHeight"
        patiently(lambda limit: page.wait_for_function(moved, timeout=limit), PRESS)

    def press() -> None:
        traveller.press("back-to-top")
        try:
            patiently(lambda limit: page.wait_for_function("() => scrollY === 0", timeout=limit), PRESS)
        except Error:
            # It did not come to the top: the snapshot's scroll position tells the rule.
            return

    if traveller.step("scrolled", "the page was scrolled to its end", scroll):
        traveller.step("top", "back to top was pressed", press)


def related(traveller: Traveller) -> None:
    """Press the related list's "Show more"."""
    traveller.step("related-more", "Show more was pressed", lambda: traveller.press("related", "more"))
