"""Opening a browser: here, or on another machine through Playwright's own server.

The server there is `playwright run-server`, which starts a browser for each connection, or `playwright
launch-server`, which shares one.
"""

from __future__ import annotations

import json
import re
from inspect import signature
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Opened
    from playwright.sync_api import BrowserType

    from copydesk.browser.find import Browser

START_PATIENCE = 60_000
"""Milliseconds that a browser may take to start, or a server to answer."""

_ADDRESS = re.compile(r"wss?://", re.IGNORECASE)


def is_address(setting: str) -> bool:
    """Whether a browser setting is the address of a server, and no path."""
    return _ADDRESS.match(setting) is not None


def shown(address: str) -> str:
    """An address without what may be a secret in it: the user's part, and whatever follows the path."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def connect_options(address: str) -> dict[str, Any]:
    """Keyword arguments for Playwright's `connect`.

    The browser there finds this machine's loopback where it looks for its own, as one that runs here does.
    """
    from playwright.sync_api import BrowserType

    # Older versions of Playwright call it `ws_endpoint`, newer ones `endpoint`.
    name = list(signature(BrowserType.connect).parameters)[1]
    return {name: address, "expose_network": "<loopback>", "timeout": START_PATIENCE}


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
