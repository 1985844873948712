"""Values that a program printed because it had none: undefined, NaN, null, [object Object], the epoch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from copydesk.page.addresses import addresses, same_site
from copydesk.page.attributes import READ, Said, head, json_ld_texts, labels
from copydesk.page.capture import VISIBLE
from copydesk.page.dom import Dom
from copydesk.page.lines import Place, is_code, places
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.placeholders import epoch, in_address, in_label, in_value, is_value
from copydesk.text.urls import urlsplit

HOLDS_VALUE = re.compile(
    r"(?:^|[\s_-])(?:author|byline|by|date|datetime|time|published|updated|timestamp|count|counter|rank|price|rate"
    r"|amount|number|views|total|name|city|person|section|caption|dateline|result)s?(?:$|[\s_-])",
    re.IGNORECASE,
)
"""The class of an element that holds one value."""
_NEVER_NONE = re.compile(r"author|byline|date|time|price|rate|amount", re.IGNORECASE)
LEAVES = frozenset(
    ("a", "button", "option", "td", "th", "dd", "dt", "li", "time", "label", "figcaption", "output")
)
_TITLE_PARTS = re.compile(r"\s+[|–—·•-]\s+|\s*[|:]\s+")
LOREM = re.compile(r"(?<![“\"«„‘'])\blorem ipsum dolor\b|^lorem ipsum[.…]*$", re.IGNORECASE)


@rule("placeholder/text")
def text(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "undefined" where the author's name should be, "NaN comments", "Invalid Date" above a teaser,
    "[object Object]" as a caption.

    Why: the value is missing, and a programmers' word is in its place.

    Catches: a line that consists of it ("NaN:NaN"); a label ("By undefined", "NaN min read"); a time, link or
    table cell with this text.

    Lets pass: the words in prose ("the fare became NaN"), in <code>, in a longer headline, as a link in a
    sentence; "null" as the German, Dutch or Norwegian zero.
    """
    language = _language(page)
    for place in places(page):
        shown = place.line.text
        if "undefined" in shown or "N" in shown or "n" in shown or "[object" in shown:
            if is_value(shown, language) or in_label(shown, language):
                yield _finding(rule, page, place, shown)
            elif leaf := _leaf(place, language):
                yield _finding(rule, page, place, leaf)


def _finding(rule: Rule, page: Page, place: Place, shown: str) -> Finding:
    return rule.finding(
        f"A reader sees “{shown}” where a value should stand",
        expected="the value, or nothing where there is none",
        actual=place.line.text,
        where=place.where(page),
    )


def _leaf(place: Place, language: str) -> str:
    """The text of an element that holds one value of a longer line, if that is a placeholder."""
    dom = place.dom
    for index in place.line.texts:
        data = " ".join(dom.nodes[index].text.split())
        parent = dom.nodes[index].parent
        node = dom.nodes[parent]
        name = f"{node.tag} {node.attrs.get('class', '')} {node.attrs.get('itemprop', '')}"
        if HOLDS_VALUE.search(name):
            missing = in_value(data) or (data in ("None", "Infinity") and _NEVER_NONE.search(name))
            if missing and len(dom.children[parent]) == 1 and not is_code(dom, parent):
                return data
        elif node.tag in LEAVES and _is_label(place.line.text) and is_value(data, language):
            return data
    return ""


def _is_label(text: str) -> bool:
    """Whether a line is short and not a sentence: in "More on NaN, and on what it means." the word is
    prose.
    """
    return len(text) <= 80 and not (text.endswith((".", "!", "?")) and len(text.split()) > 5)


def _language(page: Page) -> str:
    return page.site.language or page.dom.snapshot.language


