"""The set-up: the lock agrees with pyproject.toml; make installs once, completely, with the right Python."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import limits

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["dependency-groups"]["dev"],
    *PROJECT["build-system"]["requires"],
]
PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE))


# The lock


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_requirement_has_a_pin_that_satisfies_it(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert PINS[canonicalize_name(wanted.name)] in wanted.specifier, "run `make lock`"


def test_nothing_is_pinned_for_a_requirement_that_is_gone() -> None:
    blocks = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)
    asked_for = {block.partition("==")[0] for block in blocks if "copydesk (" in block}
    assert asked_for == {canonicalize_name(Requirement(one).name) for one in REQUIREMENTS}, "run `make lock`"


def test_the_lock_pins_by_content_and_names_no_place() -> None:
    assert not re.search(r"://|--index|--find-links|^-", LOCK, re.MULTILINE)
    unpinned = [
        block for block in re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE) if "--hash=sha256:" not in block
    ]
    assert [block for block in unpinned if block.strip()] == []


# The package


def test_the_package_asks_for_whatever_it_imports() -> None:
    files = (ROOT / "src" / "copydesk").rglob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    modules = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    foreign = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"copydesk"}
    owners = packages_distributions()
    asked_for = {canonicalize_name(Requirement(one).name) for one in PROJECT["project"]["dependencies"]}
    missing = {
        name for name in foreign if not asked_for & {canonicalize_name(one) for one in owners.get(name, ())}
    }
    # Only where a run is spread over workers, and so by xdist itself, is its scheduler imported.
    assert missing <= {"xdist"}


def test_the_package_carries_every_file_that_it_reads(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("src", "schemas"):
        unwanted = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, tmp_path / name, symlinks=True, ignore=unwanted)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    limits.run([*pip, "--wheel-dir", tmp_path, tmp_path], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = tmp_path / "src" / "copydesk"
    read = {file.relative_to(package.parent).as_posix() for file in package.rglob("*") if file.is_file()}
    schemas = {f"copydesk/schemas/files/{file.name}" for file in (tmp_path / "schemas").iterdir()}
    assert carried == read | schemas


# make

MAKE = shutil.which("make")

PYTHON = """#!/bin/sh
case "$*" in
    "-c import sys; sys.exit"*) exit {too_old:d};;
    "-c import sys; print"*) echo {version};;
    "--version") echo "Python {version}";;
    "-m venv "*)
        case "$*" in *--clear*) rm -rf .venv;; esac
        mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo "#!$PWD/.venv/bin/python" > .venv/bin/pip;;
    "-m pip "*)
        echo "$*" >> pip.log
        if [ -e broken-network ]; then case "$*" in *--editable*) exit 1;; esac; fi;;
    "-m copydesk.browser.install") echo "Browser: one";;
esac
"""

pytestmark = pytest.mark.skipif(MAKE is None or sys.platform == "win32", reason="there is no make")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone, with a folder `bin` for stand-in Pythons that is first on PATH."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    python(tmp_path, "python3")
    return tmp_path


def python(clone: Path, name: str, version: str = "3.12", *, too_old: bool = False) -> Path:
    path = clone / "bin" / name
    path.write_text(PYTHON.format(version=version, too_old=too_old))
    path.chmod(0o755)
    return path


def make(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # What the make that runs these tests passes on to its children is no business of this one.
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))
    }
    return limits.run(
        [MAKE or "make", "--no-print-directory", *arguments],
        cwd=clone,
        env=inherited | {"PATH": f"{clone / 'bin'}:/usr/bin:/bin"},
    )


def pip_calls(clone: Path) -> list[str]:
    log = clone / "pip.log"
    return log.read_text().splitlines() if log.exists() else []


def test_the_lock_is_installed_and_then_the_project(clone: Path) -> None:
    run = make(clone, "browser")
    assert run.returncode == 0, run.stderr
    locked, project = pip_calls(clone)
    assert "--require-hashes" in locked
    assert locked.endswith("-r requirements.lock")
    assert "--editable ." in project


def test_a_second_time_nothing_is_installed(clone: Path) -> None:
    make(clone, "browser")
    before = pip_calls(clone)
    again = make(clone, "browser")
    assert again.stdout == "Browser: one\n"
    assert pip_calls(clone) == before


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml"])
def test_a_changed_requirement_is_installed(clone: Path, file: str) -> None:
    make(clone, "browser")
    with (clone / file).open("a") as text:
        text.write("# changed\n")
    make(clone, "browser")
    assert len(pip_calls(clone)) == 4


def test_a_file_that_is_only_newer_changes_nothing(clone: Path) -> None:
    make(clone, "browser")
    stamp = next((clone / ".venv").glob("installed-*")).stat().st_mtime
    os.utime(clone / "requirements.lock", (stamp + 60, stamp + 60))
    make(clone, "browser")
    assert len(pip_calls(clone)) == 2


def test_an_interrupted_installation_is_taken_up_again(clone: Path) -> None:
    (clone / "broken-network").touch()
    assert make(clone, "browser").returncode != 0
    (clone / "broken-network").unlink()
    assert make(clone, "browser").returncode == 0
    assert len(pip_calls(clone)) == 4


def test_a_python_that_is_too_old_is_passed_over(clone: Path) -> None:
    python(clone, "python3", "3.9", too_old=True)
    python(clone, "python3.14", "3.14")
    run = make(clone, "browser")
    assert "with Python 3.14" in run.stdout


def test_no_python_that_is_new_enough_is_one_sentence_and_what_to_do(clone: Path) -> None:
    old = python(clone, "old", "3.9", too_old=True)
    run = make(clone, "test", f"PYTHON={old}")
    assert run.returncode != 0
    assert f"copydesk needs Python 3.11 or newer, and none of these is: {old}." in run.stderr
    assert "make test PYTHON=/path/to/python3" in run.stderr
    assert pip_calls(clone) == []


def test_the_python_can_be_chosen(clone: Path) -> None:
    python(clone, "mine", "3.13")
    assert "with Python 3.13" in make(clone, "browser", "PYTHON=mine").stdout


def test_another_python_makes_the_environment_anew(clone: Path) -> None:
    make(clone, "browser")
    (clone / ".venv" / "left-over").touch()
    python(clone, "mine", "3.13")
    make(clone, "browser", "PYTHON=mine")
    assert not (clone / ".venv" / "left-over").exists()


def test_an_environment_that_was_moved_is_made_anew(clone: Path, tmp_path: Path) -> None:
    make(clone, "browser")
    (clone / ".venv" / "left-over").touch()
    moved = tmp_path.with_name("elsewhere")
    clone.rename(moved)
    make(moved, "browser")
    assert not (moved / ".venv" / "left-over").exists()


def test_an_environment_that_is_only_out_of_date_is_kept(clone: Path) -> None:
    make(clone, "browser")
    (clone / ".venv" / "left-over").touch()
    (clone / "requirements.lock").write_text("")
    make(clone, "browser")
    assert (clone / ".venv" / "left-over").exists()


def test_continuous_integration_runs_what_the_readme_says(clone: Path) -> None:
    (clone / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", clone / ".ci")
    fake = clone / "bin" / "make"
    fake.write_text('#!/bin/sh\necho "$PWD" "$@"\n')
    fake.chmod(0o755)
    run = limits.run(
        ["bash", str(clone / ".ci" / "run")],
        cwd="/",
        env={"PATH": f"{clone / 'bin'}:/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        check=True,
    )
    assert run.stdout.split() == [str(clone), "--no-print-directory", "test"]
