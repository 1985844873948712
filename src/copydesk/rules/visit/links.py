"""Where the page's links lead: each answers, and with what it promised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from copydesk.page.addresses import same_site
from copydesk.page.capture import LinkAnswer
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, templated
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing, Untold
from copydesk.rules.registry import Rule, rule
from copydesk.text.compare import plain
from copydesk.text.urls import urldefrag, urlsplit

NOT_ASKED = Untold("links are not checked: the site file does not ask for it ([links] check)")
GONE = (404, 410)
_ERROR_PATH = re.compile(
    r"/(?:error[-_/]?)?(?:404|not[-_]?found|page[-_]?not[-_]?found)(?:\.\w{2,5})?/?", re.IGNORECASE
)
_ERROR_TITLE = re.compile(
    r"(?:error )?404(?: error)?(?:[:,-]? (?:page )?not found)?|(?:(?:page|article|story) )?(?:was )?not found"
    r"|seite nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|pagina non trovata"
    r"|страница не найдена|pagina niet gevonden",
    re.IGNORECASE,
)
_PARTS = re.compile(r" [-–—|·] ")

_places: WeakKeyDictionary[Page, dict[str, tuple[str, Dom, int]]] = WeakKeyDictionary()


def places(page: Page) -> dict[str, tuple[str, Dom, int]]:
    """Where each address is linked from first, even if invisibly: the state, its tree, the link."""
    if page not in _places:
        seen: dict[str, tuple[str, Dom, int]] = {}
        unseen: dict[str, tuple[str, Dom, int]] = {}
        for state, dom in page.states:
            for node, href in dom.hrefs.items():
                where = seen if dom.visible(node) else unseen
                where.setdefault(urldefrag(href), (state.name, dom, node))
        _places[page] = {**unseen, **seen}
    return _places[page]


def answers(page: Page) -> Iterator[tuple[str, LinkAnswer]]:
    """The links that were checked with a result; other rules look at addresses that are templates, and at
    those that the head names.
    """
    linked = places(page)
    for url, answer in (page.capture.links or {}).items():
        if url in linked and not answer.unasked and not answer.unanswered and not templated(unquote(url)):
            yield url, answer


def where(page: Page, url: str) -> Where:
    """The place of the first link to an address."""
    place = places(page).get(url)
    return page.where(place[2], place[0], place[1]) if place else Where()


def named(page: Page, url: str) -> str:
    """The first link to an address in words: the link “Anna Marsh” (persons block)."""
    place = places(page).get(url)
    if place is None:
        return "a link"
    _, dom, node = place
    text = " ".join((dom.text(node, hidden=True) or dom.attr(node, "aria-label") or "").split())[:80]
    around = {node, *dom.ancestors(node)}
    noun = next(
        (
            NOUNS[name]
            for name, matches in dom.snapshot.elements.items()
            if name in NOUNS and any(match.node in around for match in matches)
        ),
        "",
    )
    return (f"the link “{text}”" if text else "a link without text") + (f" ({noun})" if noun else "")


@rule("links/broken")
def broken(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A link leads to a page that does not exist.

    Reader sees: "Page not found", or an error, instead of what the link promised.

    Why: the story was taken down, or its address changed in an edit.

    Catches: an address on the site that answers 404, 410 or 500; one on another site that answers 404 or 410.

    Lets pass: redirects; pages that ask for a password (401) or refuse checkers (403, 999); a site that
    limits requests (429) or does not answer in time, which becomes a remark; links to mail, telephone,
    scripts and places on the page.
    """
    if page.capture.links is None:
        yield NOT_ASKED
        return
    yield from remarks(page)
    home = page.capture.final_url or page.capture.url
    for url, answer in answers(page):
        if answer.status in GONE or (answer.status >= 500 and answer.status != 999 and same_site(url, home)):
            what = named(page, url)
            yield rule.finding(
                f"{what[:1].upper()}{what[1:]} leads to a page that is not there: it answers {answer.status}",
                expected="a page",
                actual=f"{answer.status} {url}",
                where=where(page, url),
            )


def remarks(page: Page) -> Iterator[Nothing]:
    """What could not be checked, with one line for each reason."""
    why: Counter[str] = Counter()
    for url, answer in (page.capture.links or {}).items():
        if answer.unanswered:
            why[f"{urlsplit(url).netloc} gave no answer ({answer.unanswered})"] += 1
        elif answer.unasked:
            why[answer.unasked] += 1
    for reason, number in why.most_common(5):
        yield Nothing(f"{number} {'link' if number == 1 else 'links'} not checked: {reason}")


@rule("links/redirect-loop")
def redirect_loop(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A link redirects from address to address without end.

    Reader sees: the browser's "redirected too many times".

    Why: two of the server's rules contradict each other: one adds what the other removes.

    Catches: `/a` that leads to `/b`, which leads to `/a`.

    Lets pass: up to twenty redirects that come to an end; one that sets a cookie and comes back.
    """
    if page.capture.links is None:
        yield NOT_ASKED
        return
    for url, answer in answers(page):
        if answer.loop:
            what = named(page, url)
            yield rule.finding(
                f"{what[:1].upper()}{what[1:]} is redirected without end",
                expected="a page",
                actual=f"{url} … {answer.url}",
                where=where(page, url),
            )


@rule("links/to-error-page")
def to_error_page(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A link leads to an error page with a status that says all is well.

    Reader sees: "Page not found" instead of what the link promised.

    Why: the server sends its error page with status 200, so a check of statuses alone misses it.

    Catches: an address that redirects to `/404`; one with the title "Page not found - News".

    Lets pass: an article whose headline contains such words among others; a redirect to another story or
    section.
    """
    if page.capture.links is None:
        yield NOT_ASKED
        return
    for url, answer in answers(page):
        if not 200 <= answer.status < 300:
            continue
        moved = urlsplit(answer.url).path != urlsplit(url).path
        title = error_title(answer)
        if title or (moved and _ERROR_PATH.fullmatch(urlsplit(answer.url).path)):
            what = named(page, url)
            yield rule.finding(
                f"{what[:1].upper()}{what[1:]} leads to an error page",
                expected="a page",
                actual=f"“{title}” at {answer.url}" if title else f"{url} redirects to {answer.url}",
                where=where(page, url),
            )


def error_title(answer: LinkAnswer) -> str:
    """The title or headline that marks the answer as an error page; empty if there is none."""
    texts = [answer.page.title, answer.page.headline] if answer.page else []
    return next(
        (
            text
            for text in texts
            if any(_ERROR_TITLE.fullmatch(plain(part).strip(" .!")) for part in _PARTS.split(text))
        ),
        "",
    )