@rule("placeholder/epoch")
def beginning(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story dated January 1, 1970.

    Why: this is what a missing time looks like once it is formatted: zero seconds since computer time began.

    Catches: "January 1, 1970, 03:00" as the time of a story or the day above a list; "31 December 1969" west
    of Greenwich; <time datetime="1970-01-01T00:00:00Z">.

    Lets pass: the date in prose ("was born on January 1, 1970, in Kestrel Bay").
    """
    for place in places(page):
        if day := epoch(place.line.text):
            yield rule.finding(
                f"A reader sees {day} where a time should stand: that is how a missing time looks",
                expected="the time, or nothing where there is none",
                actual=place.line.text,
                where=place.where(page),
            )
    shown = {place.line.block for place in places(page) if place.state == "loaded" and epoch(place.line.text)}
    if page.kind == "article":  # published/epoch looks at these
        shown.update(i for match in page.matches("published")[:1] for i in page.dom.subtree(match.node))
    for index in page.dom.find("time"):
        zero = _ZERO.fullmatch(page.dom.attr(index, "datetime") or "")
        if (
            zero
            and page.dom.nodes[index].flags & VISIBLE
            and not shown.intersection((index, *page.dom.ancestors(index)))
        ):
            yield rule.finding(
                "A time on the page means January 1, 1970 to a program: that is how a missing time looks",
                expected="the time's own date",
                actual=f'datetime="{zero[0]}"',
                where=page.where(index),
            )


_ZERO = re.compile(
    r"1970-01-01T0\d:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?|1969-12-31T\d\d:00:00(?:\.0+)?[+-]\d\d:?\d\d|0001-01-01T.*"
)


@rule("placeholder/url")
def url(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a link to an error page such as /person/undefined, a picture that does not load.

    Why: the link's text looks right, so nobody notices until readers complain.

    Catches: href="/person/undefined", "/news/null", "?id=NaN", "/story/[object%20Object]", a share link with
    "url=undefined".

    Lets pass: "/tag/null-tolerance"; "?ref=undefined" on another site's address; a link whose text is the
    word itself.
    """
    for address in addresses(page):
        part = _placeholder_part(address.raw, page.capture.final_url or page.capture.url)
        if part and _plain_text(address.dom, address.node) != part.lower():
            yield rule.finding(
                f"The address of {address.what} has “{part}” where a value should stand",
                expected="an address with the value in it",
                actual=address.raw,
                where=address.where(page),
            )


_SHARED = frozenset(("u", "url", "text", "title", "quote", "body", "subject", "link", "href"))
_NAMES = _SHARED | {
    "id",
    "slug",
    "page",
    "section",
    "tag",
    "name",
    "author",
    "person",
    "story",
    "article",
    "q",
    "query",
}
_MAYBE = re.compile(r"undefined|NaN|null|Invalid|%5[Bb]object|\[object")


def _placeholder_part(raw: str, page_url: str) -> str:
    if not _MAYBE.search(raw):
        return ""
    try:
        parts = urlsplit(raw)
    except ValueError:
        return ""
    own = same_site(raw, page_url)
    path = unquote(parts.path).split("/") if own else []
    found = next((segment for segment in path if in_address(segment.removesuffix(".html"))), "")
    if found:
        return found
    for pair in parts.query.split("&"):
        key, _, value = pair.partition("=")
        value = unquote(value)
        if in_address(value) and value != "null" and key in (_NAMES if own else _SHARED):
            return value
    return ""


def _plain_text(dom: Dom, index: int) -> str:
    return dom.text(index, hidden=True).strip().lower() if dom.tag(index) == "a" else ""


@rule("placeholder/attribute")
def attribute(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "undefined" as the tooltip of a photo or the hint in a search field; a screen reader reads it
    out.

    Why: proofreaders miss these texts, and for a blind reader they are the page.

    Catches: alt="undefined", title="[object Object]", aria-label="NaN comments".

    Lets pass: an empty alt; alt="Null Island on a map"; a photo of a screen "that shows undefined".
    """
    language = _language(page)
    for state, dom, index, name, value in labels(page):
        if is_value(value, language) or in_label(value, language):
            yield rule.finding(
                f"The {READ[name]} of a <{dom.tag(index)}> is “{value}”",
                expected="the value, or nothing where there is none",
                actual=f'{name}="{value}"',
                where=page.where(index, state, dom),
            )


@rule("placeholder/head")
def in_head(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "undefined" as the browser tab's name, in search results, in the preview of a shared link, or
    as the author's name in other services.

    Why: until somebody opens the page, the head and the JSON-LD are all they see of it.

    Catches: <title>undefined - News</title>, og:title "null", JSON-LD with "author": {"name": "undefined"},
    og:image "/img/undefined".

    Lets pass: a title in which the word is one of many ("What NaN means"); JSON's own null.
    """
    language = _language(page)
    for name, value, where in (*head(page), *_names(page)):
        if name.endswith(("url", "image", "canonical", "next", "prev", "amphtml", "@id")):
            part = _placeholder_part(value, value)
            bad = bool(part)
        else:
            pieces = _TITLE_PARTS.split(value) if "title" in name else [value]
            part = next((piece for piece in pieces if is_value(piece, language)), "")
            bad = bool(part)
        if bad:
            yield rule.finding(
                f"The page's {name} has “{part}” where a value should stand",
                expected="the value, or no such element",
                actual=value,
                where=where,
            )


def _names(page: Page) -> Iterator[Said]:
    for key, value, where in json_ld_texts(page):
        if key in ("headline", "name", "url", "@id", "image", "datePublished", "dateModified", "description"):
            yield Said(f"JSON-LD {key}", value, where)


@rule("placeholder/lorem-ipsum")
def lorem(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Lorem ipsum dolor sit amet", the dummy text that designers use.

    Why: somebody should have replaced it before publication.

    Catches: a lead, a caption or a description that begins "Lorem ipsum dolor".

    Lets pass: an article that names it ("the Lorem ipsum of politics") or quotes it in quotation marks.
    """
    for place in places(page):
        if "orem" in place.line.text and LOREM.search(place.line.text):
            yield rule.finding(
                "A reader sees the designers' filler text",
                expected="the text that should be here",
                actual=place.line.text,
                where=place.where(page),
            )
    for name, value, where in head(page):
        if LOREM.search(value):
            yield rule.finding(f"The page's {name} is the designers' filler text", actual=value, where=where)
