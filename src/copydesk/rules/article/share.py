"""The share links: every network, with the article's own address and headline, in every block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus
from weakref import WeakKeyDictionary

from copydesk.page.attributes import head
from copydesk.page.lines import HEADINGS
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.reading.share import network
from copydesk.records.article import Article
from copydesk.rules.article.titles import headlines, says_headline
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, is_later_page, named, where
from copydesk.text.compare import letters
from copydesk.text.urls import PageAddress, page_named, urlsplit

NONE = Nothing("no share links, none expected")
TEXTED = frozenset(("x", "telegram", "whatsapp", "email"))
"""Networks that send the headline along only if the link has it; the others read it from the page."""

_DOUBLED = re.compile(r"https?:/{0,2}https?:(?!//[\w.-]+\.archive\.)|https?//", re.IGNORECASE)
_ENCODED = re.compile(r"https?%(?:25)*3A", re.IGNORECASE)
_AFTER = re.compile(r"[.,;)]?(?:\s|$)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ESCAPE = re.compile(r"%(?:20|22|2C|E2%80|C3%[89AB])", re.IGNORECASE)


class _Shared(NamedTuple):
    """A share link, with what its parameters say, decoded once."""

    network: str
    url: str
    block: int
    values: dict[str, str]
    where: Where


_shared: WeakKeyDictionary[Page, list[_Shared]] = WeakKeyDictionary()


def _links(page: Page, article: Article) -> list[_Shared]:
    """The share links of all blocks, read once."""
    found = _shared.get(page)
    if found is None:
        nodes = {url: index for index, url in reversed(page.dom.hrefs.items())}
        found = _shared[page] = [
            _Shared(
                link.network,
                link.url,
                number,
                _values(link.url),
                page.where(nodes[link.url]) if link.url in nodes else where(page, "share", number),
            )
            for number, block in enumerate(article.share)
            for link in block
        ]
    return found


def _values(url: str) -> dict[str, str]:
    try:
        query = urlsplit(url).query
    except ValueError:
        return {}
    decode = unquote if url.startswith("mailto:") else unquote_plus
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return {key.lower(): decode(value) for key, _, value in pairs}


class _Story(NamedTuple):
    """What the links of a share block have to share: a story's addresses and the forms of its headline."""

    addresses: list[str]
    headlines: list[str]


def _story(page: Page, article: Article, block: int) -> _Story:
    """The story that a share block is of: the page's, or another one on it that the block stands in."""
    nodes = [match.node for match in page.matches("share")]
    other = _story_beside(page, nodes[block]) if block < len(nodes) else None
    if other is not None:
        heading, link = other
        return _Story([PageAddress(page.dom.hrefs[link])], [page.dom.text(heading)])
    told = (
        []
        if says_headline(page.site)
        else [v for name, v, _ in head(page) if name in ("og:title", "twitter:title")]
    )
    return _Story(_own(page, article), [*headlines(page, article), *told])


def _story_beside(page: Page, node: int) -> tuple[int, int] | None:
    """The heading, with its link, of the story that an element stands in, if that is not the page's own: the
    closest <article> has another heading, which leads to another page.
    """
    dom = page.dom
    closest = next((i for i in dom.ancestors(node) if dom.nodes[i].tag == "article"), None)
    if closest is None or any(match.node in dom.subtree(closest) for match in page.matches("headline")):
        return None
    for heading in (i for i in dom.subtree(closest) if dom.nodes[i].tag in HEADINGS):
        around = (*dom.subtree(heading), *(i for i in dom.ancestors(heading) if i > closest))
        return next(((heading, i) for i in around if i in dom.hrefs), None)
    return None


def _own(page: Page, article: Article) -> list[str]:
    """The article's own addresses: the canonical one, and the page's address where there is none or where it
    belongs to another page, which the rules about the head report.
    """
    own = [page.capture.final_url, page.capture.url]
    urls = [article.canonical]
    if (
        not article.canonical
        or page_named(article.canonical)[:2] != page_named(own[0])[:2]
        or is_later_page(page)
    ):
        urls += own
    return list(dict.fromkeys(PageAddress(url) for url in urls if url))


