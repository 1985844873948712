"""The visit itself: whether there was a page, and whether it could be read in peace."""

from __future__ import annotations

import pytest

from copydesk.page.capture import FLOODING, Capture, Interruption, State
from copydesk.page.page import Page
from copydesk.verdicts.check import check
from tests.pages import capture_of
from tests.rules.cases import PLAIN, findings


def capture(html: str = "<h1>Harbour reopens</h1>", **changes: object) -> Capture:
    """A capture of an ordinary page, with something changed."""
    made = capture_of(html)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def found(rule: str, capture: Capture) -> list[str]:
    """What a rule says of a capture."""
    return [finding.message for finding in findings(rule, Page(capture, PLAIN))]


def test_no_page_at_all_is_one_finding_in_the_visits_own_words() -> None:
    none = capture(error="https://news.example/a redirects in a loop", states=[])
    said = [(finding.rule, finding.message) for finding in check(none, PLAIN).findings]
    assert said == [("visit/failed", "https://news.example/a redirects in a loop")]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_status_fails_even_under_a_good_page(status: int) -> None:
    assert found("visit/status", capture(status=status))
    assert not found("visit/status", capture(status=status, offline=True))
    assert not found("visit/status", capture())


@pytest.mark.parametrize(
    "text",
    [
        "Page not found",
        "404",
        "404 Not Found",
        "Error 404",
        "404 - Page not found",
        "Seite nicht gefunden",
        "Page introuvable",
    ],
)
def test_a_page_that_says_not_found_with_status_200(text: str) -> None:
    assert found("visit/soft-404", capture(f"<h1>{text}</h1>"))
    assert found("visit/soft-404", capture(f"<title>{text} | News</title><p>…</p>"))
    assert not found("visit/soft-404", capture(f"<h1>{text}</h1>", status=404))


@pytest.mark.parametrize(
    "text", ["Treasure not found, divers say", "404 ships wait", "What “404” means", "Not found guilty"]
)
def test_a_headline_with_such_words_is_let_pass(text: str) -> None:
    assert not found("visit/soft-404", capture(f"<title>{text} - News</title><h1>{text}</h1>"))


def test_what_was_still_under_way_when_patience_ran_out() -> None:
    waiting = capture()
    waiting.states[0].settled = "still waiting for https://news.example/feed.json"
    assert "feed.json" in found("visit/unsettled", waiting)[0]
    assert not found("visit/restless", waiting)
    waiting.offline = True
    assert not found("visit/unsettled", waiting)


def test_what_floods_the_browser_is_told_by_its_name() -> None:
    flooding = capture()
    flooding.states[0].settled = f"{FLOODING}requests"
    assert "flooding the browser with requests" in found("visit/unsettled", flooding)[0]
    assert not found("visit/restless", flooding)


def test_a_page_that_only_keeps_changing_is_a_warning() -> None:
    restless = capture()
    restless.states[0].settled = "still changing"
    assert found("visit/restless", restless)
    assert not found("visit/unsettled", restless)


def test_a_visit_that_never_came_to_rest_is_told_once() -> None:
    waiting = capture()
    waiting.states[0].settled = "still waiting for https://news.example/feed.json"
    for name in ("load-more", "load-more-2"):
        waiting.states.append(State(name=name, action="pressed", settled="still waiting for another"))
    (said,) = found("visit/unsettled", waiting)
    assert "feed.json" in said
    assert "2 times more" in said


def test_dialogues_are_told_once_with_their_number() -> None:
    said = found(
        "visit/interrupted", capture(interruptions=[Interruption(kind="dialog", text="alert: Hello")] * 3)
    )
    assert said == ["The page opened a dialogue 3 times: alert: Hello"]
    assert not found("visit/interrupted", capture())


def test_a_page_that_is_too_large_to_read() -> None:
    large = capture()
    assert not found("visit/truncated", large)
    assert large.loaded is not None
    large.loaded.truncated = "more than 60000 nodes"
    assert "60000" in found("visit/truncated", large)[0]


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("https://news.example/", True),
        ("https://login.example/a", True),
        ("https://www.news.example/a/", False),
        ("https://news.example/a?page=1#top", False),
    ],
)
def test_an_address_that_leads_elsewhere(url: str, elsewhere: bool) -> None:
    assert bool(found("visit/redirected", capture(final_url=url))) is elsewhere
