"""A browser that dies while it opens a page: at one of these moments Playwright would wait for ever."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.browser.together import visit_together
from copydesk.browser.visit import Visitor
from copydesk.site import PageEntry, Site
from tests.plugin.projects import PAGE, project


@pytest.mark.parametrize("together", [False, True], ids=["alone", "together"])
@pytest.mark.parametrize("moment", ["Target.targetCreated", "Target.targetInfoChanged"])
def test_is_noticed_and_the_page_is_visited_again(
    launch_browser: Callable[[], Browser], tmp_path: Path, moment: str, together: bool
) -> None:
    with ExitStack() as stack:
        made = stack.enter_context(project(tmp_path, {"boat": PAGE.format("Boat", "It sails again.")}))
        entry = PageEntry(name="boat", kind="article", url=f"{made.base_url}/boat.html")

        def start() -> Browser:
            browser = launch_browser()
            stack.callback(browser.close)
            return browser

        visitor = stack.enter_context(Visitor(start(), Site(), relaunch=start))
        _die_at(moment, visitor.browser)
        capture = visit_together([visitor], [entry])[0].result() if together else visitor.visit(entry)
        assert capture.died == ["the browser died"]
        assert not capture.error
        assert capture.loaded is not None
        assert "It sails again." in [node.text for node in capture.loaded.nodes]


def _die_at(moment: str, browser: Browser) -> None:
    """Kill a browser when it tells of a page for the first time, by one of its protocol's events."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    process = next(one["id"] for one in processes if one["type"] == "browser")

    def die(event: dict[str, Any]) -> None:
        if event["targetInfo"]["type"] == "page":
            os.kill(process, signal.SIGKILL)

    session.send("Target.setDiscoverTargets", {"discover": True})
    session.on(moment, die)
