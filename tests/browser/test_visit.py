"""What a visit brings back, and that no page can hang, fool or fill it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser

from copydesk.browser import document
from copydesk.browser.collect import LIMITS
from copydesk.browser.document import decode
from copydesk.browser.visit import PICTURE_SCALE, UnreachableError, Visitor
from copydesk.page import capture as captures
from copydesk.page.capture import HTML_LIMIT, Capture
from copydesk.page.dom import Dom
from copydesk.report.picture import webp_size
from copydesk.site.model import Element, PageEntry, Site
from tests.browser.hostile import hostile_site

PATIENCE = 1.5
"""Seconds, for pages that use up whatever they are given. All others get a site's usual patience."""
SITE = Site(
    elements={
        "all": {
            "headline": Element(selector="h1", required=True),
            "low": Element(selector=".low"),
            "high": Element(selector=".high"),
            "bad": Element(selector="p:nonsense("),
            "list": Element(selector="#list", parts={"item": "li"}),
        }
    },
)


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with hostile_site() as url:
        yield url


@pytest.fixture(scope="module")
def visitor(browser: Browser, base_url: str) -> Iterator[Visitor]:
    with Visitor(browser, SITE, base_url=base_url) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def impatient(browser: Browser, base_url: str) -> Iterator[Visitor]:
    site = msgspec.structs.replace(SITE, patience=PATIENCE)
    with Visitor(browser, site, base_url=base_url) as visitor:
        yield visitor


def visit(visitor: Visitor, path: str, kind: str = "article") -> Capture:
    return visitor.visit(PageEntry(name="page", kind=kind, url=path))  # type: ignore[arg-type]


def text(capture: Capture, element: str = "h1") -> str:
    assert capture.loaded is not None, capture.error
    dom = Dom(capture.loaded)
    return dom.text(next(dom.find(element)))


def test_a_page_comes_back_as_a_reader_sees_it_and_as_the_server_sent_it(visitor: Visitor) -> None:
    capture = visit(visitor, "/plain")
    assert text(capture) == "A plain page"
    assert capture.html.startswith("<!doctype html><html lang=en>")
    assert (capture.status, capture.error) == (200, "")
    assert capture.loaded is not None
    assert (capture.loaded.title, capture.loaded.language) == ("Plain", "en")
    assert capture.states[0].settled == ""


def test_a_capture_is_plain_data(visitor: Visitor) -> None:
    capture = visit(visitor, "/plain")
    assert captures.decode(captures.encode(capture)) == capture


def test_a_visit_waits_for_what_comes_late(visitor: Visitor) -> None:
    """The list is there only after a fetch, its body, and a short timer."""
    capture = visit(visitor, "/late")
    assert capture.loaded is not None
    [match] = capture.loaded.elements["list"]
    assert [Dom(capture.loaded).text(item) for item in match.parts["item"]] == ["one", "two", "three"]


def test_where_an_answer_took_long_it_is_told_how_busy_the_machine_was(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "steady_slowness", lambda: 7.0)
    assert visit(visitor, "/late").slowness == 1.0, "it is not asked for an answer that was quick"
    monkeypatch.setattr(document, "LONG", 1)
    assert visit(visitor, "/late").slowness == 7.0


def test_a_visit_goes_on_with_what_there_is_when_a_request_is_never_answered(impatient: Visitor) -> None:
    capture = visit(impatient, "/waits")
    assert text(capture) == "Waits"
    assert "/never" in capture.states[0].settled


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/never", f"did not answer within {PATIENCE:g} s"),
        ("/loop", "redirects in a loop"),
        ("/500-empty", "the server answers 500 and sends nothing to read"),
        ("/nothing", "the server answers that it has nothing to show"),
        ("/pdf", "not a web page: the server sent "),  # application/pdf, where it has a viewer, or a download
        ("/download", "not a web page: the server sent a download"),
        ("/leads-nowhere", "sends its reader on to an address that gives no page"),
        ("/busy-at-once", "kept the browser busy"),
        ("/busy", "kept the browser busy"),
        ("/dialogs-for-ever", "kept the browser busy"),
    ],
)
def test_where_there_is_no_page_the_capture_says_why(impatient: Visitor, path: str, says: str) -> None:
    capture = visit(impatient, path)
    assert says in capture.error
    assert path in capture.error
    assert capture.loaded is None


@pytest.mark.parametrize(
    ("path", "busy"),
    [
        ("/restless", "still changing"),
        ("/never-ends", "still loading the document"),
        ("/reloads", ""),
        ("/dialogs", ""),
    ],
)
def test_a_page_that_never_rests_is_read_when_patience_is_over(
    impatient: Visitor, path: str, busy: str
) -> None:
    capture = visit(impatient, path)
    if capture.loaded is not None:
        assert busy in capture.states[0].settled
    else:
        assert capture.error


