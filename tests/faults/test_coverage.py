"""Every rule has a fault that it must catch and a look-alike that it must let pass: none is unproved.

A rule that is declared for many elements with one check ("headline/missing", "share/missing") shares its
look-alikes with the others of its name; each has faults of its own.
"""

from __future__ import annotations

from copydesk.faults.registry import load_faults
from copydesk.rules.registry import load_rules
from copydesk.site.elements import ELEMENTS

RULES = list(load_rules())
FAULTS = [fault for fault in load_faults().values() if not fault.fine]
LOOK_ALIKES = [fault for fault in load_faults().values() if fault.fine]
FAMILIES = ("missing", "hidden", "count", "covered", "empty", "unusable")


def family(rule: str) -> str:
    """What a rule shares its look-alikes by: its defect, where every element has that, else its own name."""
    subject, _, defect = rule.partition("/")
    return defect if defect in FAMILIES and subject in ELEMENTS else rule


def test_every_rule_has_a_fault_that_it_must_catch() -> None:
    named = {fault.rule for fault in FAULTS}
    assert [rule.name for rule in RULES if rule.name not in named] == []


def test_every_rule_has_a_look_alike_that_it_must_let_pass() -> None:
    named = {family(fault.rule) for fault in LOOK_ALIKES}
    assert [rule.name for rule in RULES if family(rule.name) not in named] == []


def test_every_defect_that_news_sites_shipped_is_a_fault() -> None:
    seen = {number for fault in FAULTS for number in fault.seen}
    assert set(range(1, 87)) - seen == set()
