"""The summary fits on a screen, however much is wrong."""

from __future__ import annotations

import msgspec

from copydesk.report import history
from copydesk.report.summary import lines
from tests.report.runs import finding, run_of, verdict


def text_of(run: object, width: int = 100) -> list[str]:
    return [line for line, _ in lines(run, width)]  # type: ignore[arg-type]


def test_a_cause_is_one_line_with_the_pages_it_is_on() -> None:
    run = run_of(*(verdict(page, "dateline", finding(message="The dateline is a day off")) for page in "abc"))
    assert text_of(run) == [
        "3 of 3 pages have 3 errors.",
        "  ✗ dateline/wrong-date  The dateline is a day off  (3 pages)",
        "Subjects: 0 passed, 3 failed.",
    ]


def test_a_run_in_which_everything_is_different_still_fits() -> None:
    words = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "more",
    ] * 3
    broken = [
        verdict(
            f"page-{number}",
            "x",
            finding(message=f"{word} {'very ' * 60}long {'x' * (number % 7)}", rule=f"x/{'a' * number}"),
        )
        for number, word in enumerate(words, 1)
    ]
    shown = text_of(run_of(*broken), 80)
    assert len(shown) <= 16
    assert max(map(len, shown)) <= 80
    assert "  … and 33 more causes in the report" in shown


def test_a_cause_too_long_for_one_line_has_its_message_on_a_second() -> None:
    run = run_of(*(verdict(page, "dateline", finding(message="late " * 20)) for page in ("morning", "night")))
    assert text_of(run, 80)[1:3] == [
        "  ✗ dateline/wrong-date  (morning, night)",
        f"      {('late ' * 20)[:73]}…",
    ]


def test_differences_stand_below_what_the_rules_found_one_page_in_a_few_words() -> None:
    names = [f"page-{number}" for number in range(40)]
    changed = [
        verdict(name, "snapshot", status="changed", changes=[f"change {n}" for n in range(9)])
        for name in names
    ]
    shown = text_of(run_of(*changed, verdict("last", "dateline", finding())), 80)
    assert shown[1].startswith("  ✗ dateline/wrong-date")
    assert shown[2].startswith(
        "  ~ changed  40 pages differ from their accepted records: page-0 (9 changes),"
    )
    assert shown[5].endswith(" more")
    assert len(shown) == 7
    assert max(map(len, shown)) <= 80


def test_the_only_difference_of_a_page_is_told() -> None:
    run = run_of(verdict("a", "snapshot", status="changed", changes=["persons: 'A. Marsh' is gone"]))
    assert text_of(run)[1] == "  ~ changed  persons: 'A. Marsh' is gone  (a)"


def test_what_had_nothing_to_look_at_is_counted() -> None:
    run = run_of(verdict("a"), verdict("a", "persons", status="absent", remarks=["none expected"]))
    assert text_of(run)[-1] == "Subjects: 1 passed, 1 with nothing to look at."


def test_what_the_site_file_switches_off_is_counted() -> None:
    quiet = [msgspec.structs.replace(verdict(page), off=6) for page in ("a", "b")]
    assert text_of(run_of(*quiet))[-1] == "12 findings switched off by the site file."
    assert "switched off" not in "".join(text_of(run_of(verdict("a"))))


def test_line_breaks_and_escapes_of_a_page_do_not_reach_the_terminal() -> None:
    shown = "".join(text_of(run_of(verdict("a", "x", finding(message="a\n\x1b[2Jb")))))
    assert "\x1b" not in shown
    assert "\n" not in shown


def test_what_is_new_and_what_is_fixed_since_the_last_run_is_told() -> None:
    late, twice = finding(message="The dateline is a day off"), finding("share/twice", "Shared twice")
    last = history.past_of(
        run_of(verdict("a", "dateline", late), verdict("a", "x", finding("x/y", "Gone")), name="last")
    )
    run = run_of(verdict("a", "dateline", late), verdict("a", "share", twice), name="now")
    shown = [line for line, _ in lines(run, 100, history.compare(run, [last]))]
    assert shown[:4] == [
        "The page has 2 errors.",
        "Since the last run: 1 new, 1 still there, 1 fixed.",
        "  ✗ dateline/wrong-date  The dateline is a day off  (a)",
        "  ✗ share/twice (new)  Shared twice  (a)",
    ]


def test_a_known_issue_is_told_as_one() -> None:
    run = run_of(verdict("a", "x", finding(known="ticket 12"), status="passed"))
    assert text_of(run)[1] == "  · known  dateline/wrong-date  The date is wrong  (a)"
