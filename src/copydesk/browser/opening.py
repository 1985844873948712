"""Opening a browser that was found: here, or on another machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from copydesk.browser.remote import START_PATIENCE, connect_options, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Opened
    from playwright.sync_api import BrowserType

    from copydesk.browser.find import Browser


def opened(browser_type: BrowserType, found: Browser, launch: dict[str, Any]) -> Opened:
    """The browser that was found, started with the arguments that `chromium.launch` takes.

    A server is asked to start it with the same; which of them it follows is for it to say. Raises
    Playwright's Error.
    """
    if found.address is None:
        return browser_type.launch(timeout=START_PATIENCE, **launch)
    asked = {"x-playwright-launch-options": json.dumps({"args": launch["args"]})}
    return browser_type.connect(**connect_options(found.address), headers=asked)


def does_not_start(found: Browser, reason: str) -> str:
    """The sentence for a browser that could not be opened."""
    if found.address is not None:
        return f"The browser at {shown(found.address)} cannot be had: {reason}"
    name = found.path or "Playwright's own Chromium"
    return f"{name} does not start: {reason}"
