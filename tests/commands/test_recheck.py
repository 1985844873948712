"""`copydesk recheck`: yesterday's pages under today's rules and site file, with no browser and no site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from copydesk.commands.cli import main
from copydesk.report import events
from copydesk.report.run import Run
from tests.plugin.projects import Project, project

SHARE = '<div class="share {}"><a href="https://t.me/share/url?url=x">Telegram</a></div>'
PAGE = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry returns</title></head><body>
<article><h1>Ferry returns</h1><p>The island ferry sails again from Monday, the harbour master said.</p>
{}</article></body></html>"""
TWO = PAGE.format(SHARE.format("top") + SHARE.format("end"))
ONE = PAGE.format(SHARE.format("top"))
OFF = """
[off]
"document/unstyled" = "a page of a test"
"share/no-headline" = "a page of a test"
"share/wrong-address" = "a page of a test"
"""
ELEMENT = '\n[elements.article.share]\nselector = "{}"\nrequired = true\ncount = {}\n'


class Desk:
    """A project with two runs: its page had two share blocks, which were accepted, and then one.

    The second was made by a worker.
    """

    def __init__(self, made: Project) -> None:
        self.made = made
        site = made.folder / "sites/small.toml"
        self._site = site.read_text().replace("[site]", "[site]\npatience = 120") + OFF
        self.site(".share", 2)
        made.write("www/ferry.html", TWO)
        self.first = self.run("--snapshot-update")
        made.write("www/ferry.html", ONE)
        self.second = self.run("-n", "1")

    def site(self, selector: str, count: int, more: str = "") -> None:
        (self.made.folder / "sites/small.toml").write_text(
            self._site + more + ELEMENT.format(selector, count)
        )

    def run(self, *arguments: str) -> str:
        """Run pytest; gives the name of the run."""
        self.made.pytest("-k", "visit or share or snapshot or toy-footer", *arguments)
        return max(path.parent.name for path in self.reports.glob(f"*/{events.FILE}"))

    @property
    def reports(self) -> Path:
        return self.made.folder / "reports"

    def recheck(self, *arguments: str, **environ: str) -> Result:
        with pytest.MonkeyPatch.context() as patched:
            patched.chdir(self.made.folder)
            patched.delenv("CI", raising=False)
            for name, value in environ.items():
                patched.setenv(name, value)
            return CliRunner().invoke(main, ["recheck", *arguments])

    def recheck_run(self, run: str) -> Run:
        """Recheck a run; gives the run that the recheck is."""
        self.recheck(run, "--json", "again.json")
        name = json.loads((self.made.folder / "again.json").read_bytes())["run"]
        return events.read(events.find(self.reports, name))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The site is not there any more when the tests begin."""
    with project(tmp_path_factory.mktemp("project"), {"ferry": TWO}) as built:
        return Desk(built)


@pytest.fixture
def desk(made: Desk) -> Desk:
    made.site(".share", 2)
    return made


def test_under_the_same_rules_a_capture_gives_the_same_verdicts(desk: Desk) -> None:
    for run, code in ((desk.first, 0), (desk.second, 1)):
        again = desk.recheck(run)
        assert f"On the captures of {run}, today's rules say the same as that run." in again.output
        assert again.exit_code == code, again.output
    assert "not looked at" not in again.output
    assert "not checked" not in again.output.lower()
    assert "toy-footer" in again.output, "what no rule of copydesk's said is left out, and that is told"


def test_another_count_changes_the_verdict_and_that_is_laid_to_the_rules(desk: Desk) -> None:
    desk.site(".share", 1)
    again = desk.recheck(desk.first, "--json", "out/again.json")
    assert again.exit_code == 1
    assert f"The rules changed: on the same captures, 1 verdict differs from {desk.first}." in again.output
    assert "share: passed then, failed now" in again.output
    assert "+ share/count: The share block is on the page twice" in again.output
    told = json.loads((desk.made.folder / "out/again.json").read_bytes())
    (difference,) = told["differences"]
    assert (difference["page"], difference["subject"]) == ("ferry", "share")
    assert (difference["then"]["status"], difference["now"]["status"]) == ("passed", "failed")


def test_the_newest_visit_is_rechecked_however_often_it_was(desk: Desk) -> None:
    desk.site(".share", 2, '"share/count" = "this week"\n')
    for _ in range(2):
        again = desk.recheck()
        assert f"differs from {desk.second}" in again.output
        assert "- share/count: " in again.output
        assert "(1 finding of share/count switched off: this week)" in again.output


def test_a_recheck_is_a_run_with_a_report_of_its_own(desk: Desk) -> None:
    run = desk.recheck_run(desk.second)
    assert (run.recheck_of, run.finished) == (desk.second, True)
    said = next(one for one in run.said.values() if one.verdict.subject == "share")
    assert said.verdict.status == "failed"
    assert said.picture, "the picture is that of the visit"
    assert (desk.reports / said.picture.file).exists()
    assert f"<dt>Recheck of</dt><dd>{desk.second}</dd>" in desk.made.report


def test_two_runs_differ_because_the_site_changed(desk: Desk) -> None:
    again = desk.recheck(desk.second, "--against", desk.first)
    told = again.output.partition("Between ")[2]
    assert "The site changed" in told
    assert "share: passed then, failed now" in told
    assert "snapshot: passed then, changed now" in told
    assert "The rules changed" not in told


def test_two_runs_differ_because_the_rules_changed(desk: Desk) -> None:
    """Today's rules count no share blocks, so that both captures are told alike."""
    desk.site(".share", 2, '"share/count" = "this week"\n')
    again = desk.recheck(desk.second, "--against", desk.first, "--json", "again.json")
    told = json.loads((desk.made.folder / "again.json").read_bytes())["explained"]
    assert {one["subject"]: one["why"] for one in told} == {"share": "rules", "snapshot": "site"}
    assert "The rules changed" in again.output.partition("Between ")[2]


