"""A browser, or the process that shows a page, may die: noticing that, as nothing of such a visit counts."""

from __future__ import annotations

from playwright.sync_api import Browser, Error

from copydesk.page.capture import Capture

OF_THE_PAGE = "the page's process in the browser died"
OF_THE_BROWSER = "the browser died"


def death_in(capture: Capture, browser: Browser) -> str:
    """What died during a visit, in words; empty where nothing did.

    The browser is only asked where something went wrong, so that a visit costs no more than before.
    """
    if capture.died:
        return capture.died[-1]
    went_wrong = (
        capture.error
        or any(state.error for state in capture.states)
        or (capture.accessibility is not None and capture.accessibility.error)
    )
    asked = went_wrong or not browser.is_connected()
    return OF_THE_BROWSER if asked and not lives(browser) else ""


def death_of(error: Error, browser: Browser) -> str:
    """What died, where a visit ended with this error; empty where nothing did."""
    if not lives(browser):
        return OF_THE_BROWSER
    return OF_THE_PAGE if is_crash(error) else ""


def is_crash(error: Error) -> bool:
    """Whether this is what calls end with where the page's process has died."""
    return "crashed" in error.message


def lives(browser: Browser) -> bool:
    """Whether a browser still does as it is told. The word that it has died may come later than an error."""
    if not browser.is_connected():
        return False
    try:
        browser.new_context().close()
    except Error:
        return False
    return True
