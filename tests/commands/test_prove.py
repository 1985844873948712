"""`copydesk prove` breaks a site's pages, and says which breakage a rule noticed and which escaped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.proving.prove import Prover
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


def test_what_escapes_is_told_with_the_command_that_repeats_it(made: Project) -> None:
    whole = (made.folder / "sites/small.toml").read_text()
    made.write("sites/lax.toml", f'{whole}\n[off]\n"head/noindex" = "not on this site"\n')
    ran = prove(made, "--fault", "noindex", "--pages", "1", site="sites/lax.toml")
    assert ran.returncode == 1
    assert "✗ escaped: noindex on" in ran.stdout
    assert "head/noindex should have caught it, but no rule reported anything" in ran.stdout
    assert "again: copydesk prove --fault noindex --site sites/lax.toml" in ran.stdout
    assert "0 % caught: 0 of 1" in ran.stdout


def test_a_page_that_is_blamed_as_it_is_fails_the_proof(made: Project) -> None:
    whole = (made.folder / "sites/small.toml").read_text()
    made.write("sites/wrong.toml", whole.replace(' - The Small Paper"', ' - Another Paper"'))
    ran = prove(made, "--fault", "noindex", site="sites/wrong.toml")
    assert ran.returncode == 1
    assert "false alarm: nothing broken on" in ran.stdout
    assert "headline/title-differs" in ran.stdout


def test_what_cannot_be_applied_is_listed_apart_and_not_counted(made: Project) -> None:
    ran = prove(made, "--fault", "angular-missing", "--fault", "noindex", "--pages", "2")
    assert "Not applicable on any page, so not counted (1):" in ran.stdout
    assert "angular-missing: it is a fault of the embedded site's server" in ran.stdout
    assert "2 of 2 (1 fault on 2 pages)" in ran.stdout


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
