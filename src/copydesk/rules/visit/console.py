"""What the page wrote to the browser's console, and scripts that broke off."""

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
OFFLINE = Nothing("on a page from an archive, scripts fail for want of what could not be loaded")


def _own(page: Page, line: ConsoleLine) -> bool:
    """Whether a line is of the site's own script. An exception without a place is, unless other sites'
    scripts are on the page that may have thrown it."""
    home = page.capture.final_url or page.capture.url
    if line.level == "exception" and not line.url:
        scripts = (request.url for request in page.capture.requests if request.kind == "script")
        return all(same_site(url, home) for url in scripts)
    return same_site(line.url, home)


def _lines(page: Page, level: str) -> Iterator[tuple[ConsoleLine, int]]:
    """Lines of a level, each once with how often it was written; failed requests have rules of their own."""
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
    Reader sees: often nothing; often a button that does nothing, or a list that does not come.

    Why: an error in the console is a script's own word that something went wrong.

    Catches: console.error of the site's own scripts ("could not render the feed").

    Lets pass: warnings, other sites' scripts (console/third-party), requests that failed (network/…).
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
    Reader sees: often nothing; perhaps an advertisement, a video or a post that does not come.

    Why: it is not the site's own fault, but it is on the site's page.

    Catches: console.error of a script from another site, and an exception that it did not catch; also an
    exception of nobody knows which script, where other sites' scripts are on the page.

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
    Reader sees: a page on which something has stopped working: what the script was to do is not done.

    Why: a script that broke off leaves the page half finished; which half is chance.

    Catches: "ReferenceError: angular is not defined", a promise that was rejected and nobody noticed.

    Lets pass: exceptions that the page catches itself, those of other sites' scripts (console/third-party);
    what is missing, on a page where other sites' files are not loaded, may be missing for that.
    """
    if page.capture.offline:
        yield OFFLINE
        return
    for line, times in _lines(page, "exception"):
        if page.capture.refused and _MISSING.search(line.text):
            yield Nothing(f"perhaps for want of another site's file, which was not loaded: {line.text[:200]}")
        elif _own(page, line):
            yield _say(rule, "A script broke off with an error that nobody caught", line, times)
