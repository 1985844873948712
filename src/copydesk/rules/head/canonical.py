"""Which address is the page's own: what the head says, compared with the address and with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

from copydesk.page import jsonld
from copydesk.page.addresses import same_site
from copydesk.page.heads import canonicals, full, here_of, metas, parts_of, place
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.reading.source import source_of
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import page_named

NONE = Nothing("the page names no canonical address")

_WORD = re.compile(r"[^\W_]{3,}")
_PAGE = re.compile(r"(?:page|p|pg|seite|pagina)")
_NUMBERED = re.compile(r"/(?:page|seite|pagina)[/-]\d+/?$")


def is_of_another_page(url: str, here: str) -> bool:
    """Whether an address cannot be the page's: it has the path of a page above it, or shares no word with the
    page's own. All addresses of one page have a word or a number in common.
    """
    got, own = page_named(url).path, page_named(here).path
    if got == own:
        return False
    if own.startswith(f"{got}/"):
        return True
    front, _, last = own.rpartition("/")
    numbers = [word for word in _WORD.findall(front) if not word.isalpha() or not word[1:].islower()]
    words = _WORD.findall(f"{last} {parts_of(here).query} {' '.join(numbers)}".lower())
    return not set(_WORD.findall(got.lower())) & set(words)


@rule("head/no-canonical", severity="warning", kinds=("article",))
def no_canonical(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same story several times in search results, or under an address with tracking parameters.

    Why: to a search engine, an address with different parameters is a different page, unless the page says
    which address is its own.

    Catches: an article without <link rel="canonical">, or with one that has no address.

    Lets pass: feeds and filters; any canonical address (other rules check whether it is right).
    """
    if not canonicals(page):
        yield rule.finding(
            "The article does not say what its own address is",
            expected='<link rel="canonical" href=…> in the head',
            actual="no canonical address",
        )


@rule("head/canonical-differs")
def canonical_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another story, or a front page, where a search engine promised this one.

    Why: a search engine keeps the page that the canonical address names and drops this one.

    Catches: the canonical address of another story, of the front page or of the section; two different
    canonical addresses.

    Lets pass: a story with several addresses; the same story's address on another site (head/canonical-host);
    the address of a story that was taken over from another newsroom, on its site; a final slash, parameters,
    "www.".
    """
    found = canonicals(page)
    if not found:
        yield NONE
        return
    here = here_of(page)
    first = found[0]
    for other in found[1:]:
        if page_named(other.url)[:2] != page_named(first.url)[:2]:
            yield rule.finding(
                "The page has two canonical addresses that differ",
                expected=first.url,
                actual=other.url,
                where=place(page, other.node),
            )
            return
    if _is_taken_over(page, first.url):
        yield Nothing("the story was taken over from another newsroom")
        return
    # A script may have put another address over the page, which visit/redirected tells.
    if is_of_another_page(first.url, here) and is_of_another_page(first.url, page.capture.url):
        yield rule.finding(
            "The canonical address is that of another page",
            expected=here,
            actual=first.url,
            where=place(page, first.node),
        )


def _is_taken_over(page: Page, url: str) -> bool:
    """Whether a canonical address is a story's on another site, while this page is shared as its own."""
    shared = next((meta.content for meta in metas(page.dom) if meta.name == "og:url" and meta.content), "")
    here = here_of(page)
    if same_site(url, here) or not page_named(url).path.strip("/"):
        return False
    return not shared or same_site(full(page, shared), here)


