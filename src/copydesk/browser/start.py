"""Starting a browser outside pytest, where no fixture does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from copydesk.browser.find import launch_arguments, require_browser
from copydesk.browser.probe import START_PATIENCE, BrowserStartError, cause

__all__ = ["BrowserError", "started_browser"]


@contextmanager
def started_browser(explicit: str | None = None, *, arguments: Sequence[str] = ()) -> Iterator[Browser]:
    """A headless browser while the block runs; `explicit` as for `find_browser`.

    `arguments` are added to those that every browser gets. Raises `BrowserSettingError` when there is none,
    and `BrowserStartError` when it does not start.
    """
    found = require_browser(explicit)
    launch = launch_arguments(found)
    launch["args"] = [*launch["args"], *arguments]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(timeout=START_PATIENCE, **launch)
        except BrowserError as error:
            name = found.path or "Playwright's own Chromium"
            raise BrowserStartError(f"{name} does not start: {cause(error.message)}") from None
        try:
            yield browser
        finally:
            browser.close()
