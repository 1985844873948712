"""The document's head: what it tells browsers and search engines about the page as a whole.

What it says for previews is in `preview.py`, its JSON-LD in `json_ld.py`, its addresses in `canonical.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.addresses import same_site
from copydesk.page.heads import canonicals, here_of, metas, place
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing, Untold
from copydesk.rules.registry import Rule, rule
from copydesk.text.labels import NAMES, primary

RTL = frozenset(("ar", "he", "iw", "fa", "ur", "ps", "yi", "ug", "sd", "dv", "ckb"))
"""Languages that are written from right to left."""
SCANNED = 1024
"""So far into a document a browser looks for its encoding."""
SOON = {"article": 300}
"""Seconds: a page that loads itself anew sooner than this is taken away from its reader; lists: 60."""

_CHARSET = re.compile(r"<meta[^>]+charset\s*=|<\?xml[^>]+encoding\s*=", re.IGNORECASE)
_LATIN = re.compile(r"-Latn\b", re.IGNORECASE)


@rule("head/noindex", kinds=("article",))
def noindex(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: no trace of the story in any search engine.

    Why: a page is kept out of search engines while it is written, or a whole site before it opens, and nobody
    lifts the ban.

    Catches: <meta name="robots" content="noindex">, the same for Googlebot, "none", and the header
    X-Robots-Tag, on an article.

    Lets pass: "index, follow, max-image-preview:large"; feeds and filters, which sites keep out on purpose; a
    ban for one service only ("googlebot-news"); another site's story, by the canonical address.
    """
    if any(not same_site(link.url, here_of(page)) for link in canonicals(page)):
        yield Nothing("the article is a copy of another site's, as its canonical address says")
        return
    said = [(f"<meta name={meta.name}>", meta) for meta in metas(page.dom)]
    found = [(what, meta.content, place(page, meta.node)) for what, meta in said if _is_to_robots(meta.name)]
    for name, value in page.capture.headers.items():
        if name.lower() == "x-robots-tag":
            found.append(("The header X-Robots-Tag", value, Where()))
    for what, value, where in found:
        # "googlebot-news: noindex" in a header is a word to one service.
        words = {word.strip().lower() for word in value.split(",") if ":" not in word}
        if words & {"noindex", "none"}:
            yield rule.finding(
                f"{what} keeps the article out of search engines",
                expected="nothing that forbids to index a published article",
                actual=value,
                where=where,
            )


def _is_to_robots(name: str) -> bool:
    return name in ("robots", "googlebot", "bingbot")


@rule("head/no-charset", severity="warning")
def no_charset(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: “cafÃ©” for “café”, in some browsers and on some days.

    Why: if neither the server nor the page names the encoding, each browser guesses.

    Catches: a page without a charset in its Content-Type and without <meta charset> in its first 1,024
    characters.

    Lets pass: either of the two; a byte order mark; a page in plain ASCII.
    """
    html = page.capture.html
    headers = {name.lower(): value.lower() for name, value in page.capture.headers.items()}
    if not html or page.capture.offline:
        yield Nothing("the server's HTML was not kept")
        return
    told = "charset=" in headers.get("content-type", "") or html.startswith("\ufeff")
    if not told and not html.isascii() and not _CHARSET.search(html[:SCANNED]):
        yield rule.finding(
            "Neither the server nor the page says how its letters are encoded",
            expected='<meta charset="utf-8"> at the beginning of the head',
            actual=f"Content-Type: {headers.get('content-type') or 'none'}, and no <meta charset>",
        )


@rule("head/no-viewport", severity="warning")
def no_viewport(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: on a phone, the whole page in print that is too small to read.

    Why: without this line, phones show a page as wide as a desktop screen.

    Catches: no <meta name="viewport"> in the page, or an empty one.

    Lets pass: any viewport that says something; a page that has a separate address for phones.
    """
    dom = page.dom
    if any(meta.name == "viewport" and meta.content for meta in metas(dom)):
        return
    for index in dom.find("link"):
        if dom.attr(index, "rel") == "alternate" and "max-width" in (dom.attr(index, "media") or ""):
            return  # telephones have a page of their own
    yield rule.finding(
        "The page does not say how wide it is on a telephone",
        expected='<meta name="viewport" content="width=device-width, initial-scale=1">',
        actual="no viewport",
    )


@rule("head/no-language", severity="warning")
def no_language(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing; but a screen reader may pronounce the page in the wrong language, or the browser may
    offer to translate it.

    Why: browsers guess what the page does not say.

    Catches: <html> without `lang`, or with an empty one.

    Lets pass: any language; head/language-differs checks whether it is the right one.
    """
    if not page.dom.snapshot.language.strip() and not page.dom.attr(0, "xml:lang"):
        yield rule.finding(
            "The page does not say what language it is in", expected="<html lang=…>", actual=""
        )


@rule("head/language-differs")
def language_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: an offer to translate the page into its own language; a screen reader pronounces it wrongly.

    Why: a template that was copied from another edition brings that edition's language along.

    Catches: <html lang="ru"> on a site whose file says `language = "en"`.

    Lets pass: "en-GB" for "en"; other spellings (he and iw); a site whose file names no language.
    """
    wanted, said = primary(page.site.language), primary(page.dom.snapshot.language)
    if not wanted:
        yield Untold("the site file does not say what language the site is in")
    elif said and _same(said) != _same(wanted):
        yield rule.finding(
            f"The page says that it is in {NAMES.get(said, said)}, on a site in {NAMES.get(wanted, wanted)}",
            expected=page.site.language,
            actual=page.dom.snapshot.language,
        )


def _same(code: str) -> str:
    """One code for languages that have two."""
    return {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "fil": "tl"}.get(code, code)


@rule("head/direction")
def direction(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: Arabic lines that begin on the left, with the full stop at the wrong end.

    Why: browsers do not derive the direction from the language; the page has to state it.

    Catches: a page in Arabic, Hebrew, Persian or Urdu that is laid out from left to right, or the other way
    round.

    Lets pass: dir="rtl", or the same in a style sheet; a quotation in the other direction; Uzbek or Kurdish
    in Latin letters.
    """
    language = page.dom.snapshot.language or page.site.language
    got = page.dom.snapshot.direction
    if not language or not got:
        yield Nothing("the page does not say what language it is in")
        return
    wanted = "rtl" if primary(language) in RTL and not _LATIN.search(language) else "ltr"
    if got != wanted and page.dom.attr(0, "dir") != wanted:
        way = "from right to left" if wanted == "rtl" else "from left to right"
        code = primary(language)
        yield rule.finding(
            f"A page in {NAMES.get(code, code)} is not written {way}", expected=f"dir={wanted}", actual=got
        )


@rule("head/refresh")
def refresh(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the page jumps back to its top in the middle of a sentence, or goes elsewhere.

    Why: a page that reloads itself takes the text away from slow readers.

    Catches: <meta http-equiv="refresh"> to another address; on an article after less than five minutes; on a
    list after less than one.

    Lets pass: a page that reloads after a longer time; one in <noscript>, for browsers without scripts.
    """
    for meta in metas(page.dom):
        if (page.dom.attr(meta.node, "http-equiv") or "").lower() != "refresh":
            continue
        number = re.match(r"\d+", meta.content)
        seconds = int(number[0][:9]) if number else 0
        if seconds < SOON.get(page.kind, 60) or "url=" in meta.content.lower():
            yield rule.finding(
                f"The page leaves its reader after {seconds} s",
                expected="a page that stays as long as its reader",
                actual=meta.content,
                where=place(page, meta.node),
            )
