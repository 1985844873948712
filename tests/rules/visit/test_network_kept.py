"""What browsers are told to keep, and what they are made to ask for again and again."""

from __future__ import annotations

import pytest

from copydesk.page.capture import LinkAnswer, Request
from tests.pages import URL
from tests.rules.cases import findings, page


@pytest.mark.parametrize(
    ("control", "told"),
    [
        ("public, max-age=86400", True),
        ("max-age=31536000, immutable", True),
        ("max-age=60, s-maxage=86400", False),
        ("no-cache, max-age=86400", False),
        ("", False),
    ],
)
def test_a_page_is_kept_for_minutes_not_for_days(control: str, told: bool) -> None:
    visited = page("<p>News</p>")
    visited.capture.headers = {"cache-control": control}
    assert bool(findings("network/kept-for-a-day", visited)) is told


@pytest.mark.parametrize(
    ("times", "kind", "told"), [(5, "fetch", True), (4, "xhr", False), (9, "image", False)]
)
def test_the_same_data_is_asked_for_once(times: int, kind: str, told: bool) -> None:
    visited = page("<p>News</p>")
    visited.capture.requests = [Request(url=f"{URL}.json", kind=kind, status=200)] * times
    assert bool(findings("network/asked-again", visited)) is told


@pytest.mark.parametrize(
    ("status", "told"), [(404, True), (503, True), (200, False), (401, False), (0, False)]
)
def test_what_the_head_names_answers(status: int, told: bool) -> None:
    visited = page('<link rel="alternate" type="application/rss+xml" href="/rss.xml">')
    url = visited.capture.url.rpartition("/")[0] + "/rss.xml"
    visited = page(f'<link rel="alternate" type="application/rss+xml" href="{url}">')
    visited.capture.links = {url: LinkAnswer(url=url, status=status)}
    assert bool(findings("head/broken-address", visited)) is told
    assert not findings("links/broken", visited)
