"""The visit itself: whether there was a page, and whether it came to rest.

These rules run even when there is no page at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from copydesk.page.capture import CUT_OFF, FLOODING, State
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urlsplit

_NOT_FOUND = re.compile(
    r"(?:^|[|–—:·-]\s*)(?:error\s*)?(?:404\b(?!\s*[a-z])"
    r"|(?:404[\s:–—-]*)?(?:page |seite |página |pagina )?(?:not found|nicht gefunden"
    r"|non trouvée|no encontrada|non trovata|não encontrada|niet gevonden|не найдена)"
    r"|page introuvable|страница не найдена)\s*(?:$|[|–—:·!.-])",
    re.IGNORECASE,
)


@rule("visit/failed")
def failed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: no page.

    Why: a page that does not load cannot be checked.

    Catches: no answer within the site's patience, a redirect loop, a download instead of a page, a page whose
    scripts never release the browser.

    Lets pass: any page that could be read, whatever is on it.
    """
    if page.capture.error:
        yield rule.finding(page.capture.error, expected="a page", actual="none")


@rule("visit/status")
def status(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: an error page, or a page that search engines drop.

    Why: an address that the site file names must answer.

    Catches: 404, 410, 500, 503, even if the page looks like an article.

    Lets pass: 200, 203, 304; a page from an archive, which has no status of its own.
    """
    if page.capture.offline:
        yield Nothing("a page from an archive has no status of its own")
    elif page.capture.status >= 400:
        yield rule.finding(
            f"The server answers {page.capture.status} for this page",
            expected="200",
            actual=f"{page.capture.status} {page.capture.final_url or page.capture.url}",
        )


@rule("visit/soft-404")
def soft_404(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Page not found", while search engines and this harness were told that all is well.

    Why: such a page passes every status check, gets indexed, and stays.

    Catches: status 200 with the title or the first heading "404", "Page not found", "Seite nicht gefunden".

    Lets pass: a story whose headline contains the words ("Treasure not found, divers say").
    """
    snapshot = page.capture.loaded
    if snapshot is None or page.capture.status >= 400:
        return
    dom = page.dom
    heading = next((dom.text(index) for index in dom.find("h1") if dom.visible(index)), "")
    for text in (heading, snapshot.title):
        if len(text) <= 60 and _NOT_FOUND.search(text):
            yield rule.finding(
                f"The page says “{text.strip()}”, but the server answers {page.capture.status or 200}",
                expected="a page, or status 404",
                actual=text.strip(),
            )
            return


STILL_LOADING = "still loading the document"


def _busy(settled: str) -> bool:
    return "still changing" not in settled


@rule("visit/unsettled")
def unsettled(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page that is still waiting for something after the time that the site file allows.

    Why: what has not arrived by then does not arrive for readers either, and an unfinished page was checked.

    Catches: a list, script or picture of the site's own that was still loading when patience ran out; a page
    whose script stops it, or leaves it, before all of it has come; a page whose scripts flood the browser
    with requests or errors, and that was read early and left for that.

    Lets pass: other sites' requests; clocks and animations; what a page from an archive waits for.
    """
    for state in page.capture.states:
        if state.settled == CUT_OFF or (page.capture.offline and state.settled == STILL_LOADING):
            yield rule.finding(
                "The page was read only in part: its script or its server stopped it before its end",
                expected="a page that comes whole",
                actual=state.settled,
                where=Where(state=state.name),
            )
            return
        if state.settled.startswith(FLOODING):
            yield rule.finding(
                f"The page was read before it was at rest, and left, as its scripts were {state.settled}",
                expected="a page that comes to rest",
                actual=state.settled,
                where=Where(state=state.name),
            )
            return
    if page.capture.offline:
        yield Nothing("a page from an archive waits for what cannot load")
        return
    yield from _once(
        rule, page, [state for state in page.capture.states if state.settled and _busy(state.settled)]
    )


def _once(rule: Rule, page: Page, states: list[State]) -> Iterator[Finding]:
    """One finding for all states of a visit that did not come to rest: one page, one reason."""
    if not states:
        return
    first = states[0]
    when = f" after “{first.action}”" if first.action else ""
    others = f", and {len(states) - 1} times more in this visit" if len(states) > 1 else ""
    yield rule.finding(
        f"The page was not at rest within {page.site.patience:g} s{when}{others}: it was {first.settled}",
        expected="a page that comes to rest, with all of the site's own requests answered",
        actual=first.settled,
        where=Where(state=first.name),
    )


@rule("visit/restless", severity="warning")
def restless(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page on which something keeps changing.

    Why: the page was read while it changed, so the result may differ from run to run.

    Catches: a page whose scripts still change it when patience runs out, although nothing is loading.

    Lets pass: style animations; clocks that tick once a second.
    """
    yield from _once(
        rule, page, [state for state in page.capture.states if state.settled and not _busy(state.settled)]
    )


_INTERRUPTIONS = {
    "dialog": "The page opened a dialogue",
    "popup": "The page opened another window",
    "download": "The page started a download",
}


@rule("visit/interrupted")
def interrupted(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a message, a window or a download that they did not ask for.

    Why: it comes between the reader and the page, and no news page needs it.

    Catches: alert(), confirm(), a pop-up, or a download that starts by itself, even when a control is
    pressed.

    Lets pass: a banner or dialogue within the page.
    """
    counts: dict[tuple[str, str], int] = {}
    for interruption in page.capture.interruptions:
        key = interruption.kind, interruption.text
        counts[key] = counts.get(key, 0) + 1
    for (kind, text), times in counts.items():
        often = f" {times} times" if times > 1 else ""
        yield rule.finding(
            f"{_INTERRUPTIONS[kind]}{often}: {text}", expected="nothing of the kind", actual=text
        )


@rule("visit/truncated")
def truncated(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page that is slow, and slower on a phone.

    Why: the page is so large that only its beginning was read; the rest is unchecked.

    Catches: more than 60,000 elements and texts, or more than six million characters.

    Lets pass: any ordinary page, which has some hundreds or thousands.
    """
    for state in page.capture.states:
        if state.snapshot and state.snapshot.truncated:
            yield rule.finding(
                f"The page is too large to be read in full: it has {state.snapshot.truncated}",
                expected="a page that can be read in full",
                actual=state.snapshot.truncated,
            )
            return


@rule("visit/redirected", severity="warning")
def redirected(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a different page from the one that the address promised.

    Why: the page that was checked is not the one that the site file names; a story that redirects to the
    front page is gone.

    Catches: a story's address that leads to the front page, to another story, to a sign-in page or to another
    host.

    Lets pass: http to https, a final slash, "www.", a fragment, parameters.
    """
    wanted, got = page.capture.url, page.capture.final_url
    if page.capture.offline or page.capture.error or not got:
        return
    if _place(wanted) != _place(got):
        yield rule.finding("The address leads to another page", expected=wanted, actual=got)


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    return parts.netloc.lower().removeprefix("www.").partition(":")[0], unquote(parts.path).rstrip("/")
