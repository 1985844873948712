"""What the page wrote to the browser's console, and scripts that crashed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.addresses import same_site
from copydesk.page.capture import ConsoleLine
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

_NETWORK = re.compile(r"^(?:Failed to load resource|GET |POST |Access to \w+ at |net::ERR_)")
_MISSING = re.compile(r"is not defined|Failed to fetch|dynamically imported module")
OFFLINE = Nothing("on a page from an archive, scripts fail because files could not load")


def _own(page: Page, line: ConsoleLine) -> bool:
    """Whether a line comes from the site's own script. An exception without a place does, unless other sites'
    scripts on the page may have thrown it.
    """
    home = page.capture.final_url or page.capture.url
    if line.level == "exception" and not line.url:
        scripts = (request.url for request in page.capture.requests if request.kind == "script")
        return all(same_site(url, home) for url in scripts)
    return same_site(line.url, home)


def _lines(page: Page, level: str) -> Iterator[tuple[ConsoleLine, int]]:
    """Lines of a level, each once with its number of times; failed requests have their own rules."""
    counts: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], ConsoleLine] = {}
    for line in page.capture.console:
        if line.level == level and not _NETWORK.match(line.text):
            key = line.text, line.url
            counts[key] = counts.get(key, 0) + 1
            first.setdefault(key, line)
    return ((line, counts[key]) for key, line in first.items())


def _say(rule: Rule, what: str, line: ConsoleLine, times: int) -> Finding:
    place = f" ({line.url}{f', line {line.line}' if line.line else ''})" if line.url else ""
    often = f", {times} times" if times > 1 else ""
    return rule.finding(f"{what}{often}", expected="no such message", actual=f"{line.text}{place}")


@rule("console/error")
def error(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: often nothing; often a button that does nothing, or a list that does not load.

    Why: an error in the console is a script's own report that something went wrong.

    Catches: console.error of the site's own scripts ("could not render the feed").

    Lets pass: warnings; other sites' scripts (console/third-party); requests that failed (network/…).
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for line, times in _lines(page, "error"):
        if _own(page, line):
            yield _say(rule, "A script of the site wrote an error to the console", line, times)


@rule("console/third-party", severity="warning")
def third_party(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: often nothing; perhaps an advertisement, a video or a post that does not load.

    Why: it is not the site's own fault, but it happens on the site's page.

    Catches: console.error or an uncaught exception of a script from another site; also an exception of
    unknown origin, on a page with other sites' scripts.

    Lets pass: warnings, and errors of the site's own scripts (console/error, console/exception).
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for line, times in _lines(page, "error"):
        if not _own(page, line):
            yield _say(rule, "A script of another site wrote an error to the console", line, times)
    for line, times in _lines(page, "exception"):
        if not _own(page, line):
            whose = "of another site" if line.url else "of this or another site"
            yield _say(rule, f"A script {whose} broke off with an error that nobody caught", line, times)


@rule("console/exception")
def exception(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page on which something has stopped working, because a script did not finish.

    Why: a script that crashes leaves the page half finished; which half is chance.

    Catches: "ReferenceError: angular is not defined"; a rejected promise that nothing handles.

    Lets pass: exceptions that the page catches itself; those of other sites' scripts (console/third-party);
    something undefined that may be missing because other sites' files are not loaded.
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for line, times in _lines(page, "exception"):
        if page.capture.refused and _MISSING.search(line.text):
            yield Nothing(f"perhaps because another site's file was not loaded: {line.text[:200]}")
        elif _own(page, line):
            yield _say(rule, "A script broke off with an error that nobody caught", line, times)
