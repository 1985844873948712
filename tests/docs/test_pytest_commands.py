"""The commands of pytest that the README and the manual show, and the tests that the manual shows.

- What somebody does in the first hour truly runs, in a browser: the commands of `getting-started.md` on
  Lantern, those of `your-site.md` on two small pages, with the site file that the page shows. `--base-url` is
  added, as that site is at no address. The tests of `own-tests.md` run beside its suite. What
  `getting-started.md` shows as output is compared line by line with what was printed.
- All others run with `--collect-only`: each option is there, the site file is read, faults have a name, and
  `-k` finds something. What they do in a browser is tried elsewhere.
- Of the output of a whole run, only the number of subjects is compared.

All of it is one process of its own, since to import what it needs takes longer than a small run does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from click.testing import CliRunner

from copydesk.commands.cli import main
from copydesk.report.codes import CHANGED
from tests.docs import running
from tests.docs.blocks import Block, Command, blocks
from tests.docs.workflows import of_workflows
from tests.plugin.projects import Project, project

pytestmark = pytest.mark.xdist_group("the manual's commands")

FERRY = """<!doctype html><html lang=en><head><title>Ferry returns - The Harbour Gazette</title>
<meta name=viewport content="width=device-width"><link rel=icon href="data:,">
<meta property="og:image" content="https://news.example/ferry.jpg">
<style>body { margin: 2em; font-family: serif }</style></head><body><main><article>
<h1>Ferry returns</h1>
<p>The island ferry sails again from Monday, after nine days of storm, the harbour master said.</p>
<p>Nobody had waited for it longer than the postman.</p></article></main></body></html>"""
FRONT = """<!doctype html><html lang=en><head><title>The Harbour Gazette</title>
<meta name=viewport content="width=device-width"><link rel=icon href="data:,">
<style>body {{ margin: 2em; font-family: serif }}</style></head><body><h1>News</h1><main><ul>{}</ul></main>
</body></html>""".format(
    "".join(
        f'<li><a href="/2026/story-{n}.html">Story number {n} of the harbour</a> <time>{n}:00</time></li>'
        for n in range(10, 22)
    )
)
COLLECT = ("--collect-only", "-q")
WHOLE = Command("the whole suite", "pytest", ("tests/site", *COLLECT))
SHOWN = [one for block in blocks("shell") for one in block.commands] + of_workflows()
COLLECTED = {one: running.with_more(one, *COLLECT) for one in SHOWN if one.program == "pytest"}


class Ran(msgspec.Struct):
    """A project, and what came of each command in it: the exit code, and what was printed."""

    made: Project
    started: list[tuple[int, str]]
    own: list[tuple[int, str]]
    collected: dict[tuple[str, ...], tuple[int, str]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """All commands, run."""
    folder = tmp_path_factory.mktemp("manual")
    with project(folder, {"2026/ferry": FERRY, "index": FRONT}) as made:
        (made.folder / "conftest.py").unlink()
        (made.folder / "sites/small.toml").unlink()
        running.fill(made.folder)
        for number, block in enumerate(blocks("python")):
            made.write(f"tests/own/test_gazette_{number}.py", block.source)
        first, update = of_page("your-site")
        started = of_page("getting-started")
        own = [
            running.with_more(one, f"--base-url={made.base_url}", *more)
            for one, more in ((first, ()), (update, ()), (first, ("tests/own", "-rA")))
        ]
        collected = list({one.key: one for one in [WHOLE, *COLLECTED.values()]}.values())
        results = running.run(made.folder, [*started, *own, *collected])
        yield Ran(
            made,
            results[: len(started)],
            results[len(started) : -len(collected)],
            dict(zip([one.key for one in collected], results[-len(collected) :], strict=True)),
        )


def test_each_has_only_options_that_there_are_and_finds_items(ran: Ran) -> None:
    wrong = {}
    for one, collecting in COLLECTED.items():
        code, output = ran.collected[collecting.key]
        # All else has been read by the time that the recording is looked for.
        no_recording = "--replay" in one.arguments and "there is no such recording" in output
        if code != pytest.ExitCode.OK and not no_recording:
            wrong[f"{one.place}: {one.shown}"] = output
    assert len(COLLECTED) > 20
    assert not wrong


def test_the_numbers_of_a_whole_run_are_those_of_its_items(ran: Ran) -> None:
    items = re.search(r"(\d+) tests collected", ran.collected[WHOLE.key][1])
    assert items
    shown = [re.findall(r"^Subjects: (.*)\.$", one.source, re.MULTILINE) for one in blocks("text")]
    told = [sum(map(int, re.findall(r"\d+", line))) for lines in shown for line in lines]
    assert [number for number in told if number > 500] == [int(items[1])] * 3


def test_getting_started_runs_and_prints_what_the_page_shows(ran: Ran) -> None:
    assert [code for code, _ in ran.started] == [pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED]
    printed = dict(zip([one.key for one in of_page("getting-started")], ran.started, strict=True))
    shown = list(outputs("getting-started"))
    assert len(shown) == 4
    for one, output in shown:
        if one.program == "pytest":
            assert not missing(output, printed[one.key][1])
        else:
            assert not missing(output, CliRunner().invoke(main, list(one.arguments)).output)


def test_a_site_of_ones_own_is_refused_until_its_records_are_accepted(ran: Ran) -> None:
    (refused, why), (accepted, _), (passed, printed) = ran.own
    assert refused == CHANGED, why
    assert "no accepted record" in why
    assert (ran.made.folder / "snapshots/gazette/ferry.json").exists()
    assert (accepted, passed) == (0, 0), printed


@pytest.mark.parametrize(
    "name",
    [
        "test_headlines_fit_the_front_page[ferry]",
        "test_the_front_page_is_full[front]",
        "test_pages_are_small[ferry]",
        "test_pages_are_small[front]",
        "test_article[ferry-headline]",
    ],
)
def test_its_own_tests_run_once_for_each_page_that_they_ask_for(ran: Ran, name: str) -> None:
    assert re.search(rf"PASSED tests/own/test_gazette_\d\.py::{re.escape(name)}", ran.own[-1][1])
    assert "The Harbour Gazette" in ran.made.report


def test_output_that_was_not_printed_is_noticed() -> None:
    assert missing("one …\nthree", "one thing\n  two\n three\n") == []
    assert missing("one\nthree", "three\none\n") == ["three"]
    assert missing("one fault", "one fault less\n") == ["one fault"]


def of_page(name: str) -> list[Command]:
    """The commands of pytest on a page, which are two."""
    page = [block for block in blocks("shell") if block.page == f"docs/{name}.md" and block.runs]
    found = [one for block in page for one in block.commands if one.program == "pytest"]
    assert len(found) == 2
    return found


def outputs(name: str) -> Iterator[tuple[Command, str]]:
    """What a page shows as output, with the command that it is the output of: the last one above it."""
    last: Block | None = None
    for block in blocks():
        if block.page == f"docs/{name}.md" and block.language == "shell":
            last = block
        elif block.page == f"docs/{name}.md" and block.language == "text" and block.runs:
            assert last is not None
            yield last.commands[-1], block.source


def missing(shown: str, printed: str) -> list[str]:
    """The lines of a block that were not printed, in this order; `…` stands for anything."""
    lines = iter([" ".join(line.split()) for line in printed.splitlines()])
    wanted = [" ".join(line.split()) for line in shown.splitlines() if line.strip()]
    patterns = {line: re.compile(".*".join(map(re.escape, line.split("…")))) for line in wanted}
    return [line for line in wanted if not any(patterns[line].fullmatch(one) for one in lines)]
