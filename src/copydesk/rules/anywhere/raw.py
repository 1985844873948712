"""What is for programmers and stands where readers read: errors of programs and servers."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.lines import HEADINGS, places
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.errors import program_error

_PROGRAM = ("/", "::", "()", "Exception", "Error:", "[", "nginx")
"""What no headline about an error has in it."""


@rule("raw/error")
def error(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a program's own words: "Warning: Undefined array key "views" in counter.php on line 42", "502
    Bad Gateway", "Could not load content".

    Why: the server says that all is well (status 200), so only readers notice; strangers learn how the site
    is built.

    Catches: errors of PHP, Python, Ruby, .NET, Java, JavaScript and databases; what web servers and content
    networks print; "Could not load the comments" in a module, in eight languages.

    Lets pass: an error in <code> or <pre>; a headline or a sentence that speaks of one ("Readers saw “502 Bad
    Gateway” for an hour").
    """
    for place in places(page):
        shown = place.line.text
        found = program_error(shown)
        heading = place.dom.tag(place.line.block) in HEADINGS
        if found and (not heading or any(sign in shown for sign in _PROGRAM)):
            yield rule.finding(
                f"A reader sees a program's error: “{found[:200]}”",
                expected="the page's own text",
                actual=shown,
                where=place.where(page),
            )
