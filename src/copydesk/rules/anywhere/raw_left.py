"""What is left on the page of the systems that its text came through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from copydesk.page.lines import CODE, Place, places
from copydesk.page.page import Page
from copydesk.page.parts import templated
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of
from copydesk.text import leftovers
from copydesk.text.compare import letters
from copydesk.text.urls import PageAddress, urlsplit

_PEOPLE = re.compile(r"comment|user|author|handle|nick|tweet|social|hashtag|account", re.IGNORECASE)
"""The classes of what has the name that somebody gave themselves in it."""
_DEMO_ADDRESS = re.compile(r"/hello-world/?$|[?&]p=1$")
SLUGS = 2
"""Fewer links with the text of their address are links with a word as their text."""
_ABOVE = 4
"""So many elements around a line are looked at."""


def _left(page: Page, find: Callable[[str], str]) -> Iterator[tuple[Place, str]]:
    """The lines that have something left in them, with what it is; none that shows code, and none with
    template text, of which other rules tell.
    """
    for place in places(page):
        if (
            CODE not in place.line.text
            and not templated(place.line.text)
            and (found := find(place.line.text))
        ):
            yield place, found


def _told(
    rule: Rule, page: Page, find: Callable[[str], str], message: str, expected: str
) -> Iterator[Finding | Nothing]:
    """A finding for each line with something left in it, which the message ends with."""
    for place, found in _left(page, find):
        yield rule.finding(
            f"{message} “{found[:120]}”",
            expected=expected,
            actual=place.line.text,
            where=place.where(page),
        )


def _names_of(place: Place) -> str:
    """The classes and ids of the elements around a line."""
    dom, block = place.dom, place.line.block
    around = (block, *list(dom.ancestors(block))[:_ABOVE])
    return " ".join(dom.nodes[i].attrs.get(name, "") for i in around for name in ("class", "id"))


def _link(place: Place) -> str:
    """The address of the link that a line is in, or ""."""
    dom = place.dom
    first = place.line.texts[0]
    return next((dom.hrefs[i] for i in dom.ancestors(first) if i in dom.hrefs), "")


@rule("raw/demo-text")
def demo_text(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Just another WordPress site" under the site's name, "Your headline here" on a card.

    Why: themes come with text that somebody is to replace, and a new module is seldom looked at whole.

    Catches: the first post, page, comment and slogan that systems come with; "Your text here", "test test".

    Lets pass: a story called "Hello world!" that is not the system's own first post; prose in which such
    words are among others.
    """
    for place in places(page):
        shown = place.line.text
        first_post = shown.strip().lower() == "hello world!" and _DEMO_ADDRESS.search(_link(place))
        if found := shown.strip() if first_post else leftovers.demo_text(shown):
            yield rule.finding(
                f"A reader sees the text that a system or theme comes with: “{found}”",
                expected="the site's own text",
                actual=shown,
                where=place.where(page),
            )


@rule("raw/key")
def key(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "LABEL_READ_MORE" on a button, "most_read_title" over a list.

    Why: the text is missing in one of the languages, or the name of a field was printed in its place.

    Catches: a whole line that is a name in capitals or small letters joined by underscores, or a UUID.

    Lets pass: what people call themselves, in comments and messages; an address; a word in <code>; the name
    of a file, which has a rule of its own where it stands as a caption.
    """
    for place, found in _left(page, leftovers.key):
        names = _names_of(place)
        caption = "caption" in names.lower() or place.dom.inside(place.line.texts[0], {"figcaption"})
        if not caption and not _PEOPLE.search(names):
            yield rule.finding(
                f"A reader sees a name that is for programs: “{found}”",
                expected="a text",
                actual=found,
                where=place.where(page),
            )


@rule("raw/slug")
def slug(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "harbour" on a card, where the section is called "Harbour & Sea".

    Why: the name for addresses was printed in place of the name for readers.

    Catches: a link whose text is the last part of its address, in small letters, on a page where another link
    to the same address has another text.

    Lets pass: one such link alone; the same word in other capitals only; a link to what nobody else on the
    page links to; a text that is no part of the address.
    """
    dom = page.dom
    named: dict[str, set[str]] = {}
    slugs: list[int] = []
    for index, url in dom.hrefs.items():
        text = " ".join(dom.text(index).split())
        last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0]
        if text and text == last and text.islower() and dom.visible(index):
            slugs.append(index)
        elif text and not text.islower():
            named.setdefault(PageAddress(url), set()).add(text)
    if len({dom.hrefs[index] for index in slugs}) < SLUGS:
        yield Nothing("no links have the texts of their addresses")
        return
    for index in slugs:
        text = " ".join(dom.text(index).split())
        names = named.get(PageAddress(dom.hrefs[index]), set())
        if len(names) == 1 and letters(*names) != letters(text):
            yield rule.finding(
                f"A reader sees “{text}”, which is the address's word for “{next(iter(names))}”",
                expected=next(iter(names)),
                actual=text,
                where=page.where(index),
            )


