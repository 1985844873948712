"""`copydesk merge` joins the shards of a run, and says which is missing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from copydesk.commands.cli import main
from copydesk.merge import whole
from copydesk.report import events
from copydesk.report.events import Finished, Planned, Spoken, Started, Stopped, Stream
from copydesk.report.run import Picture, Run, Said, Shard
from copydesk.verdicts.verdict import Records
from tests import forking
from tests.plugin.projects import PAGE, Project, project
from tests.plugin.test_killed import data_of
from tests.report.runs import finding, verdict, write_jpeg

MOMENT = datetime(2026, 3, 31, 7, 15, tzinfo=UTC)
PAGES = ["dialogue", "ferry", "harbour", "all-news"]


# A run that was split over three machines


def merged(made: Project, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "copydesk", "merge", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    ran = forking.run(command, cwd=made.folder, env=environment)
    return ran.returncode, ran.stdout + ran.stderr


def found(reports: Path) -> list[dict[str, Any]]:
    """What a report's findings.json says, without what differs from run to run."""
    told = json.loads((reports / "findings.json").read_bytes())
    return [{**one, "repeat": "", "since": ""} for one in told["findings"]]


def outcomes(reports: Path) -> list[tuple[str, str]]:
    tests = json.loads((reports / "ctrf.json").read_bytes())["results"]["tests"]
    return [(test["name"], test["rawStatus"]) for test in tests]


