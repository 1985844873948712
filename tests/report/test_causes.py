"""A run is summed up by what is wrong, not by where it shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.report.causes import causes, causes_of, changes_of, sentence
from copydesk.verdicts.messages import shape
from copydesk.verdicts.verdict import NO_RECORD
from tests.report.runs import finding, run_of, verdict


def test_the_same_thing_on_many_pages_is_one_cause() -> None:
    found = [
        ("dialogue", finding(message="The dateline says “March 30”, 120 pixels off")),
        ("blackout", finding(message="The dateline says “April 1”, 80.5 pixels off")),
        ("blackout", finding(message="The dateline says “May 1”, 8 pixels off")),
    ]
    (cause,) = causes(found)
    assert cause.pages == ["dialogue", "blackout"]
    assert cause.findings == 3
    assert cause.message == "The dateline says “March 30”, 120 pixels off"


def test_different_messages_and_different_rules_are_different_causes() -> None:
    found = [
        ("a", finding(message="There is no dateline")),
        ("a", finding(message="There are two datelines")),
        ("a", finding(rule="share/missing", message="There is no dateline")),
    ]
    assert len(causes(found)) == 3


def test_errors_come_first_and_then_what_is_on_most_pages() -> None:
    warning = finding(rule="a/a", severity="warning")
    found = [
        ("1", warning),
        ("2", warning),
        ("1", finding(rule="b/b")),
        ("1", finding(rule="c/c")),
        ("2", finding(rule="c/c")),
    ]
    assert [cause.rule for cause in causes(found)] == ["c/c", "b/b", "a/a"]


def test_differences_are_no_causes_beside_what_rules_found() -> None:
    run = run_of(
        verdict("a", "dateline", finding()),
        verdict("a", "snapshot", status="changed", changes=["dateline: 'x' became 'y'"]),
    )
    assert [cause.rule for cause in causes_of(run)] == ["dateline/wrong-date"]


def test_the_only_difference_of_a_page_is_told_and_many_are_counted() -> None:
    run = run_of(
        verdict("a", "snapshot", status="changed", changes=["related: 'x' is gone", "related: 'y' is new"]),
        verdict("b", "snapshot", status="changed", changes=["1", "2", "3"]),
        verdict("c", "snapshot", status="changed", changes=["snapshots/x/c.json: no record"]),
        verdict("d", "snapshot", status="changed", changes=["snapshots/x/d.json: no record"]),
        verdict("e", "snapshot"),
    )
    (only,), many = changes_of(run)
    assert (only.message, only.pages) == ("snapshots/x/c.json: no record", ["c", "d"])
    assert list(many.items()) == [("b", 3), ("a", 2)]


@given(st.text())
def test_every_message_has_a_shape_and_shapes_are_stable(message: str) -> None:
    assert shape(message) == shape(message)
    assert shape(f"x {message}").startswith("x")


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert shape("The reader's page and the site's page") == "The reader's page and the site's page"


def test_the_sentence_counts_pages_errors_and_changes() -> None:
    run = run_of(
        verdict("a", "dateline", finding(), finding(rule="dateline/form")),
        verdict("b", "snapshot", status="changed", changes=["x"]),
        verdict("c", "share", finding(severity="warning")),
    )
    assert sentence(run) == "2 of 3 pages have 2 errors and 1 change from the accepted record."


def test_the_sentence_of_a_first_run_speaks_of_no_changes() -> None:
    first = [verdict(page, "snapshot", status="changed", changes=[f"x: {NO_RECORD}; look"]) for page in "ab"]
    assert sentence(run_of(*first)) == "2 of 2 pages have no accepted record yet."
    assert sentence(run_of(*first, verdict("a", "dateline", finding()))) == (
        "2 of 2 pages have 1 error; 2 have no accepted record yet."
    )


def test_the_sentence_has_its_grammar_right() -> None:
    assert sentence(run_of(verdict("a", "x", finding()), verdict("b"))) == "1 of 2 pages has 1 error."
    assert sentence(run_of(verdict("a", "x", finding()))) == "The page has 1 error."


def test_the_sentence_mentions_warnings_of_a_run_that_passed() -> None:
    run = run_of(verdict("a"), verdict("b", "share", finding(severity="warning")))
    assert sentence(run) == "All 2 pages are in order, with 1 warning."


def test_the_sentence_says_why_a_run_ended_early() -> None:
    assert sentence(run_of(stopped="nothing answers.")) == "The run ended: nothing answers."
    assert sentence(run_of(verdict("a"), stopped="it broke.")) == "The run ended after 1 page: it broke."


def test_what_a_rule_left_out_is_no_cause_of_its_own() -> None:
    found = [("a", finding(message="{{a}} is shown")), ("a", finding(message="{{b}} is shown"))]
    (cause,) = causes([*found, ("a", finding(message="… and 9 more of these on the page"))])
    assert cause.findings == 2


def test_a_run_that_looked_at_nothing_does_not_say_that_all_is_well() -> None:
    assert sentence(run_of(verdict("a", status="absent"), verdict("b", status="absent"))) == (
        "On 2 pages there was nothing to look at, so no page is known to be in order."
    )
