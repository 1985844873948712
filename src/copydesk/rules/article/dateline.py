"""What the dateline says: the right day and agency, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.reading.source import source_of
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, named, where, zone_of
from copydesk.text.compare import letters

NIGHT = 6
"""Until this hour, a story may still carry the day on which it was written."""
NONE = Nothing("no dateline, none expected")


@rule("dateline/wrong-date", kinds=("article",))
def wrong_date(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "February 8" at the start of a story that was published on February 7.

    Why: the dateline says when the story was filed; a day off points to a wrong time zone or an old story's
    dateline.

    Catches: a day that is not the day of publication in the site's zone.

    Lets pass: the day before, for a story published before six in the morning; a dateline without a date.
    """
    article = article_of(page)
    if article is None or article.dateline is None:
        yield NONE
        return
    if not article.dateline.date or article.published is None or not article.published.iso:
        yield Nothing("the dateline has no date, or the page no published time")
        return
    at = datetime.fromisoformat(article.published.iso)
    if abs(at.timestamp()) <= 2 * 86400:
        yield Nothing("the published time is the start of computer time: published/epoch")
        return
    zone = zone_of(page)
    at = at.astimezone(zone) if zone else at
    told = date.fromisoformat(article.dateline.date)
    days = at.date() - told
    by_night = days == timedelta(days=1) and at.hour < NIGHT
    guessed = (
        timedelta(0) if zone else timedelta(days=1)
    )  # without a zone, it may be the next day there already
    if abs(days) > guessed and not by_night:
        said, right = f"{told:%B} {told.day}", f"{at:%B} {at.day}"
        text = article.dateline.text
        yield rule.finding(
            f"The dateline says {said}, but the article was published on {right}",
            expected=text.replace(said, right) if said in text else right,
            actual=text,
            where=where(page, "dateline" if named(page, "dateline") else "body"),
        )


@rule("dateline/wrong-agency", kinds=("article",))
def wrong_agency(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another agency's name, or a misspelt one, in the dateline.

    Why: the agency's name says whose story it is.

    Catches: "/LATERN/" or "/Lantern/" where the site file says LANTERN.

    Lets pass: a site whose file names no agency; a form without agency; one of the agency's desks ("LANTERN
    Sport").
    """
    article = article_of(page)
    if article is None or article.dateline is None or not page.site.agency or not article.dateline.agency:
        yield NONE
        return
    if f" {page.site.agency} " not in f" {article.dateline.agency} ":
        yield rule.finding(
            f"The dateline names {article.dateline.agency}, not {page.site.agency}",
            expected=page.site.agency,
            actual=article.dateline.text,
            where=where(page, "dateline" if named(page, "dateline") else "body"),
        )


@rule("dateline/repeated", kinds=("article",))
def repeated(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the dateline twice.

    Why: it is already in the text, and the template added it again.

    Catches: the same dateline twice in a row, or again at the start of a later paragraph.

    Lets pass: a different city's dateline further down, in a story from several places.
    """
    article = article_of(page)
    if article is None or article.dateline is None:
        yield NONE
        return
    text = " ".join(article.dateline.text.split())
    paragraphs = [" ".join(block.text.split()) for block in article.body]
    times = sum(paragraph.count(text) for paragraph in paragraphs)
    if len(text) >= 8 and times > 1:
        yield rule.finding(
            f"The dateline is in the text {times} times",
            expected="once, at the start",
            actual=text,
            where=where(page, "body"),
        )


@rule("dateline/json-ld-differs", kinds=("article",))
def json_ld(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one city above the text and another in search results and aggregators.

    Why: these services show what the JSON-LD says, and that may belong to another story.

    Catches: "dateline": "HOLLIN, March 30" for a text that begins with "KESTREL BAY, March 31".

    Lets pass: a part of the dateline, such as the city alone; different capitals; JSON-LD without a dateline.
    """
    article = article_of(page)
    said = jsonld.text(source_of(page).article, "dateline")
    if article is None or article.dateline is None or not letters(said):
        yield NONE
        return
    shown = letters(article.dateline.text)
    if letters(said) not in shown and shown not in letters(said):
        yield rule.finding(
            "The dateline in the page's JSON-LD is not the one on the page",
            expected=article.dateline.text,
            actual=said,
            where=where(page, "dateline" if named(page, "dateline") else "body"),
        )
