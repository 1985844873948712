"""What the report shows is worked out before: its page only shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from copydesk.report import data as reporting
from copydesk.report import history
from copydesk.report.data import data_of
from copydesk.report.run import Facts, Picture, Run
from copydesk.report.shown import TEXT, Data
from copydesk.verdicts.verdict import Records
from tests.report.runs import at, finding, run_of, verdict, write_jpeg

NOWHERE = Path("no-such-folder")


def shown(run: Run, *earlier: Run) -> Data:
    return data_of(run, NOWHERE, [history.past_of(one) for one in earlier])


def named(name: str, *verdicts: object, commit: str = "") -> Run:
    run = run_of(*verdicts, name=name, commit=commit)  # type: ignore[arg-type]
    run.started = datetime(2026, 3, 31, tzinfo=UTC)
    return run


def test_a_finding_is_told_with_all_that_is_known_of_it() -> None:
    found = finding(message="A day off", expected="March 30", actual="March 31", where=at(0, 0, 9, 9))
    (one,) = shown(run_of(verdict("dialogue", "dateline", found))).findings
    assert (one.rule, one.message, one.expected, one.actual) == (
        "dateline/wrong-date",
        "A day off",
        "March 30",
        "March 31",
    )
    assert "9 × 9 pixels" in one.where
    # Only what differs is marked.
    assert one.old == [(False, "March "), (True, "30")]
    assert one.new == [(False, "March "), (True, "31")]


def test_texts_that_have_nothing_in_common_are_not_marked() -> None:
    found = finding(expected="nothing over it", actual="body > div")
    (one,) = shown(run_of(verdict("a", "x", found))).findings
    assert not one.old
    assert not one.new


def test_pages_stand_in_the_order_of_the_site_file_and_subjects_in_that_of_the_page() -> None:
    run = run_of(
        verdict("second", "persons"),
        verdict("first", "dateline", finding()),
        verdict("first", "headline"),
        order=["first", "second"],
    )
    data = shown(run)
    assert [page.name for page in data.pages] == ["first", "second"]
    assert data.subjects == ["headline", "dateline", "persons"]
    assert [page.verdicts for page in data.pages] == ["pf ", "  p"]


def test_the_same_defect_on_many_pages_is_one_cause() -> None:
    verdicts = [
        verdict(f"page-{n}", "dateline", finding(message=f"The date is {n} days off")) for n in range(40)
    ]
    data = shown(run_of(*verdicts, verdict("last", "share", finding("share/missing", "No share block"))))
    assert [(cause.rule, len(cause.findings)) for cause in data.causes] == [
        ("dateline/wrong-date", 40),
        ("share/missing", 1),
    ]
    assert {one.cause for one in data.findings if one.rule == "dateline/wrong-date"} == {0}


def test_changes_that_say_the_same_are_one_group() -> None:
    def change(page: str, line: str) -> object:
        return verdict(page, "snapshot", status="changed", changes=[line])

    data = shown(run_of(change("a", "lead: new"), change("b", "lead: new"), change("c", "lead: gone")))
    groups = [one.group for one in data.changes]
    assert groups[0] == groups[1] != groups[2]


def test_records_stand_side_by_side() -> None:
    records = Records(
        file="snapshots/lantern/a.json",
        accepted='{"headline": "Ferry is back", "lead": "It sails."}',
        found='{"headline": "Ferry is late", "lead": "It sails."}',
    )
    (one,) = shown(
        run_of(verdict("a", "snapshot", status="changed", changes=["headline"], records=records))
    ).changes
    assert one.file == "snapshots/lantern/a.json"
    assert [(row.label, row.old, row.new, row.same) for row in one.rows] == [
        ("headline", [(False, "Ferry is "), (True, "back")], [(False, "Ferry is "), (True, "late")], 0),
        ("", None, None, 1),
    ]


def test_the_places_of_findings_are_on_the_picture(tmp_path: Path) -> None:
    write_jpeg(tmp_path / "run/a.jpg", 2560, 4000)
    seen = finding(where=at(100, 200, 300, 20))
    beyond = finding(rule="share/missing", where=at(100, 2500, 300, 20))
    earlier = finding(rule="filter/ignored", where=at(100, 200, 300, 20, state="filtered"))
    run = run_of(verdict("a", "x", seen, beyond, earlier), picture=Picture(file="run/a.jpg", width=1280))
    data = data_of(run, tmp_path, [])
    picture = data.pages[0].picture
    assert picture is not None
    # Twice as many pixels as CSS pixels: places are in CSS pixels, as the page's own coordinates are.
    assert (picture.width, picture.height) == (1280, 2000)
    assert picture.data.startswith("data:image/jpeg;base64,")
    assert [one.boxes for one in data.findings] == [[(100, 200, 300, 20)], [], []]


def test_a_picture_that_is_missing_or_no_jpeg_leaves_the_report_whole(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "c.webp").write_bytes(b"RIFF    WEBPVP8 ")
    for file in ("gone.jpg", "b.jpg", "c.webp"):
        data = data_of(
            run_of(verdict("a", "x", finding()), picture=Picture(file=file, width=1280)), tmp_path, []
        )
        assert data.pages[0].picture is None
        assert data.findings


@pytest.mark.parametrize(
    "chunk",
    [
        b"VP8 " + bytes(10) + (896).to_bytes(2, "little") + (1400).to_bytes(2, "little"),
        b"VP8X" + bytes(8) + (895).to_bytes(3, "little") + (1399).to_bytes(3, "little"),
    ],
)
def test_a_picture_may_be_a_webp_of_any_size(tmp_path: Path, chunk: bytes) -> None:
    (tmp_path / "a.webp").write_bytes(b"RIFF" + bytes(4) + b"WEBP" + chunk + bytes(4))
    run = run_of(
        verdict("a", "x", finding(where=at(100, 200, 300, 20))), picture=Picture(file="a.webp", width=1280)
    )
    data = data_of(run, tmp_path, [])
    picture = data.pages[0].picture
    assert picture is not None
    assert (picture.width, picture.height) == (1280, 2000)
    assert picture.data.startswith("data:image/webp;base64,")
    assert data.findings[0].boxes == [(100, 200, 300, 20)]


def test_many_pictures_are_named_instead_of_making_a_file_that_nothing_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jpeg(tmp_path / "run/a.jpg", 100, 100)
    monkeypatch.setattr(reporting, "PICTURES_LIMIT", 10)
    run = run_of(verdict("a", "x", finding()), picture=Picture(file="run/a.jpg", width=100))
    picture = data_of(run, tmp_path, []).pages[0].picture
    assert picture is not None
    assert (picture.data, picture.file) == ("", "run/a.jpg")


def test_what_is_new_still_there_and_fixed_since_the_last_run() -> None:
    old, gone, fresh = finding(), finding("share/missing", "No share"), finding("lead/missing", "No lead")
    last = named("20260330-100000-aaaa", verdict("a", "dateline", old), verdict("a", "share", gone))
    now = named(
        "20260331-100000-bbbb",
        verdict("a", "dateline", old),
        verdict("a", "share"),
        verdict("a", "lead", fresh),
    )
    data = shown(now, last)
    assert (data.last, data.new, data.standing) == ("20260330-100000-aaaa", 1, 1)
    assert data.fixed == [("a", "share/missing")]
    assert {one.rule: one.fresh for one in data.findings} == {
        "dateline/wrong-date": False,
        "lead/missing": True,
    }
    assert {one.rule: one.since for one in data.findings} == {
        "dateline/wrong-date": "20260330-100000-aaaa",
        "lead/missing": "20260331-100000-bbbb",
    }


def test_without_an_earlier_run_nothing_is_new() -> None:
    data = shown(run_of(verdict("a", "dateline", finding())))
    assert (data.last, data.fixed) == ("", [])
    assert not data.findings[0].fresh


def test_what_the_visit_came_to_is_told_of_a_page_that_failed() -> None:
    run = run_of(verdict("a", "x", finding()))
    for said in run.said.values():
        said.facts = Facts(url="http://127.0.0.1/b", status=200, settled="still waiting for /api")
        said.repeat = "pytest a --headed"
    (page,) = shown(run).pages
    assert (page.final_url, page.settled, page.repeat) == (
        "http://127.0.0.1/b",
        "still waiting for /api",
        {"x": "pytest a --headed"},
    )


def test_recordings_are_linked_where_they_were_kept(tmp_path: Path) -> None:
    run = run_of(verdict("a", "x", finding()))
    for said in run.said.values():
        said.trace, said.video = "../results/a b/trace.zip", "../results/a b/video.webm"
    kept = tmp_path / "results" / "a b" / "trace.zip"
    kept.parent.mkdir(parents=True)
    kept.touch()
    (tmp_path / "reports").mkdir()
    (page,) = data_of(run, tmp_path / "reports", []).pages
    assert (page.trace, page.video) == ("../results/a%20b/trace.zip", "")


def test_a_finding_tells_what_the_server_sent() -> None:
    sent = finding(expected="Ferry is back", actual="Ferry is late", served="expected")
    assert shown(run_of(verdict("a", "x", sent))).findings[0].served == "expected"


def test_a_rule_says_what_it_means() -> None:
    data = shown(
        run_of(verdict("a", "dateline", finding()), verdict("a", "own", finding("own/failed", "No")))
    )
    assert list(data.rules) == ["dateline/wrong-date"]
    assert "February" in data.rules["dateline/wrong-date"].sees


@pytest.mark.parametrize("length", [10, 5000])
def test_a_text_from_a_page_is_bounded(length: int) -> None:
    (one,) = shown(run_of(verdict("a", "x", finding(message="m" * length)))).findings
    assert len(one.message) == min(length, TEXT)