def accepted(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "snapshots").rglob("*.json")}


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project, and beside it the checkouts of three machines and of one that has run it all."""
    pages = {name: PAGE.format(name.title(), "It sails again.") for name in ("ferry", "mayor")}
    pages["harbour"] = PAGE.format("Harbour", "It is {{item.what}}.")
    with project(tmp_path_factory.mktemp("split") / "project", pages) as made:
        for name in ("whole", "1", "2", "3"):
            there = made.folder.parent / name
            shutil.copytree(made.folder, there)
            split = [] if name == "whole" else ["--splits=3", f"--group={name}"]
            checkout = Project(there, made.base_url, made.requests)
            made.requests.clear()
            ran = checkout.pytest("-k", "toy or snapshot", "--snapshot-update", "--store-durations", *split)
            assert "Report: reports/index.html" in ran.text, ran.text
            assert len(made.requests) == (3 if name == "whole" else 1)
        yield made


def test_the_report_is_that_of_a_run_that_was_not_split(machines: Project) -> None:
    unsplit = machines.folder.parent / "whole"
    code, text = merged(machines, "../3", "../1/reports", "../2")
    assert code == 1, text
    assert text.startswith("1 of 3 pages has 1 error.\n"), text
    assert text.endswith("Report: reports/index.html\n")
    reports = machines.folder / "reports"
    assert found(reports) == found(unsplit / "reports")
    assert outcomes(reports) == outcomes(unsplit / "reports")
    shown: dict[str, Any] = data_of(reports / "index.html")  # type: ignore[assignment]
    assert (shown["shard"], shown["incomplete"], shown["finished"]) == ("3 of 3, merged", "", True)
    assert [bool(page.get("picture")) for page in shown["pages"]] == [False, False, True]
    (sarif,) = json.loads((reports / "findings.sarif").read_bytes())["runs"]
    assert sarif["invocations"][0]["executionSuccessful"] is True


def test_what_the_machines_know_is_brought_together(machines: Project) -> None:
    unsplit = machines.folder.parent / "whole"
    for _ in range(2):  # merging again changes nothing
        merged(machines, "../1", "../2", "../3")
        (line,) = (machines.folder / "reports/history.jsonl").read_bytes().splitlines()
        assert json.loads(line)["looked"] == ["ferry", "harbour", "mayor"]
        assert len(list((machines.folder / "reports").glob("*/events.jsonl"))) == 1
    assert accepted(machines.folder) == accepted(unsplit)
    durations = json.loads((machines.folder / ".test_durations").read_bytes())
    assert durations.keys() == json.loads((unsplit / ".test_durations").read_bytes()).keys()


def test_a_merged_run_can_be_looked_at_again(machines: Project) -> None:
    merged(machines, "../1", "../2", "../3", "--report", "again")
    command = [sys.executable, "-m", "copydesk", "recheck", "--reports", "again"]
    ran = forking.run(command, cwd=machines.folder)
    assert ran.returncode == 1, ran.stderr
    assert "On the captures of" in ran.stdout
    # The shards were run with `-k`, and looked at nothing else.
    assert "7 subjects that" in ran.stdout
    assert "template: not looked at then, failed now" in ran.stdout
    assert "must be visited again" not in ran.stdout


def test_a_shard_that_is_missing_is_told_everywhere(machines: Project) -> None:
    code, text = merged(machines, "../1", "../3", "--report", "part")
    assert code == 12
    assert text.startswith("Incomplete: shard 2 of 3 is missing. ")
    reports = machines.folder / "part"
    assert "<b>This report is not complete:</b> shard 2 of 3 is missing. 2 of 3 pages" in (
        reports / "index.html"
    ).read_text("utf-8")
    assert not json.loads((reports / "findings.json").read_bytes())["finished"]
    assert not json.loads((reports / "ctrf.json").read_bytes())["results"]["environment"]["healthy"]
    assert "shard 2 of 3 is missing" in (reports / "findings.sarif").read_text("utf-8")
    assert not (reports / "history.jsonl").exists()
    # Made anew from its events, the report still says so.
    stream = events.newest(reports)
    assert stream
    assert events.read(stream).incomplete == "shard 2 of 3 is missing"


# What can be wrong with the folders


def shard(folder: Path, group: int, *said: Said, of: int = 2, code: int | None = 0, **more: Any) -> Path:
    """The folder of a shard; without a code it was killed."""
    name = f"20260331-0715{group:02}-aaaa"
    pages = [Planned(name=page, kind="article") for page in PAGES]
    begun = {"site": "Lantern", "commit": "1a2b3c", "pages": pages, "shard": Shard(group=group, of=of)}
    with Stream(folder, name) as stream:
        stream.write(Started(run=name, started=MOMENT + timedelta(seconds=group), **{**begun, **more}))
        for one in said:
            stream.write(Spoken(said=one))
        if code is not None:
            stream.write(Finished(seconds=3, code=code))
    return folder


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["merge", *map(str, arguments)], env={"CI": "", "GITHUB_ACTIONS": ""})


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (
            {"site": "Gazette"},
            "b is of the site Gazette, and a is of the site Lantern: only shards of one run",
        ),
        ({"commit": ""}, "b is of the commit (none), and a is of the commit 1a2b3c"),
        ({"of": 3}, "b is one of a number of shards that is 3, and a is one of a number of shards that is 2"),
        ({"faults": ["no-angular"]}, "b is of a site broken with ['no-angular'], and a is"),
        (
            {"pages": [Planned(name="dialogue", kind="article")]},
            "b has a site file with different pages from a",
        ),
        (
            {"shard": Shard(group=2, of=2, split="x")},
            "b was split differently from a, so pages may be",
        ),
    ],
)
def test_what_does_not_belong_together_is_not_merged(more: dict[str, Any], says: str) -> None:
    shard(Path("a"), 1)
    shard(Path("b"), 2, **more)
    ran = run("a", "b")
    assert (ran.exit_code, ran.output.count("\n")) == (2, 1), ran.output
    assert f"Error: {says}" in ran.output
    assert not Path("reports").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"shard": None}, "b: holds a whole run, not a shard; pytest makes shards with --splits N"),
        ({"shard": Shard(group=3, of=2)}, "b: claims to be shard 3 of 2, which cannot exist"),
    ],
)
def test_what_is_no_shard_is_told_and_its_shard_is_missing(more: dict[str, Any], says: str) -> None:
    shard(Path("a"), 1)
    shard(Path("b"), 2, **more)
    ran = run("a", "b")
    assert ran.exit_code == 12
    assert f"! {says}" in ran.output
    assert "Incomplete: shard 2 of 2 is missing." in ran.output
    alone = run("b")
    assert (alone.exit_code, alone.output.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("+00:00", ""),
        ("2026-03-31T07", "0001-01-01T07"),
        ("2026-03-31T07", "9999-12-31T07"),
        ('"seconds":3', '"seconds":1e308'),
        ('"event":"finished"', '"event":' + "[" * 50_000),
        ("Lantern", "\udcff"),
    ],
)
def test_a_shard_that_cannot_be_read_is_told_and_the_others_are_merged(old: str, new: str) -> None:
    shard(Path("a"), 1, Said(verdict=verdict("ferry")))
    (stream,) = shard(Path("b"), 2).glob("*/events.jsonl")
    told = stream.read_text().replace("Z", "+00:00")
    assert old in told
    # The last line may be torn off; this is not.
    stream.write_bytes(f"{told.replace(old, new)}\n{{}}\n".encode(errors="surrogateescape"))
    ran = run("a", "b")
    assert (ran.exit_code, "Incomplete: shard 2 of 2 is missing." in ran.output) == (12, True)
    assert re.search(rf"^! {stream}:\d: not an event of a run \(", ran.output, re.MULTILINE)
    assert outcomes(Path("reports")) == [("ferry: dateline", "passed")]


def test_a_history_that_cannot_be_read_is_left_out() -> None:
    for group, folder in ((1, "a"), (2, "b"), (1, "reports")):
        Path(folder).mkdir()
        Path(folder, "history.jsonl").mkdir()
        if folder != "reports":
            shard(Path(folder), group)
    ran = run("a", "b")
    assert ran.exit_code == 0
    assert "! reports/history.jsonl: cannot be read (it is a folder)" in ran.output


def test_a_shard_is_given_once() -> None:
    shard(Path("a"), 1)
    shutil.copytree("a", "b")
    ran = run("a", "b")
    assert (ran.exit_code, ran.output) == (
        2,
        "Error: shard 1 of 2 was given twice, in a and in b: give only one of them\n",
    )


def test_a_folder_without_a_run_is_told() -> None:
    Path("empty").mkdir()
    assert run("empty").output == (
        "Error: empty: there is no run in this folder or in its subfolder reports\n"
    )
    shard(Path("a"), 1, of=1)
    ran = run("a", "empty")
    assert (ran.exit_code, "! empty: there is no run in this folder" in ran.output) == (0, True)
    assert run("nowhere").exit_code == 2


def test_a_merged_report_is_no_shard() -> None:
    shard(Path("a"), 1)
    shard(Path("b"), 2)
    assert run("a", "b").exit_code == 0
    again = run("reports")
    assert (again.exit_code, again.output) == (
        2,
        "Error: reports: holds a merged report; give the folders of its shards instead\n",
    )


def test_the_report_does_not_go_into_a_shard() -> None:
    shard(Path("a"), 1, of=1)
    assert run("a", "--report", "a").output == (
        "Error: a is the folder of shard 1 of 1: choose another with --report\n"
    )


def test_what_a_killed_shard_has_said_is_there_and_that_it_was_killed() -> None:
    stream = events.newest(
        shard(Path("a"), 1, Said(verdict=verdict("dialogue", "dateline", finding())), code=None)
    )
    assert stream
    with stream.open("ab") as file:
        file.write(b'{"event":"verdict","said":{"verd')
    shard(Path("b"), 2, Said(verdict=verdict("ferry")))
    ran = run("a", "b")
    assert ran.exit_code == 12
    assert ran.output.startswith("Incomplete: shard 1 of 2 did not finish. 1 of 2 pages has 1 error.\n")
    assert "dateline/wrong-date" in ran.output


def test_what_is_missing_and_what_was_cut_off_are_told_together() -> None:
    shard(Path("a"), 2, of=5)
    shard(Path("b"), 4, of=5, code=None)
    assert run("a", "b").output.startswith(
        "Incomplete: shards 1, 3 and 5 of 5 are missing; shard 4 of 5 did not finish. "
        "No page was looked at.\n"
    )


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ((0, 0), 0),
        ((0, 1), 1),
        ((10, 0), 10),
        ((10, 1), 1),
        ((1, 11), 11),
        ((5, 0), 0),
        ((5, 5), 5),
        ((2, 0), 2),
    ],
)
def test_it_ends_as_the_run_would_have_ended(ends: tuple[int, int], code: int) -> None:
    for group, end in enumerate(ends, 1):
        shard(Path(f"s{group}"), group, code=end)
    assert run("s1", "s2").exit_code == code


def test_a_shard_that_failed_for_something_else_than_a_page_says_so() -> None:
    shard(Path("a"), 1, Said(verdict=verdict("ferry")), of=1, code=1)
    ran = run("a")
    assert ran.exit_code == 1
    assert "! shard 1 of 1 ended with 1, but none of its pages failed: read its output" in ran.output


def test_why_a_shard_could_not_go_on_is_told_with_its_number() -> None:
    stream = events.newest(shard(Path("a"), 1, of=1, code=None))
    assert stream
    with Stream(Path("a"), stream.parent.name) as more:
        more.write(Stopped(why="http://127.0.0.1:1/ cannot be reached"))
        more.write(Finished(seconds=1, code=11))
    ran = run("a")
    assert (ran.exit_code, ran.output.splitlines()[0]) == (
        11,
        "The run ended: shard 1 of 1: http://127.0.0.1:1/ cannot be reached",
    )


# What lies beside the events


def test_pictures_and_recordings_come_along_from_the_shards_own_folder_only() -> None:
    write_jpeg(Path("elsewhere/secret.jpg"), 10, 10)
    bad = verdict("ferry", "dateline", finding())

    def said(page: str, picture: str, trace: str = "") -> Said:
        one = msgspec.structs.replace(bad, page=page)
        return Said(verdict=one, picture=Picture(file=picture, width=10), trace=trace)

    shard(
        Path("a/reports"),
        1,
        said("ferry", "x/screenshots/ferry.jpg", "../test-results/ferry/trace.zip"),
        said("harbour", "../../elsewhere/secret.jpg", str(Path("elsewhere/secret.jpg").absolute())),
        said("dialogue", "x/screenshots/link.jpg"),
        of=1,
        code=1,
    )
    write_jpeg(Path("a/reports/x/screenshots/ferry.jpg"), 10, 10)
    Path("a/reports/x/screenshots/link.jpg").symlink_to(Path("elsewhere/secret.jpg").absolute())
    Path("a/test-results/ferry").mkdir(parents=True)
    Path("a/test-results/ferry/trace.zip").write_bytes(b"trace")
    ran = run("a")
    assert "! 3 pictures, recordings or captures are missing from a and from the report" in ran.output
    stream = events.newest(Path("reports"))
    assert stream
    brought = {str(path.relative_to(stream.parent)) for path in stream.parent.rglob("*") if path.is_file()}
    assert brought == {"events.jsonl", "screenshots/1/ferry.jpg", "recordings/1/ferry/trace.zip"}
    pages: Any = data_of(Path("reports/index.html"))["pages"]
    assert [(page["name"], page.get("trace", "")) for page in pages if page.get("picture")] == [
        ("ferry", f"{stream.parent.name}/recordings/1/ferry/trace.zip")
    ]
    assert [path.name for path in Path("reports").iterdir() if path.name.startswith(".")] == []


def test_new_durations_take_the_place_of_old_ones() -> None:
    Path(".test_durations").write_text('{"a": 1.0, "b": 1.0, "gone": 1.0}')
    shard(Path("a"), 1)
    Path("a/.test_durations").write_text('{"a": 2.0, "b": 1.0}')
    shard(Path("b/reports"), 2)
    Path("b/.test_durations").write_text('{"a": 1.0, "b": 3.0, "new": 4.0}')
    assert run("a", "b").exit_code == 0
    assert json.loads(Path(".test_durations").read_bytes()) == {"a": 2.0, "b": 3.0, "new": 4.0}


def test_durations_that_are_none_are_told() -> None:
    shard(Path("a"), 1, of=1)
    Path("a/.test_durations").write_text('{"a": "long"}')
    assert "! a/.test_durations: not durations of pytest-split (" in run("a").output
    assert not Path(".test_durations").exists()
    Path(".test_durations").write_text("[" * 50_000)
    ran = run("a")
    assert f"{Path.cwd()}/.test_durations: not durations of pytest-split (" in ran.output


def accepting(page: str, before: str | None, after: str, file: str = "") -> Said:
    records = Records(file=file or f"snapshots/lantern/{page}.json", accepted=before, found=after)
    accepted = sha256(after.encode()).hexdigest()
    return Said(verdict=verdict(page, "snapshot", records=records, accepted=accepted))


def test_records_are_accepted_in_the_place_of_those_that_the_shard_knew() -> None:
    here = Path("snapshots/lantern")
    here.mkdir(parents=True)
    for page in ("dialogue", "ferry"):
        (here / f"{page}.json").write_text("old")
    (here / "ferry.json").write_text("somebody's own")
    shard(Path("a"), 1, accepting("dialogue", "old", "new"), accepting("ferry", "old", "new"))
    shard(
        Path("b"),
        2,
        accepting("harbour", None, "first"),
        accepting("all-news", None, "x", file="snapshots/../../all-news.json"),
    )
    ran = run("a", "b")
    assert {path.name: path.read_text() for path in here.iterdir()} == {
        "dialogue.json": "new",
        "ferry.json": "somebody's own",
        "harbour.json": "first",
    }
    assert "! Accepted records written: 2" in ran.output
    assert "! shard 1 of 2 accepted the record of ferry. Somebody has changed snapshots/lantern/ferry" in (
        ran.output
    )
    assert "! shard 2 of 2 accepted the record of all-news. 'snapshots/../../all-news.json' is not" in (
        ran.output
    )


def test_nothing_is_accepted_in_continuous_integration() -> None:
    shard(Path("a"), 1, accepting("dialogue", None, "new"), of=1)
    ran = CliRunner().invoke(main, ["merge", "a"], env={"CI": "true"})
    assert "nobody looks at pages in continuous integration" in ran.output
    assert not Path("snapshots").exists()


def test_the_histories_are_one_and_have_a_line_for_the_whole() -> None:
    past = b'{"run":"20260330-071500-aaaa","started":"2026-03-30T07:15:00Z","site":"Lantern"}'
    for group in (1, 2):
        shard(Path(f"s{group}"), group, Said(verdict=verdict(PAGES[group])))
        Path(f"s{group}/history.jsonl").write_bytes(past + b"\nno line of a history\n")
    run("s1", "s2")
    lines = [json.loads(line) for line in Path("reports/history.jsonl").read_bytes().splitlines()]
    assert [(line["run"][:8], line["looked"]) for line in lines] == [
        ("20260330", []),
        ("20260331", ["ferry", "harbour"]),
    ]


SAID = st.builds(
    lambda page, subject, failed, browser: Said(
        verdict=verdict(page, subject, *([finding()] if failed else [])), browser=browser
    ),
    st.sampled_from([*PAGES, "of no site file"]),
    st.sampled_from(["dateline", "share", "snapshot", "test_own"]),
    st.booleans(),
    st.sampled_from(["chromium 131", "firefox 130"]),
)


@given(
    st.lists(SAID, max_size=20, unique_by=lambda one: (one.browser, one.verdict.page, one.verdict.subject)),
    st.data(),
)
def test_however_a_run_is_split_it_comes_out_the_same(said: list[Said], data: st.DataObject) -> None:
    def read(told: list[events.Event]) -> Run:
        assert isinstance(told[0], Started)
        run = events.begun(told[0])
        for event in told[1:]:
            events.take(run, event)
        return run

    def split(of: int) -> Run:
        parts: list[list[events.Event]] = [
            [
                Started(
                    run=f"r{group}",
                    site="Lantern",
                    started=MOMENT,
                    pages=[Planned(name=page, kind="article") for page in PAGES],
                    shard=Shard(group=group, of=of),
                )
            ]
            for group in range(1, of + 1)
        ]
        for one in said:
            data.draw(st.sampled_from(parts)).append(Spoken(said=one))
        shards = [read([*part, Finished(seconds=3, code=0)]) for part in parts]
        return read(list(whole.events_of(data.draw(st.permutations(shards)))))

    one, many = split(1), split(data.draw(st.integers(2, 6)))
    assert list(one.said.values()) == list(many.said.values())
    assert sorted(map(repr, one.said.values())) == sorted(map(repr, said))
    assert one.pages() == many.pages()
    assert (one.finished, one.seconds, one.order, one.code) == (True, 3, PAGES, 0)
    assert (many.finished, many.seconds, many.order, many.code) == (True, 3, PAGES, 0)
