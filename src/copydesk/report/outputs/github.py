"""What GitHub Actions shows of a run: annotations, and a summary of the job.

Text from a page is escaped twice over: for a terminal, as annotations pass through the log, and for the
syntax of workflow commands and of Markdown.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from copydesk.report import since
from copydesk.report.causes import Cause, causes_of, changes_of, sentence
from copydesk.report.history import Comparison
from copydesk.report.html import duration
from copydesk.report.run import Run
from copydesk.report.text import one_line
from copydesk.text.counted import count

ANNOTATIONS = 10
"""GitHub shows so many errors, and so many warnings, of a step."""
ROWS = 50
"""So many rows each table of the job's summary has; the report has all of them."""
TEXT = 300
PAGES = 8

_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
"""All of ASCII's punctuation: Markdown lets any of it be escaped."""


def tell(run: Run, compared: Comparison, say: Callable[[str], object]) -> None:
    """Annotations in the log and a summary of the job, where the environment says that this is a job."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in commands(run, compared):
            say(line)
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(file).open("a", encoding="utf-8") as summary_file:
                summary_file.write(summary(run, compared))
        except OSError as error:
            say(f"! Could not write the job summary: {error.strerror or error}")


def commands(run: Run, compared: Comparison) -> list[str]:
    """The workflow commands to print: why the run ended, then a line a cause, new ones first."""
    errors: list[str] = []
    warnings: list[str] = []
    if run.incomplete:
        errors.append(command("error", "", "The report is not complete", run.incomplete))
    if run.stopped:
        errors.append(command("error", "", "The run could not go on", run.stopped))
    fresh = since.Fresh(run, compared)
    for cause in sorted(causes_of(run), key=lambda one: one not in fresh):
        if cause.severity != "known":
            told = errors if cause.severity == "error" else warnings
            title = f"{cause.rule} (new)" if cause in fresh else cause.rule
            told.append(command(cause.severity, run.site_file, title, f"{cause.message} ({_pages(cause)})"))
    single, many = changes_of(run)
    differs = "Differs from the accepted record"
    for cause in single:
        warnings.append(command("warning", run.site_file, differs, f"{cause.message} ({_pages(cause)})"))
    for page, number in many.items():
        words = f"{page}: {count(number, 'change')}"
        warnings.append(command("warning", run.site_file, differs, words))
    return [*errors[:ANNOTATIONS], *warnings[:ANNOTATIONS]]


def command(level: str, file: str, title: str, message: str) -> str:
    """A workflow command on one line."""
    properties = [f"file={_property(file)}"] if file else []
    properties.append(f"title={_property(title)}")
    return f"::{level} {','.join(properties)}::{_data(message)}"


def summary(run: Run, compared: Comparison) -> str:
    """The job's summary in Markdown: the verdict, then a table by cause, then what changed."""
    return "\n".join(_summary(run, compared)) + "\n"


def _summary(run: Run, compared: Comparison) -> Iterator[str]:
    pages = run.pages()
    yield f"## {markdown(run.site)}: {markdown(sentence(run, pages))}"
    if words := since.words(run, compared):
        yield f"\n{words}"
    causes, fresh = causes_of(run), since.Fresh(run, compared)
    if causes:
        yield "\n| | Rule | What is wrong | Pages |\n|---|---|---|---|"
    for cause in causes[:ROWS]:
        what = f"{cause.severity}, new" if cause in fresh else cause.severity
        yield f"| {what} | {markdown(cause.rule)} | {markdown(cause.message)} | {markdown(_pages(cause))} |"
    if len(causes) > ROWS:
        yield f"\n… and {count(len(causes) - ROWS, 'more cause')} in the report."
    single, many = changes_of(run)
    rows = [(_pages(cause), cause.message) for cause in single]
    rows += [(page, count(number, "change")) for page, number in many.items()]
    if rows:
        yield "\n| Page | Difference from the accepted record |\n|---|---|"
    for page, what in islice(rows, ROWS):
        yield f"| {markdown(page)} | {markdown(what)} |"
    if len(rows) > ROWS:
        yield f"\n… and {count(len(rows) - ROWS, 'more row')} in the report."
    subjects = sum(len(page.verdicts) for page in pages)
    facts = [count(len(pages), "page"), count(subjects, "subject"), duration(run.seconds), *run.browsers]
    facts += [f"commit {run.commit}"] if run.commit else []
    yield f"\n{markdown(', '.join(facts))}"


def markdown(text: str, limit: int = TEXT) -> str:
    """Text from a page as text in Markdown, wherever in a line it stands: nothing in it is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text, limit))


def _pages(cause: Cause) -> str:
    shown = ", ".join(cause.pages[:PAGES])
    more = len(cause.pages) - PAGES
    return f"{shown} and {more} more" if more > 0 else shown


def _data(text: str) -> str:
    """Text as the message of a workflow command."""
    line = one_line(text, TEXT)
    return line.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text as the value of a workflow command's property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
