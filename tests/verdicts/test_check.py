"""From a capture to verdicts: one for each subject, with what the rules found or why they did not look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.rules.findings import COUNTED, TOLD, Finding, Nothing, unfolded
from copydesk.rules.registry import Manual, Rule, load_rules
from copydesk.site.model import Element, Off, Site
from copydesk.verdicts.check import applicable, check, run
from copydesk.verdicts.verdict import Verdict
from tests.pages import capture_of

ARTICLE = (
    "<title>Harbour reopens</title><article><h1>Harbour reopens</h1><p>Ships left before noon.</p></article>"
)
ELEMENTS = {"article": {"body": Element(selector=".body")}}
SITE = Site(language="en", elements=ELEMENTS)
BROKEN = ARTICLE + "<p>By undefined</p>"


def one_page(html: str = ARTICLE, **changes: Any) -> Capture:
    """A capture with something changed."""
    return msgspec.structs.replace(capture_of(html), **changes)


# Verdicts


def test_a_page_in_order_fails_in_nothing() -> None:
    checked = check(one_page(), SITE)
    assert not [one for one in checked.verdicts.values() if one.status == "failed"]
    assert checked.verdicts["encoding"].status == "passed"
    assert list(checked.verdicts) == sorted(checked.verdicts)


def test_an_error_fails_its_subject_and_no_other() -> None:
    checked = check(one_page(BROKEN), SITE)
    assert [name for name, one in checked.verdicts.items() if one.status == "failed"] == ["placeholder"]
    (finding,) = (one for one in checked.findings if one.severity == "error")
    assert (finding.rule, finding.subject) == ("placeholder/text", "placeholder")


def test_a_warning_is_told_and_fails_nothing() -> None:
    checked = check(one_page(ARTICLE + '<img src="/a.jpg" width="400" height="300">'), SITE)
    found = {finding.rule: finding.severity for finding in checked.findings}
    assert found["images/no-alt"] == "warning"
    assert "error" not in found.values()
    assert checked.verdicts["images"].status == "passed"


def test_what_no_rule_could_look_at_is_absent_with_the_reason() -> None:
    verdict = check(one_page(), SITE).verdicts["currency"]
    assert verdict.status == "absent"
    assert verdict.remarks == ["the site file names no currency converter, none expected"]


def test_a_verdict_names_its_page() -> None:
    verdict = check(one_page(), SITE).verdicts["headline"]
    assert (verdict.page, verdict.kind, verdict.url) == ("page", "article", "https://news.example/a")


def test_a_page_without_a_visit_has_only_the_visits_own_verdict() -> None:
    checked = check(one_page(states=[], error="it redirects in a loop"), SITE)
    assert list(checked.verdicts) == ["visit"]
    assert checked.record is None


def test_the_record_is_read_and_kept() -> None:
    record = check(one_page(), SITE).record
    assert record is not None
    assert msgspec.to_builtins(record)["headline"] == "Harbour reopens"


def test_checking_twice_says_the_same_and_changes_nothing() -> None:
    capture = one_page(BROKEN)
    before = msgspec.json.encode(capture)
    assert check(capture, SITE) == check(capture, SITE)
    assert msgspec.json.encode(capture) == before


# What the site file says


def test_a_rule_that_is_switched_off_says_so_and_why() -> None:
    off = Site(
        language="en", elements=ELEMENTS, off={"placeholder/text": [Off(reason="the byline is in the works")]}
    )
    verdict = check(one_page(BROKEN), off).verdicts["placeholder"]
    assert verdict.status == "passed"
    assert (verdict.findings, verdict.off) == ([], 1)
    assert "1 finding of placeholder/text switched off: the byline is in the works" in verdict.remarks
    fine = check(one_page(), off).verdicts["placeholder"]
    assert fine.off == 0
    assert "placeholder/text is switched off: the byline is in the works" in fine.remarks


def off_where(today: date | None = None, html: str = BROKEN, **where: Any) -> Verdict:
    """What becomes of a finding about "undefined" in a byline where its rule is switched off somewhere."""
    off = {"placeholder/text": [Off(reason="why", **where)]}
    elements = {"article": {**ELEMENTS["article"], "lead": Element(selector=".by")}}
    site = Site(language="en", elements=elements, off=off)
    return check(capture_of(html, elements=elements["article"]), site, today).verdicts["placeholder"]


@pytest.mark.parametrize(
    ("where", "silenced"),
    [
        ({"page": "page"}, 1),
        ({"page": "other"}, 0),
        ({"kind": "article"}, 1),
        ({"kind": "feed"}, 0),
        ({"message": "*undefined*"}, 1),
        ({"message": "*null*"}, 0),
        ({"message": "undefined"}, 0),
        ({"element": "lead"}, 1),
        ({"element": "body"}, 0),
        ({"element": "lead", "page": "other"}, 0),
    ],
)
def test_a_rule_is_switched_off_in_a_place(where: dict[str, str], silenced: int) -> None:
    verdict = off_where(html=f'{ARTICLE}<p class="by">By <b>undefined</b></p>', **where)
    assert verdict.off == silenced
    assert verdict.status == ("passed" if silenced else "failed")
    assert bool(verdict.remarks) is bool(silenced)


def test_an_element_is_also_the_subject_of_its_rules() -> None:
    elements = {"article": {"lead": Element(selector=".lead", required=True)}}
    off = {"lead/missing": [Off(reason="old pages have none", element="lead")]}
    verdict = check(one_page(), Site(elements=elements, off=off)).verdicts["lead"]
    assert (verdict.findings, verdict.off) == ([], 1)
    assert "1 finding of lead/missing switched off: old pages have none" in verdict.remarks


def test_a_rule_that_only_warns_somewhere_fails_nothing() -> None:
    verdict = off_where(as_="warning")
    (finding,) = verdict.findings
    assert (finding.severity, verdict.status, verdict.off) == ("warning", "passed", 0)
    assert verdict.remarks == ["1 finding of placeholder/text made a warning: why"]


def test_what_is_switched_off_ends_after_its_last_day() -> None:
    last = date(2027, 1, 31)
    assert off_where(last, until=last).remarks == [
        "1 finding of placeholder/text switched off: why, until 2027-01-31"
    ]
    over = off_where(date(2027, 2, 1), until=last)
    assert (over.status, over.off) == ("failed", 0)
    assert over.remarks == ["placeholder/text is no longer switched off: why, until 2027-01-31"]


def test_many_findings_that_are_switched_off_hide_no_other() -> None:
    broken = "<p>By undefined</p>" * (COUNTED + 50) + "<p>null</p>"
    verdict = off_where(html=ARTICLE + broken, message="*undefined*")
    assert [finding.severity for finding in verdict.findings] == ["error"]
    warned = off_where(html=ARTICLE + broken, as_="warning")
    assert {finding.severity for finding in warned.findings} == {"warning"}
    assert warned.status == "passed"


def test_a_required_element_that_is_missing_fails() -> None:
    site = Site(elements={"article": {"lead": Element(selector=".lead", required=True)}})
    assert check(one_page(), site).verdicts["lead"].status == "failed"


@pytest.mark.parametrize("kind", ["article", "feed", "filter"])
def test_rules_look_at_the_kinds_of_page_that_they_are_for(kind: str) -> None:
    rules = applicable(SITE, one_page(kind=kind))
    assert {rule.name for rule in rules} == {rule.name for rule in load_rules() if kind in rule.kinds}
    assert any(rule.subject == "dateline" for rule in rules) is (kind == "article")


# One rule


def rule_of(*said: Finding | Nothing, drawn: list[int] | None = None) -> Rule:
    """A rule that says these things; `drawn` gets the number of each that was asked for."""

    def say(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
        for number, one in enumerate(said):
            if drawn is not None:
                drawn.append(number)
            yield one

    return Rule("lead/test", "error", ("article",), Manual("", "", "", ""), say)


def finding(number: int, message: str = "") -> Finding:
    """The finding of that number: each of a defect of its own, or all of the same."""
    message = message or f"a defect called {'x' * number}"
    return Finding(rule="lead/test", severity="error", message=message, actual=str(number))


def messages(rule: Rule) -> list[str]:
    """What `run` gives of a rule."""
    return [one.message for one in run(rule, Page(one_page(), SITE))[0]]


def test_findings_and_reasons_come_apart() -> None:
    said = run(rule_of(finding(0), Nothing("no lead")), Page(one_page(), SITE))
    assert said == ([finding(0)], ["no lead"])


def test_as_many_findings_as_people_read_are_told_in_full() -> None:
    many = [finding(number) for number in range(TOLD)]
    assert messages(rule_of(*many)) == [one.message for one in many]


def test_more_findings_are_counted() -> None:
    said = messages(rule_of(*map(finding, range(TOLD + 7))))
    assert said[-1] == "… and 7 more of these on the page"
    assert len(said) == TOLD + 1


def test_the_same_defect_in_several_places_is_one_finding() -> None:
    said = rule_of(
        *(finding(number, f"story {number} of “{number}” is late") for number in range(4)), finding(9)
    )
    first, other = run(said, Page(one_page(), SITE))[0]
    assert (first.actual, [place.actual for place in first.places]) == ("0", ["1", "2", "3"])
    assert (first.more, other.more) == ("3 more places", "")
    assert [one.actual for one in unfolded(first)] == ["0", "1", "2", "3"]


def test_three_of_a_kind_are_told_one_by_one() -> None:
    said = rule_of(*(finding(number, "late") for number in range(3)))
    assert [one.actual for one in run(said, Page(one_page(), SITE))[0]] == ["0", "1", "2"]


def test_a_warning_is_no_place_of_an_error() -> None:
    grave = finding(0, "late")
    light = msgspec.structs.replace(grave, severity="warning")
    assert run(rule_of(grave, light), Page(one_page(), SITE))[0] == [grave, light]


def test_of_many_places_the_rest_is_counted() -> None:
    many, most = (
        run(rule_of(*(finding(number, "late") for number in range(times))), Page(one_page(), SITE))[0]
        for times in (TOLD + 5, COUNTED + 5)
    )
    assert [(len(one.places), one.untold, one.more) for one in many] == [(TOLD - 1, 5, "24 more places")]
    assert [one.more for one in most] == ["at least 199 more places"]


def test_a_rule_with_twelve_thousand_findings_is_not_asked_for_all() -> None:
    drawn: list[int] = []
    said = messages(rule_of(*map(finding, range(12_000)), drawn=drawn))
    assert said[-1] == f"… and at least {COUNTED - TOLD} more of these on the page"
    assert len(drawn) == COUNTED


def test_a_page_that_is_broken_all_over_asks_each_rule_for_no_more_than_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    make = Rule.finding

    def counted(rule: Rule, message: str, **more: Any) -> Finding:
        made.append(rule.name)
        return make(rule, message, **more)

    monkeypatch.setattr(Rule, "finding", counted)
    items = "".join(f"<p>{{{{item.headline_{number}}}}}</p>" for number in range(3_000))
    checked = check(one_page(ARTICLE + items), SITE)
    assert checked.verdicts["template"].status == "failed"
    assert made.count("template/text") == COUNTED
