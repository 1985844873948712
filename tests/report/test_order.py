"""Subjects stand in the order in which somebody meets them on the page."""

from __future__ import annotations

from copydesk.plugin.visited import SNAPSHOT
from copydesk.report.order import by_page
from copydesk.rules.registry import load_rules


def test_every_subject_that_there_are_rules_for_has_its_place() -> None:
    beyond = by_page("no-such-subject")[0]
    subjects = {rule.subject for rule in load_rules()} | {SNAPSHOT}
    assert not [subject for subject in subjects if by_page(subject)[0] == beyond]


def test_subjects_without_a_place_come_last_by_name() -> None:
    assert sorted(["zoo", "headline", "ape", "visit"], key=by_page) == ["visit", "headline", "ape", "zoo"]
