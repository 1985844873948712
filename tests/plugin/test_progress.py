"""While it runs, a run says which page it looks at and how that went; other tests keep pytest's dots."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from copydesk.plugin.progress import Page, Pages
from copydesk.report.run import Said
from copydesk.site.model import PageEntry
from tests.limits import within
from tests.plugin.projects import PAGE, Outcome, Project, project
from tests.report.runs import finding, verdict

PAGES = {
    "good": PAGE.format("Ferry is back", "It sails again."),
    "broken": PAGE.format("Ferry is back", "It sails {{item.suffix}} again."),
    "front": PAGE.format("News", "Nothing today."),
}
OWN = """
    import pytest


    @pytest.mark.parametrize("number", range(5))
    def test_own(number):
        assert number != 3


    def test_article_of_own(article):
        assert article.url
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project(tmp_path_factory.mktemp("progress"), PAGES, {"front": "feed"}) as made:
        made.write("tests/test_own.py", OWN)
        yield made


@pytest.fixture(scope="module", params=[(), ("-n", "2")], ids=["alone", "parallel"])
def ran(request: pytest.FixtureRequest, made: Project) -> Outcome:
    # The project's runs have -v; -q takes it back.
    return made.pytest("-q", "-k", "toy or own", *request.param)


def test_a_page_leaves_one_line_in_a_log(ran: Outcome) -> None:
    lines = [
        re.sub(r"\d+\.\d s", "0.4 s", line) for line in ran.text.splitlines() if line.startswith(("✓", "✗"))
    ]
    assert set(lines[:3]) == {
        "✓ good  0.4 s, 3 subjects, 1 warning",
        "✗ broken  1 error, 1 warning, 0.4 s",
        "✓ front  0.4 s, 3 subjects, 1 warning",
    }
    before = ran.text.partition("= FAILURES =")[0]
    assert "▸" not in before
    assert "test_article.py" not in before
    assert "test_feed.py" not in before


def test_other_tests_keep_their_dots(ran: Outcome) -> None:
    before = ran.text.partition("= FAILURES =")[0]
    dots = "".join(re.findall(r"^(?:tests/test_own\.py )?([.F]+)(?: *\[ *\d+%\])?$", before, re.M))
    assert sorted(dots) == sorted("......F"[1:] + ".")


def test_pytest_still_counts_everything_and_lists_what_failed(ran: Outcome) -> None:
    assert re.search(r"2 failed, 11 passed, \d+ skipped", ran.text)
    assert "FAILED tests/test_article.py::test_article[broken-toy-template]" in ran.text
    assert "FAILED tests/test_own.py::test_own[3]" in ran.text
    assert ran.code == pytest.ExitCode.TESTS_FAILED


def test_v_is_as_pytest_has_it(made: Project) -> None:
    ran = made.pytest("-k", "toy and good")
    assert "test_article.py::test_article[good-toy-footer]" in ran.of("PASSED")
    assert "✓" not in ran.text


def test_a_page_that_was_left_early_is_told(made: Project) -> None:
    made.write("tests/test_slip.py", "def test_slip(article, subject):\n    assert subject != 'toy-footer'\n")
    ran = made.pytest("-q", "-x", "tests/test_slip.py", "-k", "good and toy")
    (made.folder / "tests/test_slip.py").unlink()
    assert re.search(r"^✗ good  .*\d+\.\d s, not finished$", ran.text, re.M)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("parallel", [(), ("-n", "2")], ids=["alone", "parallel"])
def test_on_a_terminal_one_line_changes(made: Project, parallel: tuple[str, ...]) -> None:
    screen = on_terminal(made, "-k", "toy", *parallel)
    shown = re.findall(r"\r▸ ([^\r\n]*?) *(?=[\r\n])", re.sub(r"\x1b\[[\d;]*[mK]", "", screen))
    assert shown[-1].endswith("3 of 3")
    if not parallel:
        assert shown == ["good  article  1 of 3", "broken  article  2 of 3", "front  feed  3 of 3"]
    lines = [line.rpartition("\r")[2] for line in re.sub(r"\x1b\[[\d;]*[mK]", "", screen).split("\n")]
    before = "\n".join(lines).partition("FAILURES")[0]
    assert re.search(r"\r✗ broken  1 error, 1 warning, \d+\.\d s", re.sub(r"\x1b\[[\d;]*[mK]", "", screen))
    # What is in order has left nothing.
    assert "✓ good" not in before


def on_terminal(made: Project, *arguments: str) -> str:
    """All that a run writes on a terminal."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm"}
    for name in ("CI", "GITHUB_ACTIONS", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:hypothesispytest",
        *arguments,
    ]
    with subprocess.Popen(
        command, cwd=made.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    ) as run:
        os.close(theirs)
        written = b""
        try:
            while some := os.read(ours, 65536):
                written += some
        except OSError:  # how Linux says that the other side is closed
            pass
        finally:
            os.close(ours)
        within(run.wait)
    return written.decode("utf-8", "replace").replace("\r\n", "\n")


def report(nodeid: str, outcome: str = "passed") -> pytest.TestReport:
    return pytest.TestReport(nodeid, ("", 0, ""), {}, outcome, None, "call", duration=0.2)  # type: ignore[arg-type]


def page_after(*said: Said | None) -> str:
    page = Page("dialogue", "article", "")
    for number, one in enumerate(said):
        page.take(report(f"[{number}]", "passed" if one else "failed"), one)
    return page.line()


def test_what_is_told_of_a_page() -> None:
    fine, wrong = Said(verdict=verdict("a", "x")), Said(verdict=verdict("a", "x", finding()))
    changed = Said(verdict=verdict("a", "snapshot", status="changed", changes=["b", "c"]))
    known = Said(verdict=verdict("a", "x", finding(known="ticket 12"), status="passed"))
    assert page_after(fine, fine) == "✓ dialogue  0.4 s, 2 subjects"
    assert page_after(fine, known) == "✓ dialogue  0.4 s, 2 subjects, 1 known"
    assert page_after(wrong, changed, fine) == "✗ dialogue  1 error, 2 changes, 0.6 s"
    assert page_after(changed, fine) == "~ dialogue  2 changes, 0.4 s"
    assert page_after(None, fine) == "✗ dialogue  1 item crashed, 0.4 s"


def test_pages_are_told_from_the_ids_of_items() -> None:
    names = ("ferry", "ferry-2", "диалог")
    pages = Pages(
        [PageEntry(name=name, kind="article", url="/") for name in names],
        lambda _: ["dateline", "read-also"],
    )
    ids = {
        "t.py::test[ferry-dateline]": "ferry",
        "t.py::test[ferry-2-read-also]": "ferry-2",
        "t.py::test[firefox-ferry-dateline]": "ferry (firefox)",
        r"t.py::test[\u0434\u0438\u0430\u043b\u043e\u0433-dateline]": "диалог",
        "t.py::test[ferry]": None,
        "t.py::test[ferry-other]": None,
        "t.py::test[x-dateline]": None,
        "t.py::test": None,
    }
    pages.expect(ids)
    assert {nodeid: page.name for nodeid, page in pages.of.items()} == {
        nodeid: name for nodeid, name in ids.items() if name
    }
    assert pages.others
    assert len(pages) == 4
