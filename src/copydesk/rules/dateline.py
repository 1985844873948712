"""The dateline: the site's own form, the right day, once, at the start of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from copydesk.datelines import FORMS, parse_dateline
from copydesk.findings import Finding, Nothing
from copydesk.page import Page
from copydesk.records.article import Article
from copydesk.rules.article import article_of, is_later_page, named, where, zone_of
from copydesk.rules.registry import Rule, rule

NIGHT = 6
"""Until this hour, a story may still carry the day on which it was written."""
NOTE = 80
"""Characters: what is shorter and stands over the text is a note and not its beginning."""
_REMARK = re.compile(r"^[^\W\d_]{4,12}(?:\s\d{1,2})?:\s+|\([^()]{1,40}\)\s*")
NONE = Nothing("no dateline, none expected")


def _parse(page: Page, article: Article, text: str, form: str) -> bool:
    iso = article.published.iso if article.published else None
    hint = date.fromisoformat(iso[:10]) if iso else None
    language = page.site.language or article.language
    return parse_dateline(text, form, page.site.agency, language, hint) is not None


@rule("dateline/absent", kinds=("article",))
def absent(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story that does not say where, when and by whom it was filed, or says it in another form
    than all others.

    Why: partners cut datelines off by their form, and readers tell the agency's stories by it.

    Catches: a text that does not start with a dateline, on a site whose file gives its agency; "SOCHI
    (TASS) -" where the site's form is "SOCHI, February 7. /TASS/."; a dateline in the second paragraph.

    Lets pass: a site whose file gives no agency; the second page of an article; an editor's short note over
    the text, "(Updated)" or "UPDATE 1:" beside the dateline.
    """
    article = article_of(page)
    if article is None or not page.site.agency or not article.body:
        yield NONE
        return
    if named(page, "dateline"):
        yield Nothing("looked for by its element")
        return
    if is_later_page(page):
        yield Nothing("a later page of an article has no dateline")
        return
    if article.dateline is not None:
        return
    texts = [block.text for block in article.body if block.kind == "paragraph"]
    form = FORMS.get(page.site.dateline, page.site.dateline)
    expected = form.replace("{agency}", page.site.agency) or f"a dateline of {page.site.agency}"
    while len(texts) > 1 and (len(texts[0]) < NOTE or texts[0][0] + texts[0][-1] in ("()", "[]")):
        del texts[0]
    if not texts or _parse(page, article, _REMARK.sub("", texts[0]), page.site.dateline):
        return
    if _parse(page, article, texts[0], ""):
        message = "The dateline is not in the site's form"
    elif any(_parse(page, article, text, page.site.dateline) for text in texts[1:]):
        message = "The dateline does not stand at the start of the text"
    else:
        message = "The text does not start with the site's dateline"
    yield rule.finding(message, expected=expected, actual=texts[0][:120], where=where(page, "body"))


@rule("dateline/wrong-date", kinds=("article",))
def wrong_date(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "February 8" at the start of a story that was published on February 7.

    Why: the dateline says when the story was filed; a day off is a zone gone wrong, or an old story's
    dateline.

    Catches: a day that is not the published day in the site's zone.

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
        yield Nothing("the published time is the beginning of computers' time: published/epoch")
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
        yield rule.finding(
            f"The dateline says {told:%B} {told.day}, but the article was published on {at:%B} {at.day}",
            expected=f"{at:%B} {at.day}",
            actual=article.dateline.text,
            where=where(page, "dateline" if named(page, "dateline") else "body"),
        )


@rule("dateline/wrong-agency", kinds=("article",))
def wrong_agency(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another agency's name, or a misspelt one, in the dateline.

    Why: it says whose story it is.

    Catches: "/LATERN/" or "/Lantern/" where the site file says LANTERN.

    Lets pass: a site whose file gives no agency; a form without agency; a desk of the agency's ("LANTERN
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

    Why: it is in the text already, and the template put it there once more.

    Catches: the same dateline twice in a row, or again at the start of a later paragraph.

    Lets pass: another city's dateline further down, in a story from several places.
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
            f"The dateline stands in the text {times} times",
            expected="once, at the start",
            actual=text,
            where=where(page, "body"),
        )
