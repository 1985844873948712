"""What the page requested and did not get."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.addresses import same_site
from copydesk.page.capture import NOT_RECORDED, Request
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.hosts import host_of
from copydesk.text.urls import urlsplit

SLOW = 6000
"""Milliseconds after which an answer of the site's own server is slow, on a machine that has time for it."""
BUSY = 3.0
"""On a machine on which work takes more than so many times its time, answers may take longer by as much.

Ten suites at once on two processors, where it was seven to twenty times, had answers take eight seconds that
were 0.8 s late.
"""
OFFLINE = Nothing("a page from an archive is replayed with the network closed")
HOSTS = 8
"""So many hosts whose files are not loaded are named."""
_KINDS = {
    "script": "A script",
    "stylesheet": "A style sheet",
    "link": "A style sheet",
    "css": "A style sheet's file",
    "image": "A picture",
    "img": "A picture",
    "font": "A font",
    "xmlhttprequest": "Data",
    "xhr": "Data",
    "fetch": "Data",
    "iframe": "A frame",
    "media": "A video or sound",
}


def _what(request: Request) -> str:
    return _KINDS.get(request.kind, "A file")


def _is_bad(request: Request) -> bool:
    return bool(request.failure) or request.status >= 400


def _is_recorded(request: Request) -> bool:
    return request.failure != NOT_RECORDED


def _requests(page: Page) -> Iterator[tuple[Request, bool]]:
    """The requests other than the page's own document, each address once, and whether they went to the
    site.
    """
    seen: set[str] = set()
    home = page.capture.final_url or page.capture.url
    for request in page.capture.requests:
        bad = _is_bad(request)
        if (
            request.kind == "document"
            or (request.url in seen and bad)
            or request.url.startswith(("data:", "blob:"))
        ):
            continue
        if bad:
            seen.add(request.url)
        yield request, same_site(request.url, home)


@rule("network/failed")
def failed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page without its style, its pictures or a list, after a long wait.

    Why: the site's own server did not answer a request for something that the page needs.

    Catches: a script, picture or list whose connection was refused or broke off.

    Lets pass: requests that the page itself cancelled; other sites' (network/third-party).
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for request, own in _requests(page):
        if own and request.failure and _is_recorded(request):
            yield rule.finding(
                f"{_what(request)} of the site could not be loaded: {request.failure}",
                expected="an answer",
                actual=request.url,
            )


@rule("network/status")
def status(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page without its style, its pictures or a list.

    Why: the site's own server refused something that the page needs.

    Catches: a script that answers 404, a feed that answers 500.

    Lets pass: redirects; 304; other sites' files (network/third-party).
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for request, own in _requests(page):
        if own and request.status >= 400 and not request.failure:
            yield rule.finding(
                f"{_what(request)} of the site answers {request.status}",
                expected="200",
                actual=f"{request.status} {request.url}",
            )


@rule("network/wrong-type")
def wrong_type(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page without its style, or one on which nothing works.

    Why: some servers answer every address with a page and a status that says all is well, even for a script
    that is gone.

    Catches: a script or a style sheet of the site's own that arrives as a web page (text/html) with status
    200.

    Lets pass: lists and data as HTML; other sites' files, whose type the browser does not reveal; files that
    were refused (network/status).
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for request, own in _requests(page):
        style = urlsplit(request.url).path.endswith(".css")
        asked = style or request.kind == "script"
        if own and asked and request.type.startswith("text/html") and not _is_bad(request):
            yield rule.finding(
                f"A {'style sheet' if style else 'script'} of the site is a web page",
                expected=f"a {'style sheet' if style else 'script'}",
                actual=f"{request.type} {request.url}",
            )


@rule("network/third-party", severity="warning")
def third_party(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: perhaps an advertisement, a video or a post that does not load.

    Why: it is not the site's own fault, but it happens on the site's page. It is only a warning, because some
    sites serve readers and refuse checkers.

    Catches: a file of another site that answers 404, or does not answer.

    Lets pass: the site's own files, which have their own rules; files that are not loaded because the site
    file does not allow their host, which become a remark.
    """
    if page.capture.offline:
        yield OFFLINE
        return
    if hosts := sorted({host_of(request.url) for request in page.capture.refused}):
        more = f" and {len(hosts) - HOSTS} more" if len(hosts) > HOSTS else ""
        named = ", ".join(hosts[:HOSTS]) + more
        yield Nothing(f"other sites' files are not loaded unless [third_parties] allows it: {named}")
    for request, own in _requests(page):
        if not own and _is_bad(request) and _is_recorded(request):
            yield rule.finding(
                f"{_what(request)} of another site could not be loaded: {request.failure or request.status}",
                expected="an answer",
                actual=request.url,
            )


@rule("network/slow", severity="warning")
def slow(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page that takes its time, perhaps with "Loading" instead of a list.

    Why: readers leave before it has loaded.

    Catches: a file or a list of the site's own that takes more than six seconds.

    Lets pass: other sites' files; what takes less; what takes longer only because the browser's machine is
    busy.
    """
    if page.capture.offline:
        yield OFFLINE
        return
    slow_here = SLOW * max(1.0, page.capture.slowness / BUSY)
    for request, own in _requests(page):
        if own and request.milliseconds > slow_here:
            yield rule.finding(
                f"{_what(request)} of the site took {request.milliseconds / 1000:.1f} s",
                expected=f"at most {slow_here / 1000:.0f} s",
                actual=request.url,
            )


@rule("network/not-recorded")
def not_recorded(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing; the recording that this run replays lacks something.

    Why: a gap in a recording says nothing about the site, and may cause whatever else is found on the page.
    Record the site again; or, if the request differs each time, name what differs in the site file's
    [recording] volatile.

    Catches: a request, or a link, that was not there when the site was recorded.

    Lets pass: a request that differs from a recorded one only in times, session ids and the like; requests
    that failed when they were recorded, and fail again.
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for url, kind in _not_recorded(page):
        yield rule.finding(
            f"{kind} is not in the recording: record the site again, or say what differs each time",
            expected="a request that was recorded",
            actual=url,
        )


def _not_recorded(page: Page) -> Iterator[tuple[str, str]]:
    for request in page.capture.requests:
        if not _is_recorded(request):
            yield request.url, "A page" if request.kind == "document" else _what(request)
    for url, answer in (page.capture.links or {}).items():
        if answer.unasked == NOT_RECORDED:
            yield url, "What a link leads to"
