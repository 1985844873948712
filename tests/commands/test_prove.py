"""`copydesk prove` breaks a site's pages, and says which breakage a rule noticed and which escaped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.commands.prove import _print as show
from copydesk.commands.prove import expected, spread
from copydesk.faults.registry import load_faults
from copydesk.proving.judging import UNSEEN
from copydesk.proving.outcome import Outcome, Status
from copydesk.proving.prove import Prover, walk
from copydesk.proving.results import Results
from copydesk.proving.workers import Work
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from tests import forking
from tests.plugin.projects import Project, project

FERRY = """<!doctype html><html lang=en><head><title>Ferry is back - The Small Paper</title>
<meta name=viewport content="width=device-width">
<link rel=canonical href="BASE/NAME.html"><meta property="og:image" content="https://news.example/ferry.jpg">
<style>body { margin: 2em; font-family: serif }</style></head><body><main><article>
<h1>Ferry is back</h1>
<div class=body><p>The ferry to Kestrel Bay sails again after nine days, the harbour's office said.</p>
<p>Nobody had waited for it longer than the postman.</p></div></article></main></body></html>"""
ELEMENTS = """
title_suffix = " - The Small Paper"
language = "en"

[elements.article.headline]
selector = "h1"
required = true

[elements.article.body]
selector = ".body"
parts = { paragraph = "p" }
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A site of two articles."""
    pages = {
        "ferry": FERRY.replace("NAME", "ferry"),
        "late": FERRY.replace("back", "late").replace("NAME", "late"),
    }
    with project(tmp_path_factory.mktemp("prove"), pages) as made:
        file = made.folder / "sites/small.toml"
        head, pages_of_it = file.read_text().split("[[pages]]", 1)
        site, _, elements = ELEMENTS.partition("\n\n")
        file.write_text(f"{head}{site}\n\n[[pages]]{pages_of_it}\n{elements}")
        for path in (made.folder / "www").iterdir():
            path.write_text(path.read_text().replace("BASE", made.base_url))
        yield made


def prove(made: Project, *arguments: str, site: str = "sites/small.toml") -> subprocess.CompletedProcess[str]:
    """What the command prints, and how it ends."""
    command = [sys.executable, "-m", "copydesk", "prove", "--site", site, *arguments]
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}
    return forking.run(command, cwd=made.folder, env=environment)


def test_provers_share_what_pages_are_like_when_nobody_breaks_them(
    made: Project, browser: Browser, tmp_path: Path
) -> None:
    site = load_site(made.folder / "sites/small.toml", rule_names())
    asker = Asker(site.links, Notes(tmp_path / "links"))
    first = Prover(browser, site, made.base_url, asker, tmp_path / "pages")
    elsewhere = Prover(browser, site, "http://127.0.0.1:1", asker, tmp_path / "pages")
    try:
        seen = first.clean(site.pages[0])
        assert seen.capture.loaded is not None
        # Nothing answers there: it can only have been told.
        assert elsewhere.clean(site.pages[0]).capture == seen.capture
    finally:
        first.close()
        elsewhere.close()


def test_what_is_caught_is_counted_and_by_which_rule(made: Project) -> None:
    ran = prove(made, "--fault", "noindex", "--fault", "robots-index", "--pages", "2", "--json", "proof.json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "100 % caught: 2 of 2 (1 fault on 2 pages), 2 by the rule that names the fault." in ran.stdout
    assert "1 look-alike and" in ran.stdout
    assert "no false alarm." in ran.stdout
    assert "Written to proof.json." in ran.stdout
    proof: dict[str, Any] = json.loads((made.folder / "proof.json").read_bytes())
    assert (proof["score"], proof["applied"], proof["caught"]) == (1.0, 2, 2)
    caught = [outcome for outcome in proof["outcomes"] if outcome["status"] == "caught"]
    assert {outcome["page"] for outcome in caught} == {"ferry", "late"}
    assert all("head/noindex" in outcome["rules"] for outcome in caught)
    assert {outcome["fault"] for outcome in proof["outcomes"] if outcome["status"] == "silent"} >= {
        "",
        "robots-index",
    }


def test_each_fault_is_tried_on_some_pages_of_a_kind(made: Project) -> None:
    assert "1 of 1 (1 fault on 1 page)" in prove(made, "--fault", "noindex").stdout
    assert "2 of 2 (1 fault on 2 pages)" in prove(made, "--fault", "noindex", "--pages", "2").stdout


def outcome(fault: str, status: Status, **more: Any) -> Outcome:
    return Outcome(fault=fault, page="ferry", kind="article", status=status, **more)


def test_what_needs_a_look_is_told_with_the_command_that_repeats_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    results = Results("The Small Paper", "sites/small.toml")
    results.add([outcome("noindex", "escaped", rule="head/noindex")])
    results.add([outcome("picture-lost", "did not take", why=UNSEEN)])
    show(results, list(load_faults().values()), "sites/small.toml")
    said = capsys.readouterr().out
    assert "✗ escaped: noindex on ferry" in said
    assert "head/noindex should have caught it, but no rule reported anything" in said
    assert "again: copydesk prove --fault noindex --site sites/small.toml" in said
    assert "✗ did not take: picture-lost on ferry" in said
    assert UNSEEN in said
    assert "0 % caught: 0 of 1" in said
    assert results.failed


def test_a_fault_whose_rule_is_switched_off_is_listed_apart(made: Project) -> None:
    whole = (made.folder / "sites/small.toml").read_text()
    made.write("sites/lax.toml", f'{whole}\n[off]\n"head/noindex" = "not on this site"\n')
    ran = prove(made, "--fault", "noindex", "--fault", "robots-index", site="sites/lax.toml")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Rule is off, so not counted (2):" in ran.stdout
    assert "2 × head/noindex: noindex, robots-index" in ran.stdout
    assert "caught" not in ran.stdout


def test_what_stands_on_a_page_as_it_is_is_listed_once_and_is_no_alarm(made: Project) -> None:
    whole = (made.folder / "sites/small.toml").read_text()
    share = '[elements.article.share]\nselector = ".share"\nrequired = true\n'
    made.write("sites/wrong.toml", f"{whole}\n{share}")
    ran = prove(made, "--fault", "noindex", "--pages", "2", "--json", "wrong.json", site="sites/wrong.toml")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "On the pages as they are, so no alarm and no catch (2):" in ran.stdout
    assert ran.stdout.count("share/missing") == 2
    assert "no false alarm." in ran.stdout
    proof: dict[str, Any] = json.loads((made.folder / "wrong.json").read_bytes())
    assert [one["page"] for one in proof["standing"]] == ["ferry", "late"]
    assert all(one["status"] != "standing" for one in proof["outcomes"])


def test_what_cannot_be_applied_is_listed_apart_by_reason_and_not_counted(made: Project) -> None:
    ran = prove(made, "--fault", "angular-missing", "--fault", "noindex", "--pages", "2")
    assert "Not applicable on any page, so not counted (1):" in ran.stdout
    assert "1 × it is a fault of the embedded site's server: angular-missing" in ran.stdout
    assert "2 of 2 (1 fault on 2 pages)" in ran.stdout


def test_a_reason_is_one_line_for_many_faults(capsys: pytest.CaptureFixture[str]) -> None:
    results = Results("The Small Paper", "sites/small.toml")
    for number in range(6):
        results.add([outcome(f"photo-{number}", "not applicable", why="the page has no photo")])
    show(results, [], "")
    assert (
        "6 × the page has no photo: photo-0, photo-1, photo-2, photo-3 and 2 more" in capsys.readouterr().out
    )


def test_a_sample_is_spread_over_the_rules_and_repeats_with_its_seed() -> None:
    faults = list(load_faults().values())
    rules = {fault.rule for fault in faults}
    some = spread(faults, 40, "1")
    assert len({fault.rule for fault in some}) == 40
    assert spread(faults, 40, "1") == some != spread(faults, 40, "2")
    assert {fault.rule for fault in spread(faults, len(rules), "1")} == rules
    assert spread(faults, len(faults) + 1, "1") == faults


def test_a_sample_is_proved(made: Project) -> None:
    ran = prove(made, "--fault", "noindex", "--fault", "robots-index", "--sample", "1")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ("1 of 1 (1 fault" in ran.stdout) != ("1 look-alike and" in ran.stdout)


def test_how_long_it_takes_is_told_from_the_first_visits(made: Project, tmp_path: Path) -> None:
    site = load_site(made.folder / "sites/small.toml", rule_names())
    fault = load_faults()["noindex"]
    work = Work(site_file=made.folder, base_url="", notes=tmp_path, faults=["noindex"] * 60, pages=2, first=2)
    seen = [outcome("", "standing", seconds=seconds) for seconds in (2.0, 4.0)]
    told = expected([fault] * 60, site, work, seen)
    assert told.startswith("60 faults, 3.0 s a visit, ")
    assert told.endswith(f"about {round(3 * 120 / work.processes / 60)} minutes.")


def test_a_browser_that_dies_is_started_anew(
    made: Project, launch_browser: Callable[[], Browser], tmp_path: Path
) -> None:
    site = load_site(made.folder / "sites/small.toml", rule_names())
    asker = Asker(site.links, Notes(tmp_path / "links"))
    prover = Prover(launch_browser(), site, made.base_url, asker, tmp_path / "pages", launch_browser)
    page = walk(site.pages[0], ())
    first = prover.break_page(load_faults()["noindex"], page)
    prover.browser.close()
    again = prover.break_page(load_faults()["noindex"], page)
    prover.close()
    assert (first.status, again.status) == ("caught", "caught")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["--fault", "noindx"],
            "no fault called 'noindx'; did you mean 'noindex'?",
        ),
        (["--site", "sites/smal.toml"], "did you mean 'small.toml'?"),
        (["--site", "sites/none.toml"], "it lists no pages to break"),
        (["--site", "sites/down.toml"], "127.0.0.1:9 cannot be reached"),
        (["--json", "sites/small.toml/proof.json"], "cannot be written"),
        (["--sample", "3", "--random", "2"], "--sample and --random cannot be combined"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(made: Project, arguments: list[str], says: str) -> None:
    made.write("sites/none.toml", '[site]\nname = "none"\n')
    page = '[[pages]]\nname = "a"\nkind = "article"\npath = "/"\n'
    made.write("sites/down.toml", f'[site]\nbase_url = "http://127.0.0.1:9"\n{page}')
    ran = prove(made, *arguments)
    assert ran.returncode == 2
    assert says in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
