"""What is decided, what is written for it, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.review.decisions import Review
from copydesk.review.files import RefusedError, place
from copydesk.verdicts import known
from copydesk.verdicts.verdict import RECORD_LIMIT
from tests.review import reviews
from tests.review.reviews import ALIKE, alike, changed, failed, fine, lay_out, record, review_of

TODAY = date(2026, 3, 31)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    return review_of(tmp_path, lay_out(tmp_path))


def change(review: Review, page: str) -> int:
    return next(number for number, verdict in enumerate(review.changes) if verdict.page == page)


def finding(review: Review, page: str) -> int:
    numbers = {one.name: number for number, one in enumerate(review.data.pages)}
    return next(one.id for one in review.data.findings if one.page == numbers[page])


def on_disk(review: Review, page: str) -> str | None:
    path = review.root / f"snapshots/small/{page}.json"
    return path.read_text() if path.exists() else None


def test_accepting_writes_what_the_run_found_and_nothing_else(review: Review) -> None:
    before = reviews.files(review.root)
    review.accept([change(review, "economy")])
    after = reviews.files(review.root)
    assert "3 percent" in str(on_disk(review, "economy"))
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == {
        "snapshots/small/economy.json"
    }


def test_a_first_record_is_written_and_undo_takes_it_away(review: Review) -> None:
    review.accept([change(review, "weather")])
    assert on_disk(review, "weather") == record("weather")
    review.undo(change(review, "weather"))
    assert on_disk(review, "weather") is None
    assert not review.decided


def test_rejecting_writes_nothing_and_is_listed_for_repair(review: Review) -> None:
    before = reviews.files(review.root)
    review.reject(change(review, "economy"))
    assert reviews.files(review.root) == before
    ((page, changes),) = review.to_fix()
    assert (page, "3 percent" in changes[0]) == ("economy", True)
    review.undo()
    assert review.to_fix() == []


def test_a_group_is_accepted_and_undone_as_one(review: Review) -> None:
    before = reviews.files(review.root)
    review.accept([change(review, page) for page in ALIKE])
    assert all(reviews.NEW_STORY in str(on_disk(review, page)) for page in ALIKE)
    assert review.state(TODAY).undo == "accepting the change of 3 pages"
    review.undo()
    assert reviews.files(review.root) == before


def test_one_of_a_group_can_be_undone_by_itself(review: Review) -> None:
    review.accept([change(review, page) for page in ALIKE])
    review.undo(change(review, "science"))
    assert reviews.OLD_STORY in str(on_disk(review, "science"))
    assert sorted(review.decided) == sorted(change(review, page) for page in ("culture", "sport"))
    review.undo()
    assert not review.decided


def test_a_second_reviewers_change_is_not_written_over(review: Review) -> None:
    (review.root / "snapshots/small/economy.json").write_text("{}\n")
    with pytest.raises(RefusedError, match=r"changed snapshots/small/economy\.json since this run"):
        review.accept([change(review, "economy")])
    assert on_disk(review, "economy") == "{}\n"


def test_a_record_that_somebody_has_accepted_in_the_meantime_is_no_conflict(review: Review) -> None:
    (review.root / "snapshots/small/economy.json").write_text(
        record("economy", headline="Prices rise by 3 percent")
    )
    review.accept([change(review, "economy")])
    assert review.state(TODAY).decided == {change(review, "economy"): "accepted"}


def test_a_record_that_was_not_there_and_is_now_is_a_conflict(review: Review) -> None:
    (review.root / "snapshots/small/weather.json").write_text("{}\n")
    with pytest.raises(RefusedError, match="Somebody has changed"):
        review.accept([change(review, "weather")])


def test_one_conflict_in_a_group_leaves_all_as_they_are(review: Review) -> None:
    (review.root / "snapshots/small/science.json").write_text("{}\n")
    before = reviews.files(review.root)
    with pytest.raises(RefusedError, match=r"science.json since this run.* None of them is accepted\."):
        review.accept([change(review, page) for page in ALIKE])
    assert reviews.files(review.root) == before
    assert not review.decided


def test_a_group_that_cannot_be_written_to_its_end_is_put_back(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reviews.files(review.root)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "sport.json":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RefusedError, match=r"sport.json cannot be written \(No space left on device\)"):
        review.accept([change(review, page) for page in ALIKE])
    assert reviews.files(review.root) == before
    assert not review.decided


def test_undo_leaves_what_somebody_has_changed_since(review: Review) -> None:
    review.accept([change(review, "economy")])
    (review.root / "snapshots/small/economy.json").write_text("{}\n")
    with pytest.raises(RefusedError, match=r"economy.json since you accepted it here"):
        review.undo(change(review, "economy"))
    assert on_disk(review, "economy") == "{}\n"


def test_undo_puts_back_the_very_bytes(tmp_path: Path) -> None:
    # As somebody's editor may have left them.
    old = record("a").replace("\n", "\r\n")
    review = review_of(tmp_path, lay_out(tmp_path, [changed("a", old, record("a", headline="x"), "x")]))
    path = tmp_path / "snapshots/small/a.json"
    path.write_bytes(old.encode())
    review.accept([0])
    review.undo()
    assert path.read_bytes() == old.encode()


def test_only_one_and_the_same_change_is_accepted_in_one_go(review: Review) -> None:
    with pytest.raises(RefusedError, match="differs in detail"):
        review.accept([change(review, "economy"), change(review, "culture")])


def test_changes_that_are_only_told_alike_are_not_one(tmp_path: Path) -> None:
    other = alike("sport")
    assert other.records is not None
    other.records.found = record("sport", related=[{"headline": "Something else"}])
    review = review_of(tmp_path, lay_out(tmp_path, [alike("culture"), other]))
    with pytest.raises(RefusedError, match="The change of sport reads the same"):
        review.accept([0, 1])
    assert reviews.OLD_STORY in str(on_disk(review, "culture"))


def test_a_page_on_which_a_rule_failed_is_not_accepted(review: Review) -> None:
    with pytest.raises(RefusedError, match="The rule headline/absent failed on this page, and its record"):
        review.accept([change(review, "politics")])
    assert change(review, "politics") in review.state(TODAY).blocked
    review.reject(change(review, "politics"))


def test_a_page_whose_failure_is_known_is_accepted(tmp_path: Path) -> None:
    excused = failed("a", "headline/absent", "x", known="The wire sends none")
    excused.status = "passed"
    review = review_of(tmp_path, lay_out(tmp_path, [excused, changed("a", record("a"), record("b"), "x")]))
    review.accept([0])
    assert on_disk(review, "a") == record("b")


def test_a_run_that_broke_the_site_on_purpose_accepts_nothing(tmp_path: Path) -> None:
    run = lay_out(tmp_path)
    run.faults = ["headline-absent"]
    review = review_of(tmp_path, run)
    with pytest.raises(RefusedError, match="broke the site on purpose"):
        review.accept([change(review, "economy")])


def test_a_record_that_did_not_travel_with_the_run_is_not_written_as_nothing(tmp_path: Path) -> None:
    gone = changed("b", record("b"), record("x"), "x")
    gone.records = None
    said = [changed("a", record("a"), "", "x"), gone]
    review = review_of(tmp_path, lay_out(tmp_path, said))
    for number, words in enumerate(("too long", "did not keep")):
        with pytest.raises(RefusedError, match=words):
            review.accept([number])
    assert on_disk(review, "a") == record("a")


def test_a_long_accepted_record_that_did_not_travel_is_not_written_over(tmp_path: Path) -> None:
    run = lay_out(tmp_path, [changed("a", "", record("x"), "x")])
    (tmp_path / "snapshots/small/a.json").write_text("x" * (RECORD_LIMIT + 1))
    with pytest.raises(RefusedError, match="too long"):
        review_of(tmp_path, run).accept([0])


def test_two_browsers_that_found_the_same_write_it_once(tmp_path: Path) -> None:
    run = lay_out(tmp_path, [alike("sport")])
    (said,) = run.said.values()
    run.add(reviews.Said(verdict=said.verdict, browser="firefox 128"))
    review = review_of(tmp_path, run)
    review.accept([0, 1])
    assert reviews.NEW_STORY in str(on_disk(review, "sport"))
    review.undo(1)
    assert not review.decided
    assert reviews.OLD_STORY in str(on_disk(review, "sport"))


def test_what_is_decided_is_not_decided_twice(review: Review) -> None:
    review.reject(change(review, "economy"))
    with pytest.raises(RefusedError, match="The change of economy is already rejected"):
        review.accept([change(review, "economy")])
    with pytest.raises(RefusedError, match="already"):
        review.reject(change(review, "economy"))


@pytest.mark.parametrize("number", [-1, 99])
def test_there_is_nothing_else_to_decide(review: Review, number: int) -> None:
    for decide in (lambda: review.accept([number]), lambda: review.reject(number)):
        with pytest.raises(RefusedError, match="no such change"):
            decide()
    with pytest.raises(RefusedError, match="no such finding"):
        review.mark(number, "x", "", None, TODAY)
    with pytest.raises(RefusedError, match="nothing to undo"):
        review.undo(number)
    with pytest.raises(RefusedError, match="nothing left"):
        review.accept([])


def test_what_was_accepted_before_counts_as_decided_and_is_not_undone_here(review: Review) -> None:
    review.accept([change(review, "economy")])
    again = review_of(review.root, review.run)
    state = again.state(TODAY)
    assert state.earlier == [change(review, "economy")]
    with pytest.raises(RefusedError, match="not decided in this review"):
        again.undo(change(review, "economy"))
    with pytest.raises(RefusedError, match="There is nothing to undo"):
        again.undo()


# Known issues.


def test_marking_writes_the_file_and_undo_takes_the_entry_out(review: Review) -> None:
    number = finding(review, "dialogue")
    review.mark(number, " The wire is late ", "NEWS-1", date(2026, 4, 30), TODAY)
    (issue,) = known.read(review.root / known.FILE).issues
    assert (issue.page, issue.rule) == ("dialogue", "dateline/wrong-date")
    assert issue.told == "The wire is late (NEWS-1), until 2026-04-30"
    key = review.data.findings[number - 1].key
    assert review.state(TODAY).known[key].ticket == "NEWS-1"
    review.undo()
    assert known.read(review.root / known.FILE).issues == []
    assert not review.state(TODAY).known


def test_entries_of_others_stay(review: Review) -> None:
    mine = "# Mine.\n\n[[issue]]\npage = 'x'\nrule = 'a/b'\nmessage = 'm'\nreason = 'r'\n"
    (review.root / known.FILE).write_text(mine)
    review.mark(finding(review, "dialogue"), "x", "", None, TODAY)
    assert (review.root / known.FILE).read_text().startswith(mine)
    review.unmark(finding(review, "dialogue"))
    assert (review.root / known.FILE).read_text() == mine


def test_what_somebody_has_marked_in_the_meantime_is_told(review: Review) -> None:
    review_of(review.root, review.run).mark(finding(review, "dialogue"), "Ann knows", "", None, TODAY)
    with pytest.raises(RefusedError, match="This is already known: Ann knows"):
        review.mark(finding(review, "dialogue"), "x", "", None, TODAY)


def test_an_expired_entry_gives_way_to_a_new_decision(review: Review) -> None:
    review.mark(finding(review, "dialogue"), "old", "", TODAY, TODAY)
    review.mark(finding(review, "dialogue"), "new", "", None, date(2026, 4, 1))
    assert [issue.reason for issue in known.read(review.root / known.FILE).issues] == ["new"]


def test_unmarking_what_somebody_has_taken_out_is_told(review: Review) -> None:
    review.mark(finding(review, "dialogue"), "x", "", None, TODAY)
    (review.root / known.FILE).unlink()
    with pytest.raises(RefusedError, match="removed this"):
        review.undo()
    assert review.state(TODAY).undo == ""


@pytest.mark.parametrize(
    ("reason", "expires", "words"),
    [
        (" ", None, "Say why"),
        ("x", date(2026, 3, 30), "is in the past"),
        ("x" * 2001, None, "may have up to 2000"),
    ],
)
def test_a_mark_needs_a_reason_and_a_day_to_come(
    review: Review, reason: str, expires: date | None, words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        review.mark(finding(review, "dialogue"), reason, "", expires, TODAY)
    assert not (review.root / known.FILE).exists()


def test_warnings_and_own_tests_are_not_marked(tmp_path: Path) -> None:
    said = [failed("a", "share/order", "x", "warning"), failed("a", "test_own/failed", "x"), fine("b")]
    review = review_of(tmp_path, lay_out(tmp_path, said))
    rules = {one.rule: one.id for one in review.data.findings}
    with pytest.raises(RefusedError, match="fails nothing"):
        review.mark(rules["share/order"], "x", "", None, TODAY)
    with pytest.raises(RefusedError, match="xfail"):
        review.mark(rules["test_own/failed"], "x", "", None, TODAY)


def test_a_broken_file_of_known_issues_is_told_and_left_alone(review: Review) -> None:
    (review.root / known.FILE).write_text("[[issue]\n")
    assert "known-issues.toml:1: not TOML" in review.state(TODAY).problem
    with pytest.raises(RefusedError, match="not TOML"):
        review.mark(finding(review, "dialogue"), "x", "", None, TODAY)
    assert (review.root / known.FILE).read_text() == "[[issue]\n"


# Where nothing may be written, whatever the stream of events says.

ELSEWHERE = [
    "../outside.json",
    "/etc/passwd",
    "snapshots/../a.json",
    "snapshots/small/../../a.json",
    "snapshots/../snapshots/a.json",
    "snapshots/small/b.json",
    "snapshots/small/deeper/a.json",
    "snapshots/a.json",
    "sites/small/a.json",
    "snapshots/.git/a.json",
    "snapshots/sm\\all/a.json",
    "snapshots/c:/a.json",
    "snapshots/sm\0all/a.json",
    "snapshots//a.json",
    "known-issues.toml",
    "",
]


@pytest.mark.parametrize("file", ELSEWHERE)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, file: str) -> None:
    (tmp_path / "snapshots/small").mkdir(parents=True)
    with pytest.raises(RefusedError, match="is not where the accepted record of 'a' belongs"):
        place(tmp_path, file, "a")


@given(file=st.text() | st.lists(st.sampled_from(["..", "snapshots", "small", "a.json", ""])).map("/".join))
def test_no_name_leads_out_of_the_snapshots(tmp_path_factory: pytest.TempPathFactory, file: str) -> None:
    root = tmp_path_factory.getbasetemp() / "project"
    try:
        path = place(root, file, "a")
    except RefusedError:
        return
    assert path.resolve().is_relative_to((root / "snapshots").resolve())
    assert path.name == "a.json"


def test_a_change_with_such_a_name_cannot_be_accepted(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (tmp_path / "outside.json").write_text(record("a"))
    review = review_of(root, lay_out(root, [changed("a", record("a"), "{}", "x", file="../outside.json")]))
    with pytest.raises(RefusedError, match="belongs"):
        review.accept([0])
    assert (tmp_path / "outside.json").read_text() == record("a")


@pytest.mark.parametrize("which", ["folder", "file"])
def test_links_that_lead_elsewhere_are_not_followed(tmp_path: Path, which: str) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    run = lay_out(root, [alike("sport")])
    outside.mkdir()
    kept = (root / "snapshots/small/sport.json").read_text()
    (outside / "sport.json").write_text(kept)
    (root / "snapshots/small/sport.json").unlink()
    if which == "folder":
        (root / "snapshots/small").rmdir()
        (root / "snapshots/small").symlink_to(outside)
    else:
        (root / "snapshots/small/sport.json").symlink_to(outside / "sport.json")
    with pytest.raises(RefusedError, match="belongs"):
        review_of(root, run).accept([0])
    assert (outside / "sport.json").read_text() == kept


def test_a_link_in_the_place_of_the_known_issues_is_not_followed(review: Review, tmp_path: Path) -> None:
    (tmp_path / "other.toml").touch()
    (review.root / known.FILE).symlink_to(tmp_path / "other.toml")
    with pytest.raises(RefusedError, match="is a link to another place"):
        review.mark(finding(review, "dialogue"), "x", "", None, TODAY)
    assert (tmp_path / "other.toml").read_text() == ""


def test_nothing_is_left_beside_what_was_written(review: Review) -> None:
    review.accept([change(review, "economy")])
    review.mark(finding(review, "dialogue"), "x", "", None, TODAY)
    assert not [name for name in reviews.files(review.root) if Path(name).name.startswith(".")]
