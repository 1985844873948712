"""What cannot be read says the real reason, and the page after it is read as if nothing had been."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from copydesk.browser.listen import FLOOD, LINES
from copydesk.browser.visit import FLOODED, Visitor
from copydesk.page.capture import CUT_OFF, FLOODING, Capture
from copydesk.page.dom import Dom
from copydesk.site.model import PageEntry, Site
from tests.browser.hostile import hostile_site


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    with hostile_site() as url, Visitor(browser, Site(patience=2), base_url=url) as visitor:
        yield visitor


def visit(visitor: Visitor, path: str) -> Capture:
    capture = visitor.visit(PageEntry(name="page", kind="article", url=path))
    assert heading(visitor.visit(PageEntry(name="next", kind="article", url="/plain"))) == "A plain page"
    return capture


def heading(capture: Capture) -> str:
    assert capture.loaded is not None, capture.error
    dom = Dom(capture.loaded)
    return dom.text(next(dom.find("h1")))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/moves-on", "it sends its reader on again and again"),
        ("/reloads", "it sends its reader on again and again"),
        ("/damaged", "the server's answer is cut off or damaged (net::ERR_CONTENT_DECODING_FAILED)"),
    ],
)
def test_the_sentence_names_the_real_cause(visitor: Visitor, path: str, reason: str) -> None:
    error = visit(visitor, path).error
    assert error.endswith(f" could not be read: {reason}")


def test_a_page_that_may_run_no_scripts_is_read(visitor: Visitor) -> None:
    capture = visit(visitor, "/sandboxed")
    assert heading(capture) == "Sandboxed"
    assert capture.states[0].settled == ""
    assert capture.loaded is not None
    assert capture.loaded.title == ""


def test_a_document_that_its_script_stops_is_waited_for_no_longer(visitor: Visitor) -> None:
    capture = visit(visitor, "/stops")
    assert heading(capture) == "Stops"
    assert capture.states[0].settled == CUT_OFF


def test_a_picture_that_falls_back_to_itself_is_not_waited_for(visitor: Visitor) -> None:
    capture = visit(visitor, "/falls-back")
    assert capture.states[0].settled == ""


def test_what_storms_is_told_in_part(visitor: Visitor) -> None:
    capture = visit(visitor, "/storms")
    assert heading(capture) == "Storms"
    assert capture.states[0].settled.startswith(FLOODING)
    assert 0 < len(capture.console) <= LINES
    assert all(len(line.text) <= 1000 for line in capture.console)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("errors", "errors"),
        ("rejections", "errors"),
        ("fetches", "requests"),
        ("pictures", "requests"),
    ],
)
def test_a_page_that_floods_the_browser_is_read_at_once_and_left(
    visitor: Visitor, path: str, what: str
) -> None:
    capture = visit(visitor, f"/floods/{path}")
    assert heading(capture) == "Floods"
    assert capture.states[0].settled == f"{FLOODING}{what}"


def test_a_page_that_floods_the_console_is_read_like_any_other(visitor: Visitor) -> None:
    capture = visit(visitor, "/floods/kept-console")
    assert heading(capture) == "Floods"
    assert capture.states[0].settled == ""
    # What its line is told of is the page's own.
    assert capture.console[0].url.endswith("/floods/kept-console")


def test_requests_to_another_site_are_no_flood(visitor: Visitor) -> None:
    capture = visit(visitor, "/floods/another-site")
    assert heading(capture) == "Floods"
    assert capture.states[0].settled == ""


def test_a_page_whose_worker_floods_the_console_is_left(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FLOOD, "lines", 100)
    assert visit(visitor, "/floods/by-a-worker").error.endswith(f" could not be read: {FLOODED}")
