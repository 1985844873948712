"""Browsers of other machines, by the address of Playwright's own server.

The server there is `playwright run-server`, which starts a browser for each connection, or `playwright
launch-server`, which shares one.
"""

from __future__ import annotations

import re
from inspect import signature
from typing import Any
from urllib.parse import urlsplit

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
