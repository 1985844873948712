"""What the README and the manual show is so: site files, links, and the rules that they name.

Whether their blocks run is for `tests/docs` to say.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from copydesk.commands.manual import explain
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from docs.making.markdown import anchor
from tests.docs.blocks import block, blocks

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))),
]


@cache
def prose(document: str) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^[ \t]*```.*?^[ \t]*```$", "", (ROOT / document).read_text("utf-8"), flags=re.S | re.M)


def test_the_readme_is_short_and_has_one_picture() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 150
    assert re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text) == ["docs/report-faults.png"]


def test_the_site_file_that_it_shows_is_the_one_that_the_manual_goes_on_with(tmp_path: Path) -> None:
    path = tmp_path / "gazette.toml"
    path.write_text(block("README.md", "toml"), "utf-8")
    site = load_site(path, rule_names())
    assert {page.name: page.kind for page in site.pages} == {"ferry": "article", "front": "feed"}
    assert block("README.md", "toml") == block("docs/your-site.md", "toml")


def test_what_the_manual_adds_to_it_goes_with_it(tmp_path: Path) -> None:
    shown = [one.source for one in blocks("toml") if one.page == "docs/your-site.md"]
    path = tmp_path / "gazette.toml"
    # What it says of the site in general is a second [site], for a file of its own.
    path.write_text("\n".join(one for one in shown if one is shown[0] or "[site]" not in one), "utf-8")
    site = load_site(path, rule_names())
    assert site.elements_of("article")["share"].required
    assert site.pages[-1].journeys == ["load-more", "phone"]
    assert list(site.off) == ["template/server-html", "layout/overlap", "images/no-alt"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_of_the_documentation_lead_to_files_that_are_there(document: str) -> None:
    folder = (ROOT / document).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", prose(document))
    assert not [link for link in links if not (folder / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_to_a_heading_lead_to_one_that_is_there(document: str) -> None:
    for name, wanted in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", prose(document)):
        target = (ROOT / document).parent / name if name else ROOT / document
        headings = re.findall(
            r"^#+ (.+)$", prose(target.resolve().relative_to(ROOT).as_posix()), re.MULTILINE
        )
        assert wanted in map(anchor, headings), f"{document}: {name}#{wanted}"


def test_the_front_page_of_the_manual_leads_to_every_page() -> None:
    links = set(re.findall(r"\]\(([^)#]+)", prose("docs/index.md")))
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages | {"rules/index.md"} <= links


def test_the_rules_that_it_names_exist() -> None:
    names = [
        one.arguments[1] for each in blocks("shell") for one in each.commands if "explain" in one.arguments
    ]
    assert len(names) >= 5
    for name in names:
        assert CliRunner().invoke(explain, [name]).exit_code == 0