@rule("raw/source")
def source(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: `{"error":"not found"}` in a module, `.header { color: red; }` over the story.

    Why: a script or style was put where text belongs, or an answer was shown as it came.

    Catches: pieces of JSON, JavaScript, CSS and HTML comments in a line of the page.

    Lets pass: source in <code>, <pre> and text fields; prose with braces.
    """
    yield from _told(rule, page, leftovers.source, "A reader sees source code:", "text")


@rule("raw/markup")
def markup(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "The vote was **unanimous**", "[the report](https://…)", "[b]Important[/b]".

    Why: the text was written for another editor than the one that it was pasted into.

    Catches: Markdown's bold, links, headings and fences; a forum's tags.

    Lets pass: a footnote's asterisks; "f**k"; source in <code> and <pre>.
    """
    yield from _told(rule, page, leftovers.markup, "A reader sees an editor's markup:", "what it stands for")


@rule("raw/note")
def note(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "the mayor, TK years old", "[CHECK NAME]", "XX percent".

    Why: it marks what somebody meant to fill in before the story went out.

    Catches: TK with a unit, TKTK, XX before a unit, (CHECK …), (DESK: …), "NOTE TO EDITORS", "TODO:",
    "[insert name here]".

    Lets pass: TK and XX as names ("Techniker Krankenkasse (TK)", "Super Bowl XXX"); an editor's note that is
    meant for readers.
    """
    yield from _told(
        rule, page, leftovers.note, "A reader sees a note of the desk to itself:", "what was to be filled in"
    )


@rule("raw/address", kinds=("article",))
def address(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "https://www.youtube.com/watch?v=…" between two paragraphs, and cannot even press it.

    Why: the system makes a film or a message of an address that stands by itself, and did not.

    Catches: a paragraph of the story that is an address and no link.

    Lets pass: an address that is a link; one in a sentence; one without "https://" in a box of addresses.
    """
    article = article_of(page)
    story = {block.text for block in article.body} if article else set()
    for place, found in _left(page, leftovers.address):
        if found in story and not _link(place):
            yield rule.finding(
                "A paragraph of the story is an address that cannot be pressed",
                expected="what is at the address, or a link",
                actual=found,
                where=place.where(page),
            )


@rule("raw/machine-time")
def machine_time(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "2026-03-31T07:15:00.000Z" as the time of a story.

    Why: the time was printed as it is stored, without being formatted.

    Catches: a moment with "T" and seconds or zone as programs write it, what JavaScript prints of a date,
    "/Date(1774941300000)/".

    Lets pass: "2026-03-31" and "2026-03-31 07:15"; times in <code>.
    """
    yield from _told(
        rule,
        page,
        leftovers.machine_time,
        "A reader sees a time in the form that is for programs:",
        "a time as people write it",
    )


@rule("raw/empty-place")
def empty_place(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "By %sMara Holt", "Comments ()", "By By Mara Holt", "No. 0".

    Why: the text around a value came without it, or came twice.

    Catches: a directive or "[object Object]" that words are attached to; empty parentheses at the end of a
    label; a count below zero; "By Written by".

    Lets pass: a percentage; parentheses with something in them; "by" in a sentence.
    """
    yield from _told(
        rule,
        page,
        leftovers.empty_place,
        "A reader sees the place of a value that did not come, or came twice:",
        "the value, once",
    )
