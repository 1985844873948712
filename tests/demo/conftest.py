"""A served demo site for a whole test session, and plain ways to ask it."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from copydesk.demo.server import serve
from tests.limits import fetch, in_time


class Answer(NamedTuple):
    status: int
    headers: Any
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Site:
    """A running demo site: ``site.get("/news")``, ``site.feed(sections="world")``."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def get(self, path: str) -> Answer:
        return in_time(lambda: self._get(path))

    def _get(self, path: str) -> Answer:
        try:
            with urllib.request.urlopen(self.base + path) as response:
                return Answer(response.status, response.headers, response.read().decode(errors="replace"))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read().decode(errors="replace"))

    def get_bytes(self, path: str) -> bytes:
        return fetch(self.base + path)

    def feed(self, **query: object) -> Any:
        return self.get("/api/feed?" + urllib.parse.urlencode(query)).json

    def all_pages(self, **query: object) -> list[list[Any]]:
        """Every page of a feed, followed by its cursors to the end."""
        pages, cursor = [], ""
        while cursor is not None:
            page = self.feed(**query, before=cursor)
            pages.append(page["items"])
            cursor = page["cursor"]
        return pages


@pytest.fixture(scope="session")
def lantern() -> Iterator[Site]:
    with serve() as base:
        yield Site(base)