def test_another_selector_is_found_in_the_stored_page(desk: Desk) -> None:
    desk.site(".share.top", 1)
    again = desk.recheck(desk.first)
    assert again.exit_code == 10, "the record has one share block now"
    said = desk.recheck_run(desk.first).said.values()
    (share,) = (one.verdict for one in said if one.verdict.subject == "share")
    assert share.status == "passed"
    assert any("calculated from boxes" in remark for remark in share.remarks)


def test_a_selector_that_needs_a_browser_never_passes_in_silence(desk: Desk) -> None:
    desk.site(".share:hover", 2)
    again = desk.recheck(desk.first)
    assert again.exit_code == 1
    assert "must be visited again" in again.output
    assert "the selector of 'share' has changed: ':hover' only works in a browser" in again.output
    assert "0 passed" in again.output


# Accepting


@pytest.fixture
def record(desk: Desk) -> Iterator[Path]:
    path = desk.made.folder / "snapshots/small/ferry.json"
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


def test_what_is_read_otherwise_from_the_accepted_page_is_accepted(desk: Desk, record: Path) -> None:
    before = record.read_bytes()
    desk.site(".share.top", 1)
    again = desk.recheck(desk.first, "--snapshot-update")
    assert "ferry: its record is accepted again" in again.output
    assert again.exit_code == 0
    assert record.read_bytes() != before
    assert desk.recheck(desk.first).exit_code == 0, "it is the record of the page by today's reading"


def test_a_page_that_had_changed_is_not_accepted(desk: Desk, record: Path) -> None:
    before = record.read_bytes()
    desk.site(".share", 1)
    again = desk.recheck(desk.second, "--snapshot-update")
    assert "It already differed from its accepted record in that run" in again.output
    assert again.exit_code == 10
    assert record.read_bytes() == before


def test_a_page_with_a_defect_is_not_accepted(desk: Desk, record: Path) -> None:
    before = record.read_bytes()
    desk.site(".share.top", 2)
    again = desk.recheck(desk.first, "--snapshot-update")
    assert "The rule share/count fails on it" in again.output
    assert record.read_bytes() == before


def test_a_record_that_somebody_has_accepted_since_stays(desk: Desk, record: Path) -> None:
    data = record.read_bytes().replace(b"Ferry returns", b"Ferry is back")
    record.write_bytes(data)
    desk.site(".share.top", 1)
    again = desk.recheck(desk.first, "--snapshot-update")
    assert "has changed since that run" in again.output
    assert record.read_bytes() == data


def test_nothing_is_accepted_in_continuous_integration(desk: Desk, record: Path) -> None:
    before = record.read_bytes()
    desk.site(".share.top", 1)
    again = desk.recheck(desk.first, "--snapshot-update", CI="true")
    assert again.exit_code == 2
    assert "CI is set" in again.output
    assert record.read_bytes() == before


# What cannot be had


def test_a_capture_that_is_damaged_or_gone_sends_for_a_visit(desk: Desk) -> None:
    (kept,) = events.read(desk.reports / desk.first / events.FILE).kept.values()
    path = desk.reports / "captures" / kept.capture[:2] / f"{kept.capture}.json.gz"
    before = path.read_bytes()
    try:
        for data, says in ((before[: len(before) // 2], "is damaged"), (None, "there is no such file")):
            path.unlink() if data is None else path.write_bytes(data)
            again = desk.recheck(desk.first)
            assert again.exit_code == 1
            assert says in again.output
            assert "Traceback" not in again.output
    finally:
        path.write_bytes(before)


def test_a_page_that_the_site_file_names_no_more_is_left_out(desk: Desk) -> None:
    site = desk.made.folder / "sites/small.toml"
    other = site.read_text().replace('name = "ferry"', 'name = "quay"')
    site.write_text(other)
    again = desk.recheck(desk.first)
    assert (again.exit_code, again.output.count("\n")) == (2, 1)
    assert f"no longer names any of the pages that {desk.first} checked" in again.output
    site.write_text(other + '\n[[pages]]\nname = "ferry"\nkind = "article"\npath = "/ferry.html"\n')
    again = desk.recheck(desk.first)
    assert "New in the site file, to be visited with pytest: quay" in again.output
    assert again.exit_code == 0


def test_a_run_without_captures_and_a_run_that_there_is_none_of(desk: Desk, tmp_path: Path) -> None:
    again = desk.recheck("--reports", str(tmp_path))
    assert (again.exit_code, again.output.count("\n")) == (2, 1)
    assert "there is no run in this folder" in again.output
    old = tmp_path / desk.first
    old.mkdir()
    lines = (desk.reports / desk.first / events.FILE).read_text().splitlines(keepends=True)
    (old / events.FILE).write_text("".join(line for line in lines if '"captured"' not in line))
    again = desk.recheck("--reports", str(tmp_path))
    assert (again.exit_code, again.output.count("\n")) == (2, 1)
    assert "this run kept no captures" in again.output
    assert "run pytest again" in again.output
