"""The commands that the README and the manual show are right; `test_pytest_commands.py` is about pytest's.

- copydesk's that print what it knows (`rules`, `explain`, `faults`, `demo --list-faults`) run. All others are
  parsed by click and go no further; their faults and site files are looked up.
- make's targets are looked up in the Makefile.
- Whatever else is shown must say beside it why it is not run. What is said not to run is still parsed, if it
  is one of the above.
"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from copydesk.commands.cli import main
from copydesk.faults.registry import chosen
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from tests.docs import running
from tests.docs.blocks import ROOT, Block, Command, blocks
from tests.docs.workflows import of_workflows

READ_ONLY = ("rules", "explain", "faults", "demo --list-faults")
FOLDERS = ("shard-1", "shard-2", "shard-3", "archive")
"""What the commands are given that has to be there."""


COMMANDS = [one for block in blocks("shell") for one in block.commands] + of_workflows()
OF_COPYDESK = [one for one in COMMANDS if one.program == "copydesk"]
KNOWN = ("copydesk", "pytest", "make")


def ids(one: Command) -> str:
    """The name of a test."""
    return f"{one.place} {one.shown}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the commands find what they are given."""
    made = tmp_path_factory.mktemp("project")
    running.fill(made)
    for name in FOLDERS:
        (made / name).mkdir()
    return made


@pytest.mark.parametrize("one", OF_COPYDESK, ids=ids)
def test_copydesk_takes_its_options(one: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    shown = " ".join(one.arguments)
    if shown.startswith(READ_ONLY):
        ran = CliRunner().invoke(main, list(one.arguments), catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        assert len(ran.output) > 100
        return
    with click.Context(main) as parent:
        name, found, rest = main.resolve_command(parent, list(one.arguments))
        assert found is not None
        with found.make_context(name, rest, parent=parent) as context:
            if name == "prove":
                chosen(context.params["names"])
            if site := context.params.get("site_file"):
                load_site(site, rule_names())


@pytest.mark.parametrize("block", blocks("shell"), ids=lambda block: block.name)
def test_what_cannot_be_checked_says_why(block: Block) -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets
    for one in block.commands:
        if one.program == "make":
            assert one.arguments[0] in targets[1].split()
        if one.program not in KNOWN or one.program == "make":
            assert not block.runs, f"{one.shown}: run it, or say above the block why not"
