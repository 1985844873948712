"""The examples in the fixtures' documentation run as they stand there, on the embedded site."""

from __future__ import annotations

import inspect
import re
import textwrap
from pathlib import Path

import pytest

from copydesk.plugin import fixtures
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from tests.plugin.projects import Project

SITE = Path(__file__).parents[2] / "sites/lantern.toml"


def example(fixture: str) -> str:
    """The example in a fixture's docstring: the indented block after `::`."""
    text = inspect.cleandoc(inspect.getdoc(getattr(fixtures, fixture)) or "")
    block = re.search(r"::\n\n((?:    .*\n|\n)+)", text + "\n")
    assert block, f"{fixture} has no example"
    return textwrap.dedent(block.group(1))


def test_examples_in_the_documentation_run(tmp_path: Path) -> None:
    documented = ("article", "feed", "filtered_feed", "capture")
    project = Project(tmp_path, "", [])
    project.write("pytest.ini", "[pytest]\n")
    project.write("tests/test_examples.py", "\n\n".join(map(example, documented)))
    # What visits do beside loading a page is nothing that the examples show.
    project.write("sites/lantern.toml", re.sub(r"^journeys = .*\n", "", SITE.read_text(), flags=re.M))
    # One page of each kind will do.
    pages = {page.kind: page.name for page in reversed(load_site(SITE, rule_names()).pages)}
    ran = project.pytest("-k", " or ".join(f"[{name}]" for name in pages.values()))
    assert ran.code == pytest.ExitCode.OK
    assert len(ran.of("PASSED")) == len(documented) + 2  # `capture` alone is for pages of every kind
