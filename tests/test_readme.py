"""What the README shows is so: its site file and its tests work on a site, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk.commands.manual import explain
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from tests.plugin.projects import project

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")

ARTICLE = """<!doctype html><html lang=en><title>Ferry returns</title><article><h1>Ferry returns</h1>
    <p>The island ferry sails again from Monday, the harbour master said.</p></article>"""
FRONT = "<!doctype html><html lang=en><title>News</title><h1>News</h1><main><ul>{}</ul></main>".format(
    "".join(
        f'<li><a href="/2026/story-{n}.html">Story number {n} of the harbour</a> <time>{n}:00</time></li>'
        for n in range(10, 22)
    )
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_site_files_that_it_shows_are_right(tmp_path: Path) -> None:
    path = tmp_path / "gazette.toml"
    path.write_text("\n".join(blocks("toml")), "utf-8")
    site = load_site(path, rule_names())
    assert {page.name: page.kind for page in site.pages} == {"ferry": "article", "front": "feed"}
    assert site.elements_of("article")["share"].required
    assert list(site.off) == ["template/server-html"]


def test_its_tests_run_on_its_site(tmp_path: Path) -> None:
    with project(tmp_path, {"2026/ferry": ARTICLE, "index": FRONT}) as made:
        made.write("sites/gazette.toml", blocks("toml")[0])
        (tests,) = blocks("python")
        made.write("tests/test_own.py", tests)
        ran = made.pytest("tests/test_own.py", "--site=sites/gazette.toml", f"--base-url={made.base_url}")
        assert ran.code == pytest.ExitCode.OK, ran.text
        assert ran.of("PASSED") == {
            "test_own.py::test_headlines_fit_the_front_page[ferry]",
            "test_own.py::test_the_front_page_is_full[front]",
            "test_own.py::test_pages_are_small[ferry]",
            "test_own.py::test_pages_are_small[front]",
        }
        assert "The Harbour Gazette" in made.report


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_documentation_lead_to_files_that_are_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_rules_that_it_names_exist() -> None:
    from click.testing import CliRunner

    names = re.findall(r"copydesk explain (\S+)", README)
    assert len(names) == 2
    for name in names:
        assert CliRunner().invoke(explain, [name]).exit_code == 0