def _shares(link: _Shared) -> bool:
    """Whether a link of a share block shares: a profile, "Copy link" or "Print" may be among them, and an
    e-mail in the newsroom's own words, without an address.
    """
    if link.url.startswith("mailto:") and link.values.get("body", "").strip():
        return any("//" in value or _ENCODED.search(value) for value in link.values.values())
    if network(link.url):
        return True
    return not link.url.startswith("mailto:") and any(
        key in link.values for key in ("u", "url", "text", "link")
    )


def _is_broken(link: _Shared) -> bool:
    return any(_DOUBLED.search(value) for value in link.values.values()) or bool(_DOUBLED.match(link.url))


def _is_twice(link: _Shared, own: list[str]) -> bool:
    """Whether a value is still encoded after it was decoded once; an address may have escapes of its own."""
    escapes = any("%" in url for url in own)
    return any(
        _ENCODED.match(value)
        or (not escapes and _ENCODED.search(value))
        or (not escapes and _ESCAPE.search(value))
        for key, value in link.values.items()
        if key in ("u", "url", "href", "link", "text", "title", "quote", "body", "subject", "status")
    )


def _is_wrong(link: _Shared, story: _Story) -> bool:
    """Whether a rule about single links reports this one."""
    own = story.addresses
    if _is_broken(link) or _is_twice(link, own) or _lacks_address(link, own):
        return True
    return bool(story.headlines[0]) and _lacks_headline(link, story)


def _lacks_address(link: _Shared, own: list[str]) -> bool:
    if _is_broken(link) or _is_twice(link, own) or not _shares(link):
        return False
    return not any(_holds(value, url) for value in link.values.values() for url in own)


def _lacks_headline(link: _Shared, story: _Story) -> bool:
    own = story.addresses
    if _is_broken(link) or _is_twice(link, own) or not _shares(link):
        return False
    if not _texts(link, own) and link.network not in TEXTED:
        return False
    wanted = [letters(headline) for headline in story.headlines if letters(headline)]
    return not any(headline in letters(value) for value in link.values.values() for headline in wanted)


def _texts(link: _Shared, own: list[str]) -> list[str]:
    """What a link says besides the address."""
    return [
        value
        for key, value in link.values.items()
        if key in ("text", "title", "quote", "subject", "status") and PageAddress(value) not in own
    ]


