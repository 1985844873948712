"""The dateline's form and place: the site's own form, at the start of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from copydesk.page.page import Page
from copydesk.page.parts import shown
from copydesk.reading.beside import OUTSIDE
from copydesk.reading.body import WITHIN
from copydesk.reading.datelines import parse_dateline
from copydesk.records.article import Article
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, is_later_page, where
from copydesk.site.datelines import FORMS

NOTE = 80
"""Characters: what is shorter and stands over the text is a note and not its beginning."""
_REMARK = re.compile(r"^[^\W\d_]{4,12}(?:\s\d{1,2})?:\s+|\([^()]{1,40}\)\s*")
NONE = Nothing("no dateline, none expected")


def _parse(page: Page, article: Article, text: str, form: str) -> bool:
    iso = article.published.iso if article.published else None
    hint = date.fromisoformat(iso[:10]) if iso else None
    language = page.site.language or article.language
    return parse_dateline(text, form, page.site.agency, language, hint) is not None


def _paragraphs(article: Article) -> list[str]:
    """The paragraphs of the text, without the notes above it."""
    texts = [block.text for block in article.body if block.kind == "paragraph"]
    while len(texts) > 1 and (len(texts[0]) < NOTE or texts[0][0] + texts[0][-1] in ("()", "[]")):
        del texts[0]
    return texts


def _expected(page: Page) -> str:
    form = FORMS.get(page.site.dateline, page.site.dateline)
    return form.replace("{agency}", page.site.agency) or f"a dateline of {page.site.agency}"


def _defect(page: Page, article: Article) -> str:
    """What is wrong with the dateline in a text: absent, wrong-form, not-at-start; empty if it is right."""
    texts = _paragraphs(article)
    if not texts or _parse(page, article, _REMARK.sub("", texts[0]), page.site.dateline):
        return ""
    if _parse(page, article, texts[0], ""):
        return "wrong-form"
    later = any(_parse(page, article, text, page.site.dateline) for text in texts[1:])
    return "not-at-start" if later else "absent"


def _looks(page: Page, article: Article | None) -> Nothing | None:
    """Why a text need not begin with a dateline, or None."""
    if article is None or not page.site.agency or not article.body:
        return NONE
    return Nothing("a later page of an article has no dateline") if is_later_page(page) else None


@rule("dateline/absent", kinds=("article",))
def absent(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story that does not say where, when and by whom it was filed.

    Why: partners strip datelines by their form, and readers recognise the agency's stories by them.

    Catches: a text without a dateline, on a site whose file names its agency.

    Lets pass: a site whose file names no agency; the second page of an article; a dateline that is not at the
    start or has another form, which other rules report; an editor's short note above the text; "(Updated)" or
    "UPDATE 1:" beside the dateline.
    """
    article = article_of(page)
    why = _looks(page, article)
    if article is None or why or page.matches("dateline"):
        yield why or Nothing("the page has a dateline")
        return
    if _defect(page, article) == "absent":
        yield rule.finding(
            "The text does not start with the site's dateline",
            expected=_expected(page),
            actual=_paragraphs(article)[0][:120],
            where=where(page, "body"),
        )


@rule("dateline/wrong-form", kinds=("article",))
def wrong_form(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a dateline in a different form from all other stories.

    Why: partners strip datelines by their form; one that they do not recognise stays in their text.

    Catches: "SOCHI (TASS) -" where the site's form is "SOCHI, February 7. /TASS/."; a dateline without its
    date, city or agency.

    Lets pass: two cities, one with a hyphen; an editor's remark before it; a site whose file describes no
    form.
    """
    article = article_of(page)
    why = _looks(page, article)
    if article is None or why or not page.site.dateline:
        yield why or NONE
        return
    texts = [text for match in shown(page.dom, "dateline")[:1] if (text := page.dom.text(match.node))]
    wrong = (
        not _parse(page, article, _REMARK.sub("", texts[0]), page.site.dateline)
        if texts
        else not page.matches("dateline") and _defect(page, article) == "wrong-form"
    )
    if wrong:
        yield rule.finding(
            "The dateline is not in the site's form",
            expected=_expected(page),
            actual=texts[0] if texts else _paragraphs(article)[0][:120],
            where=where(page, "dateline" if texts else "body"),
        )


@rule("dateline/not-at-start", kinds=("article",))
def not_at_start(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story that begins with what was said, and says where and when only further down.

    Why: somebody put a paragraph before the first one, or the parts of the text were assembled in the wrong
    order.

    Catches: a dateline in the second paragraph, at the end of the first, or below the text.

    Lets pass: one on a line of its own above the text; an editor's short note or "(Updated)" before it;
    pictures and insets before it.
    """
    article = article_of(page)
    why = _looks(page, article)
    matches = shown(page.dom, "dateline")
    if article is None or why:
        yield why or NONE
        return
    if matches:
        wrong = len(_before(page, matches[0].node)) >= NOTE
    else:
        wrong = not page.matches("dateline") and _defect(page, article) == "not-at-start"
    if wrong:
        yield rule.finding(
            "The dateline is not at the start of the text",
            expected=_expected(page),
            actual=_paragraphs(article)[0][:120] if _paragraphs(article) else "",
            where=where(page, "dateline" if matches else "body"),
        )


def _before(page: Page, index: int) -> str:
    """The text of the body before an element, without insets and captions."""
    dom = page.dom
    skip = {i for name in WITHIN for match in page.matches(name) for i in dom.subtree(match.node)}
    return "".join(
        dom.nodes[i].text.strip()
        for match in shown(dom, "body")
        for i in dom.subtree(match.node)
        if i < index
        and dom.nodes[i].tag == "#text"
        and i not in skip
        and dom.visible(i)
        and not dom.inside(i, OUTSIDE)
    )
