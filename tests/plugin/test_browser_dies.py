"""A browser that dies is started anew and the page visited again, once; a page that kills it is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.plugin.projects import PAGE, Outcome, Project, project

# The browser, or the process of its page, is ended by its own protocol while the page is about to be read.
CONFTEST = """
import contextlib
import pathlib

from playwright.sync_api import Error

from copydesk.browser.visit import Visitor

fresh = Visitor._fresh_tab


def dying(self, capture):
    tab = fresh(self, capture)
    page = capture.page

    def die(patience):
        log = pathlib.Path("deaths")
        deaths = (log.read_text() if log.exists() else "").split()
        if page in ("once", "crash") and page not in deaths or page == "always":
            log.write_text(" ".join([*deaths, page]))
            with contextlib.suppress(Error):
                if page == "crash":
                    crashed = []
                    tab.page.on("crash", lambda page: crashed.append(page))
                    # The browser gives the order to the process that it takes for the page's, which may still
                    # be that of the page before: then it is given again.
                    while not crashed and not tab.page.is_closed():
                        with contextlib.suppress(Error), tab.page.expect_event("crash", timeout=1000):
                            with contextlib.suppress(Error):
                                tab.page.goto("chrome://crash")
                else:
                    self.browser.new_browser_cdp_session().send("Browser.crash")

    tab.before_reading = die
    return tab


Visitor._fresh_tab = dying
"""


@pytest.fixture(scope="module", params=[(), ("-n", "1")], ids=["alone", "parallel"])
def ran(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Project, Outcome]]:
    names = ("always", "once", "crash", "last")
    pages = {name: PAGE.format(name.title(), "It sails again.") for name in names}
    with project(tmp_path_factory.mktemp("dies"), pages) as made:
        made.write("tests/conftest.py", CONFTEST)
        yield made, made.pytest("-k", "toy-template or visit", *request.param)


def test_a_page_on_which_it_dies_once_is_visited_again_and_passes(ran: tuple[Project, Outcome]) -> None:
    made, outcome = ran
    # Pages are visited together: the browser may have died of one before another has come to it.
    assert set((made.folder / "deaths").read_text().split()) >= {"always", "once"}
    for name in ("once", "crash", "last"):
        assert f"test_article.py::test_article[{name}-visit]" in outcome.of("PASSED")
        assert f"test_article.py::test_article[{name}-toy-template]" in outcome.of("PASSED")


def test_a_page_on_which_it_dies_again_is_a_finding(ran: tuple[Project, Outcome]) -> None:
    _, outcome = ran
    assert outcome.of("FAILED") == {"test_article.py::test_article[always-visit]"}
    assert not outcome.of("ERROR")
    assert "could not be read: the browser died, and again at the second visit" in outcome.text
    assert "Traceback" not in outcome.text


def test_summary_and_report_say_so(ran: tuple[Project, Outcome]) -> None:
    made, outcome = ran
    said = " ".join(outcome.text.split())
    for name in ("always", "once", "crash"):
        assert re.search(rf"! the [a-z' ]+ died, and these pages were visited again: [a-z, ]*{name}", said), (
            said
        )
    assert "the browser died in the first visit; this was the second" in made.report
