"""`copydesk rules` and `copydesk explain` print what each rule says of itself."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from copydesk.commands.cli import main
from copydesk.rules.registry import Rule, load_rules

RULES: list[Rule] = list(load_rules())


def test_every_rule_is_listed_with_what_a_reader_sees() -> None:
    shown = CliRunner().invoke(main, ["rules"])
    assert shown.exit_code == 0
    for rule in RULES:
        assert f"{rule.name} " in shown.output
        assert " ".join(rule.manual.reader_sees.split()[:3]) in " ".join(shown.output.split())


def test_the_list_as_json_has_the_whole_manual() -> None:
    listed = json.loads(CliRunner().invoke(main, ["rules", "--json"]).output)
    assert [rule["name"] for rule in listed] == [rule.name for rule in RULES]
    for shown, rule in zip(listed, RULES, strict=True):
        assert shown["lets_pass"] == rule.manual.lets_pass
        assert shown["subject"] == rule.subject
        assert shown["kinds"] == list(rule.kinds)


def test_a_rule_is_explained_in_full() -> None:
    rule = RULES[0]
    shown = CliRunner().invoke(main, ["explain", rule.name])
    assert shown.exit_code == 0
    text = " ".join(shown.output.split())
    for paragraph in (
        rule.name,
        rule.severity,
        rule.manual.reader_sees,
        rule.manual.why,
        rule.manual.catches,
    ):
        assert " ".join(paragraph.split()) in text


def test_a_subject_explains_all_its_rules() -> None:
    subject = RULES[0].subject
    shown = CliRunner().invoke(main, ["explain", subject])
    for rule in RULES:
        assert (f"{rule.name}  (" in shown.output) == (rule.subject == subject)


@pytest.mark.parametrize(
    ("name", "hint"), [(f"{RULES[0].name}x", f"did you mean '{RULES[0].name}'?"), ("%", "see copydesk rules")]
)
def test_a_rule_that_there_is_none_of_is_answered_with_the_nearest(name: str, hint: str) -> None:
    shown = CliRunner().invoke(main, ["explain", name])
    assert shown.exit_code == 2
    assert hint in " ".join(shown.output.split())


def test_a_command_that_there_is_none_of_is_answered_with_the_nearest() -> None:
    shown = CliRunner().invoke(main, ["exlain"])
    assert shown.exit_code == 2
    assert "did you mean 'explain'?" in shown.output
