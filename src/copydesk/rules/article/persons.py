"""The persons block: everybody once, mentioned in the story, with a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from copydesk.page.addresses import same_site
from copydesk.page.leads import is_own, leads_to
from copydesk.page.page import Page
from copydesk.records.article import Article
from copydesk.records.common import Link
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, named
from copydesk.text.compare import letters, words
from copydesk.text.urls import urlsplit

NONE = Nothing("no persons block, none expected")
_APOSTROPHES = re.compile(r"['’‘ʼ]")
_NAME = re.compile(r"[^\W\d_]+")
STEM = 4
"""Letters of a surname that are looked for at least: many languages inflect names at their end."""


def _persons(page: Page) -> list[tuple[Link, int]]:
    """The persons with the nodes of their links; empty where the site file does not say where they are."""
    article = article_of(page)
    if article is None or not named(page, "persons"):
        return []
    dom = page.dom
    nodes = {
        " ".join(dom.text(i).split()): i
        for match in reversed(page.matches("persons"))
        for i in (match.parts.get("link") or list(dom.find("a", match.node)))
    }
    start = page.matches("persons")[0].node if page.matches("persons") else 0
    return [(person, nodes.get(person.text, start)) for person in article.persons]


@rule("persons/twice", kinds=("article",))
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same name twice in the list of persons.

    Why: the list combines two sources that do not know of each other.

    Catches: "Anna Marsh" twice, also in different capitals.

    Lets pass: two persons with the same surname.
    """
    persons = _persons(page)
    if not persons:
        yield NONE
    seen: set[str] = set()
    for person, node in persons:
        if letters(person.text) in seen:
            yield rule.finding(
                f"{person.text} is in the list of persons twice",
                expected="everybody once",
                actual=", ".join(one.text for one, _ in persons),
                where=page.where(node),
            )
        seen.add(letters(person.text))


@rule("persons/same-page", kinds=("article",))
def same_page(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: two names that lead to one person's page.

    Why: one of the two is linked to the wrong person.

    Catches: "Anna Marsh" and "Edvin Loos", both with the link /person/anna-marsh.

    Lets pass: the same person twice (persons/twice reports that).
    """
    persons = _persons(page)
    if not persons:
        yield NONE
    seen: dict[str, str] = {}
    for person, node in persons:
        other = seen.setdefault(leads_to(page, person.url), person.text) if person.url else person.text
        if letters(other) != letters(person.text):
            yield rule.finding(
                f"{other} and {person.text} are linked to one page",
                expected="a page for each",
                actual=person.url,
                where=page.where(node),
            )


@rule("persons/no-link", kinds=("article",))
def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a name that leads nowhere, or away from the site.

    Why: the list exists for its links.

    Catches: a name without a link, with "#", "javascript:", or with another site's address.

    Lets pass: a person's page on another host of the same site.
    """
    persons = _persons(page)
    if not persons:
        yield NONE
    home = page.capture.final_url
    for person, node in persons:
        if not person.url.startswith(("http://", "https://")) or is_own(page, person.url):
            problem, wanted = "has no link to a page", "a link to the person's page"
        elif not same_site(person.url, home):
            problem, wanted = "is linked to another site", "a link to the person's page on this site"
        else:
            continue
        yield rule.finding(
            f"{person.text} {problem}",
            expected=wanted,
            actual=person.url or "no link",
            where=page.where(node),
        )


@rule("persons/wrong-link", kinds=("article",), severity="warning")
def wrong_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: Anna Marsh's name, and somebody else's in the address of its link.

    Why: names and links come from two lists, and one of them was sorted or cut.

    Catches: "Anna Marsh" with the link /person/edvin-loos.

    Lets pass: a different spelling of one of the names; an address with a number, with one word, or in a
    different script from the name; two persons with the same name.
    """
    persons = _persons(page)
    if not persons:
        yield NONE
    for person, node in persons:
        slug = unquote(urlsplit(person.url).path).rstrip("/").rpartition("/")[2]
        there = [word for word in words(slug) if len(word) > 1]
        name = [word for word in words(_APOSTROPHES.sub("", person.text)) if len(word) > 1]
        alike = {word[:3] for word in there} & {word[:3] for word in name}
        same_script = "".join(there).isascii() == "".join(name).isascii()
        if (
            len(there) > 1
            and name
            and same_script
            and not alike
            and not any(map(str.isdigit, "".join(there)))
        ):
            yield rule.finding(
                f"{person.text} is linked to an address with another name",
                expected=person.text,
                actual=person.url,
                where=page.where(node),
            )


@rule("persons/not-in-text", kinds=("article",))
def not_in_text(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a name under a story that does not mention anybody of that name.

    Why: the list belongs to another story, or its tags do not fit this one.

    Catches: "Edvin Loos" under a story without a Loos in headline, lead, text or captions.

    Lets pass: a surname or a first name alone; an inflected name ("Лавровым" for "Лавров"); other accents;
    articles of several pages, because this page need not name everybody.
    """
    article = article_of(page)
    persons = _persons(page)
    if article is None or not persons:
        yield NONE
        return
    if article.page_count is not None and (article.page_count.pages or 1) > 1:
        yield Nothing("the article has several pages, and persons may be on another")
        return
    text = _text(page, article)
    said = words(text)
    starts = {word[:length] for word in said for length in range(STEM, len(word) + 1)} | set(said)
    run = letters(text)
    for person, node in persons:
        names = [name for name in _NAME.findall(person.text) if len(name) > 1 and not name.islower()]
        known = [word for name in names for word in words(name)]
        # Which of the names is the one that a story uses depends on the country, so any of them will do;
        # where words are not set apart, the whole name is looked for.
        if known and letters(person.text) not in run and not any(_stem(name) in starts for name in known):
            yield rule.finding(
                f"{person.text} is in the list of persons, but not in the text",
                expected="persons who are named in the story",
                actual=person.text,
                where=page.where(node),
            )


def _stem(name: str) -> str:
    return name if len(name) <= STEM + 1 else name[: max(STEM, len(name) - 2)]


def _text(page: Page, article: Article) -> str:
    """Everything that the story says, including text that opens only when something is pressed."""
    captions = (page.dom.text(i) for i in page.dom.find("figcaption"))
    body = (page.dom.text(match.node, hidden=True) for match in page.matches("body"))
    return " ".join(
        (article.headline, article.lead, *(block.text for block in article.body), *body, *captions)
    )
