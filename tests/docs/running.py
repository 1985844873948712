"""A throwaway project with the suite, Lantern's site file and records, and the manual's own site file."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

import msgspec

from tests import limits
from tests.docs.blocks import ROOT, Command, block

CHILD = Path(__file__).with_name("child.py")


def fill(folder: Path) -> None:
    """Put a project into a folder that is empty, or has files that are in nobody's way."""
    shutil.copytree(ROOT / "tests/site", folder / "tests/site", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "snapshots", folder / "snapshots")
    (folder / "sites").mkdir(exist_ok=True)
    shutil.copy(ROOT / "sites/lantern.toml", folder / "sites")
    (folder / "sites/gazette.toml").write_text(block("docs/your-site.md", "toml"), "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")


def with_more(command: Command, *arguments: str) -> Command:
    """A command with more arguments."""
    return msgspec.structs.replace(command, arguments=(*command.arguments, *arguments))


def run(folder: Path, commands: Sequence[Command]) -> list[tuple[int, str]]:
    """Run commands of pytest there, one after the other: exit codes and output."""
    jobs = [(command.arguments, dict(command.environ)) for command in commands]
    unwanted = ("CI", "GITHUB_ACTIONS", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST")
    environ = {name: value for name, value in os.environ.items() if name not in unwanted}
    with TemporaryFile("w+") as asked:
        json.dump(jobs, asked)
        asked.seek(0)
        done = limits.run(
            [sys.executable, str(CHILD)],
            cwd=folder,
            env={**environ, "COLUMNS": "80", "NO_COLOR": "1"},
            stdin=asked,
        )
    assert done.returncode == 0, done.stderr
    return [(code, output) for code, output in json.loads(done.stdout)]
