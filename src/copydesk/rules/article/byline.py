"""The author: the same person for readers and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.page import jsonld
from copydesk.page.lines import Place, places
from copydesk.page.page import Page
from copydesk.page.parts import MEDIA
from copydesk.page.where import Where
from copydesk.reading.byline import bare_byline
from copydesk.reading.source import Source, source_of
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of
from copydesk.text.compare import letters, words
from copydesk.text.hosts import host_of
from copydesk.text.leftovers import separator

_AUTHORS = ("author", "parsely-author", "sailthru.author", "dc.creator")


@rule("byline/sources-differ", kinds=("article",), severity="warning")
def byline(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one author above the story and another in search results.

    Why: the byline is typed, the author is a field, and nobody compares them.

    Catches: JSON-LD with the author "Ida Falk", and a meta element or a link marked rel="author" that names
    only "Ruben Aasen".

    Lets pass: one of several authors; a shortened first name; other accents; the newsroom, its agency or its
    publishing house instead of a person; an author's address.
    """
    article = article_of(page)
    source = source_of(page)
    thing = jsonld.names(source.article.get("author"))
    if article is None or not thing:
        yield Nothing("the JSON-LD names no author")
        return
    house = newsroom(page, source)
    if _named(thing, house):
        yield Nothing("the JSON-LD names the newsroom as the author")
        return
    dom = page.dom
    links = [
        dom.text(index)[:200]
        for index, node in enumerate(dom.nodes)
        if "author" in node.attrs.get("rel", "").split() and node.tag == "a" and dom.visible(index)
    ][:20]
    for said, where_ in ((_metas(source), 'meta[name="author"]'), (links, 'a[rel="author"]')):
        names = [name for name in jsonld.names(said) if not (_named([name], house) or is_house(name, page))]
        if names and not _named(names, thing):
            yield rule.finding(
                "The page names two authors of the article",
                expected=", ".join(thing),
                actual=", ".join(names),
                where=Where(selector=where_),
            )


@rule("byline/empty", kinds=("article",))
def empty(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "By" and nothing behind it, or an empty line where the author's name should be.

    Why: the template ran and the name did not arrive; search results still have it.

    Catches: an element near the headline that is called a byline and holds nothing but "By", on a page whose
    JSON-LD or meta data names an author.

    Lets pass: a story without an author; one by the newsroom or its agency; a byline with a portrait only; an
    empty element beside a byline that has a name in it.
    """
    source = source_of(page)
    told = jsonld.names(source.article.get("author")) or jsonld.names(_metas(source))
    if article_of(page) is None or not told:
        yield Nothing("no program is told of an author")
        return
    house = newsroom(page, source)
    people = [name for name in told if not (_named([name], house) or is_house(name, page))]
    bare = bare_byline(source) if people else None
    if bare is not None and not _has_picture(page, bare):
        yield rule.finding(
            "The byline is there and names nobody",
            expected=", ".join(people),
            actual=page.dom.text(bare) or "nothing",
            where=page.where(bare),
        )


@rule("byline/left-over", kinds=("article",))
def left_over(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "By Mara Holt, Otto Finch,", or "Mara Holt · · 5 min read".

    Why: the template writes what stands between two values, and one of them did not come.

    Catches: a line that names the author and ends with a comma, a bar or a dot, or has two of these with
    nothing between them.

    Lets pass: a bar behind which something follows on the page's line; one with a picture behind it.
    """
    article = article_of(page)
    names = [letters(name) for name in article.authors if letters(name)] if article else []
    if not names:
        yield Nothing("nothing names an author")
        return
    for place in places(page):
        shown = place.line.text
        if separator(shown) and any(name in letters(shown) for name in names) and not _goes_on(place):
            yield rule.finding(
                "Something of the byline is left over: a separator with nothing behind it",
                expected="names, and separators between them",
                actual=shown,
                where=place.where(page),
            )


def _goes_on(place: Place) -> bool:
    """Whether something that is no text stands in a line, or beside it on the page."""
    dom, block = place.dom, place.line.block
    if any(dom.tag(i) in MEDIA for i in dom.subtree(block)):
        return True
    box = dom.box(block)
    if box is None or dom.nodes[block].parent < 0:
        return False
    row = dom.subtree(dom.nodes[block].parent)
    others = (dom.box(i) for i in row if i not in dom.subtree(block) and dom.visible(i) and i != row.start)
    return any(
        one and one[0] >= box[0] + box[2] - 1 and one[1] < box[1] + box[3] < one[1] + 2 * one[3]
        for one in others
    )


def newsroom(page: Page, source: Source) -> list[str]:
    """The names that are the site's own, its agency's or its publisher's."""
    named = [page.site.title, page.site.agency, *source.meta.get("og:site_name", [])]
    return named + jsonld.names(source.article.get("publisher"))


def _metas(source: Source) -> list[str]:
    """The authors that meta elements name."""
    return [value for name in _AUTHORS for value in source.meta.get(name, [])[:20]]


def _has_picture(page: Page, index: int) -> bool:
    return any(page.dom.nodes[i].tag in MEDIA for i in page.dom.subtree(index))


@rule("byline/cut-in-two", kinds=("article",))
def cut(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "The Strand Desk" over the story, and "The Str" and "Desk" as two authors in search results.

    Why: names are taken apart at "and", wherever these three letters stand.

    Catches: two authors in the JSON-LD that are one name on the page, cut at an "and", "und", "et" or "e"
    within one of its words.

    Lets pass: two authors; one author whose name has an "and" as a word of its own ("Marsh and Sons").
    """
    source = source_of(page)
    people = jsonld.names(source.article.get("author"))
    if article_of(page) is None or len(people) < 2:
        yield Nothing("the JSON-LD does not name two authors")
        return
    lines = [
        place.line.text for place in places(page) if place.state == "loaded" and len(place.line.text) < 200
    ]
    for first, second in pairwise(people):
        halves = rf"(?<!\w){re.escape(first)}(?:and|und|et|og|och|e|y|i)\s*{re.escape(second)}(?!\w)"
        shown = next((line for line in lines if re.search(halves, line, re.IGNORECASE)), "")
        if shown:
            yield rule.finding(
                f"One author was cut in two for programs: “{first}” and “{second}”",
                expected=shown,
                actual=f"{first}, {second}",
                where=Where(selector='script[type="application/ld+json"]'),
            )


_HOUSE = re.compile(
    r"\b(?:gmbh|ag|kg|se|inc|llc|ltd|limited|plc|corp|s\.?[pr]?\.?[al]\.?|sas|bv|nv|ab|oy|media|medien|medier|group|gruppe|groupe"
    r"|publishing|publishers?|publications|verlag|editorial|éditions|newspapers?|newsroom|news|press|presse"
    r"|zeitung|redaktion|rédaction|redacción|redazione|redactie|staff|desk|agency|online|digital|network"
    r"|company|house|team)\b|[©@/]|\.\w{2,4}$",
    re.IGNORECASE,
)


def is_house(name: str, page: Page) -> bool:
    """Whether a name is a publishing house's and no person's, by its words or by the page's host."""
    host = letters(host_of(page.capture.final_url or page.capture.url))
    return bool(_HOUSE.search(name)) or (len(letters(name)) > 3 and letters(name) in host)


def _named(names: list[str], others: list[str]) -> bool:
    """Whether a name of one list shares a word with one of the other: a surname is enough."""
    mine = {word for name in names for word in words(name) if len(word) > 1}
    return bool(mine & {word for other in others for word in words(other) if len(word) > 1})
