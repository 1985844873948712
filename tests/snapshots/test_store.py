"""Accepting records and comparing pages with them, as a suite does it."""

import json
import re
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records.article import Article
from copydesk.records.common import Link
from copydesk.records.parts import Block
from copydesk.site.model import PageEntry, Site
from copydesk.snapshots import orphans, update_refused
from copydesk.snapshots.store import file_name, serialise

pytest_plugins = ["pytester"]

SUITE = """
import json
from pathlib import Path
import pytest
from copydesk.site.model import PageEntry, Site
from copydesk.snapshots import compare

RECORDS = json.loads(Path("records.json").read_text())
PAGES = [PageEntry(name=name, kind="article", url=f"/{name}") for name in RECORDS]
SITE = Site(name="harbour", pages=PAGES, mask=["lead"])

@pytest.mark.parametrize("subject", ["headline", "snapshot"])
@pytest.mark.parametrize("name", {pages})
def test_article(name, subject, request):
    if subject == "snapshot":
        changes = compare(request.getfixturevalue("snapshot"), RECORDS[name], SITE, name).changes
        if changes:
            pytest.fail("; ".join(changes), pytrace=False)
"""


class Project:
    """A project with a suite of three pages in two files, whose pages' records are given."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.folder = pytester.path / "snapshots" / "harbour"
        suite = pytester.mkdir("tests") / "site"
        suite.mkdir()
        (suite / "test_article.py").write_text(SUITE.replace("{pages}", '["quay", "tide"]'))
        (suite / "test_more.py").write_text(SUITE.replace("{pages}", '["crane"]'))
        # The run is in this process, whose own suite has modules of these names.
        pytester.makeini("[pytest]\ntestpaths = tests\naddopts = --import-mode=importlib")
        self.records = {
            name: {"url": f"http://127.0.0.1:1234/{name}", "headline": name.title(), "lead": "now"}
            for name in ("quay", "tide", "crane")
        }

    def run(self, *options: str) -> pytest.RunResult:
        (self.pytester.path / "records.json").write_text(json.dumps(self.records))
        return self.pytester.runpytest_inprocess("-p", "no:copydesk", "-p", "no:playwright", *options)

    def accept(self) -> None:
        assert self.run("--snapshot-update").ret == 0

    def orphan(self) -> None:
        (self.folder / "gone.json").write_text("{}")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in ("CI", "PYTEST_XDIST_WORKER"):  # the second would make the runs within take part in this one
        monkeypatch.delenv(name, raising=False)
    return Project(pytester)


def test_a_page_without_an_accepted_record_fails_and_says_what_to_do(project: Project):
    result = project.run("-k", "quay")
    result.assert_outcomes(passed=1, failed=1, deselected=4)
    result.stdout.fnmatch_lines(
        ["*snapshots/harbour/quay.json: no record of this page has been accepted yet*--snapshot-update*"]
    )
    assert not project.folder.exists()


def test_records_are_accepted_as_one_readable_file_per_page(project: Project):
    project.accept()
    assert sorted(path.name for path in project.folder.iterdir()) == ["crane.json", "quay.json", "tide.json"]
    assert (project.folder / "quay.json").read_text() == (
        '{\n  "headline": "Quay",\n  "lead": "<masked>",\n  "url": "site:/quay"\n}\n'
    )
    result = project.run()
    result.assert_outcomes(passed=6)
    assert "3 snapshots passed" in result.stdout.str()
    assert "Can not relate" not in result.stdout.str() + result.stderr.str()


def test_a_change_is_told_in_page_terms_and_accepted_on_request(project: Project):
    project.accept()
    project.records["quay"] |= {"headline": "Quay reopens", "lead": "later"}
    result = project.run()
    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["*headline: 'Quay' became 'Quay reopens'"])
    project.accept()
    project.run().assert_outcomes(passed=6)


def test_the_same_records_hold_wherever_the_site_is_served(project: Project):
    project.accept()
    project.records["quay"]["url"] = "https://staging.example/quay"
    project.run().assert_outcomes(passed=6)


def test_a_mask_that_is_younger_than_the_record_holds(project: Project):
    project.accept()
    file = project.folder / "quay.json"
    file.write_text(file.read_text().replace("<masked>", "an old lead"))
    project.run().assert_outcomes(passed=6)


@pytest.mark.parametrize("broken", ["{", "[]", "", "\udcff"])
def test_a_file_that_is_no_record_is_told_by_its_name(project: Project, broken: str):
    project.accept()
    (project.folder / "quay.json").write_bytes(broken.encode("utf-8", "surrogateescape"))
    result = project.run("-k", "quay")
    result.assert_outcomes(passed=1, failed=1, deselected=4)
    result.stdout.fnmatch_lines(["*snapshots/harbour/quay.json: not an accepted record (*"])
    assert "Traceback" not in result.stdout.str()
    project.accept()
    project.run().assert_outcomes(passed=6)


@pytest.mark.parametrize("option", ["--snapshot-update", "--snapshot-update-new-only"])
def test_nothing_is_accepted_in_continuous_integration(
    project: Project, option: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CI", "true")
    result = project.run(option)
    result.assert_outcomes(passed=3, failed=3)
    result.stdout.fnmatch_lines(["--snapshot-update accepts records, but nobody looks at pages*"])
    assert not project.folder.exists()


def test_environments_of_continuous_integration():
    assert update_refused({}) is None
    assert update_refused({"CI": "false"}) is None
    assert update_refused({"CI": "1"})


@pytest.mark.parametrize("options", [(), ("tests/site",)])
def test_a_record_of_no_page_is_reported_where_the_whole_suite_ran(
    project: Project, options: tuple[str, ...]
):
    project.accept()
    project.orphan()
    result = project.run(*options)
    result.assert_outcomes(passed=6)
    assert "1 snapshot unused" in result.stdout.str()
    assert result.ret == 1
    project.run(*options, "--snapshot-update")
    assert sorted(path.name for path in project.folder.iterdir()) == ["crane.json", "quay.json", "tide.json"]
    assert project.run(*options).ret == 0


def test_a_record_of_no_page_is_reported_once_by_parallel_runs(project: Project):
    project.accept()
    project.orphan()
    result = project.run("tests/site", "-n", "2", "--snapshot-update")
    result.assert_outcomes(passed=6)
    assert "1 unused snapshot deleted" in result.stdout.str()
    assert sorted(path.name for path in project.folder.iterdir()) == ["crane.json", "quay.json", "tide.json"]


def test_parallel_runs_of_a_part_call_nothing_unused(project: Project):
    project.accept()
    result = project.run("-n", "2", "-k", "tide", "--snapshot-update")
    assert result.ret == 0
    assert not re.search("unused snapshot", result.stdout.str())
    assert len(list(project.folder.iterdir())) == 3


@pytest.mark.parametrize(
    "options",
    [
        ("-k", "quay"),
        ("-k", "not quay"),
        ("-k", "headline"),
        ("tests/site/test_article.py",),
        ("tests/site/test_article.py::test_article[quay-snapshot]",),
        ("--deselect", "tests/site/test_more.py"),
        ("--ignore", "tests/site/test_more.py"),
    ],
)
def test_records_of_pages_that_did_not_run_are_never_called_unused(
    project: Project, options: tuple[str, ...]
):
    project.accept()
    result = project.run(*options)
    assert result.ret == 0
    assert not re.search("snapshots? unused", result.stdout.str())
    assert project.run(*options, "--snapshot-update").ret == 0
    assert len(list(project.folder.iterdir())) == 3


def test_orphans_are_found_without_running_anything(tmp_path: Path):
    site = Site(name="harbour", pages=[PageEntry(name="quay", kind="article", url="/quay")])
    assert orphans(site, tmp_path) == []
    folder = tmp_path / "snapshots" / "harbour"
    folder.mkdir(parents=True)
    for name in ("quay.json", "gone.json", ".gone.json.123", "notes.txt"):
        (folder / name).write_text("")
    assert orphans(site, tmp_path) == [folder / "gone.json"]


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str):
    file = file_name(name)
    assert file == Path(file).name
    assert file[0] != "."
    assert len(file.encode()) <= 200


@given(st.lists(st.text(min_size=1, max_size=8), max_size=20, unique_by=str.casefold))
def test_names_do_not_collide(names: list[str]):
    stripped = {name.strip() for name in names if name.strip()}
    assert len({file_name(name) for name in stripped}) == len(stripped)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:1234/a", "site:/a"),
        ("http://127.0.0.1:1234", "site:"),
        ("http://127.0.0.1:12345/a", "http://127.0.0.1:12345/a"),
        ("https://share.example/?u=http%3A%2F%2F127.0.0.1%3A1234%2Fa", "https://share.example/?u=site:%2Fa"),
        ("https://127.0.0.1:1234/a", "https://127.0.0.1:1234/a"),
    ],
)
def test_addresses_on_the_sites_own_host_are_told_from_there(url: str, told: str):
    record = {"url": "http://127.0.0.1:1234/", "canonical": url}
    assert json.loads(serialise(record, Site(embedded=True), "quay"))["canonical"] == told


def test_a_page_with_an_absolute_address_keeps_it():
    site = Site(pages=[PageEntry(name="quay", kind="article", url="https://news.example/quay")])
    record = {"url": "https://news.example/quay"}
    assert json.loads(serialise(record, site, "quay")) == record


def test_the_stored_form_does_not_depend_on_how_a_record_came():
    record = Article(url="u", headline="Ünïcode “quoted”")
    data: dict[str, Any] = msgspec.to_builtins(record)
    backwards = dict(reversed(data.items()))
    assert serialise(record, Site(), "p") == serialise(backwards, Site(), "p")
    assert "Ünïcode “quoted”" in serialise(record, Site(), "p")
    assert re.search(r"\n  \"body\": \[\],\n", serialise(record, Site(), "p"))


def test_storing_a_record_costs_next_to_nothing():
    record = Article(
        url="http://127.0.0.1:1234/",
        body=[Block(kind="paragraph", text="word " * 60)] * 30,
        related=[Link(text="x" * 60, url="http://127.0.0.1:1234/world/x")] * 30,
    )
    serialise(record, Site(), "p")
    start = time.process_time()
    for _ in range(20):
        serialise(record, Site(mask=["related[*].text"]), "p")
    assert (time.process_time() - start) / 20 < 0.003
