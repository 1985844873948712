"""A browser or a page's process that dies early, where Playwright would wait for ever or tells nobody."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from copydesk.browser import pulse, visit
from copydesk.browser.death import OF_THE_BROWSER, OF_THE_PAGE
from copydesk.browser.listen import Ears
from copydesk.browser.together import visit_together
from copydesk.browser.visit import Visitor
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site
from tests.plugin.projects import PAGE, project


@pytest.mark.parametrize("together", [False, True], ids=["alone", "together"])
@pytest.mark.parametrize("moment", ["Target.targetCreated", "Target.targetInfoChanged"])
def test_a_browser_that_dies_while_it_opens_a_page_is_noticed(
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
        _was_visited_again(capture, OF_THE_BROWSER)


def test_a_browser_that_is_silent_is_killed_and_the_page_visited_again(
    launch_browser: Callable[[], Browser], tmp_path: Path
) -> None:
    before = pulse.alive.copy()
    with ExitStack() as stack:
        made = stack.enter_context(project(tmp_path, {"boat": PAGE.format("Boat", "It sails again.")}))
        entry = PageEntry(name="boat", kind="article", url=f"{made.base_url}/boat.html")

        def start() -> Browser:
            browser = launch_browser()
            stack.callback(browser.close)
            pulse.keep_alive(browser)
            return browser

        visitor = stack.enter_context(Visitor(start(), Site(), relaunch=start))
        visitor.visit(entry)
        (silent,) = pulse.alive - before
        os.killpg(silent, signal.SIGSTOP)
        _was_visited_again(visitor.visit(entry), OF_THE_BROWSER)
        assert len(pulse.alive - before) == 1
        assert silent not in pulse.alive


def test_a_page_that_dies_before_anything_listens_to_it_is_noticed(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(Ears):
        def __init__(self, page: Page, *arguments: Any, **options: Any) -> None:
            monkeypatch.setattr(visit, "Ears", Ears)
            with page.expect_event("crash"), suppress(Error):
                page.goto("chrome://crash")
            super().__init__(page, *arguments, **options)

    monkeypatch.setattr(visit, "Ears", Late)
    pages = {"boat": PAGE.format("Boat", "It sails again.")}
    with project(tmp_path, pages) as made, Visitor(browser, Site()) as visitor:
        entry = PageEntry(name="boat", kind="article", url=f"{made.base_url}/boat.html")
        _was_visited_again(visitor.visit(entry), OF_THE_PAGE)


def _was_visited_again(capture: Capture, died: str) -> None:
    assert capture.died == [died]
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
