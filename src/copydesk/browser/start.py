"""Starting a browser outside pytest, where no fixture does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from copydesk.browser import told
from copydesk.browser.find import BrowserSettingError, launch_arguments, require_browser
from copydesk.browser.opening import does_not_start, opened
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.pulse import keep_alive
from copydesk.browser.remote import shown

__all__ = ["Browser", "BrowserError", "launching", "started_browser", "why"]


@contextmanager
def started_browser(
    explicit: str | None = None, *, arguments: Sequence[str] = (), wishes: Sequence[str] = ()
) -> Iterator[Browser]:
    """A headless browser while the block runs; `explicit` as for `find_browser`.

    `arguments` are added to those that every browser gets, and only one that is started here is sure to have
    them; `wishes` are added as well, and one on another machine may do without. Raises
    `BrowserSettingError` when there is none, and `BrowserStartError` when it does not start.
    """
    with launching(explicit, arguments=arguments, wishes=wishes) as launch:
        yield launch()


@contextmanager
def launching(
    explicit: str | None = None, *, arguments: Sequence[str] = (), wishes: Sequence[str] = ()
) -> Iterator[Callable[[], Browser]]:
    """What starts such a browser, as often as it is needed; all of them end with the block."""
    found = require_browser(explicit)
    if found.address is not None and arguments:
        raise BrowserSettingError(
            f"The browser at {shown(found.address)} is on another machine, where nobody can promise that it "
            "starts with its network closed: name one of this machine."
        )
    launch = launch_arguments(found)
    launch["args"] = [*launch["args"], *arguments, *wishes]
    # Ctrl-C reaches every process of the terminal; when to end the browser is for this one to say.
    launch |= {"handle_sigint": False, "handle_sigterm": False}
    with sync_playwright() as playwright, ExitStack() as started:

        def start() -> Browser:
            try:
                browser = twice(partial(opened, playwright.chromium, found, launch))
            except BrowserError as error:
                raise BrowserStartError(does_not_start(found, why(error))) from None
            started.callback(_close, browser)
            keep_alive(browser)
            return browser

        yield start


def _close(browser: Browser) -> None:
    # One that was killed meanwhile has nothing to close.
    with suppress(BrowserError):
        browser.close()


def twice(launch: Callable[[], Browser]) -> Browser:
    """A browser, by a second try where it died while it was starting. Raises Playwright's Error."""
    try:
        return launch()
    except BrowserError as error:
        if "has been closed" not in error.message:
            raise
    return launch()


def why(error: BrowserError) -> str:
    """What to tell a user of an error of Playwright's."""
    return told.why(error.message)
