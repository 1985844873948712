"""How well articles are read from stored pages, beside trafilatura on the same pages.

    python benchmarks/extraction.py DIR [--site FILE] [--misses]

DIR is an archive: `index.json`, a list of `{file, url, truth}`, and the pages it names. `truth` is a list of
versions, each with `title`, `publishing_date` (ISO 8601), `authors` and `body`: `{summary: [...], sections:
[{headline: [...], paragraphs: [...]}]}`; the version that belongs to a page is the one whose text the page
holds. Each page is replayed in the browser under its own address, with the network closed.

Measured are, in the whole and in both halves (every second page):

- headline: the share that equals the title, white space and the form of quotes aside;
- authors: the share whose set of names equals the truth's, capitals aside;
- shown: the share of which a text was found that shows readers the time of publication; no truth is known,
  and trafilatura does not look for it;
- date: the share that is on the same day, seen from the offset that the truth is given in;
- text: the mean token F1 of the body against the truth's paragraphs and the headings between them;
- whole: the same with the lead before the one, and the summary before the other.

Both readers are held against the same truth in the same way. Where a truth was taken from what a page tells
programs, a headline that is shown otherwise counts as a miss, for both.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from statistics import fmean, median

import msgspec
import trafilatura
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table
from trafilatura.settings import Document

from copydesk.browser.archive import (
    CLOSED_NETWORK,
    ONE_PROCESS,
    ArchivedPage,
    ArchiveVisitor,
    read_index,
    read_page,
)
from copydesk.browser.start import started_browser
from copydesk.disk.read import FileError
from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.reading.article import read
from copydesk.records.article import Article
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import PageEntry, Site, SiteError


class Section(msgspec.Struct):
    """A part of an article: the headings over it, and its paragraphs."""

    headline: list[str] = []
    paragraphs: list[str] = []


class Body(msgspec.Struct):
    """The text of an article."""

    summary: list[str] = []
    sections: list[Section] = []


class Truth(msgspec.Struct):
    """What is true of one version of an article."""

    title: str
    publishing_date: str | None = None
    authors: list[str] = []
    body: Body = msgspec.field(default_factory=Body)

    @property
    def text(self) -> list[str]:
        """Paragraphs, with the headings between them."""
        return [line for section in self.body.sections for line in (*section.headline, *section.paragraphs)]

    @property
    def whole(self) -> list[str]:
        """The text with the summary before it."""
        return [*self.body.summary, *self.text]


class Entry(ArchivedPage):
    """A line of the index, with what is known of the page."""

    truth: list[Truth] = msgspec.field(default_factory=list)


class Reading(msgspec.Struct, kw_only=True):
    """What a reader made of a page; `day` is the publishing date as that reader tells it, ISO 8601; `shown`
    is the text that shows it to readers."""

    headline: str = ""
    day: str = ""
    authors: list[str] = []
    shown: str = ""
    text: str = ""
    lead: str = ""


class Score(msgspec.Struct, kw_only=True):
    """How good a reading is: four answers and two token F1."""

    headline: bool
    date: bool
    authors: bool
    shown: bool
    text: float
    whole: float


class Result(msgspec.Struct, kw_only=True):
    """One page, read by both; `milliseconds` is what it took copydesk to read the record from the capture."""

    entry: Entry
    truth: Truth
    ours: Reading
    theirs: Reading
    our_score: Score
    their_score: Score
    milliseconds: float


def entries(folder: Path) -> list[Entry]:
    """The pages of the archive of which something is known. Raises `FileError`."""
    return [entry for entry in read_index(folder, Entry) if entry.truth]


def version_of(entry: Entry, markup: str) -> Truth:
    """The version of the truth whose text the page holds most of."""
    if len(entry.truth) == 1:
        return entry.truth[0]
    page = squeeze(html.unescape(re.sub(r"<[^>]*>", "", markup)))

    def held(truth: Truth) -> float:
        lines = truth.whole
        return sum(len(line) for line in lines if squeeze(line)[:60] in page) / (sum(map(len, lines)) or 1)

    return max(entry.truth, key=held)


def squeeze(text: str) -> str:
    """A text's letters and digits alone."""
    return re.sub(r"[\W_]+", "", text.casefold())


def same_headline(ours: str, title: str) -> bool:
    """Whether two headlines are equal, white space and the form of quotes aside."""
    return plain(ours) == plain(title)


def plain(text: str) -> str:
    """A text with single spaces, plain quotes and no soft hyphens."""
    text = re.sub("[“”„‟«»‹›″]", '"', text.replace("\xad", "").replace("\u200b", ""))
    return " ".join(re.sub("[‘’‚‛′`´]", "'", text).split())


def same_day(ours: str, truth: str | None) -> bool:
    """Whether a date, or a time seen from the truth's offset, is on the truth's day."""
    if not truth or not ours:
        return not truth and not ours
    at = datetime.fromisoformat(truth)
    if len(ours) == len("2031-03-05"):
        return date.fromisoformat(ours) == at.date()
    own = datetime.fromisoformat(ours)
    return (own.astimezone(at.tzinfo) if at.tzinfo and own.tzinfo else own).date() == at.date()


def same_names(ours: Sequence[str], truth: Sequence[str]) -> bool:
    """Whether two lists name the same people, in whatever order and capitals."""
    mine, true = ({plain(name).casefold() for name in names} for names in (ours, truth))
    return mine == true


