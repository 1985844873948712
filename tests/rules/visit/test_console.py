"""What the page wrote to the console."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.page.capture import ConsoleLine, Request
from copydesk.page.page import Page
from tests.pages import capture_of
from tests.rules.cases import PLAIN, findings

OWN, OTHER = "https://static.news.example/app.js", "https://ads.example/ad.js"


def said(rule: str, *lines: ConsoleLine, offline: bool = False, scripts: Sequence[str] = ()) -> list[str]:
    """What a rule says of a page that wrote these lines and loaded these scripts."""
    capture = capture_of("<h1>Harbour reopens</h1>")
    capture.requests = [Request(url=url, kind="script", status=200) for url in scripts]
    capture.console, capture.offline = list(lines), offline
    return [finding.message for finding in findings(rule, Page(capture, PLAIN))]


def test_errors_of_the_site_and_of_others_are_two_things() -> None:
    own = ConsoleLine(level="error", text="cannot render", url=OWN)
    other = ConsoleLine(level="error", text="no slot", url=OTHER)
    assert len(said("console/error", own, other)) == 1
    assert len(said("console/third-party", own, other)) == 1


def test_an_error_that_repeats_is_told_once() -> None:
    line = ConsoleLine(level="error", text="cannot render", url=OWN)
    assert said("console/error", line, line, line)[0].endswith("3 times")


def test_warnings_and_failed_requests_are_let_pass() -> None:
    warning = ConsoleLine(level="warning", text="deprecated", url=OWN)
    failed = ConsoleLine(
        level="error", text="Failed to load resource: the server responded with a status of 404"
    )
    assert not said("console/error", warning, failed)


def test_a_script_that_broke_off() -> None:
    line = ConsoleLine(level="exception", text="ReferenceError: angular is not defined")
    assert said("console/exception", line)
    assert not said("console/error", line)


def test_an_exception_of_another_sites_script_is_only_a_warning() -> None:
    own = ConsoleLine(level="exception", text="TypeError: feed is null", url=OWN, line=12)
    other = ConsoleLine(level="exception", text="TypeError: slot is null", url=OTHER)
    assert len(said("console/exception", own, other)) == 1
    (told,) = said("console/third-party", own, other)
    assert told == "A script of another site broke off with an error that nobody caught"


def test_an_exception_without_a_place_is_the_sites_own_where_all_scripts_are() -> None:
    line = ConsoleLine(level="exception", text="undefined")
    assert said("console/exception", line, scripts=[OWN])
    assert not said("console/exception", line, scripts=[OWN, OTHER])
    assert said("console/third-party", line, scripts=[OWN, OTHER])


def test_nothing_is_said_of_a_page_from_an_archive() -> None:
    line = ConsoleLine(level="exception", text="ReferenceError: angular is not defined")
    error = ConsoleLine(level="error", text="cannot render", url=OWN)
    for rule in ("console/exception", "console/error", "console/third-party"):
        assert not said(rule, line, error, offline=True)
