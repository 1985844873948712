"""What the article's meta elements and JSON-LD say of it, compared with what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page import jsonld
from copydesk.page.page import Page
from copydesk.page.parts import shown
from copydesk.page.where import Where
from copydesk.reading.source import source_of
from copydesk.records.article import Article
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.restriction import is_restricted
from copydesk.rules.story import NO_ARTICLE, article_of, is_later_page, named, where
from copydesk.text.compare import letters, words
from copydesk.text.templates import leaks

NO_BODY = Nothing("the site file does not say where the text is, or it does not have several paragraphs")
SHORT = Nothing("the story says too little to be told from another")
JSON_LD = Where(selector='script[type="application/ld+json"]')
SENTENCE = 40
"""Letters that a sentence has at least, to be looked for."""
TOLD = 6
"""Words of some length that a text has at least, to say what it is about."""
STORY = 100
"""Words that a text has at least, to need some of its lead's."""
SHARED = 0.1
"""By so many of its longer words, at most, a text is in one on something else: “until”, “earlier”."""
LOST = 0.2
"""By so much of a text its copy in the JSON-LD may differ."""
_SENTENCE = re.compile(r"(?<=[.!?…。])[”\"»’)]*\s+|\n+")
_NAME = re.compile(r"(?<=[\w,;’] )(?!I\b)[^\W\d_a-z][^\W\d_]+")


def long_words(text: str) -> set[str]:
    """The words that say what a text is about."""
    return {word for word in words(text) if len(word) > 4}


def of_another(text: str, story: str) -> bool:
    """Whether a text is about something other than a story: they share next to no words and no name."""
    long = long_words(text)
    there = {word[:5] for word in words(story)}
    known = sum(word[:5] in there for word in long)
    names = {letters(name) for name in _NAME.findall(text)} & {letters(name) for name in _NAME.findall(story)}
    return len(long) >= TOLD and known <= SHARED * len(long) and not names and len(words(story)) >= STORY


def text_of(page: Page, article: Article) -> str:
    """The article's text, including text that opens only when something is pressed."""
    body = [page.dom.text(match.node, hidden=True) for match in page.matches("body")]
    return " ".join(body or [block.text for block in article.body])


def is_part(page: Page, article: Article) -> bool:
    """Whether the page shows one of several pages of the article."""
    return bool(article.page_count and (article.page_count.pages or 1) > 1) or is_later_page(page)


def whole(page: Page, article: Article) -> str:
    """Everything that the article says."""
    return " ".join((article.headline, article.lead, text_of(page, article)))


