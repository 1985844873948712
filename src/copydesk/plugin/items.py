"""What an item of a run checks, and the command that repeats it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from copydesk.plugin import options

if TYPE_CHECKING:
    from copydesk.site.model import PageEntry

KINDS = {"article": "article", "feed": "feed", "filtered_feed": "filter", "capture": None}
"""The page kind that a fixture stands for; None is any."""


def page_of(item: pytest.Item) -> PageEntry | None:
    """The page that an item checks, or None."""
    from copydesk.site.model import PageEntry

    parameters = (
        item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    )
    return next((value for name in KINDS if isinstance(value := parameters.get(name), PageEntry)), None)


def scope_of(item: pytest.Item) -> str | None:
    """What identifies an item's visit: its page, and its browser if there are several. None: no visit."""
    entry = page_of(item)
    if entry is None:
        return None
    browser = item.callspec.params.get("browser_name", "")  # type: ignore[attr-defined]
    return f"{browser}-{entry.name}" if browser else entry.name


def repeat(item: pytest.Item, how: str) -> str:
    """The command that repeats just this item with one more option, such as --headed."""
    from copydesk.browser.remote import shown

    config = item.config
    words = [f'pytest "{item.nodeid}" {how}']
    for option in ("--site", "--replay", "--base-url", "--browser-path", "--browser-channel", "--device"):
        if value := config.getoption(option, None):
            # A report is read by many, and an address may have a secret in it.
            value = shown(str(value)) if option == "--browser-path" and options.server(config) else str(value)
            words.append(f"{option}={shlex.quote(value)}")
    words.extend(f"--fault={shlex.quote(fault)}" for fault in options.faults(config))
    chosen = (
        item.callspec.params.get("browser_name")
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else None
    )
    named = [str(chosen)] if chosen else options.browsers(config)
    words.extend(f"--browser={shlex.quote(name)}" for name in named)
    return " ".join(words)
