"""Text from pages is printed on terminals, which obey what they are told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.page.where import Where
from copydesk.report.text import describe_finding, describe_where, one_line, plain
from tests.report.runs import finding


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    for line in [one_line(text), *describe_finding(finding(message=text, expected=text, actual=text))]:
        assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
        assert "\u202e" not in line


def test_ordinary_text_stays_as_it_is() -> None:
    text = "„Ärger“ in 東京, عربي, می\u200cخواهم, 👩\u200d🚀"
    assert plain(text) == text


def test_a_finding_reads_like_a_note() -> None:
    found = finding(
        message="The dateline\nis a day off",
        expected="March 30",
        actual="March 31",
        where=Where(selector="p.dateline", box=(240, 91, 800, 19), state="filtered"),
    )
    assert describe_finding(found) == [
        "dateline/wrong-date (error)",
        "  The dateline is a day off",
        "  expected  March 30",
        "  actual    March 31",
        "  where     p.dateline · 800 × 19 pixels at 240, 91 · after step “filtered”",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert describe_finding(finding()) == ["dateline/wrong-date (error)", "  The date is wrong"]
    assert describe_where(Where()) == ""


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_lines_are_cut_to_a_length(text: str, limit: int) -> None:
    assert len(one_line(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  ::stop-commands::x", "  \ufffd:stop-commands::x"),
        ("see ##[add-mask]x", "see ##\ufffdadd-mask]x"),
        ("a::b ## [c]", "a::b ## [c]"),
    ],
)
def test_what_a_build_server_reads_as_a_command_is_none(text: str, shown: str) -> None:
    assert plain(text) == shown
