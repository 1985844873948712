"""What GitHub Actions shows of a run, and that text from a page is only text there."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from copydesk.report import history
from copydesk.report.outputs import github
from copydesk.report.text import one_line
from tests.report.runs import finding, run_of, verdict

LATE = finding(message="The dateline is a day off")
RUN = run_of(
    *(verdict(page, "dateline", LATE) for page in ("dialogue", "ferry")),
    verdict("quay", "share", finding("share/twice", "Shared twice", severity="warning")),
    verdict("quay", "persons", finding("persons/gone", "Nobody", known="ticket 12"), status="passed"),
    verdict("front", "snapshot", status="changed", changes=["'a' is gone", "'b' is new"]),
    verdict("back", "snapshot", status="changed", changes=["'c' is gone"]),
    site_file="sites/lantern.toml",
    seconds=12,
)
FIRST = history.compare(RUN, [])


def test_an_annotation_is_a_line_a_cause_at_the_site_file() -> None:
    assert github.commands(RUN, FIRST) == [
        "::error file=sites/lantern.toml,title=dateline/wrong-date::"
        "The dateline is a day off (dialogue, ferry)",
        "::warning file=sites/lantern.toml,title=share/twice::Shared twice (quay)",
        "::warning file=sites/lantern.toml,title=Differs from the accepted record::'c' is gone (back)",
        "::warning file=sites/lantern.toml,title=Differs from the accepted record::front: 2 changes",
    ]


def test_no_more_annotations_are_made_than_are_shown_new_ones_first() -> None:
    verdicts = [verdict("a", f"s{n}", finding(f"s{n}/gone", "Gone")) for n in range(30)]
    run = run_of(*verdicts)
    last = [history.past_of(run_of(*verdicts[:-1], name="last"))]
    lines = github.commands(run, history.compare(run, last))
    assert len(lines) == github.ANNOTATIONS
    assert lines[0] == "::error title=s29/gone (new)::Gone (a)"


def test_why_a_run_ended_comes_first() -> None:
    run = run_of(verdict("a", "x", LATE), stopped="news.example cannot be reached")
    first = github.commands(run, FIRST)[0]
    assert first == "::error title=The run could not go on::news.example cannot be reached"


def test_the_job_summary_is_a_table_by_cause_and_one_of_changes() -> None:
    shown = MarkdownIt("commonmark").enable("table").render(github.summary(RUN, FIRST))
    words = re.sub(r"\s*<[^>]+>\s*", "|", shown)
    assert words.startswith("|Lantern: 4 of 5 pages have 2 errors and 3 changes from the accepted record.|")
    assert "error|dateline/wrong-date|The dateline is a day off|dialogue, ferry|" in re.sub(
        r"\|+", "|", words
    )
    assert "|known|persons/gone|" in re.sub(r"\|+", "|", words)
    assert "|front|2 changes|" in re.sub(r"\|+", "|", words)
    assert "12 s, chromium 131|" in words


def test_a_summary_stays_below_what_github_takes() -> None:
    verdicts = [verdict(f"page {n}", f"s{n}", finding(f"s{n}/x", "wrong " * 9000)) for n in range(200)] + [
        verdict(f"q{n}", "snapshot", status="changed", changes=["y" * 9000, "z"]) for n in range(200)
    ]
    run = run_of(*verdicts)
    shown = github.summary(run, history.compare(run, []))
    assert len(shown.encode()) < 2**20
    assert "150 more causes in the report" in shown
    assert "150 more rows in the report" in shown


hostile = st.text(
    alphabet=st.one_of(
        st.sampled_from("|\\`*_{}[]()<>#+-.!~&:;@/\n\r\t =\"'%,$^"), st.characters(exclude_categories=())
    ),
    max_size=80,
)


@given(hostile)
@example("a | b \\| c")
@example("<img src=x onerror=alert(1)> <!-- ")
@example("[x](javascript:alert(1)) ![y](https://news.example/z.png)")
@example("https://news.example www.news.example a@news.example")
@example("```\n$$x$$ ~~y~~ &lt; &#60;")
def test_text_in_a_cell_of_the_summary_is_text_and_the_same(text: str) -> None:
    table = f"| a | b |\n|---|---|\n| x {github.markdown(text)} | z |\n"
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(table)
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    children = cells[2].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"x {one_line(text, github.TEXT)}".strip()
    assert tokens[-1].type == "table_close"


@given(hostile)
def test_no_address_is_left_in_the_summary_that_could_become_a_link(text: str) -> None:
    assert not re.search(r"https?://|www\.|\w@\w", github.markdown(text))


@given(hostile, hostile, hostile)
@example("a.toml", "t", "x\n::error::y")
@example("a,b:c.toml", "t,file=x::", "100%0A")
@example("a", "##[error]", "##[stop-commands]x")
def test_an_annotation_is_one_line_that_reads_back_as_what_was_said(file: str, title: str, said: str) -> None:
    line = github.command("error", file, title, said)
    assert len(line.splitlines()) == 1
    # As GitHub's runner reads it.
    assert "##[" not in line
    head, separator, data = line[2:].partition("::")
    assert separator
    properties = dict(part.split("=", 1) for part in head.removeprefix("error ").split(","))
    assert _unescaped(data) == one_line(said, github.TEXT)
    assert _unescaped(properties["title"]) == one_line(title, github.TEXT)
    if one_line(file):
        assert _unescaped(properties["file"]) == one_line(file, github.TEXT)


def _unescaped(text: str) -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text
