"""What a script made of the article that the server sent: other words, another time, less text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from copydesk.page import served
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, shown
from copydesk.reading.beside import OUTSIDE
from copydesk.reading.dates import shows_day
from copydesk.rules.article.times import close, readings
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry, rule
from copydesk.rules.restriction import is_restricted
from copydesk.rules.story import article_of
from copydesk.text.compare import letters
from copydesk.text.templates import leaks

NOT_SERVED = Nothing("the server did not send this text, or what it sent was not kept")
PARAGRAPH = 40
"""Letters that a paragraph has at least, to be looked for: shorter ones are labels and signatures."""
BESIDE = frozenset((*OUTSIDE, "blockquote", "button", "dialog"))
"""Elements of the source in which a paragraph is not the story's."""
SWALLOWS = frozenset(("iframe", "noscript", "textarea", "noframes", "object", "script", "style"))
"""Elements whose content, where they are not closed, is all that comes after them, as text."""
STEP = timedelta(hours=1, minutes=30)
"""Two ways to round how long ago something was, and a page that waited a while, differ by less."""

MANUAL = """
    Reader sees: the {noun} change before their eyes; search engines and previews show another.

    Why: the server and the page's own scripts work from two copies of the story, and one of them is old.

    Catches: other words in the {noun} than in the server's HTML, once scripts have run.

    Lets pass: other quotes, dashes, spaces and hyphens; words that a script adds before or after; one that
    the server leaves empty or fills with a template; one that is shown on a condition.
"""


def changed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    matches = shown(page.dom, subject)
    if not matches:
        yield nothing(page, subject)
        return
    twins = [(match.node, served.twin(page, match.node)) for match in matches]
    if all(twin is None for _, twin in twins):
        yield NOT_SERVED
    for node, twin in twins:
        sent = "" if twin is None else served.text(twin)
        now = page.dom.text(node)
        if not letters(sent) or not letters(now) or letters(sent) in letters(now) or leaks(sent):
            continue
        yield rule.finding(
            f"A script has changed the {NOUNS[subject]} that the server has sent",
            expected=sent[:300],
            actual=now,
            where=page.where(node),
            served="expected",
        )


for subject in ("headline", "section", "lead", "dateline", "page-count"):
    # Some newsrooms try two headlines against each other.
    registry.add(
        f"{subject}/changed-by-script",
        changed,
        severity="warning" if subject == "headline" else "error",
        kinds=("article",),
        manual=MANUAL.format(noun=NOUNS[subject]),
    )


@rule("published/changed-by-script", kinds=("article",))
@rule("updated/changed-by-script", kinds=("article",))
def time_changed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a time that jumps once the page has loaded; search engines show the other one.

    Why: the server uses one time zone and the browser another.

    Catches: "March 31" from the server and "March 30" once scripts have run; "2 hours ago" that becomes "5
    hours ago".

    Lets pass: the same moment in another zone, if the text says so, or in other words; "2 hours ago" that
    becomes "3 hours ago"; "March 31, 08:47" that becomes "2 hours ago".
    """
    article = article_of(page)
    matches = shown(page.dom, rule.subject)
    if article is None or not matches:
        yield nothing(page, rule.subject)
        return
    node = matches[0].node
    twin = served.twin(page, node)
    sent, now = "" if twin is None else served.text(twin), page.dom.text(node)
    if not letters(sent) or leaks(sent):
        yield NOT_SERVED
        return
    if letters(sent) == letters(now):
        return
    language = page.site.language or article.language
    exact = [shows_day(text, language) for text in (sent, now)]
    before, after = readings(page, article, sent), readings(page, article, now)
    pairs = [(one, other) for one in before for other in after]
    if all(exact):
        same = any(close(one, other) for one, other in pairs)
    else:
        same = any(abs(one - other) <= STEP for one, other in pairs)
    if pairs and not same:
        yield rule.finding(
            f"A script has changed the {NOUNS[rule.subject]} that the server has sent",
            expected=sent,
            actual=now,
            where=page.where(node),
            served="expected",
        )


@rule("body/not-as-served", kinds=("article",))
def body_not_as_served(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story without its end or its middle, or with its paragraphs in the wrong order.

    Why: an embed that breaks, or a script that redraws the page and fails, takes everything after it along;
    the server's log shows no error.

    Catches: a paragraph of the server's HTML that is missing from the text, or that comes before one it
    should follow.

    Lets pass: paragraphs that a script adds or opens later; a notice to subscribe instead of the rest;
    insets, captions and quoted posts; short lines; a text that the server does not send.
    """
    article = article_of(page)
    matches = shown(page.dom, "body")
    if article is None or not matches:
        yield nothing(page, "body")
        return
    if is_restricted(page):
        yield Nothing("part of the text is for subscribers")
        return
    looked = False
    for match in matches:
        twin = served.twin(page, match.node)
        sent = [] if twin is None else list(served.paragraphs(twin, BESIDE))
        now = letters(_all_text(page.dom, match.node))
        last = 0
        for text in sent:
            words = letters(text)
            if len(words) < PARAGRAPH or leaks(text):
                continue
            looked = True
            if words in now[last:]:
                last += now[last:].index(words)
                continue
            yield rule.finding(
                "A paragraph that the server has sent is not where it was in the text"
                if words in now
                else "A paragraph that the server has sent is not in the text",
                expected=text[:300],
                actual=f"{len(now)} letters in {len(article.body)} paragraphs",
                where=page.where(match.node),
                served="expected",
            )
            break
    if not looked:
        yield NOT_SERVED


def _all_text(dom: Dom, index: int) -> str:
    """The text of an element, visible or not, without what frames and similar elements swallowed."""
    nodes = dom.nodes
    return "".join(
        nodes[i].text
        for i in dom.subtree(index)
        if nodes[i].tag == "#text" and nodes[nodes[i].parent].tag not in SWALLOWS
    )
