"""The body: every paragraph once, and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from copydesk.page.page import Page
from copydesk.reading.body import WITHIN
from copydesk.rules.article.lead import ENDS
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.head.json_ld import has_wall
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of, named, where
from copydesk.text.compare import letters

LONG = 60
"""Letters that a paragraph has at least, for its repetition to be no accident."""
_MID_SENTENCE = re.compile(r"[\w,;(]$")
_LAST_SENTENCE = re.compile(r"[.!?…]\s+(?=\w[^.!?…”»\"]*$)")
"""What a last sentence comes after, if that is no quotation: after one stands whose words they are."""


@rule("body/repeated-paragraph", kinds=("article",))
def repeated(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same paragraph twice.

    Why: an update was pasted in without removing the old text, and readers lose the thread.

    Catches: two paragraphs of more than sixty letters with the same words, next to each other or far apart.

    Lets pass: short ones ("Why?", "He shook his head."); a sentence that another paragraph quotes; a pull
    quote that is not next to its source.
    """
    article = article_of(page)
    if article is None or not article.body:
        yield Nothing("the page has no text")
        return
    seen: set[str] = set()
    before = ""
    for block in article.body:
        words = letters(block.text)
        again = words == before if block.kind == "quote" else words in seen
        before = words if block.kind in ("paragraph", "quote") else before
        if block.kind == "paragraph":
            seen.add(words)
        elif block.kind != "quote":
            continue
        if len(words) >= LONG and again:
            yield rule.finding(
                "A paragraph is in the text twice",
                expected="every paragraph once",
                actual=block.text,
                where=where(page, "body"),
            )


@rule("body/cut-off", kinds=("article",))
def cut_off(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a text that stops in the middle of a sentence.

    Why: the end of the story was lost on its way to the page.

    Catches: a last paragraph that ends with a letter or a comma, on a site whose file names the body; also a
    quotation followed by unfinished words of the reporter.

    Lets pass: every mark that ends a sentence; a short last line ("A. Marsh, Kestrel Bay"); a closing bracket
    or quote; the speaker's name under a quotation.
    """
    article = article_of(page)
    if article is None or not named(page, "body"):
        yield Nothing("the site file names no body")
        return
    ends = [block.text.strip() for block in article.body if block.kind == "paragraph"][-1:]
    if article.body and article.body[-1].kind == "quote" and _LAST_SENTENCE.search(article.body[-1].text):
        ends = [article.body[-1].text.strip()]
    for last in ends:
        if len(last) > LONG and _MID_SENTENCE.search(last) and not ENDS.search(last):
            yield rule.finding(
                "The text stops in the middle of a sentence",
                expected="a full stop, or another mark that ends a sentence",
                actual="…" + last[-150:],
                where=where(page, "body"),
            )


@rule("body/rest-hidden", kinds=("article",))
def rest_hidden(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story that ends after its second paragraph; the rest is on the page but invisible.

    Why: an embed that does not close its elements, or a style meant for it, hides everything after it.

    Catches: the last paragraphs of the text are in the page's code but hidden, with no control that would
    show them.

    Lets pass: a text that opens when a button is pressed; a text for subscribers; a single hidden paragraph
    (a notice for print, say); short ones.
    """
    dom = page.dom
    found = [
        (index, dom.text(index, hidden=True))
        for match in page.matches("body")
        if dom.visible(match.node)
        for index in match.parts.get("paragraph") or dom.find("p", match.node)
    ]
    long = [(index, text) for index, text in found if len(letters(text)) >= LONG]
    if not long or page.capture.offline:
        yield Nothing("the page has no text")
        return
    hidden = list(takewhile(lambda one: not dom.visible(one[0]), reversed(long)))
    opens = any(_opens(page, match.node) for match in page.matches("body"))
    if 1 < len(hidden) < len(long) and not has_wall(page) and not opens:
        yield rule.finding(
            f"The last {len(hidden)} paragraphs of the text are there and cannot be seen",
            expected="the whole text",
            actual=hidden[-1][1],
            where=page.where(hidden[-1][0]),
        )


def _opens(page: Page, body: int) -> bool:
    """Whether a text has a control, in it or right after it, that could show more of it."""
    dom = page.dom
    around = dom.nodes[body].parent
    others = {i for name in WITHIN for match in page.matches(name) for i in dom.subtree(match.node)}
    after = [i for i in dom.children[around] if i > body and dom.nodes[i].tag != "#text"][:1]
    pressed = [i for i in (*dom.subtree(body), *after) if dom.nodes[i].tag in ("button", "summary")]
    pressed += [i for i in dom.subtree(around) if "aria-expanded" in dom.nodes[i].attrs]
    return any(dom.visible(i) for i in pressed if i not in others)
