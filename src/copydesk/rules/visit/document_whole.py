"""Whether the document is complete: its end, its style, anything at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urlsplit

SEEN = frozenset(("img", "iframe", "video", "canvas", "button", "input"))
"""Elements that a page is not blank with."""

_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:(!--)|(script|style|textarea|noscript)\b[^>]*>"
    r"|(/?)(div|section|article|main|header|footer|nav|aside|ul|ol|table|a|span|figure)\b[^>]*>)",
    re.IGNORECASE,
)


@rule("document/unstyled")
def unstyled(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: black text on white from edge to edge and blue links in rows: a page without its style.

    Why: the link to the style sheet was lost, or the style sheet was empty.

    Catches: a page in the browser's own typeface, margins and link colour.

    Lets pass: a page with any style of its own; a style sheet that was refused, did not arrive or was a web
    page (network/status, network/failed, network/wrong-type), or that belongs to another site and is not
    loaded; a page from an archive.
    """
    snapshot = page.dom.snapshot
    if page.capture.offline:
        yield Nothing("a page from an archive may lack its style sheets")
        return
    if any(request.kind == "stylesheet" for request in page.capture.refused):
        yield Nothing("a style sheet of another site was not loaded (network/third-party)")
        return
    lost = any(
        urlsplit(request.url).path.endswith(".css")
        and (request.failure or request.status >= 400 or request.type.startswith("text/html"))
        for request in page.capture.requests
    )
    if snapshot.unstyled and not lost and not _is_blank(page.dom):
        yield rule.finding(
            "The page has no style: it looks as if no style sheet had come",
            expected="the site's own style",
            actual="the browser's own typeface, margins and link colour",
        )


@rule("document/blank")
def blank(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a white page.

    Why: the server sent an empty page with a status that says all is well, or a script removed the page when
    it crashed.

    Catches: a page without any visible text, picture, frame or control.

    Lets pass: a page with a single word on it.
    """
    if page.capture.offline:
        yield Nothing("a page from an archive may need what it cannot load")
        return
    if _is_blank(page.dom):
        yield rule.finding(
            "The page is blank: there is nothing on it to read, to see or to press",
            expected="a page",
            actual=f"{len(page.capture.html)} characters from the server, none to be seen",
        )


def _is_blank(dom: Dom) -> bool:
    return not any(
        dom.visible(index)
        for index, node in enumerate(dom.nodes)
        if node.tag in SEEN or (node.tag == "#text" and node.text.strip())
    )


def _left_open(source: str) -> bool:
    """Whether HTML ends within a comment, a script or a tag, or before a required end tag."""
    lower = source.lower()
    counts: Counter[str] = Counter()
    position = 0
    while match := _TAG.search(source, position):
        position = match.end()
        comment, raw, closing, tag = match.groups()
        if comment or raw:
            position = lower.find("-->" if comment else f"</{raw.lower()}", position)
            if position < 0:
                return True
        else:
            counts[tag.lower()] += -1 if closing else 1
    return any(count > 0 for count in counts.values()) or source.rfind("<") > source.rfind(">")


@rule("document/cut-off")
def cut_off(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a page that stops in the middle, perhaps of a sentence.

    Why: the server, or something in between, stopped sending; browsers show what they have and give no
    warning.

    Catches: HTML from the server with neither </body> nor </html> that ends within a tag or with elements
    left open.

    Lets pass: HTML that omits the last tags, as it may, and closes all others; a page that is too large to
    keep.
    """
    source = page.capture.html
    if not source:
        yield Nothing("the server's HTML was not kept")
        return
    if _END.search(source, max(len(source) - 20_000, 0)) or "<body" not in source.lower():
        return
    if _left_open(source):
        yield rule.finding(
            "The page ends in the middle: the server's HTML has no end",
            expected="</html>",
            actual=" ".join(source[-120:].split()),
            served="actual",
        )
