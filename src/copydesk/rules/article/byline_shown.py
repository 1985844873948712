"""The byline that readers see, against what programs are told and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.reading.byline import byline
from copydesk.reading.source import source_of
from copydesk.rules.article.byline import is_house, newsroom
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of
from copydesk.text.compare import words
from copydesk.text.urls import urlsplit

START = 3
"""Letters by which two spellings of a name are known."""


@rule("byline/shown-differs", kinds=("article",))
def shown_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "By Mara Holt", and in search results that Otto Finch wrote it.

    Why: the byline is typed into the story, and the author is a field that somebody forgot.

    Catches: a byline with the names of persons, none of whom the JSON-LD names as an author.

    Lets pass: one of several authors; initials, other accents, a married name beside the old one; the
    newsroom or its agency on either side; a story without a byline; a page from an archive.
    """
    source = source_of(page)
    told = jsonld.names(source.article.get("author"))
    shown = byline(source) if article_of(page) and told and not page.capture.offline else []
    house = newsroom(page, source)
    persons = [
        name
        for name in shown
        if len(name.split()) > 1 and not _is_of(name, house) and not is_house(name, page)
    ]
    others = [name for name in told if not _is_of(name, house) and not is_house(name, page)]
    if not persons or len(others) < len(told) or not all(len(name.split()) > 1 for name in others):
        yield Nothing("no byline with a person's name, or no person in the JSON-LD, to compare")
        return
    if not any(_alike(name, other) for name in persons for other in others):
        yield rule.finding(
            "Readers and programs are told of two authors",
            expected=", ".join(others),
            actual=", ".join(persons),
        )


@rule("byline/wrong-link", kinds=("article",), severity="warning")
def wrong_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: Mara Holt's name, and Otto Finch's page when they press it.

    Why: names and addresses come from two lists.

    Catches: a link marked rel="author" or itemprop="author" with the text "Mara Holt" and the address
    /people/otto-finch.

    Lets pass: other spellings; an address with a number or one word; one in another script.
    """
    dom = page.dom
    links = [
        i
        for i in dom.find("a")
        if i in dom.hrefs
        and dom.visible(i)
        and ("author" in (dom.attr(i, "rel") or "").split() or dom.attr(i, "itemprop") == "author")
    ]
    if not links:
        yield Nothing("no author's link, none expected")
    for link in links:
        name = [word for word in words(dom.text(link)) if len(word) > 1]
        slug = unquote(urlsplit(dom.hrefs[link]).path).rstrip("/").rpartition("/")[2].partition(".")[0]
        there = [word for word in words(slug) if len(word) > 1]
        plain = "".join(there + name).isascii() and not any(map(str.isdigit, "".join(there)))
        if len(name) > 1 and len(there) == len(name) and plain and not _share(name, there):
            yield rule.finding(
                f"{dom.text(link)} is linked to an address with another name",
                expected=dom.text(link),
                actual=dom.hrefs[link],
                where=page.where(link),
            )


def _alike(name: str, other: str) -> bool:
    return _share(words(name), words(other))


def _is_of(name: str, house: list[str]) -> bool:
    return any(_alike(name, other) for other in house if other)


def _share(one: list[str], other: list[str]) -> bool:
    """Whether two names have a word, or the beginning of one, in common."""
    return bool(
        {word[:START] for word in one if len(word) > 1} & {word[:START] for word in other if len(word) > 1}
    )
