"""The history keeps a line a run, and tells since when something is broken and what comes and goes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from copydesk.report import history
from copydesk.report.history import Past
from copydesk.report.run import Run
from tests.report.runs import finding, run_of, verdict

BROKEN = verdict("a", "dateline", finding())
FINE = verdict("a", "dateline")


def run(number: int, *verdicts: object, commit: str = "1a2b3c") -> Run:
    return run_of(*verdicts, name=f"202603{number:02}-100000-aaaa", commit=commit)  # type: ignore[arg-type]


def compared(*runs: Run) -> history.Comparison:
    return history.compare(runs[-1], [history.past_of(one) for one in runs[:-1]])


def test_a_run_is_remembered_and_recalled(tmp_path: Path) -> None:
    history.remember(tmp_path, run(1, BROKEN))
    history.remember(tmp_path, run(2, FINE))
    first, second = history.recall(tmp_path, run(3))
    assert [one[1:] for one in first.broken] == [("a", "dateline/wrong-date")]
    assert (second.broken, second.counts, second.pages) == ([], {"passed": 1}, 1)


def test_runs_of_another_site_are_not_ones_own(tmp_path: Path) -> None:
    other = run(1, BROKEN)
    other.site = "The Small Paper"
    history.remember(tmp_path, other)
    assert history.recall(tmp_path, run(2)) == []


def test_staging_is_not_production_whatever_both_are_called(tmp_path: Path) -> None:
    def at(day: int, url: str, title: str = "Lantern", **more: object) -> Run:
        return replace(run(day, BROKEN), site=title, site_name="lantern", base_url=url, **more)

    history.remember(tmp_path, at(1, "https://lantern.example"))
    assert history.recall(tmp_path, at(2, "https://staging.lantern.example")) == []
    assert len(history.recall(tmp_path, at(2, "https://lantern.example/", "The Lantern"))) == 1
    other = replace(at(2, "https://lantern.example"), site_name="lantern-sport")
    assert history.recall(tmp_path, other) == []


def test_the_site_that_each_run_starts_anew_is_one_site(tmp_path: Path) -> None:
    first = replace(run(1, BROKEN), site_name="lantern", base_url="http://127.0.0.1:4001", embedded=True)
    history.remember(tmp_path, first)
    again = replace(first, name="again", started=run(2).started, base_url="http://127.0.0.1:4002")
    assert len(history.recall(tmp_path, again)) == 1
    assert history.recall(tmp_path, replace(again, embedded=False)) == []


def test_a_line_from_before_there_were_names_belongs_to_the_title(tmp_path: Path) -> None:
    history.remember(tmp_path, run(1, BROKEN))
    assert len(history.recall(tmp_path, replace(run(2), site_name="lantern"))) == 1


def test_a_line_that_is_none_is_left_out(tmp_path: Path) -> None:
    history.remember(tmp_path, run(1, BROKEN))
    path = tmp_path / history.FILE
    path.write_bytes(b"half a li\n" + path.read_bytes() + b"\xff\n")
    assert len(history.recall(tmp_path, run(2))) == 1


def test_the_file_does_not_grow_for_ever(tmp_path: Path, monkeypatch: object) -> None:
    past = Past(run="x", started=datetime(2026, 3, 31, tzinfo=UTC), site="Lantern")
    lines = [history.msgspec.json.encode(past)] * (history.KEPT + 50)
    (tmp_path / history.FILE).write_bytes(b"\n".join(lines) + b"\n")
    history.remember(tmp_path, run(1, BROKEN))
    assert len((tmp_path / history.FILE).read_bytes().splitlines()) == history.KEPT
    assert [path.name for path in tmp_path.iterdir()] == [history.FILE]


def test_a_defect_is_there_since_the_first_of_the_runs_that_have_it_without_a_gap() -> None:
    runs = [run(1, BROKEN), run(2, FINE), run(3, BROKEN), run(4, BROKEN), run(5, BROKEN)]
    assert set(compared(*runs).since.values()) == {"20260303-100000-aaaa"}


def test_a_message_with_another_number_is_the_same_defect() -> None:
    one = verdict("a", "feed", finding("feed/stale", "The newest story is 26 hours old"))
    other = verdict("a", "feed", finding("feed/stale", "The newest story is 27 hours old"))
    assert not compared(run(1, one), run(2, other)).new


def test_what_was_not_looked_at_is_not_fixed() -> None:
    assert compared(run(1, BROKEN), run(2, verdict("b"))).fixed == []
    assert [one[1] for one in compared(run(1, BROKEN), run(2, FINE)).fixed] == ["a"]


def test_a_change_of_the_record_is_a_defect_too() -> None:
    changed = verdict("a", "snapshot", status="changed", changes=["lead: new"])
    assert len(compared(run(1, FINE), run(2, changed)).new) == 1


def test_what_comes_and_goes_while_the_commit_stays_is_flaky() -> None:
    assert compared(run(1, BROKEN), run(2, FINE), run(3, BROKEN)).flaky
    assert not compared(run(1, FINE), run(2, BROKEN)).flaky
    commits = [run(1, BROKEN, commit="a"), run(2, FINE, commit="b"), run(3, BROKEN, commit="c")]
    assert not compared(*commits).flaky
