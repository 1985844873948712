"""Mutations are made in the browser, and whether they show is seen there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.browser.look import LookingVisitor
from copydesk.faults.effects import Look, effects
from copydesk.faults.mutations import HEAD, HIDDEN, OPERATIONS, Mutation, Operation, Place, draw
from copydesk.proving.random import Mutator
from copydesk.site.model import Element, PageEntry, Site

HTML = """<!doctype html><html lang=en><head><title>Ferry - The Paper</title>
<meta name=description content="It sails."><style>
h1 { color: rgb(140, 60, 0) } .list { overflow: hidden } .menu { display: none }
.bar { background: #246; color: white }
.listeners { position: absolute; clip-path: inset(50%) }</style></head>
<body><h1 class=big data-x=1>Ferry is back</h1>
<p class=text title=Tip>It sails <b>again</b> <span class=listeners>soon</span>.</p>
<ul class=list><li>One</li><li><a href=/two>Two</a></li><li>Three</li></ul>
<p class=bar>Sign up</p><p class=menu>Closed <a href=/closed>link</a></p></body></html>"""
ELEMENTS = {
    "headline": Element(selector="h1"),
    "lead": Element(selector=".text", parts={"word": "b"}),
    "feed": Element(selector=".list", parts={"item": "li"}),
    "load-more": Element(selector=".bar"),
    "filter": Element(selector=".menu"),
}
ENTRY = PageEntry(name="ferry", kind="article", url="/")
SITE = Site(pages=[ENTRY], elements={"article": ELEMENTS}, patience=5)


class Handler(BaseHTTPRequestHandler):
    """Serves the page."""

    def do_GET(self) -> None:
        data = HTML.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def visitor(browser: Browser, base_url: str) -> Iterator[LookingVisitor]:
    visitor = LookingVisitor(browser, SITE, base_url=base_url)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def clean(visitor: LookingVisitor) -> Look:
    visitor.faults = ()
    visitor.visit(ENTRY)
    return visitor.look()


def at(element: str, part: str = "", which: float = 0, inside: float | None = None) -> Place:
    return Place(element, part, which, inside)


def mutation(operation: Operation, *places: Place, **how: Any) -> Mutation:
    return Mutation(seed=1, index=2, page="ferry", operation=operation, places=places, how=how)


def made(visitor: LookingVisitor, change: Mutation) -> tuple[dict[str, Any], Look]:
    """What the browser tells of a change, and how the page looks with it."""
    visitor.faults = (change.fault(ENTRY),)
    visitor.visit(ENTRY)
    assert change.name in visitor.told, visitor.why
    return visitor.told[change.name], visitor.look()


TEXT = {"which": 0, "at": 0, "share": 0, "unit": "word", "words": "x"}


LEAD = {"element": "lead", "part": "", "which": 0, "inside": None, "path": []}
MADE: list[tuple[Mutation, str, str]] = [
    (mutation("delete", at("lead")), "<p.text> “It sails again soon.” deleted", "text"),
    (mutation("duplicate", at("feed", "item")), "<li> “One” put there twice", "text"),
    (
        mutation("replace", at("feed", "item", 0.9), html="<li>x</li>"),
        "“Three” replaced by <li>x</li>",
        "text",
    ),
    (mutation("add", at("lead"), html="<p>x</p>", where="before"), "<p>x</p> put before it", "text"),
    (mutation("move", at("headline"), where="append", to=[LEAD]), "moved append <p.text>", "order of text"),
    (mutation("swap", at("feed", "item")), "exchanged with <li> “Two”", "order of text"),
    (mutation("replace text", at("headline"), **TEXT), "its text “Ferry” replaced by “x”", "text"),
    (mutation("insert text", at("headline"), **TEXT), "given the text “x”", "text"),
    (mutation("delete text", at("headline"), **TEXT), "its text “Ferry” deleted", "text"),
    (mutation("recolour", at("load-more")), "given the colour of what is behind it", "colour"),
    (mutation("resize", at("headline"), side="font-size", factor=2.0), "font-size times 2", "place of text"),
    (mutation("displace", at("headline"), x=9, y=0), "displaced by 9 and 0 pixels", "place of text"),
    (mutation("change attribute", at("lead"), which=0.9, change="cut", words="x"), 'became "T"', "label"),
    (mutation("remove attribute", at("lead"), which=0.9), 'title="Tip" removed', "label"),
    (mutation("add attribute", at("feed", "item"), name="lang", value="de"), 'given lang="de"', "label"),
    (mutation("delete", at(HEAD, which=0.4)), "<title> “Ferry - The Paper” deleted", "head"),
    (mutation("add attribute", at(HEAD), name="lang", value="de"), 'given lang="de"', "head"),
]


@pytest.mark.parametrize(("change", "said", "kind"), MADE)
def test_a_change_is_made_told_and_seen(
    visitor: LookingVisitor, clean: Look, change: Mutation, said: str, kind: str
):
    told, look = made(visitor, change)
    assert said in told["said"]
    assert kind in {effect.kind for effect in effects(clean, look)}


@pytest.mark.parametrize("style", HIDDEN, ids=str)
def test_whatever_hides_a_text_is_seen(visitor: LookingVisitor, clean: Look, style: dict[str, str]):
    _, look = made(visitor, mutation("hide", at("load-more"), style=style))
    assert [effect for effect in effects(clean, look) if effect.kind == "text" and "Sign up" in effect.told]


@pytest.mark.parametrize(
    "change",
    [
        mutation("add attribute", at("headline"), name="data-x", value="2"),
        mutation("change attribute", at("headline"), which=0, change="append", words="x"),
        mutation("hide", at("headline"), style={"caret-color": "red"}),
        mutation("add", at("feed"), html="<span></span>", where="last"),
        mutation("add attribute", at(HEAD, which=0.9), name="href", value="/elsewhere"),
    ],
    ids=lambda change: change.operation,
)
def test_what_nobody_sees_or_reads_has_no_effect(visitor: LookingVisitor, clean: Look, change: Mutation):
    _, look = made(visitor, change)
    assert effects(clean, look) == []


def test_a_look_has_what_is_read_and_not_what_is_closed(clean: Look):
    assert [word.what for word in clean.words[:6]] == ["Ferry", "is", "back", "It", "sails", "again"]
    assert "Closed" not in [word.what for word in clean.words]
    assert {"title=Tip", "soon"} <= set(clean.labels)
    assert [link.rpartition("/")[2] for link in clean.links] == ["two", "closed"]
    assert clean.head[2] == "title Ferry - The Paper"
    assert {word.colour for word in clean.words if word.what == "Ferry"} == {"rgb(140, 60, 0)"}


def test_of_its_places_the_first_that_allows_it_is_taken(visitor: LookingVisitor):
    change = mutation("swap", at("persons"), at("lead", "word", inside=0.5), at("feed", "item"))
    assert made(visitor, change)[0]["place"] == 1
    visitor.faults = (mutation("swap", at("persons")).fault(ENTRY),)
    visitor.visit(ENTRY)
    assert visitor.why == {"1:2": "there is nothing on the page that this could be done to"}


def test_the_same_numbers_find_the_same_node_whatever_was_visited_before(browser: Browser, base_url: str):
    for _ in range(2):
        mutator = Mutator(browser, SITE, base_url)
        tried = [mutator.try_one(3, index) for index in (4, 5, 6)]
        mutator.close()
    again = Mutator(browser, SITE, base_url)
    assert [again.try_one(3, index) for index in (6, 5, 4)] == tried[::-1]
    again.close()


def test_what_is_drawn_can_be_made_and_what_escapes_says_how_little_escapes(browser: Browser, base_url: str):
    mutator = Mutator(browser, SITE, base_url)
    tried = [mutator.try_one(11, index) for index in range(40)]
    assert {one.status for one in tried} <= {"caught", "escaped", "equivalent", "not applicable"}
    for one in tried:
        assert one.operation == draw(SITE, 11, one.index).operation
        assert one.said or one.why
        assert bool(one.effects) == (one.status in ("caught", "escaped"))
        assert bool(one.rules or one.changes) == (one.status == "caught") or not one.effects
        assert bool(one.smallest) == (one.status == "escaped")
    unchanged = mutator.unchanged(0)
    assert (unchanged.changes, unchanged.effects) == ([], {})
    mutator.close()


def test_every_operation_is_tried_here():
    assert {change.operation for change, _, _ in MADE} | {"hide"} == set(OPERATIONS)