@rule("section/sources-differ", kinds=("article",))
def section(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "World" on the story, but "Sport" in search results and feeds.

    Why: the story was moved and one of its copies was not, or the template shows another story's section.

    Catches: article:section or articleSection "Sport" where the labels say "World", if both are sections of
    the navigation.

    Lets pass: one of several sections; a part of a section, or a topic, that the navigation does not have.
    """
    article = article_of(page)
    labels = {letters(page.dom.text(match.node)) for match in shown(page.dom, "section")}
    if article is None or not labels:
        yield NO_ARTICLE if article is None else nothing(page, "section")
        return
    source = source_of(page)
    known = {letters(item.text) for item in article.navigation}
    sections = jsonld.names(source.article.get("articleSection"))
    for name, told in (
        ("article:section", source.meta.get("article:section", [])[:20]),
        ("JSON-LD articleSection", sections),
    ):
        mine = {letters(text) for text in told} & known
        if mine and labels & known and mine.isdisjoint(labels):
            yield rule.finding(
                f"The section label and {name} name two sections",
                expected=", ".join(page.dom.text(match.node) for match in shown(page.dom, "section")),
                actual=", ".join(told),
                where=where(page, "section"),
            )


@rule("lead/description-differs", kinds=("article",), severity="warning")
def description(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another story's summary under this one's headline, in search results and previews.

    Why: the description is a copy, and a copy can stay behind from the previous story.

    Catches: a description, og:description, twitter:description or JSON-LD description that shares next to no
    words, and no name, with headline, lead and text.

    Lets pass: one that is reworded for search engines; one of few words; a page without text.
    """
    article = article_of(page)
    if article is None or not article.body or not named(page, "body"):
        yield NO_BODY
        return
    source, story = source_of(page), whole(page, article)
    if len(words(story)) < STORY:
        yield SHORT
        return
    names = ("description", "og:description", "twitter:description")
    told = [
        (name, source.first_meta(name), Where(selector=f'meta[content][name="{name}"]')) for name in names
    ]
    told.append(("JSON-LD description", jsonld.text(source.article, "description"), JSON_LD))
    for text, (name, place) in {text: (name, place) for name, text, place in reversed(told)}.items():
        if text and not leaks(text) and of_another(jsonld.plain(text), story):
            yield rule.finding(
                f"The page's description ({name}) is of something else than the article",
                expected=article.lead or article.headline,
                actual=text,
                where=place,
            )


@rule("body/other-story", kinds=("article",))
def other_story(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a headline, and below it the text of another story.

    Why: headline and text come from two tables, or from two answers, one of which arrived too late.

    Catches: a text of several paragraphs with next to none of the words of headline and lead, and none of
    their names.

    Lets pass: a headline that plays with words, above a short lead; a text that mentions a name from the
    lead; short texts, articles of several pages; languages that do not separate words.
    """
    article = article_of(page)
    if article is None or len(article.body) < 2 or not named(page, "body") or is_part(page, article):
        yield NO_BODY
        return
    text = text_of(page, article)
    headed = f"{article.headline} {article.lead}"
    if len(long_words(headed)) < TOLD or len(words(text)) < STORY:
        yield SHORT
    elif of_another(headed, text):
        yield rule.finding(
            "Headline and lead have nothing to do with the text",
            expected=f"a text on “{article.headline}”",
            actual=article.body[0].text,
            where=where(page, "body"),
        )


@rule("lead/other-story", kinds=("article",), severity="warning")
def other_lead(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a headline, another story's lead, and the text that belongs to the headline.

    Why: the lead was copied from the previous story and never changed.

    Catches: a lead of whose words next to none are in headline or text, even with other endings, and none of
    whose names.

    Lets pass: a lead that shares a name or a few of its words with the story; short leads and texts; articles
    of several pages.
    """
    article = article_of(page)
    if article is None or len(article.body) < 2 or not named(page, "body") or not named(page, "lead"):
        yield NO_BODY
        return
    if not article.lead or is_part(page, article):
        yield Nothing("the page has no lead, or only a part of the text")
        return
    story = f"{article.headline} {text_of(page, article)}"
    if of_another(article.lead, story):
        yield rule.finding(
            "The lead has nothing to do with headline and text",
            expected=f"a lead on “{article.headline}”",
            actual=article.lead,
            where=where(page, "lead"),
        )


@rule("body/json-ld-differs", kinds=("article",))
def article_body(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: less of the story than news apps and search engines have, or something else.

    Why: these services read the text from the JSON-LD; what is there but not on the page was lost on the way.

    Catches: an articleBody whose last sentence, or more than a fifth of whose sentences, is not on the page.

    Lets pass: an articleBody with only the beginning; different quotes and spaces; an article of several
    pages; a story for subscribers.
    """
    article = article_of(page)
    thing = source_of(page).article
    told = "\n".join(text for text in jsonld.listed(thing.get("articleBody")) if isinstance(text, str))
    if article is None or not article.body or not named(page, "body"):
        yield NO_BODY
        return
    if not told.strip():
        yield Nothing("the JSON-LD does not have the text")
        return
    if is_part(page, article) or is_restricted(page):
        yield Nothing("the page has only a part of the text")
        return
    there = letters(whole(page, article))
    parts = [
        " ".join(part.split()) for line in told.split("\n") for part in _SENTENCE.split(jsonld.plain(line))
    ]
    sentences = [part for part in parts if len(letters(part)) >= SENTENCE][:2000]
    missing = [part for part in sentences if letters(part) not in there]
    if missing and (missing[-1] == sentences[-1] or len(missing) > LOST * len(sentences)):
        yield rule.finding(
            f"{len(missing)} of {len(sentences)} sentences of the text in the JSON-LD are not on the page",
            expected=missing[-1],
            actual=article.body[-1].text,
            where=where(page, "body"),
        )
