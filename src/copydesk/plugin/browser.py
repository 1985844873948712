"""Which browser pytest-playwright starts. Only registered if there is a site to visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from copydesk.plugin import options
from copydesk.plugin.stash import SUITE


@pytest.fixture(scope="session")
def device(device: str | None, playwright: Any) -> str | None:
    """pytest-playwright's --device, if there is such a device."""
    if device and device not in playwright.devices:
        from copydesk.plugin.suite import CannotRunError
        from copydesk.text.spelling import suggest

        hint = suggest(device, playwright.devices) or "; try 'iPhone 13'"
        raise CannotRunError(f"--device {device}: Playwright knows no such device{hint}")
    return device


@pytest.fixture(scope="session")
def connect_options(
    connect_options: dict[str, Any] | None, pytestconfig: pytest.Config
) -> dict[str, Any] | None:
    """pytest-playwright's, if a project sets them; else those for the server that the setting names."""
    from copydesk.browser.remote import connect_options as to_server

    address = options.server(pytestconfig)
    return connect_options or (to_server(address) if address else None)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str, pytestconfig: pytest.Config
) -> dict[str, Any]:
    """pytest-playwright's launch arguments, with the Chromium that copydesk found and its own.

    A browser that replays a recording finds no name and no address, so that nothing can leave it; any other
    finds those of the site, and of the other sites that the site file allows.
    """
    given = _given_launch_args(browser_type_launch_args, browser_name, pytestconfig)
    if pytestconfig.getoption("--replay"):
        from copydesk.browser.archive import CLOSED_NETWORK

        return {**given, "args": [*given.get("args", []), CLOSED_NETWORK]}
    if browser_name != "chromium":
        return given
    from copydesk.browser.others import EMBEDDED, Others

    suite = pytestconfig.stash[SUITE]
    # The embedded site need not be started to know where it will be.
    others = Others(suite.site, suite.known_base_url or EMBEDDED).arguments
    return {**given, "args": [*given.get("args", []), *others]}


def _given_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str, pytestconfig: pytest.Config
) -> dict[str, Any]:
    if browser_name != "chromium" or browser_type_launch_args.get("executable_path"):
        return browser_type_launch_args
    from copydesk.browser.find import ARGUMENTS, BrowserSettingError, launch_arguments, require_browser
    from copydesk.browser.remote import START_PATIENCE
    from copydesk.plugin.suite import CannotRunError

    if pytestconfig.getoption("--browser-channel"):
        found: dict[str, Any] = {"args": [*ARGUMENTS]}
    else:
        try:
            named, headed = pytestconfig.getoption("--browser-path"), pytestconfig.getoption("--headed")
            found = launch_arguments(require_browser(named, headed=headed))
        except BrowserSettingError as error:
            raise CannotRunError(str(error)) from None
    arguments = [*found["args"], *browser_type_launch_args.get("args", [])]
    return {"timeout": START_PATIENCE, **found, **browser_type_launch_args, "args": arguments}


@pytest.fixture(scope="session")
def launch_browser(launch_browser: Callable[..., Any]) -> Callable[..., Any]:
    """pytest-playwright's way to start a browser, with a second attempt if it crashes while starting."""
    from copydesk.browser.start import twice

    return lambda **options: twice(partial(launch_browser, **options))
