"""What a visit brings back beside the page: what the API answered, and what axe-core found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module

import msgspec
import pytest
from playwright.sync_api import Browser

from copydesk.browser.collect import ANSWERS
from copydesk.browser.visit import Visitor
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site

XHR = """<script>const asked = new XMLHttpRequest(); asked.open("GET", "{url}"); {type}
asked.onload = () => (out.textContent = "came"); asked.send()</script>"""
FETCH = """<script>fetch("{url}").then((r) => r.{read}()).then((it) => (out.textContent = "came"))</script>"""
JSON = "application/json; charset=utf-8"
ANSWERED = {
    "/list.json": (JSON, b'{"items": ["Gr\xc3\xbc\xc3\x9fe"]}'),
    "/problem.json": ("application/problem+json", b"{}"),
    "/words.txt": ("text/plain", b"[1]"),
    "/large.json": (JSON, b'"' + b"x" * ANSWERS["one"] + b'"'),
}
PAGES = {
    "/xhr": XHR.format(url="/list.json", type=""),
    "/xhr-json": XHR.format(url="/list.json", type="asked.responseType = 'json';"),
    "/fetch": FETCH.format(url="/list.json", read="json"),
    "/fetch-unread": FETCH.format(url="/list.json", read="clone"),
    "/problem": FETCH.format(url="/problem.json", read="json"),
    "/words": FETCH.format(url="/words.txt", read="text"),
    "/large": XHR.format(url="/large.json", type=""),
    "/large-fetch": FETCH.format(url="/large.json", read="text"),
    "/missing": FETCH.format(url="/nothing.json", read="text"),
    "/many": "<script>for (let i = 0; i < 60; i++) fetch(`/list.json?${i}`)</script>",
    "/poor": "<main><h1>Poor</h1><img src=/x.svg><button></button><input></main>",
    "/hostile": "<script>Array.prototype.toJSON = () => 'gotcha'; window.axe = 1</script><img src=/x.svg>",
}


class Server(BaseHTTPRequestHandler):
    """Pages that ask for data, and the data."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        kind, body = ANSWERED.get(path, (JSON, b"[]"))
        if path in PAGES:
            page = f"<!doctype html><html lang=en><title>P</title><p id=out></p>{PAGES[path]}"
            kind, body = "text/html; charset=utf-8", page.encode()
        self.send_response(200 if path in PAGES or path in ANSWERED else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    with Visitor(browser, Site(), base_url=f"http://127.0.0.1:{running.server_port}") as visitor:
        yield visitor
    running.shutdown()
    running.server_close()


def visit(visitor: Visitor, path: str, *journeys: str) -> Capture:
    capture = visitor.visit(PageEntry(name="page", kind="article", url=path, journeys=list(journeys)))
    assert not capture.error
    return capture


@pytest.mark.parametrize("path", ["/xhr", "/xhr-json", "/fetch", "/fetch-unread"])
def test_what_the_api_answers_is_kept(visitor: Visitor, path: str) -> None:
    [answer] = visit(visitor, path).answers
    assert answer.url.endswith("/list.json")
    assert answer.state == "loaded"
    assert msgspec.json.decode(answer.body) == {"items": ["Grüße"]}


def test_json_by_another_name_is_json(visitor: Visitor) -> None:
    assert [answer.body for answer in visit(visitor, "/problem").answers] == ["{}"]


@pytest.mark.parametrize("path", ["/words", "/large", "/large-fetch", "/missing"])
def test_what_is_no_json_too_large_or_no_answer_is_not_kept(visitor: Visitor, path: str) -> None:
    assert visit(visitor, path).answers == []


def test_no_more_answers_are_kept_than_there_is_room_for(visitor: Visitor) -> None:
    assert len(visit(visitor, "/many").answers) == ANSWERS["count"]


def test_axe_says_what_keeps_readers_out_and_where(visitor: Visitor) -> None:
    capture = visit(visitor, "/poor", "axe")
    assert [state.name for state in capture.states] == ["loaded"]
    found = capture.accessibility
    assert found is not None
    assert not found.error
    violations = {violation.rule: violation for violation in found.violations}
    assert {"image-alt", "button-name", "label"} <= violations.keys()
    label = violations["label"]
    assert (label.impact, label.count, label.places[0].selector) == ("critical", 1, "input")
    assert label.places[0].box is not None
    assert "label" in label.places[0].why


def test_axe_is_run_only_where_it_is_asked_for(visitor: Visitor) -> None:
    assert visit(visitor, "/poor").accessibility is None


def test_a_page_that_meddles_does_not_keep_axe_from_its_work(visitor: Visitor) -> None:
    found = visit(visitor, "/hostile", "axe").accessibility
    assert found is not None
    assert "image-alt" in {violation.rule for violation in found.violations}, found.error


def test_axe_has_a_time_limit(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    # By its full name: the package has a journey of the same name.
    monkeypatch.setattr(import_module("copydesk.browser.journeys.axe"), "SECONDS", 0.0)
    found = visit(visitor, "/poor", "axe").accessibility
    assert found is not None
    assert found.error.startswith("axe-core was not done within")
