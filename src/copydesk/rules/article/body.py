"""The body: every paragraph once, and complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, takewhile

from copydesk.page.dom import Dom
from copydesk.page.lines import HEADINGS, lines
from copydesk.page.page import Page
from copydesk.reading.body import WITHIN
from copydesk.records.parts import Block
from copydesk.rules.article.lead import ENDS
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.restriction import is_restricted
from copydesk.rules.story import article_of, named, where
from copydesk.text.compare import letters

LONG = 60
"""Letters that a paragraph has at least, for its repetition to be no accident."""
_STATES = re.compile(r"[.!…。！।]\W{0,3}$")
"""How a statement ends; a question, an entry of a list and most verses end otherwise."""
_LABELLED = re.compile(r"[^\W\d][^.!?:]{0,30}:\s")
"""How an entry of a plan or a list begins: "Breakfast: …"."""
_MID_SENTENCE = re.compile(r"[\w,;(]$")
_CREDIT = re.compile(
    r"(?:[^\W\d_][\w'’&/-]*,?\s+){0,3}(?:by|von|par|por|di|da|av|af|door|przez)\s+[^\W\d_a-zà-ÿ]"
    r"|[^\W\d](?:[^.!?:\d]{0,30}:\s|[^.!?:]{0,30}:\s(?![a-zà-ÿ]))"
)
"""How credits begin: "Additional reporting by Ida Falk", "Photographs: …"; but not "Bulletin 2: the wind"."""
_NOTE = ("em", "i", "small")
_LAST_SENTENCE = re.compile(r"[.!?…]\s+(?=\w[^.!?…”»\"]*$)")
"""What a last sentence comes after, if that is no quotation: after one stands whose words they are."""


@rule("body/repeated-paragraph", kinds=("article",))
def repeated(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the same paragraph twice.

    Why: an update was pasted in without removing the old text, and readers lose the thread.

    Catches: two paragraphs of more than sixty letters with the same words, next to each other or far apart.

    Lets pass: short ones ("Why?", "He shook his head."); a sentence that another paragraph quotes; a pull
    quote that is not next to its source; what is repeated on purpose and not next to itself: a question that
    several people are asked, an entry under several headings (a meal in a week's plan), a refrain.
    """
    article = article_of(page)
    if article is None or not article.body:
        yield Nothing("the page has no text")
        return
    seen: set[str] = set()
    before = ""
    headed, meant = _repeated_on_purpose(page, article.body)
    for block in article.body:
        words = letters(block.text)
        again = words == before or (block.kind != "quote" and words in seen and words not in meant)
        before = words if block.kind in ("paragraph", "quote") else before
        if block.kind == "paragraph":
            seen.add(words)
        elif block.kind != "quote":
            continue
        if len(words) >= LONG and again and words not in headed:
            yield rule.finding(
                "A paragraph is in the text twice",
                expected="every paragraph once",
                actual=block.text,
                where=where(page, "body"),
            )


def _repeated_on_purpose(page: Page, body: list[Block]) -> tuple[set[str], set[str]]:
    """The letters of paragraphs that nobody pastes in twice by accident: those that stand under a heading or
    a label each time; and questions, verses, and what is there three times.
    """
    dom = page.dom
    counts = Counter(letters(block.text) for block in body if block.kind == "paragraph")
    again = {words for words, count in counts.items() if count > 1 and len(words) >= LONG}
    meant = {words for words in again if counts[words] > 2}
    for block in body:
        if letters(block.text) in again and (_LABELLED.match(block.text) or not _STATES.search(block.text)):
            meant.add(letters(block.text))
    places: dict[str, list[int]] = {}
    for index in dom.find("p") if again else ():
        places.setdefault(letters(dom.text(index, hidden=True)), []).append(index)
    found = {words: nodes for words in again if (nodes := places.get(words))}
    for words, nodes in found.items():
        if any(dom.nodes[i].tag == "br" for index in nodes for i in dom.subtree(index)):
            meant.add(words)
    return {words for words, nodes in found.items() if all(_is_headed(dom, i) for i in nodes)}, meant


def _is_headed(dom: Dom, index: int) -> bool:
    """Whether a heading stands right above a paragraph, or a short line that serves as one: "Breakfast"."""
    before = [i for i in dom.children[dom.nodes[index].parent] if i < index and dom.nodes[i].tag != "#text"][
        -1:
    ]
    return any(
        dom.nodes[i].tag in HEADINGS
        or (0 < len(letters(dom.text(i))) < LONG and not _STATES.search(dom.text(i).strip()))
        for i in before
    )


@rule("body/cut-off", kinds=("article",))
def cut_off(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a text that stops in the middle of a sentence.

    Why: the end of the story was lost on its way to the page.

    Catches: a last paragraph that ends with a letter or a comma, on a site whose file names the body; also a
    quotation followed by unfinished words of the reporter.

    Lets pass: every mark that ends a sentence; a short last line ("A. Marsh, Kestrel Bay"), also of a longer
    paragraph; credits ("Photographs by …", "Hair: …"); a note in italics; a closing bracket or quote; the
    speaker's name under a quotation; a story of which a part is for subscribers.
    """
    article = article_of(page)
    if article is None or not named(page, "body"):
        yield Nothing("the site file names no body")
        return
    if is_restricted(page):
        yield Nothing("part of the text is for subscribers")
        return
    ends = [block.text.strip() for block in article.body if block.kind == "paragraph"][-1:]
    if article.body and article.body[-1].kind == "quote" and _LAST_SENTENCE.search(article.body[-1].text):
        ends = [article.body[-1].text.strip()]
    for last in ends:
        if len(last) <= LONG or not _MID_SENTENCE.search(last) or ENDS.search(last):
            continue
        if not _is_credit(last) and not _ends_beside(page, letters(last)):
            yield rule.finding(
                "The text stops in the middle of a sentence",
                expected="a full stop, or another mark that ends a sentence",
                actual="…" + last[-150:],
                where=where(page, "body"),
            )


def _is_credit(text: str) -> bool:
    """Whether a text tells who made the story, and is no sentence of it."""
    return bool(_CREDIT.match(text)) and not _LAST_SENTENCE.search(text)


def _ends_beside(page: Page, last: str) -> bool:
    """Whether a text's last line is none of its sentences: a name in a line of its own, a note in italics."""
    dom = page.dom
    for index in dom.find("p"):
        if letters(dom.text(index)) != last:
            continue
        if any(letters(dom.text(i)) == last for tag in _NOTE for i in dom.find(tag, index)):
            return True
        mine = [line.text for line in lines(dom) if line.texts[0] in dom.subtree(index)]
        story = list(dropwhile(lambda one: len(one) <= LONG or _is_credit(one), reversed(mine)))
        if len(story) < len(mine) and (not story or ENDS.search(story[0])):
            return True
    return False


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
    if 1 < len(hidden) < len(long) and not is_restricted(page) and not opens:
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