_TOKEN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|[^\W\u2e80-\u9fff\uac00-\ud7af]+")


def token_f1(ours: str, truth: str) -> float:
    """F1 of two bags of words; in scripts without spaces a character is a word."""
    mine, true = (Counter(_TOKEN.findall(text.casefold())) for text in (ours, truth))
    common = (mine & true).total()
    return 2 * common / (mine.total() + true.total()) if mine or true else 1.0


def score(reading: Reading, truth: Truth) -> Score:
    """Hold a reading against the truth."""
    whole = f"{reading.lead}\n{reading.text}"
    return Score(
        headline=same_headline(reading.headline, truth.title),
        date=same_day(reading.day, truth.publishing_date),
        authors=same_names(reading.authors, truth.authors),
        shown=bool(reading.shown),
        text=token_f1(reading.text, "\n".join(truth.text)),
        whole=token_f1(whole, "\n".join(truth.whole)),
    )


def read_ours(capture: Capture, site: Site) -> tuple[Reading, float]:
    """What copydesk reads from a capture, and the milliseconds that took."""
    started = time.perf_counter()
    article = read(Page(capture, site)) if capture.loaded else Article(url=capture.url)
    milliseconds = (time.perf_counter() - started) * 1000
    reading = Reading(
        headline=article.headline,
        day=(article.published.iso or "") if article.published else "",
        authors=article.authors,
        shown=article.published.text if article.published else "",
        text="\n".join(block.text for block in article.body),
        lead=article.lead,
    )
    return reading, milliseconds


def read_theirs(markup: str, url: str) -> Reading:
    """What trafilatura reads from a page as the server sent it."""
    found = trafilatura.bare_extraction(markup, url=url, with_metadata=True, include_comments=False)
    if not isinstance(found, Document):
        return Reading()
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return Reading(headline=found.title or "", day=found.date or "", authors=authors, text=found.text or "")


def measure(folder: Path, site: Site) -> Iterator[Result]:
    """Read every page of the archive both ways. Raises `FileError`, and what a missing browser raises."""
    with (
        started_browser(arguments=[CLOSED_NETWORK, ONE_PROCESS]) as browser,
        ArchiveVisitor(browser, site) as visitor,
    ):
        for entry in entries(folder):
            page = PageEntry(name=entry.file, kind="article", url=entry.url)
            capture = visitor.visit_stored(page, read_page(folder / entry.file))
            truth = version_of(entry, capture.html)
            ours, milliseconds = read_ours(capture, site)
            theirs = read_theirs(capture.html, entry.url)
            yield Result(
                entry=entry,
                truth=truth,
                ours=ours,
                theirs=theirs,
                our_score=score(ours, truth),
                their_score=score(theirs, truth),
                milliseconds=milliseconds,
            )


def table(results: Sequence[Result]) -> Table:
    """The figures: both readers, the whole and both halves."""
    found = Table(
        Column("", no_wrap=True), "pages", "head", "date", "authors", "shown", "text F1", "whole F1", "ms"
    )
    for name, part in (("", results), (" first half", results[::2]), (" second half", results[1::2])):
        for reader in ("copydesk", "trafilatura"):
            ours = reader == "copydesk"
            scores = [result.our_score if ours else result.their_score for result in part]
            if not scores:
                continue
            found.add_row(
                reader + name,
                str(len(scores)),
                f"{fmean(one.headline for one in scores):.1%}",
                f"{fmean(one.date for one in scores):.1%}",
                f"{fmean(one.authors for one in scores):.1%}",
                f"{fmean(one.shown for one in scores):.1%}" if ours else "",
                f"{fmean(one.text for one in scores):.3f}",
                f"{fmean(one.whole for one in scores):.3f}",
                f"{median(result.milliseconds for result in part):.1f}" if ours else "",
            )
    return found


def misses(results: Sequence[Result]) -> Iterator[str]:
    """A line for everything that copydesk read otherwise, and each text with an F1 under 0.9."""
    for result in results:
        ours, truth, one = result.ours, result.truth, result.our_score
        if not one.headline:
            yield f"{result.entry.file} headline: {ours.headline!r}, not {truth.title!r}"
        if not one.date:
            yield f"{result.entry.file} date: {ours.day or 'none'}, not {truth.publishing_date}"
        if not one.authors:
            yield f"{result.entry.file} authors: {ours.authors}, not {truth.authors}"
        if min(one.text, one.whole) < 0.9:
            yield f"{result.entry.file} text: F1 {one.text:.3f}, with the lead {one.whole:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when something it needs is not there."""
    parser = argparse.ArgumentParser(description="Measure how well articles are read from stored pages.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="an archive with what is true of each page")
    parser.add_argument("--site", type=Path, metavar="FILE", help="a site file to read the pages by")
    parser.add_argument("--misses", action="store_true", help="list the pages that were read otherwise")
    options = parser.parse_args(arguments)
    console = Console()
    try:
        site = load_site(options.site, rule_names()) if options.site else Site()
        total = len(entries(options.folder))
        results = list(track(measure(options.folder, site), "Reading", total, console=Console(stderr=True)))
    except (FileError, SiteError) as error:
        print(error, file=sys.stderr)
        return 1
    console.print(table(results))
    if options.misses:
        for line in misses(results):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
