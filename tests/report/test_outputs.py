"""The files beside the report: each is what its format asks for, whatever a page has said."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from copydesk.report import history, outputs, since
from copydesk.report.outputs import findings, sarif
from copydesk.report.run import Picture, Run
from copydesk.verdicts.verdict import NO_RECORD, Records
from tests.report.runs import at, finding, run_of, verdict

SCHEMA = Path(__file__).parents[2] / "schemas" / "findings.schema.json"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "a\r\n::error::b",
    "\x00\x1b[2J\u202egnp.exe\u200b",
    "broken \ud83d",
    "{0} {{item.title}} %0A",
    "x]( " * 20_000,
]
RECORDS = Records(file="snapshots/lantern/ferry.json", accepted="{}", found="{}")
LATE = "The dateline is a day off"
RUN = run_of(
    verdict(
        "dialogue",
        "dateline",
        finding(
            message="The dateline is a day off", expected="MARCH 31", actual="MARCH 30", where=at(1, 2, 3, 4)
        ),
        finding("dateline/place", "The place is unusual", severity="warning"),
    ),
    verdict("dialogue", "share"),
    verdict("dialogue", "persons", status="absent", remarks=["none expected"]),
    verdict("ferry", "snapshot", status="changed", changes=["'a' is gone", "'b' is new"], records=RECORDS),
    verdict("new", "snapshot", status="changed", changes=[NO_RECORD]),
    verdict("quay", "share", finding("share/twice", "Twice", known="ticket 12"), status="passed"),
    name="20260331-101500-ab12",
    site_file="sites/lantern.toml",
    commit="1a2b3c4d5e",
    seconds=2.5,
)
FIRST = history.compare(RUN, [])


def written(run: Run, compared: history.Comparison = FIRST) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        outputs.write(run, Path(folder), compared)
        return {path.name: json.loads(path.read_bytes()) for path in Path(folder).iterdir()}


def earlier(*verdicts: Any) -> list[history.Past]:
    return [history.past_of(run_of(*verdicts, name="20260330-101500-cd34"))]


def test_there_is_a_file_for_each_format_and_nothing_else() -> None:
    assert set(written(RUN)) == {"findings.json", "ctrf.json", "findings.sarif"}


def test_the_findings_have_all_that_was_found() -> None:
    told = written(RUN)["findings.json"]
    first, warning, known = told["findings"]
    assert (first["page"], first["subject"], first["rule"]) == ("dialogue", "dateline", "dateline/wrong-date")
    assert (first["level"], first["expected"], first["actual"]) == ("error", "MARCH 31", "MARCH 30")
    assert (first["selector"], first["box"], first["browser"]) == ("p", [1, 2, 3, 4], "chromium 131")
    assert (warning["level"], known["level"], known["known"]) == ("warning", "known", "ticket 12")
    changed, unaccepted = told["changes"]
    assert (changed["record"], changed["changes"]) == (RECORDS.file, ["'a' is gone", "'b' is new"])
    assert unaccepted["unaccepted"]
    assert told["counts"] == {"passed": 2, "failed": 1, "changed": 2, "absent": 1, "flaky": 0}
    assert told["finished"]


def test_the_findings_are_held_against_the_last_run() -> None:
    standing = verdict("dialogue", "dateline", finding(message="The dateline is a day off"))
    gone = verdict("dialogue", "share", finding("share/twice", "Shared twice"))
    compared = history.compare(RUN, earlier(standing, gone))
    told = written(RUN, compared)["findings.json"]
    assert told["last"] == "20260330-101500-cd34"
    assert [one["new"] for one in told["findings"]] == [False, False, False]
    assert [one["new"] for one in told["changes"]] == [True, True]
    assert told["findings"][0]["since"] == "20260330-101500-cd34"
    assert [(one["page"], one["rule"]) for one in told["fixed"]] == [("dialogue", "share/twice")]
    assert since.words(RUN, compared) == "Since the last run: 2 new, 1 still there, 1 fixed."


def test_the_schema_describes_the_findings() -> None:
    schema = json.loads(SCHEMA.read_bytes())
    assert schema == findings.schema()
    Draft202012Validator(schema).validate(written(RUN)["findings.json"])


def test_ctrf_has_a_test_for_each_subject_of_each_page() -> None:
    results = written(RUN)["ctrf.json"]["results"]
    tests = {test["name"]: test for test in results["tests"]}
    assert {name: test["status"] for name, test in tests.items()} == {
        "dialogue: dateline": "failed",
        "dialogue: share": "passed",
        "dialogue: persons": "skipped",
        "ferry: snapshot": "failed",
        "new: snapshot": "failed",
        "quay: share": "passed",
    }
    failed = tests["dialogue: dateline"]
    assert failed["message"] == "The dateline is a day off"
    assert "expected  MARCH 31" in failed["trace"]
    assert failed["tags"] == ["dateline/place", "dateline/wrong-date"]
    assert failed["suite"] == ["Lantern", "article", "dialogue"]
    assert tests["ferry: snapshot"]["rawStatus"] == "changed"
    assert tests["dialogue: persons"]["message"] == "none expected"
    # The specification allows no others.
    allowed = {"name", "status", "duration", "suite", "message", "trace", "rawStatus", "tags", "browser"}
    assert all(set(test) <= {*allowed, "attachments", "extra"} for test in tests.values())
    summary = results["summary"]
    assert (summary["tests"], summary["passed"], summary["failed"], summary["skipped"]) == (6, 2, 3, 1)
    assert summary["stop"] - summary["start"] == 2500


def test_ctrf_links_the_picture_of_what_failed() -> None:
    run = run_of(
        verdict("a", "x", finding()), verdict("a", "y"), picture=Picture(file="r/a.webp", width=1280)
    )
    one, other = written(run)["ctrf.json"]["results"]["tests"]
    assert one["attachments"] == [{"name": "screenshot", "contentType": "image/webp", "path": "r/a.webp"}]
    assert "attachments" not in other


def test_a_run_that_ended_early_is_no_healthy_one() -> None:
    run = run_of(verdict("a"), finished=False)
    told = written(run)
    assert not told["ctrf.json"]["results"]["environment"]["healthy"]
    assert not told["findings.sarif"]["runs"][0]["invocations"][0]["executionSuccessful"]
    assert not told["findings.json"]["finished"]


def test_sarif_has_a_result_for_each_finding_and_changed_page_errors_first() -> None:
    (run,) = written(RUN)["findings.sarif"]["runs"]
    told = [(one["ruleId"], one["level"]) for one in run["results"]]
    assert told == [
        ("dateline/wrong-date", "error"),
        ("dateline/place", "warning"),
        ("snapshot/changed", "warning"),
        ("snapshot/changed", "warning"),
        ("share/twice", "note"),
    ]
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "sites/lantern.toml"
    page = first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert page == "http://127.0.0.1/dialogue"
    assert first["message"]["text"] == (
        "dialogue: The dateline is a day off\nExpected: MARCH 31\nActual: MARCH 30"
    )
    assert run["results"][-1]["suppressions"][0]["justification"] == "ticket 12"


def test_sarif_has_the_rules_with_their_manuals_as_help() -> None:
    name = "dateline/missing"
    (run,) = written(run_of(verdict("a", "dateline", finding(name))))["findings.sarif"]["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == name
    assert rule["help"]["text"].startswith("Readers see: ")
    assert "**Why it matters:** " in rule["help"]["markdown"]


def test_sarif_matches_results_from_run_to_run_by_the_key_of_the_history() -> None:
    def fingerprints(message: str) -> list[str]:
        (run,) = written(run_of(verdict("a", "x", finding(message=message))))["findings.sarif"]["runs"]
        return [one["partialFingerprints"]["copydesk/v1"] for one in run["results"]]

    assert fingerprints("3 days late") == fingerprints("4 days late") != fingerprints("gone")


def test_sarif_says_what_there_was_no_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 2)
    (run,) = written(RUN)["findings.sarif"]["runs"]
    assert len(run["results"]) == 2
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "3 more findings are in findings.json."


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("http://a.example/x y?q=[1]#100%", "http://a.example/x%20y?q=%5B1%5D#100%25"),
        ("https://[::1]:8000/a%20b", "https://[::1]:8000/a%20b"),
        ("https://a.example/диалог", "https://a.example/%D0%B4%D0%B8%D0%B0%D0%BB%D0%BE%D0%B3"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[broken/", ""),
        ("http://a b/", ""),
        ("about:blank", ""),
    ],
)
def test_only_an_address_of_the_web_is_a_location(url: str, uri: str) -> None:
    run = run_of(verdict("a", "x", finding(), url=url))
    (result,) = written(run)["findings.sarif"]["runs"][0]["results"]
    (location,) = result["locations"]
    found = location.get("physicalLocation", {}).get("artifactLocation", {}).get("uri", "")
    assert found == uri


@pytest.mark.parametrize("path", ["/tmp/lantern.toml", "../lantern.toml"])
def test_a_site_file_outside_the_project_is_no_place_in_the_repository(path: str) -> None:
    run = run_of(verdict("a", "x", finding()), site_file=path)
    (result,) = written(run)["findings.sarif"]["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "http://127.0.0.1/a"


text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))


@settings(max_examples=60)
@given(text, text, text)
def test_whatever_a_page_says_the_files_are_whole_and_nothing_in_them_acts(a: str, b: str, c: str) -> None:
    run = run_of(
        verdict(a, "x", finding(message=b, expected=c, actual=a), url=c),
        verdict("b", "snapshot", status="changed", changes=[a, b]),
        verdict("c", "y", status="absent", remarks=[c]),
        site_file="sites/a.toml",
    )
    told = written(run, history.compare(run, earlier(verdict("b", "x", finding(message=a)))))
    assert max(len(json.dumps(one)) for one in told.values()) < 100_000
    Draft202012Validator(findings.schema()).validate(told["findings.json"])
    for result in told["findings.sarif"]["runs"][0]["results"]:
        assert "](" not in result["message"]["text"]
    assert not any(char in json.dumps(told["ctrf.json"]) for char in ("\\u202e", "\\u001b"))


def test_findings_count_what_the_site_file_has_switched_off() -> None:
    quiet = [replace(verdict(page), off=2) for page in ("ferry", "front")]
    assert written(run_of(*quiet))["findings.json"]["off"] == 4
