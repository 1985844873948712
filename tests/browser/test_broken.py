"""A page broken on purpose is broken in the browser, and only for the one visit."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.browser.broken import BrokenVisitor
from copydesk.faults.fault import About, Act, Dom, Early, Fault, NotHereError, Respond, Rewrite, Setting
from copydesk.page.capture import Capture
from copydesk.page.dom import Dom as Tree
from copydesk.site.model import Element, PageEntry, Site

HTML = """<!doctype html><html lang=en><title>Ferry</title>
<h1>Ferry is back</h1>
<p class=text title=Tip>It sails <b>again</b>.</p>
<ul class=list><li>One</li><li>Two</li><li>Three</li></ul>
<p class=hidden hidden>Not yet</p>
<p id=hour></p><p id=answer></p>
<script>
  hour.textContent = new Date().getHours()
  fetch("/data").then((response) => response.json()).then((data) => { answer.textContent = data.said })
</script>"""
ELEMENTS = {
    "headline": Element(selector="h1"),
    "lead": Element(selector=".text", parts={"word": "b"}),
    "feed": Element(selector=".list", parts={"item": "li"}),
    "updated": Element(selector=".hidden"),
    "persons": Element(selector=".persons"),
}
SITE = Site(elements={"article": ELEMENTS}, time_zone="Europe/Helsinki", patience=5)
ENTRY = PageEntry(name="ferry", kind="article", url="/")


class Handler(BaseHTTPRequestHandler):
    """Serves the page, and the data that its script asks for."""

    def do_GET(self) -> None:
        data, kind = HTML.encode(), "text/html"
        if self.path == "/data":
            data, kind = b'{"said": "all is well"}', "application/json"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrokenVisitor]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    visitor = BrokenVisitor(browser, SITE, base_url=f"http://127.0.0.1:{server.server_port}")
    yield visitor
    visitor.close()
    server.shutdown()
    server.server_close()


def broken(visitor: BrokenVisitor, *acts: Act) -> Capture:
    """The page with a fault that does this."""
    fault = Fault(name="test", sees="", rule="", acts=acts, kinds=("article",))
    visitor.faults = (fault,)
    return visitor.visit(ENTRY)


def text(capture: Capture) -> str:
    """What a reader sees, on one line."""
    assert capture.loaded is not None
    return " ".join(Tree(capture.loaded).text(0).split())


WHOLE = "Ferry is back It sails again. One Two Three"
CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("remove", {"element": "headline"}, "It sails again. One Two Three"),
    ("empty", {"element": "lead"}, "Ferry is back One Two Three"),
    ("hollow", {"element": "lead"}, "Ferry is back One Two Three"),
    ("duplicate", {"element": "headline"}, "Ferry is back Ferry is back It sails again. One Two Three"),
    ("hide", {"element": "headline"}, "It sails again. One Two Three"),
    ("invisible", {"element": "headline"}, "It sails again. One Two Three"),
    ("transparent", {"element": "headline"}, "It sails again. One Two Three"),
    ("off-screen", {"element": "headline"}, "It sails again. One Two Three"),
    ("zero-size", {"element": "headline"}, "It sails again. One Two Three"),
    ("swap", {"element": "feed", "part": "item"}, "Ferry is back It sails again. Two One Three"),
    (
        "reverse",
        {"element": "feed", "part": "item", "which": "all"},
        "Ferry is back It sails again. Three Two One",
    ),
    (
        "set-text",
        {"element": "lead", "part": "word", "argument": "<i>"},
        "Ferry is back It sails <i>. One Two Three",
    ),
    (
        "replace-text",
        {"element": "headline", "argument": {"from": "back$", "to": "late"}},
        "Ferry is late It sails again. One Two Three",
    ),
    (
        "prepend-text",
        {"element": "headline", "argument": "A "},
        "A Ferry is back It sails again. One Two Three",
    ),
    ("append-text", {"element": "headline", "argument": "!"}, "Ferry is back! It sails again. One Two Three"),
    (
        "insert",
        {"element": "feed", "argument": {"where": "afterbegin", "html": "<li>None</li>"}},
        "Ferry is back It sails again. None One Two Three",
    ),
    (
        "move",
        {"element": "headline", "argument": {"element": "feed", "where": "afterend"}},
        "It sails again. One Two Three Ferry is back",
    ),
    ("remove", {"element": "feed", "part": "item", "which": "last"}, "Ferry is back It sails again. One Two"),
    ("remove", {"element": "feed", "part": "item", "which": "all"}, "Ferry is back It sails again."),
    (
        "(nodes) => (nodes[0].textContent = 'Own', 1)",
        {"element": "headline"},
        "Own It sails again. One Two Three",
    ),
]


@pytest.mark.parametrize(
    ("op", "how", "reads"), CHANGES, ids=[f"{i}-{op.split()[0]}" for i, (op, *_) in enumerate(CHANGES)]
)
def test_an_operation_changes_what_a_reader_sees(
    visitor: BrokenVisitor, op: str, how: dict[str, Any], reads: str
) -> None:
    assert text(broken(visitor, Dom(op=op, **how))).startswith(reads)
    assert visitor.changed["test"] > 0


@pytest.mark.parametrize(
    ("op", "argument", "attributes"),
    [
        ("set-attribute", {"name": "title", "value": "Other"}, {"class": "text", "title": "Other"}),
        ("remove-attribute", "title", {"class": "text"}),
        ("replace-attribute", {"name": "title", "from": "T", "to": "L"}, {"class": "text", "title": "Lip"}),
    ],
)
def test_an_operation_changes_an_attribute(
    visitor: BrokenVisitor, op: str, argument: object, attributes: dict[str, str]
) -> None:
    capture = broken(visitor, Dom(op=op, element="lead", argument=argument))
    assert capture.loaded is not None
    (match,) = capture.loaded.elements["lead"]
    assert capture.loaded.nodes[match.node].attrs == attributes


def test_an_operation_changes_the_head(visitor: BrokenVisitor) -> None:
    capture = broken(
        visitor,
        Dom(op="title", argument="Null"),
        Dom(op="meta", argument={"key": "og:title", "value": "Null"}),
        Dom(op="head", argument="<link rel=canonical href=/other>"),
    )
    assert capture.loaded is not None
    assert capture.loaded.title == "Null"
    tree = Tree(capture.loaded)
    assert [tree.attr(node, "content") for node in tree.find("meta")] == ["Null"]
    assert [tree.attr(node, "href") for node in tree.find("link")] == ["/other"]
    assert visitor.changed["test"] == 3


def test_what_lies_over_an_element_covers_it(visitor: BrokenVisitor) -> None:
    capture = broken(visitor, Dom(op="cover", element="headline"))
    assert capture.loaded is not None
    tree = Tree(capture.loaded)
    (match,) = tree.matches("headline")
    assert tree.covered(match.node)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Dom(op="remove", element="persons"), "the page has no persons to break"),
        (Dom(op="remove", element="updated"), "the page has no updated to break"),
        (Dom(op="remove", element="lead", part="link"), "the page has no link of the lead to break"),
        (Dom(op="swap", element="lead", part="word"), "there are no two to exchange"),
        (Dom(op="replace-text", element="lead", argument={"from": "gone", "to": ""}), "nothing like gone"),
        (Rewrite(what="document", change=lambda text, about: text), "there is nothing like it"),
    ],
)
def test_what_is_not_there_cannot_be_broken(visitor: BrokenVisitor, act: Act, why: str) -> None:
    capture = broken(visitor, act)
    assert not visitor.changed
    assert why in visitor.why["test"]
    assert text(capture).startswith(WHOLE)


def test_a_hidden_element_is_broken_when_it_is_asked_for(visitor: BrokenVisitor) -> None:
    broken(visitor, Dom(op="remove", element="updated", hidden=True))
    assert visitor.changed["test"] == 1


def test_the_servers_document_is_changed_on_its_way(visitor: BrokenVisitor) -> None:
    def change(text: str, about: About) -> str:
        return text.replace("Ferry is back", f"{about.page.name} {{{{headline}}}}")

    capture = broken(visitor, Rewrite(what="document", change=change))
    assert text(capture).startswith("ferry {{headline}} It sails")
    assert "{{headline}}" in capture.html


def test_an_answers_status_and_headers_are_changed_on_its_way(visitor: BrokenVisitor) -> None:
    capture = broken(visitor, Rewrite(what="document", status=410, headers={"x-robots-tag": "noindex"}))
    assert capture.status == 410
    assert capture.headers["x-robots-tag"] == "noindex"
    assert text(capture).startswith(WHOLE)
    assert "server" not in broken(visitor, Rewrite(what="document", headers={"server": ""})).headers


def test_a_site_is_shown_under_https(visitor: BrokenVisitor) -> None:
    capture = broken(visitor, Setting(https=True), Respond(what="image", status=404))
    assert capture.final_url == "https://127.0.0.1/"
    assert text(capture).endswith("all is well")
    assert broken(visitor).final_url.startswith("http://127.0.0.1:")


def test_what_the_server_behind_https_does_not_answer_fails(browser: Browser) -> None:
    visitor = BrokenVisitor(browser, SITE, base_url="http://127.0.0.1:1")
    capture = broken(visitor, Setting(https=True))
    visitor.close()
    assert capture.error.startswith("https://127.0.0.1/ gave no page")


def test_the_servers_data_is_changed_on_its_way(visitor: BrokenVisitor) -> None:
    louder = Rewrite(
        what="data", change=lambda text, _: json.dumps({"said": json.loads(text)["said"].upper()})
    )
    assert text(broken(visitor, louder)).endswith("ALL IS WELL")
    assert text(broken(visitor, Setting(https=True), louder)).endswith("ALL IS WELL")


def test_a_change_may_find_nothing_to_change(visitor: BrokenVisitor) -> None:
    def change(text: str, about: About) -> str:
        raise NotHereError("there is no date in it")

    assert text(broken(visitor, Rewrite(what="data", change=change))).endswith("all is well")
    assert visitor.why["test"] == "there is no date in it"
    assert not visitor.changed


@pytest.mark.parametrize(
    ("act", "settled", "status", "failure"),
    [
        (Respond(what="data", status=500), "", 500, False),
        (Respond(what="data", cut=True), "", 0, True),
        (Respond(what="data", hold=True), "still waiting for http", 0, False),
        (Respond(what="data", delay=0.2), "", 200, False),
        (Respond(what="data", status=404, url="/other"), "", 200, False),
    ],
    ids=["status", "cut", "hold", "delay", "another address"],
)
def test_an_answer_is_given_in_the_servers_place(
    visitor: BrokenVisitor, act: Respond, settled: str, status: int, failure: bool
) -> None:
    # Only what is never answered is waited for in vain.
    visitor.site = Site(patience=1 if act.hold else 30)
    capture = broken(visitor, act)
    visitor.site = SITE
    assert capture.states[0].settled.startswith(settled)
    asked = [request for request in capture.requests if request.url.endswith("/data")]
    assert {request.status for request in asked} in ({status}, set() if not status else {status}, {0, status})
    assert any(request.failure for request in asked) is failure
    assert visitor.changed["test"] == (0 if act.url else 1)


def test_a_script_runs_before_the_pages_own(visitor: BrokenVisitor) -> None:
    capture = broken(visitor, Early("window.fetch = () => { throw new Error('no fetch') }"))
    assert [line.text for line in capture.console] == ["no fetch"]


def test_another_zone_and_another_clock(visitor: BrokenVisitor) -> None:
    def hour(*acts: Act) -> int:
        words = text(broken(visitor, *acts)).split()
        return int(words[words.index("Three") + 1])

    moment = visitor.moment()
    visitor.site = Site(elements=SITE.elements, time_zone="Europe/Helsinki", now=moment)
    there = hour()
    assert hour(Setting(time_zone="Pacific/Auckland")) != there
    assert hour(Setting(clock=5)) == (there + 5) % 24
    assert hour() == there
    visitor.site = SITE


def test_nothing_of_a_fault_is_left_for_the_next_visit(visitor: BrokenVisitor) -> None:
    broken(
        visitor,
        Early("window.Date = null"),
        Respond(what="data", cut=True),
        Dom(op="remove", element="headline"),
    )
    visitor.faults = ()
    capture = visitor.visit(ENTRY)
    assert text(capture).startswith(WHOLE)
    assert text(capture).endswith("all is well")
    assert not capture.console
    assert not visitor.changed
