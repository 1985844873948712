"""A run's events: written as they happen, read back as the run they tell of."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from copydesk.disk.read import FileError
from copydesk.report import events
from copydesk.report.events import Finished, Planned, Spoken, Started, Stopped, Stream
from copydesk.report.run import Said
from tests.report.runs import finding, verdict

SCHEMA = Path(__file__).parents[2] / "schemas" / "run.schema.json"
MOMENT = datetime(2026, 3, 31, 7, 15, tzinfo=UTC)
STARTED = Started(
    run="20260331-101500-ab12",
    site="Lantern",
    site_file="sites/lantern.toml",
    started=MOMENT,
    commit="1a2b3c4d5e",
    pages=[Planned(name="dialogue", kind="article"), Planned(name="all-news", kind="feed")],
)
FAILED = Said(verdict=verdict("dialogue", "dateline", finding()), browser="chromium 131", seconds=0.2)
PASSED = Said(verdict=verdict("dialogue", "share"), browser="chromium 131")


def written(folder: Path, *said: events.Event) -> Path:
    with Stream(folder, STARTED.run) as stream:
        for event in said:
            stream.write(event)
    return stream.path


def test_a_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = written(
        tmp_path, STARTED, Spoken(said=FAILED), Spoken(said=PASSED), Finished(seconds=3, base_url="http://a/")
    )
    assert path == tmp_path / "20260331-101500-ab12" / "events.jsonl"
    run = events.read(path)
    assert (run.name, run.site, run.commit, run.seconds, run.base_url) == (
        STARTED.run,
        "Lantern",
        "1a2b3c4d5e",
        3,
        "http://a/",
    )
    assert run.finished
    assert run.order == ["dialogue", "all-news"]
    assert list(run.said.values()) == [FAILED, PASSED]


def test_an_event_is_in_the_file_as_soon_as_it_is_written(tmp_path: Path) -> None:
    with Stream(tmp_path, STARTED.run) as stream:
        stream.write(STARTED)
        stream.write(Spoken(said=FAILED))
        assert list(events.read(stream.path).said.values()) == [FAILED]


@given(st.integers(min_value=0))
def test_a_run_that_was_killed_tells_what_it_did(cut: int) -> None:
    lines = [msgspec.json.encode(event) for event in (STARTED, Spoken(said=FAILED), Spoken(said=PASSED))]
    whole = b"\n".join(lines) + b"\n"
    first = len(lines[0]) + 1
    cut = first + cut % (len(whole) - first)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        path.write_bytes(whole[:cut])
        run = events.read(path)
    assert not run.finished
    # A line whose end alone is missing is whole.
    assert len(run.said) in (whole[:cut].count(b"\n") - 1, whole[:cut].count(b"\n"))


def test_the_last_word_of_an_item_that_ran_again_counts(tmp_path: Path) -> None:
    again = Said(verdict=verdict("dialogue", "dateline"), browser="chromium 131")
    run = events.read(written(tmp_path, STARTED, Spoken(said=again), Spoken(said=FAILED)))
    (said,) = run.said.values()
    assert (said.verdict, said.tries) == (FAILED.verdict, 2)


def test_an_item_that_passes_only_when_it_runs_again_is_flaky(tmp_path: Path) -> None:
    again = Said(verdict=verdict("dialogue", "dateline"), browser="chromium 131")
    run = events.read(written(tmp_path, STARTED, Spoken(said=FAILED), Spoken(said=again)))
    (said,) = run.said.values()
    assert (said.verdict.status, said.verdict.findings, said.tries) == ("flaky", [], 2)
    assert "an earlier attempt failed" in said.verdict.remarks[0]


def test_a_run_that_could_not_go_on_says_why(tmp_path: Path) -> None:
    run = events.read(written(tmp_path, STARTED, Stopped(why="news.example cannot be reached")))
    assert run.stopped == "news.example cannot be reached"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([b"<html>", b"</html>"], "events.jsonl:1: not an event of a run"),
        (
            [msgspec.json.encode(Spoken(said=PASSED))],
            "events.jsonl:1: a run's events must begin with its start",
        ),
        ([], "the run ended before it began"),
    ],
)
def test_what_is_no_stream_is_told(tmp_path: Path, lines: list[bytes], says: str) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(FileError, match=says):
        events.read(path)


def test_a_stream_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there is no such file"):
        events.read(tmp_path / "events.jsonl")


def test_half_a_character_from_a_page_does_not_end_the_run(tmp_path: Path) -> None:
    said = Said(verdict=verdict("a", "console", finding("console/error", "broken \ud83d")), browser="x")
    run = events.read(written(tmp_path, STARTED, Spoken(said=said)))
    (one,) = run.verdicts
    assert one.findings[0].message == "broken ?"


def test_the_streams_of_the_newest_runs_are_kept(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for minute in range(25):
        with Stream(tmp_path, f"20260331-10{minute:02}00-ab12") as stream:
            stream.write(STARTED)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [f"20260331-10{minute:02}00-ab12" for minute in range(5, 25)] + ["mine"]
    assert events.newest(tmp_path) == tmp_path / "20260331-102400-ab12" / "events.jsonl"


def test_there_is_no_newest_of_none(tmp_path: Path) -> None:
    assert events.newest(tmp_path) is None


def test_runs_have_names_of_their_own() -> None:
    names = {events.new_run(MOMENT) for _ in range(20)}
    assert len(names) > 1
    assert all(name.startswith("20260331-071500-") for name in names)


def test_the_schema_describes_the_stream() -> None:
    schema = json.loads(SCHEMA.read_bytes())
    assert schema == json.loads(json.dumps(events.schema()))
    validator = Draft202012Validator(schema)
    for event in (STARTED, Spoken(said=FAILED), Stopped(why="x"), Finished(seconds=1.5)):
        validator.validate(json.loads(msgspec.json.encode(event)))
    assert not validator.is_valid({"event": "verdict", "said": {"verdict": {"status": "fine"}}})
