"""A finding has its place on the picture if that place still looks as it did when it was found."""

from __future__ import annotations

from copydesk.page.capture import Capture, State
from copydesk.page.dom import Dom
from copydesk.page.where import Where
from copydesk.plugin.places import unmoved
from tests.pages import capture_of, snapshot_of
from tests.report.runs import finding


def visit(*pages: str) -> Capture:
    """A visit that found the page like that at first, and after each step of a journey."""
    capture = capture_of(pages[0])
    capture.states += [
        State(name=f"step-{number}", snapshot=snapshot_of(page)) for number, page in enumerate(pages[1:], 1)
    ]
    return capture


def place(capture: Capture, tag: str, state: str = "loaded") -> Where:
    told = capture.state(state)
    assert told
    assert told.snapshot
    dom = Dom(told.snapshot)
    return Where(state=state, box=dom.box(next(dom.find(tag))))


BEFORE = "<h1>Ferry is {{when}}</h1><p>It sails again.</p>"


def test_a_place_that_a_step_left_alone_is_still_there() -> None:
    capture = visit(BEFORE, "<h1>Ferry is {{when}}</h1><p>It sails tomorrow.</p>")
    where = place(capture, "h1")
    assert unmoved(capture, [finding(where=where)], "step-1") == [("loaded", where.box)]


def test_a_place_whose_text_or_position_is_another_now_is_not() -> None:
    for after in ("<h1>Ferry is back</h1><p>It sails again.</p>", f"<div>More news</div>{BEFORE}", ""):
        capture = visit(BEFORE, after)
        assert unmoved(capture, [finding(where=place(capture, "h1"))], "step-1") == []


def test_the_pictured_state_itself_and_findings_without_a_place_need_no_looking_for() -> None:
    capture = visit(BEFORE, BEFORE)
    found = [finding(where=place(capture, "h1", "step-1")), finding(), finding(where=Where(state="gone"))]
    assert unmoved(capture, found, "step-1") == []
    assert unmoved(capture, found, "no-such-state") == []