@rule("share/network-missing", kinds=("article",))
def network_missing(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a share block without the network they use.

    Why: each block has its own template, so one can lose what the other still has.

    Catches: a block without a link to one of the site file's networks.

    Lets pass: additional networks; two share blocks (above and below the text), as long as both are complete.
    """
    article = article_of(page)
    if article is None or not article.share or not page.site.networks:
        yield NONE
        return
    for number, block in enumerate(article.share):
        there = {link.network for link in block}
        missing = [network for network in page.site.networks if network.lower() not in there]
        if missing:
            yield rule.finding(
                f"Share block {number + 1} of {len(article.share)} has no link to {', '.join(missing)}",
                expected=", ".join(page.site.networks),
                actual=", ".join(link.network for link in block) or "no link",
                where=where(page, "share", number),
            )


@rule("share/blocks-differ", kinds=("article",))
def blocks_differ(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: share links above the text that share something else than those below it.

    Why: both belong to the same article; if they differ, one is wrong.

    Catches: two blocks whose links to one network differ; if the site file names no networks, a network that
    only one block has.

    Lets pass: a different order; a link that is wrong by itself, which the other rules about share links
    report; the block of another story on the page; a site whose file names no share block.
    """
    article = article_of(page)
    if article is None or not named(page, "share") or len(article.share) < 2:
        yield Nothing("no two share blocks to compare")
        return
    told: set[str] | None = None
    first = {link.network: link.url for link in article.share[0]}
    story = _story(page, article, 0)
    for number, block in enumerate(article.share[1:], start=1):
        if _story(page, article, number) != story:
            continue
        other = {link.network: link.url for link in block}
        names = first.keys() & other.keys() if page.site.networks else first.keys() | other.keys()
        for name in sorted(names):
            if first.get(name) == other.get(name):
                continue
            if told is None:
                told = {link.network for link in _links(page, article) if _is_wrong(link, story)}
            if name not in told:
                yield rule.finding(
                    f"The share blocks differ in their link to {name}",
                    expected=first.get(name) or "no such link",
                    actual=other.get(name) or "no such link",
                    where=where(page, "share", number),
                )


@rule("share/broken-address", kinds=("article",))
def broken_address(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a shared link that leads nowhere.

    Why: an address was assembled from parts that both had the beginning.

    Catches: "http:http://news.example/a", "https://https://…", "https//…", in any share link of any page.

    Lets pass: an address of an archive, which contains the archived one.
    """
    article = article_of(page)
    if article is None or not article.share:
        yield NONE
        return
    for link in _links(page, article):
        if _is_broken(link):
            yield rule.finding(
                f"The share link to {link.network} has a broken address in it",
                expected="one address, with one https://",
                actual=link.url,
                where=link.where,
            )


@rule("share/encoded-twice", kinds=("article",))
def encoded_twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a share window with "https%3A%2F%2F…" or "Marsh%20speaks" in it.

    Why: the address or text was encoded one time too many.

    Catches: "url=https%253A%252F%252Fnews.example", "text=Marsh%2520speaks".

    Lets pass: an address that has escapes of its own ("/caf%C3%A9" becomes "%25C3%25A9").
    """
    article = article_of(page)
    if article is None or not article.share:
        yield NONE
        return
    for link in _links(page, article):
        if _is_twice(link, _story(page, article, link.block).addresses) and not _is_broken(link):
            yield rule.finding(
                f"The share link to {link.network} is encoded twice",
                expected="every part encoded once",
                actual=link.url,
                where=link.where,
            )


@rule("share/wrong-address", kinds=("article",))
def wrong_address(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: people who follow a shared link arrive at the wrong page.

    Why: most stories travel by sharing; everyone who comes that way is lost.

    Catches: a share link without the article's canonical address, or with another one; an address that is cut
    at a "#" or "&" because it was not encoded.

    Lets pass: a site whose file names no share block (many share short addresses); the canonical address of a
    page whose own address has parameters; parameters that the canonical address lacks, as campaigns have;
    another story on the page that shares itself; links that do not share ("Print", "Copy link", a profile).
    """
    article = article_of(page)
    if article is None or not article.share or not named(page, "share"):
        yield NONE
        return
    for link in _links(page, article):
        own = _story(page, article, link.block).addresses
        if _lacks_address(link, own):
            yield rule.finding(
                f"The share link to {link.network} does not have the article's address",
                expected=own[0] if own else "the article's address",
                actual=link.url,
                where=link.where,
            )


def _holds(value: str, url: str) -> bool:
    """Whether a value contains the address itself, and no longer one that starts with it. Parameters that the
    address lacks do not count, whatever they are called: campaigns are told apart by them.
    """
    start = value.find(url)
    after = value[start + len(url) :].removeprefix("/")
    if start >= 0 and _AFTER.match(after):
        return True
    path, _, query = url.partition("?")
    for found in _ADDRESS.findall(value):
        there, _, said = found.rstrip(".,;)").partition("#")[0].partition("?")
        if (
            said
            and there.rstrip("/") == path.rstrip("/")
            and set(query.split("&")) - {""} <= set(said.split("&"))
        ):
            return True
    return False


@rule("share/no-headline", kinds=("article",))
def no_headline(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a message with only a link in it, or with half a headline.

    Why: nobody follows a link without words.

    Catches: a link to X, Telegram, WhatsApp or e-mail without the headline; a headline that ends at its "&",
    "#" or "+" because it was not encoded; another story's text.

    Lets pass: the headline with words before or after it, or without its kicker; where titles may be worded
    anew, the one for sharing; networks that read the headline from the page and were given none; another
    story on the page that shares itself; a site whose file names no share block.
    """
    article = article_of(page)
    if article is None or not article.share or not article.headline or not named(page, "share"):
        yield NONE
        return
    for link in _links(page, article):
        story = _story(page, article, link.block)
        if _lacks_headline(link, story):
            wanted = letters(story.headlines[0])
            texts = _texts(link, story.addresses)
            cut = any(text and wanted.startswith(letters(text)) and letters(text) for text in texts)
            yield rule.finding(
                f"The share link to {link.network} "
                + (
                    "has only a part of the headline: is it encoded?" if cut else "does not have the headline"
                ),
                expected=story.headlines[0],
                actual=link.url,
                where=link.where,
            )
