"""`copydesk doctor --pages`: what the selectors of a site file find on its pages."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from copydesk.browser.visit import UnreachableError
from copydesk.commands import doctor_pages
from copydesk.commands.checks import Check
from copydesk.page.capture import Capture
from copydesk.site.model import Element, PageEntry, Site
from tests.pages import capture_of

ELEMENTS = {
    "share": Element(selector=".share", parts={"link": "a"}),
    "lead": Element(selector=".lead", required=True),
    "persons": Element(selector=".persons"),
}
ENTRY = PageEntry(name="ferry", kind="article", url="/ferry")
SITE = Site(pages=[ENTRY], elements={"article": ELEMENTS})
HTML = '<h1>Ferry</h1><div class="share"><a href="/a">a</a><a href="/b">b</a></div><div class="share"></div>'


def told(monkeypatch: pytest.MonkeyPatch, *captures: Capture | Exception) -> list[Check]:
    """What is said where the visits bring these captures."""

    def visits(site: Site, named: str | None) -> Iterator[tuple[PageEntry, Capture]]:
        for capture in captures:
            if isinstance(capture, Exception):
                raise capture
            yield ENTRY, capture

    monkeypatch.setattr(doctor_pages, "_visits", visits)
    return list(doctor_pages.pages(SITE))


def test_selectors_are_counted_with_their_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    page, selectors = told(monkeypatch, capture_of(HTML, elements=ELEMENTS))
    assert (page.name, page.ok) == ("Page ferry", True)
    assert page.detail == "share 2 (link 2)\nnone: lead, persons"
    assert page.remedy == "Correct the selectors of what every page must have: lead."
    assert selectors.detail == "these find nothing on any page: lead and persons"


def test_what_is_on_one_page_is_not_missed_on_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    other = capture_of('<p class="lead">It waits.</p><p class="persons">A</p>', elements=ELEMENTS)
    checks = told(monkeypatch, capture_of(HTML, elements=ELEMENTS), other)
    assert [check.name for check in checks] == ["Page ferry", "Page ferry"]


def test_a_page_that_does_not_come_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = msgspec.structs.replace(capture_of(HTML), states=[], error="answers 404")
    (page,) = told(monkeypatch, gone)
    assert (page.ok, page.detail) == (False, "answers 404")


def test_a_site_that_cannot_be_reached_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    *_, last = told(monkeypatch, capture_of(HTML, elements=ELEMENTS), UnreachableError("nobody answers"))
    assert (last.name, last.ok, last.detail) == ("Pages", False, "nobody answers")
