"""What came of a fault: what excuses a rule that says nothing, and what does not."""

from __future__ import annotations

import pytest

from copydesk.faults.fault import Dom, Fault
from copydesk.faults.registry import load_faults
from copydesk.proving.judging import judged
from copydesk.proving.outcome import Outcome
from copydesk.proving.reasons import untold
from copydesk.proving.unbroken import Unbroken
from copydesk.site.model import Element, PageEntry, Site
from copydesk.verdicts.check import Checked, check
from tests.pages import capture_of

STORY = "<h1>Ferry is back</h1><div class=text><p>It sails at six, says Ida Falk of the harbour.</p></div>"
DRAWN = "<div id=app></div>"
ENTRY = PageEntry(name="ferry", kind="article", url="/ferry")


def site(**body: object) -> Site:
    elements = {"headline": Element(selector="h1"), "body": Element(selector=".text", **body)}  # type: ignore[arg-type]
    return Site(elements={"article": elements})


def seen(html: str, site: Site, sent: str | None = None) -> Checked:
    capture = capture_of(html, elements=site.elements["article"])
    capture.html = capture.html if sent is None else sent
    return check(capture, site)


def outcome(fault: Fault, html: str, site: Site, sent: str | None = None) -> Outcome:
    unbroken = Unbroken(seen(STORY, site, sent), seen(STORY, site, sent))
    return judged(fault, ENTRY, site, unbroken, seen(html, site, sent), "")


def test_an_element_may_go_where_the_site_file_calls_it_optional_and_scripts_draw_it() -> None:
    body, gone = load_faults()["body-absent"], STORY.replace(" class=text", "")
    assert outcome(body, gone, site(required=True), sent=DRAWN).status == "caught"
    excused = outcome(body, gone, site(), sent=DRAWN)
    assert excused.status == "not applicable"
    assert excused.why == "the site file calls the article text optional, and scripts draw it"


def test_a_rule_that_has_nothing_to_go_by_is_excused() -> None:
    other = load_faults()["headline-of-another-copy"]
    edited = STORY.replace("Ferry", "Officials")
    assert outcome(other, edited, site()).status == "escaped"
    drawn = outcome(other, edited, site(), sent=DRAWN)
    assert drawn.status == "not applicable"
    assert "headline/changed-by-script has nothing to go by" in drawn.why


def test_a_rule_that_a_fault_has_blinded_is_not_excused() -> None:
    """A page without its text has nothing for a rule of texts to look at: it had, and nobody noticed."""
    blinding = Fault(
        name="text-gone", sees="", rule="body/cut-off", acts=(Dom("remove", "body"),), kinds=("article",)
    )
    assert outcome(blinding, "<h1>Ferry is back</h1>", site()).status == "escaped"


@pytest.mark.parametrize(("count", "told"), [((None, None), True), ((1, 1), False), ((None, 1), False)])
def test_how_often_something_is_there_is_for_the_site_file_to_say(
    count: tuple[int | None, int | None], told: bool
) -> None:
    here = site(count=count)
    said = untold(load_faults()["body-twice"], seen(STORY, here), here)
    assert bool(said) is told


def test_a_fault_is_not_tried_where_the_site_file_says_nothing_to_judge_it_by() -> None:
    said = untold(load_faults()["published-without-clock"], seen(STORY, site()), site())
    assert said == "the site file has no example of the site's times"
