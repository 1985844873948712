"""The house: which rooms there are, that none imports one above it, and that ARCHITECTURE.md says so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "copydesk"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
ORDER = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")


def test_no_room_imports_one_above_it_and_there_is_no_circle() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_everything_is_in_a_room_that_says_what_it_is_for() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    loose = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    assert loose == {"__init__.py", "__main__.py", "py.typed"}
    assert rooms == set(ORDER)
    for init in PACKAGE.rglob("__init__.py"):
        assert init.read_text("utf-8").startswith('"""'), init


def test_the_architecture_lists_the_rooms_in_their_order() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE) == ORDER


def test_the_architecture_names_files_that_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+/[\w/]+\.(?:py|js))`", text))
    assert named
    missing = [name for name in named if not (PACKAGE / name).exists() and not (ROOT / name).exists()]
    assert missing == []