def test_after_the_worst_page_the_next_visit_is_as_good_as_any(impatient: Visitor) -> None:
    for path in ("/busy", "/dialogs-for-ever"):
        visit(impatient, path)
        assert text(visit(impatient, "/plain")) == "A plain page"


@pytest.mark.parametrize(("path", "status"), [("/missing", 404), ("/broken", 500)])
def test_an_error_page_is_a_page_with_its_status(visitor: Visitor, path: str, status: int) -> None:
    capture = visit(visitor, path)
    assert (capture.status, capture.error) == (status, "")
    assert capture.loaded is not None


def test_an_empty_page_is_a_page_with_nothing_on_it(visitor: Visitor) -> None:
    capture = visit(visitor, "/empty")
    assert capture.loaded is not None
    assert Dom(capture.loaded).text(0) == ""


def test_a_client_side_redirect_is_followed(visitor: Visitor) -> None:
    capture = visit(visitor, "/goes-on")
    assert capture.final_url.endswith("/plain")
    assert text(capture) == "A plain page"


def test_invalid_bytes_are_kept_as_replacement_characters(visitor: Visitor) -> None:
    capture = visit(visitor, "/invalid-utf8")
    assert text(capture) == "Caf\ufffd \ufffd\ufffd"
    assert "Caf\ufffd" in capture.html


def test_the_servers_html_is_decoded_as_it_declares(visitor: Visitor) -> None:
    assert "Café" in visit(visitor, "/latin1").html
    assert decode("Ж".encode("koi8-r"), "text/html; charset=koi8-r") == "Ж"
    assert decode(b"x", "text/html; charset=no-such-thing") == "x"


@pytest.mark.parametrize("path", ["/links", "/huge"])
def test_a_page_that_is_too_large_is_kept_in_part_or_told_in_a_sentence(
    impatient: Visitor, path: str
) -> None:
    """Which of the two depends on how fast the machine lays out 100,000 links, or 30 MB of text."""
    capture = visit(impatient, path)
    assert capture.error or capture.loaded is not None
    assert len(capture.html) <= HTML_LIMIT
    if capture.loaded is not None:
        assert len(capture.loaded.nodes) <= LIMITS["nodes"]
        assert sum(len(node.text) for node in capture.loaded.nodes) <= LIMITS["text"]


def test_a_page_nested_deeper_than_any_stack_is_read(visitor: Visitor) -> None:
    capture = visit(visitor, "/deep")
    assert capture.loaded is not None
    assert "bottom" in Dom(capture.loaded).text(0, hidden=True)


def test_a_page_that_tampers_with_the_language_is_read_all_the_same(visitor: Visitor) -> None:
    assert text(visit(visitor, "/tampering")) == "Tampering"


def test_dialogs_are_dismissed_and_told(impatient: Visitor) -> None:
    capture = visit(impatient, "/dialogs")
    assert ("dialog", "alert: Look at me") in {(i.kind, i.text) for i in capture.interruptions}
    assert len(capture.interruptions) <= 200


def test_popups_are_kept_shut_and_told(visitor: Visitor) -> None:
    capture = visit(visitor, "/popup")
    assert [(i.kind, i.text) for i in capture.interruptions] == [("popup", "/plain")]


def test_downloads_are_refused_and_told(visitor: Visitor) -> None:
    capture = visit(visitor, "/saves")
    assert [i.kind for i in capture.interruptions] == ["download"]
    assert text(capture) == "Saves"


def test_nothing_of_one_visit_is_there_in_the_next(visitor: Visitor) -> None:
    for _ in range(2):
        assert text(visit(visitor, "/stores"), "p") == "||"


def test_nothing_is_there_of_what_a_page_stored_on_its_way_out(visitor: Visitor) -> None:
    for _ in range(3):
        assert text(visit(visitor, "/stores-late"), "p") == "|||"


def test_nothing_is_there_of_what_the_frames_of_other_hosts_stored(visitor: Visitor) -> None:
    for _ in range(3):
        visit(visitor, "/frames")
        page = visitor.context.pages[-1]
        page.wait_for_function("told.length === 2")
        assert page.evaluate("told") == ["||", "||"]


def test_nothing_is_there_of_a_page_that_sent_its_reader_on_to_another_host(visitor: Visitor) -> None:
    assert text(visit(visitor, "/sends-on")) == "A plain page"
    assert text(visit(visitor, "/stored-b"), "p") == "|"


def test_nothing_is_there_of_a_page_that_could_not_be_left_in_good_order(
    visitor: Visitor, impatient: Visitor
) -> None:
    for _ in range(2):
        assert text(visit(visitor, "/stores-and-asks"), "p") == "||"
    assert visit(impatient, "/stores-and-ends").error
    assert text(visit(impatient, "/stores"), "p") == "||"


