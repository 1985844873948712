"""Starting a browser outside pytest, where no fixture does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from copydesk.browser.find import launch_arguments, require_browser
from copydesk.browser.probe import START_PATIENCE, BrowserStartError, cause

__all__ = ["BrowserError", "started_browser", "why"]

_KNOWN = (
    (
        re.compile(r"Missing X server|without having a XServer"),
        "a browser that is to be watched needs a screen, and there is none: leave out --headed, "
        "or put `xvfb-run` before the command",
    ),
    (re.compile(r"ffmpeg"), "a video needs Playwright's ffmpeg: run `playwright install ffmpeg`"),
    (
        re.compile(r"Executable doesn't exist at \S*?(chromium|firefox|webkit)"),
        r"Playwright's \1 is not installed: run `playwright install \1`",
    ),
    (
        re.compile(r"(Chromium|Chrome|Edge) distribution '([^']+)' is not found"),
        r"there is no \1 of the channel \2 on this system",
    ),
)


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
            # Ctrl-C reaches every process of the terminal; when to end the browser is for this one to say.
            browser = playwright.chromium.launch(
                timeout=START_PATIENCE, handle_sigint=False, handle_sigterm=False, **launch
            )
        except BrowserError as error:
            name = found.path or "Playwright's own Chromium"
            raise BrowserStartError(f"{name} does not start: {why(error)}") from None
        try:
            yield browser
        finally:
            browser.close()


def why(error: BrowserError) -> str:
    """What to tell a user of an error of Playwright's, whose own message is a page of its log."""
    for pattern, words in _KNOWN:
        if found := pattern.search(error.message):
            return found.expand(words)
    return cause(error.message)