@rule("head/canonical-host", severity="warning")
def canonical_host(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another site where a search engine promised this one, or nothing if that site is gone.

    Why: a template can keep the site's old name, or another edition's, for years.

    Catches: the same story's canonical address on another site, while og:url is on this one; only for pages
    that a site file names.

    Lets pass: the public site's address on a copy of it, if og:url has it too; another host of the same site;
    a story taken over from another newsroom, when no site file names the page.
    """
    found = canonicals(page)
    shared = next((meta.content for meta in metas(page.dom) if meta.name == "og:url"), "")
    here = here_of(page)
    if not found or not shared or not page.site.pages:
        yield Nothing("the page lacks a canonical address or og:url to compare, or no site file names it")
    elif same_site(shared, here) and not same_site(found[0].url, here):
        yield rule.finding(
            "The canonical address is on another site",
            expected=page_named(here).host,
            actual=found[0].url,
            where=place(page, found[0].node),
        )


@rule("head/canonical-first-page", kinds=("article", "feed"))
def first_page(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: none of the later pages in search results.

    Why: the page tells search engines that page 3 is a copy of page 1, so they drop what only page 3 has.

    Catches: the canonical address "/long-read" on "/long-read?page=3" or on "/long-read/page/3".

    Lets pass: the first page; the address of the whole story on one page ("/long-read/all").
    """
    found = canonicals(page)
    here = parts_of(here_of(page))
    numbers = [(name, value) for name, value in parse_qsl(here.query) if _PAGE.fullmatch(name)]
    later = any(value.isdecimal() and int(value[:6]) > 1 for _, value in numbers)
    path = _NUMBERED.sub("", here.path)
    if not found or not (later or path != here.path):
        yield Nothing("this is not a later page")
        return
    got = parts_of(found[0].url)
    numbered = any(_PAGE.fullmatch(name) for name, _ in parse_qsl(got.query))
    if unquote(got.path).rstrip("/") == unquote(path).rstrip("/") and not numbered:
        yield rule.finding(
            "The canonical address of a later page is that of the first",
            expected=here_of(page),
            actual=found[0].url,
            where=place(page, found[0].node),
        )


@rule("head/canonical-relative", severity="warning")
def relative(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: an address with "staging" or a proxy's name in search results.

    Why: an address without its host means a different page on every host that shows a copy of this one.

    Catches: href="/politics/dialogue", or "news.example/politics" (which is a path), in the canonical link;
    the same in og:url.

    Lets pass: a full address; one without "https:" that begins with two slashes.
    """
    said = [("canonical address", link.raw, link.node) for link in canonicals(page)]
    said += [("og:url", meta.content, meta.node) for meta in metas(page.dom) if meta.name == "og:url"]
    for what, raw, node in said:
        if raw and not re.match(r"https?:|//", raw, re.IGNORECASE):
            yield rule.finding(
                f"The page's {what} is not complete",
                expected="an address with https:// and the host",
                actual=raw,
                where=place(page, node),
            )


@rule("head/og-url-differs", severity="warning")
def og_url_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another page's preview where they share this one.

    Why: networks go by og:url, whichever address was shared.

    Catches: an og:url of another story or of the front page, while the canonical address is the page's.

    Lets pass: one that is the canonical address or the page's; different parameters, "www.", a final slash; a
    page whose canonical address is wrong (head/canonical-differs).
    """
    found = canonicals(page)
    shared = next((meta for meta in metas(page.dom) if meta.name == "og:url"), None)
    if shared is None or not found:
        yield Nothing("the page lacks an og:url or a canonical address to compare")
        return
    here = here_of(page)
    right = page_named(found[0].url).path == page_named(here).path
    own = full(page, shared.content)
    if right and page_named(own)[:2] != page_named(found[0].url)[:2] and is_of_another_page(own, here):
        yield rule.finding(
            "The address for sharing (og:url) is that of another page",
            expected=found[0].url,
            actual=shared.content,
            where=place(page, shared.node),
        )


@rule("head/json-ld-url-differs", severity="warning", kinds=("article",))
def json_ld_url_differs(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: another story where news search promised this one.

    Why: services that read only the JSON-LD take the address from there.

    Catches: an article in the JSON-LD whose `url` or `mainEntityOfPage` is another story's.

    Lets pass: one without an address; the address of the site or the section, which some sites give there;
    one of several for this story.
    """
    thing = source_of(page).article
    said = [thing.get("url"), thing.get("mainEntityOfPage")]
    urls = [value.get("@id") or value.get("url") if isinstance(value, dict) else value for value in said]
    texts = [url.strip() for url in urls if isinstance(url, str) and re.match(r"https?://", url.strip())]
    if not texts:
        yield Nothing("no article with an address in the page's JSON-LD")
        return
    here = here_of(page)
    above = [url for url in texts if f"{page_named(here).path}/".startswith(f"{page_named(url).path}/")]
    both = here, page.capture.url
    wrong = [url for url in texts if url not in above and all(is_of_another_page(url, one) for one in both)]
    if wrong and jsonld.is_article(thing):
        yield rule.finding(
            "The article's address in the page's JSON-LD is that of another page",
            expected=here,
            actual=wrong[0],
            where=Where(selector='script[type="application/ld+json"]'),
        )
