"""What is for programmers and stands where readers read: errors of programs and servers."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.attributes import READ, labels
from copydesk.page.dom import Dom
from copydesk.page.lines import HEADINGS, places
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.errors import program_error
from copydesk.text.files import file_name

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


@rule("raw/file-name")
def names(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "DSC_4471" under a photo, or "harbour-fest_final2.jpg" between two paragraphs.

    Why: systems fill an empty caption with the name of the file, and nobody looks at captions again.

    Catches: a caption, or a paragraph by itself, that is the name of a picture's file, with or without its
    ending.

    Lets pass: a file that readers can load, with its name as the link; a caption with a name in a sentence; a
    name with a hyphen ("Stratford-upon-Avon").
    """
    for place in places(page):
        shown = place.line.text
        caption = _in_caption(place.dom, place.line.block)
        if (caption or place.dom.tag(place.line.block) == "p") and file_name(shown, sure=not caption):
            if place.dom.inside(place.line.texts[0], {"a", "code"}):
                continue
            yield rule.finding(
                "A caption is the name of a file" if caption else "A line of the page is the name of a file",
                expected="what the picture shows",
                actual=shown,
                where=place.where(page),
            )


@rule("raw/file-name-heard", severity="warning")
def heard(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing; a screen reader reads out "harbour underscore final two dot jpg".

    Why: systems fill an empty alternative text with the name of the file.

    Catches: alt="DSC_4471", alt="harbour-fest_final2.jpg", the same as a picture's title.

    Lets pass: an empty alt; words with a hyphen or an underscore that are no camera's and have no ending.
    """
    for state, dom, index, name, value in labels(page):
        if name in ("alt", "title") and dom.tag(index) in ("img", "figure") and file_name(value, sure=True):
            yield rule.finding(
                f"The {READ[name]} of a picture is the name of a file",
                expected="what the picture shows",
                actual=value,
                where=page.where(index, state, dom),
            )


def _in_caption(dom: Dom, index: int) -> bool:
    around = (index, *dom.ancestors(index))
    return any(
        dom.tag(i) == "figcaption" or "caption" in (dom.attr(i, "class") or "").lower() for i in around
    )
