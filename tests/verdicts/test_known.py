"""Known issues: the file is read with kind errors, findings are matched, entries are added and taken out."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.disk.read import FileError
from copydesk.verdicts import known
from copydesk.verdicts.known import Issue, Known, added, marked, news, parse, removed
from tests.report.runs import finding, verdict

TODAY = date(2026, 3, 31)
WRONG = finding("dateline/wrong-date", "The dateline says “March 30”, 1 day off")


def issue(message: str = WRONG.message, page: str = "dialogue", **more: object) -> Issue:
    return Issue(page=page, rule=WRONG.rule, message=message, **{"reason": "the wire's clock", **more})  # type: ignore[arg-type]


def test_a_project_without_the_file_knows_nothing(tmp_path: Path) -> None:
    assert not known.read(tmp_path / known.FILE)


def test_an_entry_is_read_with_its_line() -> None:
    text = '# why\n\n[[issue]]\npage = "a"\nrule = "x/y"\nmessage = "m"\nreason = "r"\nexpires = 2026-04-30\n'
    (one,) = parse(text).issues
    assert (one.page, one.rule, one.reason, one.expires, one.line) == ("a", "x/y", "r", date(2026, 4, 30), 3)
    assert one.told == "r, until 2026-04-30"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[issue]\n", "known-issues.toml:1: not TOML"),
        ('x = "a', "known-issues.toml:1: not TOML"),
        ('[[issue]]\npage = "a"\nrule = "x/y"\nmessage = "m"\n', "known-issues.toml:1: issue[0]"),
        ('[[issue]]\npage = "a"\nrule = "xy"\nmessage = "m"\nreason = "r"\n', "known-issues.toml:3: "),
        ('[[issue]]\npage = "a"\nrule = "x/y"\nmessage = "m"\nreason = " "\n', "the reason why"),
        (
            '[[issue]]\npage = "a"\nrule = "x/y"\nmessage = "m"\nreason = "r"\nexpires = "soon"\n',
            "known-issues.toml:6: issue[0].expires",
        ),
        (
            '[[issue]]\npage = "a"\nrule = "x/y"\nmessage = "m"\nreason = "r"\ntickt = "1"\n',
            "did you mean 'ticket'?",
        ),
        ('[[issues]]\npage = "a"\n', "did you mean 'issue'?"),
        (2 * added("", issue()).replace(known.HEADER, ""), "the same issue is already in line 2"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_by_line(text: str, words: str) -> None:
    with pytest.raises(FileError) as caught:
        parse(text)
    assert words in str(caught.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / known.FILE).write_bytes(b"# ok\n\xff")
    with pytest.raises(FileError, match=r"known-issues\.toml:2: not UTF-8"):
        known.read(tmp_path / known.FILE)


def test_a_finding_is_known_by_page_rule_and_shape() -> None:
    knows = Known([issue()])
    assert knows.of("dialogue", WRONG.rule, "The dateline says “April 1”, 2 days off") is None
    assert knows.of("dialogue", WRONG.rule, "The dateline says “April 1”, 2 day off") is knows.issues[0]
    assert knows.of("blackout", WRONG.rule, WRONG.message) is None
    assert knows.of("dialogue", "dateline/form", WRONG.message) is None


def test_a_known_finding_does_not_fail_its_subject() -> None:
    made = marked(verdict("dialogue", "dateline", WRONG), Known([issue(ticket="NEWS-1")]), TODAY)
    assert made.status == "passed"
    assert made.findings[0].known == "the wire's clock (NEWS-1)"
    assert made.findings[0].level == "known"
    assert made.remarks == ["known: the wire's clock (NEWS-1)"]


def test_another_finding_beside_it_still_does() -> None:
    both = verdict("dialogue", "dateline", WRONG, finding("dateline/form", "No comma"))
    made = marked(both, Known([issue()]), TODAY)
    assert made.status == "failed"
    assert [one.level for one in made.findings] == ["known", "error"]


def test_what_was_not_told_of_a_known_finding_is_known_too() -> None:
    many = verdict("dialogue", "dateline", WRONG, finding(message="… and 9 more of these on the page"))
    assert marked(many, Known([issue()]), TODAY).status == "passed"
    other = verdict("dialogue", "dateline", WRONG, finding(message="x"), many.findings[1])
    assert [one.level for one in marked(other, Known([issue()]), TODAY).findings][2] == "error"


@pytest.mark.parametrize(("day", "status"), [("2026-03-31", "passed"), ("2026-03-30", "failed")])
def test_it_fails_again_the_day_after_its_last(day: str, status: str) -> None:
    made = marked(
        verdict("dialogue", "dateline", WRONG), Known([issue(expires=date.fromisoformat(day))]), TODAY
    )
    assert made.status == status
    assert bool(made.findings[0].expired) is (status == "failed")


def test_a_verdict_that_nothing_is_known_of_stays_the_same() -> None:
    one = verdict("blackout", "dateline", WRONG)
    assert marked(one, Known([issue()]), TODAY) == one
    assert marked(one, Known(), TODAY) is one


def test_what_no_longer_occurs_is_told_where_it_was_looked_for() -> None:
    knows = Known([issue(line=3)])
    words = "known-issues.toml:3: dateline/wrong-date on dialogue no longer occurs"
    assert next(news(knows, [verdict("dialogue", "dateline")], TODAY)).startswith(words)
    assert not list(news(knows, [verdict("dialogue", "share"), verdict("blackout", "dateline")], TODAY))
    assert not list(news(knows, [verdict("dialogue", "dateline", WRONG)], TODAY))


def test_a_page_that_could_not_be_visited_does_not_repair_anything() -> None:
    lost = [verdict("dialogue", "visit", finding("visit/failed", "x")), verdict("dialogue", "dateline")]
    assert not list(news(Known([issue()]), lost, TODAY))


def test_one_browser_that_still_has_it_is_enough() -> None:
    both = [verdict("dialogue", "dateline"), verdict("dialogue", "dateline", WRONG)]
    assert not list(news(Known([issue()]), both, TODAY))


def test_what_has_expired_and_is_still_there_is_told() -> None:
    old = Known([issue(expires=date(2026, 3, 1))])
    (line,) = news(old, [verdict("dialogue", "dateline", WRONG)], TODAY)
    assert "is still there, and it expired on 2026-03-01" in line


def test_adding_leaves_everything_else_as_it_is() -> None:
    text = "# Ours.\n" + added("", issue()).replace("\n[[", "\n# Ask Ann.\n[[")
    more = added(text, issue(page="blackout", ticket="NEWS-2", expires=TODAY))
    assert more.startswith(text)
    assert [one.page for one in parse(more).issues] == ["dialogue", "blackout"]


def test_taking_out_leaves_everything_else_as_it_is() -> None:
    text = known.HEADER
    for page in "abc":
        text = added(text, issue(page=page)).replace(
            f'[[issue]]\npage = "{page}"', f'# About {page}.\n[[issue]]\npage = "{page}"'
        )
    left = removed(text, parse(text).issues[1])
    assert [one.page for one in parse(left).issues] == ["a", "c"]
    assert "# About a.\n" in left
    assert "# About b.\n" not in left
    assert "# About c.\n" in left
    left = removed(
        removed(left, parse(left).issues[0]), parse(removed(left, parse(left).issues[0])).issues[0]
    )
    assert left == known.HEADER


def test_an_entry_written_in_another_way_is_not_torn_apart() -> None:
    text = (
        'issue = [\n  { page = "a", rule = "x/y", message = "m", reason = "r" },\n'
        '  { page = "b", rule = "x/y", message = "m", reason = "r" },\n]\n'
    )
    with pytest.raises(FileError, match="by hand"):
        removed(text, parse(text).issues[0])


@given(page=st.text(min_size=1), message=st.text(), reason=st.text().filter(str.strip), ticket=st.text())
def test_whatever_a_page_says_is_written_read_back_and_taken_out(
    page: str, message: str, reason: str, ticket: str
) -> None:
    one = Issue(page=page, rule="x/y", message=message, reason=reason, ticket=ticket, expires=TODAY)
    text = added(added("", issue()), one)
    read_back = parse(text)
    assert len(read_back.issues) == 2
    assert read_back.of(page, "x/y", message) is read_back.issues[1]
    assert (read_back.issues[1].reason, read_back.issues[1].ticket) == (reason, ticket)
    assert parse(removed(text, read_back.issues[1])).issues == parse(added("", issue())).issues


@given(st.text())
def test_nothing_hidden_stands_in_the_file(reason: str) -> None:
    text = added("", issue(reason=reason or "r"))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert tomllib.loads(text)["issue"][0]["reason"] == (reason or "r")


def test_a_message_of_a_million_letters_is_bounded() -> None:
    text = added("", issue(message="x" * 1_000_000))
    assert len(text) < 2000
    assert parse(text).of("dialogue", WRONG.rule, "x" * 1_000_000)