def test_nothing_is_kept_in_any_place_where_a_page_can_store(visitor: Visitor) -> None:
    found = []
    for _ in range(2):
        visit(visitor, "/stores-everywhere")
        page = visitor.context.pages[-1]
        page.wait_for_function("window.found")
        assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 1, "it has stored"
        found.append(page.evaluate("found"))
    for one in found:
        assert not {name: kept for name, kept in one.items() if kept}


def test_a_context_is_renewed_after_so_many_visits(
    browser: Browser, base_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.browser.visit.RENEWED_AFTER", 2)
    with Visitor(browser, SITE, base_url=base_url) as visitor:
        contexts = []
        for _ in range(5):
            assert text(visit(visitor, "/plain")) == "A plain page"
            contexts.append(visitor.context)
        assert [contexts.index(context) for context in contexts] == [0, 0, 2, 2, 4]
        assert [context for context in contexts if context in browser.contexts] == contexts[4:]


def test_console_lines_script_errors_and_failed_requests_are_heard(visitor: Visitor) -> None:
    capture = visit(visitor, "/refuses")
    lines = {(line.level, line.text) for line in capture.console}
    assert ("error", "told you") in lines
    assert any(level == "exception" and "nothing is not defined" in said for level, said in lines)
    statuses = {request.url.rpartition("/")[2]: request.status for request in capture.requests}
    assert statuses == {"refuses": 200, "missing": 404, "broken": 500}


def test_the_icon_of_a_tab_is_left_out_as_browsers_ask_for_it_or_not(visitor: Visitor) -> None:
    capture = visit(visitor, "/no-icon")
    assert [request.url.rpartition("/")[2] for request in capture.requests] == ["no-icon"]
    assert capture.console == []


def test_clock_zone_and_language_are_the_sites(browser: Browser, base_url: str) -> None:
    site = Site(
        language="en-GB", time_zone="Europe/Helsinki", now=datetime.fromisoformat("2026-03-31T10:15:00+03:00")
    )
    with Visitor(browser, site, base_url=base_url) as visitor:
        capture = visit(visitor, "/clock")
    now, is_date, epoch, zone, language = text(capture, "p").split("|")
    assert now.startswith("2026-03-31T07:15:0")
    assert (is_date, epoch, zone, language) == ("true", "0", "Europe/Helsinki", "en-GB")
    assert capture.moment == "2026-03-31T10:15:00+03:00"
    assert "Tue Mar 31 2026 10:15:0" in Dom(capture.loaded).text(0)  # type: ignore[arg-type]


def test_what_cannot_be_seen_is_marked_and_what_covers_is_told(visitor: Visitor) -> None:
    capture = visit(visitor, "/places")
    assert capture.loaded is not None
    dom = Dom(capture.loaded)
    seen = {dom.text(p, hidden=True): dom.visible(p) for p in dom.find("p")}
    assert seen == {
        "gone": False,
        "clear": False,
        "away": False,
        "contents": True,
        "low": True,
        "high": True,
    }
    [low], [high] = capture.loaded.elements["low"], capture.loaded.elements["high"]
    assert dom.box(low.node) == (0, 316, 100, 20)
    assert dom.covered(low.node)
    assert not dom.covered(high.node)


def test_a_selector_that_the_browser_refuses_is_told_and_harms_no_other(visitor: Visitor) -> None:
    capture = visit(visitor, "/plain")
    assert capture.loaded is not None
    assert "not a valid selector" in capture.loaded.bad_selectors["bad"]
    assert len(capture.loaded.elements["headline"]) == 1


def test_a_site_that_is_down_is_one_clear_error(browser: Browser) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        Visitor(browser, SITE, base_url=f"http://127.0.0.1:{port}") as visitor,
        pytest.raises(UnreachableError, match=f"127.0.0.1:{port} cannot be reached"),
    ):
        visit(visitor, "/")


def test_a_screenshot_is_of_the_page_last_visited(visitor: Visitor, tmp_path: Path) -> None:
    visit(visitor, "/back")
    visitor.screenshot(tmp_path / "a.jpg")
    assert (tmp_path / "a.jpg").read_bytes()[:3] == b"\xff\xd8\xff"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_a_picture_for_the_report_is_smaller_than_a_screenshot(visitor: Visitor, tmp_path: Path) -> None:
    visit(visitor, "/back")
    visitor.screenshot(tmp_path / "a.jpg")
    path = visitor.picture(tmp_path / "new" / "a")
    content = path.read_bytes()
    assert path == tmp_path / "new" / "a.webp"
    assert len(content) < (tmp_path / "a.jpg").stat().st_size
    size = webp_size(content)
    assert size is not None
    assert size[0] == pytest.approx(1280 * PICTURE_SCALE, abs=1)
