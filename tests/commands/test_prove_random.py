"""`copydesk prove --random` changes a site's pages by lot, and says what nobody would have noticed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from copydesk.commands.prove_random import sentence
from copydesk.proving.random import Tried
from tests import forking
from tests.plugin.projects import Project, project

FERRY = """<!doctype html><html lang=en><head><title>Ferry is back</title>
<style>body { font: 16px sans-serif } .note { display: none }</style></head><body><main><article>
<h1>Ferry is back</h1>
<div class=body><p>The ferry to Kestrel Bay sails again after nine days, the harbour's office said.</p>
<p>Nobody had waited for it <a href=/post>longer than</a> the postman.</p></div></article></main></body>
</html>"""
ELEMENTS = """
[elements.article.headline]
selector = "h1"

[elements.article.body]
selector = ".body"
parts = { paragraph = "p" }
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A site of two articles."""
    pages = {"ferry": FERRY, "late": FERRY.replace("back", "late")}
    with project(tmp_path_factory.mktemp("random"), pages) as made:
        file = made.folder / "sites/small.toml"
        file.write_text(f"{file.read_text()}\n{ELEMENTS}")
        yield made


def prove(made: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the command prints, and how it ends."""
    command = [sys.executable, "-m", "copydesk", "prove", "--site", "sites/small.toml", *arguments]
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}
    return forking.run(command, cwd=made.folder, env=environment)


def mutations(made: Project, *arguments: str) -> list[dict[str, Any]]:
    """What came of each mutation, as it was written down."""
    ran = prove(made, *arguments, "--json", "random.json")
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr
    data = json.loads((made.folder / "random.json").read_text())
    return [one for one in data["mutations"] if one["mutation"]]


def test_the_same_seed_gives_the_same_and_a_number_gives_one_of_them(made: Project):
    first = mutations(made, "--random", "4", "--seed", "5")
    assert [one["mutation"] for one in first] == [f"5:{index}" for index in range(4)]
    assert mutations(made, "--random", "2", "--seed", "5:2") == first[2:]


def test_what_escapes_is_told_with_what_it_does_and_how_to_repeat_it(made: Project):
    ran = prove(made, "--random", "40", "--seed", "3")
    escaped = re.findall(r"✗ escaped: (3:\d+) \(.+\) on (?:ferry|late)\n    <", ran.stdout)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert escaped
    for name in escaped:
        assert f"again: copydesk prove --random 1 --seed {name} --site sites/small.toml" in ran.stdout
    assert re.search(r"% caught: \d+ of \d+ mutations that change something visible or readable", ran.stdout)
    assert "4 unchanged visits: " in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--random", "1", "--seed", "x"], "'x' is not a seed; use a number such as 7, or 7:123"),
        (["--random", "0"], "0 is not in the range"),
        (["--random", "1", "--fault", "headline-gone"], "--fault and --random cannot be combined"),
    ],
)
def test_what_was_given_wrongly_is_told(made: Project, arguments: list[str], said: str):
    ran = prove(made, *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr


def tried(status: str, **fields: Any) -> Tried:
    """What came of a mutation."""
    return Tried(index=1, mutation="1:1", page="ferry", status=status, **fields)  # type: ignore[arg-type]


def test_equivalent_mutations_are_not_counted():
    caught = tried("caught", rules=["headline/missing"])
    found = [caught, tried("caught", changes=["lead: x is gone"]), tried("equivalent"), tried("escaped")]
    assert sentence(found) == (
        "66.7 % caught: 2 of 3 mutations that change something visible or readable, 1 by rules, "
        "1 by the accepted record alone."
    )
    assert sentence([tried("equivalent")]) == "Nothing visible or readable was changed."
    alarm = Tried(index=1, page="ferry", status="false alarm")
    assert sentence([alarm, caught]).endswith("1 unchanged visit: 1 false alarm.")
