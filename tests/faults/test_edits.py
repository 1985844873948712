"""Changes to the answers that fill a list of stories: what they find, and what they leave alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.faults.edits import (
    by_day,
    feed,
    first,
    headline,
    in_page,
    moved,
    narrowed,
    sections_are_empty,
    with_headline,
)
from copydesk.faults.fault import About, NotHereError
from copydesk.site.model import PageEntry, Site
from tests.limits import patient

STORIES = [
    {"url": "/a", "title": "Harbour opens", "published": "2026-03-31T10:00:00+03:00", "section": "World"},
    {"url": "/b", "title": "Budget passes", "published": "2026-03-30T09:00:00+03:00", "section": "Politics"},
]
ANSWER = json.dumps({"total": 2, "items": STORIES})


def about(address: str, *choose: str) -> About:
    """An answer from that address, on a page whose visit chooses these sections."""
    page = PageEntry(name="page", kind="filter", url="/news", choose=list(choose))
    return About(url=f"https://news.example{address}", page=page, site=Site())


def titles(text: str) -> list[str]:
    """The headlines in an answer."""
    return [headline(item) for item in json.loads(text)["items"]]


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("/api/feed?tab=all", True),
        ("/v1/articles", True),
        ("/api/latest?limit=5", True),
        ("/api/stories", True),
        ("/api/top-stories", False),
        ("/api/most-read?period=now", False),
        ("/api/search?of=feed", False),
    ],
)
def test_the_list_of_stories_is_told_by_its_address(address: str, is_it: bool) -> None:
    shortened = feed(lambda found: found[:1])
    if is_it:
        assert titles(shortened(ANSWER, about(address))) == ["Harbour opens"]
    else:
        with pytest.raises(NotHereError, match="an address that is called like it"):
            shortened(ANSWER, about(address))


def test_a_list_that_is_asked_for_with_the_chosen_sections() -> None:
    change = narrowed(lambda found: found[:1])
    assert len(titles(change(ANSWER, about("/api/feed?in=culture,sport", "People's Culture")))) == 1
    assert len(titles(change(ANSWER, about("/api/feed?tab=all", "People's Culture")))) == 2


def test_sections_without_stories() -> None:
    full = sections_are_empty(ANSWER, about("/api/feed", "World"))
    assert titles(full) == ["Budget passes"]
    assert json.loads(sections_are_empty(ANSWER, about("/api/feed?in=world", "World"))) == {
        "total": 0,
        "items": [],
    }


def test_single_stories_are_changed() -> None:
    assert titles(feed(first(lambda item: with_headline(item, "Other"), at=1))(ANSWER, about("/feed"))) == [
        "Harbour opens",
        "Other",
    ]
    later: dict[str, Any] = moved(hours=15)(STORIES[0])
    assert later["published"] == "2026-04-01T01:00:00+03:00"
    assert by_day(later) == "2026-04-01"
    assert later["url"] == "/a"


class Answers(BaseHTTPRequestHandler):
    """A page, and the same answer at any other address."""

    def do_GET(self) -> None:
        body, kind = (
            (b"<h1>News</h1>", "text/html") if self.path == "/" else (ANSWER.encode(), "application/json")
        )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


READ = """async () => {
  const fetched = (await (await fetch("/api/feed?n=1")).json()).items.length;
  const text = JSON.parse(await (await fetch("/api/feed?n=2")).text()).items.length;
  document.body.click();
  const request = new XMLHttpRequest();
  request.open("GET", "/api/feed?n=3", false);
  request.send();
  const other = (await (await fetch("/api/most-read")).json()).items.length;
  const [one, same] = [request.responseText, request.response].map((body) => JSON.parse(body).items.length);
  return [fetched, text, one, same, other];
}"""


def test_answers_are_changed_as_scripts_read_them(browser: Browser, served: str) -> None:
    early = in_page("(stories, memory) => memory.pressed ? stories.slice(1) : [...stories, stories[0]]")
    page = patient(browser.new_context()).new_page()
    try:
        page.add_init_script(early.script)
        page.goto(served)
        assert page.evaluate(READ) == [3, 3, 1, 1, 2]
    finally:
        page.context.close()
