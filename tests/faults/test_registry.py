"""Faults are declared with a rule that must catch them; look-alikes with one that must let them pass."""

from __future__ import annotations

import pytest

from copydesk.faults.fault import Act, Dom, Fault, Respond, Served
from copydesk.faults.registry import chosen, fault, load_faults
from copydesk.rules.registry import load_rules

ACT = Dom(op="remove", element="headline")
FAULTS = list(load_faults().values())


@pytest.mark.parametrize(
    ("name", "rule", "acts", "says"),
    [
        ("Headline gone", "headline/missing", [ACT], "a name is words in lower case"),
        (FAULTS[0].name, "headline/missing", [ACT], "there is one of that name already"),
        ("headline-gone", "headline/gone", [ACT], "there is no rule 'headline/gone'"),
        ("headline-gone", "headline/missing", [], "it does nothing"),
    ],
)
def test_a_declaration_that_cannot_be_right_is_refused(
    name: str, rule: str, acts: list[Dom], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        fault(name, rule, "no headline").by(*acts)
    assert "headline-gone" not in load_faults()


def test_a_fault_that_was_declared_without_acts_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.faults.registry._without_acts", {"headline-gone"})
    with pytest.raises(ValueError, match="faults without acts: headline-gone"):
        load_faults.__wrapped__()


def test_a_fault_is_for_the_pages_that_its_rule_looks_at_unless_it_says_more() -> None:
    rules = load_rules()
    for one in FAULTS:
        assert set(one.kinds) <= set(rules[one.rule].kinds), (
            f"{one.name} is on pages that its rule never sees"
        )


def test_faults_are_asked_for_by_name() -> None:
    names = [FAULTS[1].name, FAULTS[0].name]
    assert [one.name for one in chosen(names)] == names
    with pytest.raises(ValueError, match=f"there is no fault called '{names[0]}x'; did you mean '.+'"):
        chosen([f"{names[0]}x"])


@pytest.mark.parametrize(
    ("act", "waits"),
    [(Respond(what="data", hold=True), True), (Served("feed-api-slow", waits=True), True), (ACT, False)],
)
def test_a_fault_that_holds_an_answer_back_is_waited_for(act: Act, waits: bool) -> None:
    assert Fault(name="x", sees="x", rule="x/x", kinds=("article",), acts=(act,)).waits is waits


def test_every_fault_says_what_a_reader_would_see() -> None:
    assert [one.name for one in FAULTS if len(one.sees) < 6 or one.sees.strip() != one.sees] == []


def test_every_number_of_a_defect_is_one_of_the_list() -> None:
    assert {number for one in FAULTS for number in one.seen} <= set(range(1, 87))
