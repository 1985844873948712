"""What the page asked for and did not get."""

from __future__ import annotations

import pytest

from copydesk.page.capture import NOT_RECORDED, LinkAnswer, Request
from copydesk.page.page import Page
from tests.pages import capture_of
from tests.rules.cases import PLAIN, findings

OWN, OTHER = "https://static.news.example/app.js", "https://ads.example/ad.js"
RULES = ("network/failed", "network/status", "network/third-party", "network/slow")


def said(rule: str, *requests: Request, offline: bool = False) -> list[str]:
    """What a rule says of a page that made these requests."""
    capture = capture_of("<h1>Harbour reopens</h1>")
    capture.requests = [Request(url=capture.url, kind="document", status=200), *requests]
    capture.offline = offline
    return [finding.message for finding in findings(rule, Page(capture, PLAIN))]


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (
            "network/failed",
            Request(url=OWN, kind="script", failure="net::ERR_FAILED"),
            Request(url=OWN, status=200),
        ),
        (
            "network/failed",
            Request(url=OWN, failure="net::ERR_FAILED"),
            Request(url=OTHER, failure="net::ERR_FAILED"),
        ),
        ("network/status", Request(url=OWN, kind="script", status=404), Request(url=OWN, status=304)),
        ("network/status", Request(url=OWN, status=500), Request(url=OTHER, status=500)),
        (
            "network/status",
            Request(url="https://news.example/icons.css", status=404),
            Request(url="https://news.example/icons.css", status=200),
        ),
        ("network/third-party", Request(url=OTHER, status=404), Request(url=OWN, status=404)),
        (
            "network/slow",
            Request(url=OWN, status=200, milliseconds=6200),
            Request(url=OWN, status=200, milliseconds=5800),
        ),
        (
            "network/wrong-type",
            Request(url=OWN, kind="script", status=200, type="text/html"),
            Request(url=OWN, kind="script", status=200, type="text/javascript"),
        ),
        (
            "network/wrong-type",
            Request(url="https://news.example/site.css", kind="link", status=200, type="text/html"),
            Request(url="https://news.example/list", kind="fetch", status=200, type="text/html"),
        ),
        (
            "network/not-recorded",
            Request(url=OWN, kind="script", failure=NOT_RECORDED),
            Request(url=OWN, kind="script", failure="net::ERR_CONNECTION_REFUSED"),
        ),
        ("network/slow", Request(url=OWN, milliseconds=9000), Request(url=OTHER, milliseconds=9000)),
    ],
)
def test_caught_and_let_pass(rule: str, bad: Request, good: Request) -> None:
    assert said(rule, bad)
    assert not said(rule, good)
    assert not said(rule, bad, offline=True)


def test_what_a_busy_machine_was_slow_to_fetch_is_not_laid_to_the_sites_charge() -> None:
    def told(milliseconds: float, slowness: float) -> bool:
        capture = capture_of("<h1>Harbour reopens</h1>")
        capture.requests = [Request(url=OWN, status=200, milliseconds=milliseconds)]
        capture.slowness = slowness
        return bool(findings("network/slow", Page(capture, PLAIN)))

    assert told(6200, slowness=1)
    assert told(6200, slowness=3), "which is how busy a machine with a browser for each processor may be"
    assert not told(8200, slowness=7)
    assert told(15_000, slowness=7), "a server that is slow is told all the same"


def test_a_file_that_failed_is_told_by_one_rule_and_once() -> None:
    request = Request(url=OWN, kind="script", status=404)
    assert [len(said(rule, request, request)) for rule in RULES] == [0, 1, 0, 0]


def test_what_a_recording_lacks_is_told_once_and_not_as_the_sites_fault() -> None:
    for url in (OWN, OTHER):
        lacking = Request(url=url, kind="script", failure=NOT_RECORDED)
        assert [len(said(rule, lacking)) for rule in (*RULES, "network/not-recorded")] == [0, 0, 0, 0, 1]


def test_a_link_that_a_recording_lacks_is_told() -> None:
    capture = capture_of("<h1>Harbour reopens</h1>")
    capture.links = {OWN: LinkAnswer(unasked=NOT_RECORDED), OTHER: LinkAnswer(unasked="no time was left")}
    [finding] = findings("network/not-recorded", Page(capture, PLAIN))
    assert (finding.actual, finding.message[:20]) == (OWN, "What a link leads to")


def test_an_error_status_of_the_page_itself_is_the_visits_to_tell() -> None:
    assert not said("network/status", Request(url="https://news.example/a", kind="document", status=404))
