"""A capture under another site file: looked at where that can be, sent for anew where it cannot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import copydesk.browser.journeys
from copydesk.page.capture import Capture
from copydesk.recheck.refit import PRESSED, STILL, AnewError, fit
from copydesk.site.elements import ELEMENTS, JOURNEYS
from copydesk.site.model import Element, Links, Off, PageEntry, Site, shaped_by
from tests.pages import capture_of

HTML = "<!doctype html><main class=a><h1 class=b>Ferry</h1></main>"


def site_of(**fields: Any) -> Site:
    entry = {"name": "page", "kind": "article", "url": "/a", **fields.pop("entry", {})}
    elements = fields.pop("elements", {"headline": Element(selector="h1")})
    return Site(pages=[PageEntry(**entry)], elements={"article": elements}, **fields)


def captured() -> Capture:
    return capture_of(HTML, elements={"headline": Element(selector="h1")})


def test_what_the_rules_alone_go_by_needs_no_visit() -> None:
    before = site_of()
    after = site_of(
        agency="QUAY",
        off={"share/count": [Off(reason="why not")]},
        mask=["headline"],
        elements={"headline": Element(selector="h1", required=True, count=(2, 2))},
    )
    assert fit(captured(), shaped_by(before), after) == (captured(), [])


def test_another_selector_is_looked_for_in_the_stored_page() -> None:
    after = site_of(elements={"headline": Element(selector=".b"), "lead": Element(selector=".none")})
    capture, sought = fit(captured(), shaped_by(site_of()), after)
    assert sought == ["headline", "lead"]
    assert capture.loaded
    assert capture.loaded.elements == {**captured().loaded.elements, "lead": []}  # type: ignore[union-attr]


def test_an_element_that_is_gone_from_the_site_file_is_gone_from_the_page() -> None:
    capture, _ = fit(captured(), shaped_by(site_of()), site_of(elements={}))
    assert capture.loaded
    assert capture.loaded.elements == {}


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ({"language": "de"}, "different language"),
        ({"time_zone": "Europe/Vienna"}, "different time_zone"),
        ({"now": datetime(2031, 3, 5, tzinfo=UTC)}, "different now"),
        ({"links": Links(check="own")}, "own links are checked"),
        ({"entry": {"url": "/b"}}, "different address"),
        ({"entry": {"kind": "feed"}}, "different kind"),
        ({"entry": {"journeys": ["city"]}}, "different journeys"),
        ({"entry": {"name": "other"}}, "did not name it"),
        ({"elements": {"headline": Element(selector="h1:hover")}}, "'headline' has changed: ':hover'"),
    ],
)
def test_what_shapes_a_visit_needs_another_one(after: dict[str, Any], says: str) -> None:
    capture = captured()
    site = site_of(**after)
    capture.page = site.pages[0].name
    with pytest.raises(AnewError, match=says):
        fit(capture, shaped_by(site_of()), site)


def test_what_a_journey_presses_needs_another_visit() -> None:
    city = {"entry": {"journeys": ["city"]}}
    before, after = (site_of(**city, elements={"city": Element(selector=one)}) for one in (".a", ".b"))
    with pytest.raises(AnewError, match="'city' has changed, and the visit acts on it"):
        fit(captured(), shaped_by(before), after)


def test_a_page_that_never_settled_may_do_so_with_more_patience() -> None:
    capture = captured()
    assert fit(capture, shaped_by(site_of()), site_of(patience=20.0))[1] == []
    capture.states[0].settled = "still waiting for /api"
    with pytest.raises(AnewError, match="patience"):
        fit(capture, shaped_by(site_of()), site_of(patience=20.0))


def test_the_elements_that_journeys_press_are_all_known() -> None:
    folder = Path(copydesk.browser.journeys.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "__init__.py")
    named = {name for name in ELEMENTS if f'"{name}"' in source} | (set(JOURNEYS) & set(ELEMENTS))
    assert named - {"body"} <= set(PRESSED)
    assert set(STILL) <= set(JOURNEYS)
