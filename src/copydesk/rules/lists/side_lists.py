"""Lists of stories beside the text: related, most read, top stories, partner news, other media."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Match
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import (
    CONTROLS,
    HEADINGS,
    MEDIA,
    NOUNS,
    entries,
    part,
    repeated,
    shown,
    templated,
)
from copydesk.rules.anywhere.presence import bounds
from copydesk.rules.findings import Finding, Nothing, Untold, nothing
from copydesk.rules.registry import Rule, registry
from copydesk.site.elements import COUNTED, ELEMENTS
from copydesk.text.urls import PageAddress

LISTS = ("related", "most-read", "top-stories", "partner-news", "other-media")
WITH_HEADINGS = (*LISTS, "photo", "infographics")

HEADING_ONLY = """
    Reader sees: a heading, “{title}”, with nothing under it.

    Why: the heading belongs to the page and its content to another service: when that has nothing to show,
    the heading must go too.

    Catches: `<section><h2>{title}</h2><ul></ul></section>`.

    Lets pass: a module that is hidden while it has no content; a heading with stories, pictures, an embedded
    frame or a text under it.
"""
NO_LINK = """
    Reader sees: a headline in the {noun} that cannot be pressed.

    Why: a headline that leads nowhere is a broken promise.

    Catches: `<li>Harbour reopens</li>`, or `<a>` without an address.

    Lets pass: an item with a picture and a headline that share one link.
"""
REPEATED = """
    Reader sees: the same story twice in the {noun}.

    Why: the list was filled twice, or two lists were merged without a check.

    Catches: two items that lead to the same address.

    Lets pass: a story that is also in another list of the page; a picture and a headline of one item with the
    same address.
"""


NO_HEADLINE = """
    Reader sees: an empty line in the {noun}.

    Why: the story's headline did not arrive, and nobody presses an empty line.

    Catches: `<li><a href="/harbour"></a></li>`.

    Lets pass: an item that is a picture.
"""
ITEM_COUNT = """
    Reader sees: only one or two stories in the {noun}, which always has the same number.

    Why: a short list has lost what its service did not send, and leaves a hole in the page.

    Catches: four stories where the site file says `items = 5`; four under one of the tabs.

    Lets pass: a site file that does not say how many items there are.
"""
PRESSED = {"related": "related-more", "most-read": "most-read:"}
"""How the states begin in which a list shows others of its stories."""


def heading_only(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    dom = page.dom
    matches = shown(dom, rule.subject)
    if not matches:
        yield nothing(page, rule.subject)
    for match in matches:
        headings = part(dom, match, "heading") or [
            i for i in dom.subtree(match.node) if dom.nodes[i].tag in HEADINGS and dom.visible(i)
        ]
        known = set(headings)
        if headings and not any(holds_more(page, i, known) for i in dom.subtree(match.node)):
            yield rule.finding(
                f"“{dom.text(headings[0])}” has nothing under it",
                expected="content under the heading, or no heading",
                actual="a heading only",
                where=page.where(match.node),
            )


def holds_more(page: Page, index: int, headings: set[int]) -> bool:
    """Whether a node is something to read, see or press that is not part of a heading, nor a tab."""
    dom = page.dom
    node = dom.nodes[index]
    if node.tag == "#text":
        more = bool(node.text.strip())
    else:
        more = node.tag in MEDIA or node.tag in CONTROLS or "-" in node.tag
    if not more or not dom.visible(index):
        return False
    above = [index, *dom.ancestors(index)]
    return not any(i in headings for i in above) and not any(dom.attr(i, "role") == "tab" for i in above)


def looked_at(page: Page, subject: str) -> Iterator[tuple[str, Dom, Match]]:
    """The different lists of a subject, as loaded and after each press, with the state.

    For a most-read list with ranks, only the lists of other tabs: the rules about ranks check the first.
    """
    ranked = subject == "most-read" and page.element("ranks") is not None
    seen: list[list[tuple[str, str]]] = []
    for state, dom in page.states:
        if state.name != "loaded" and not state.name.startswith(PRESSED.get(subject, "no such")):
            continue
        for match in shown(dom, subject):
            texts = [(entry.text, entry.url) for entry in entries(dom, match)]
            if texts not in seen:
                seen.append(texts)
                if not (ranked and state.name == "loaded"):
                    yield state.name, dom, match


def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    if not shown(page.dom, subject):
        yield nothing(page, subject)
    told: set[str] = set()
    for state, dom, match in looked_at(page, subject):
        for entry in entries(dom, match):
            if entry.text and not entry.url and not templated(entry.text) and entry.text not in told:
                told.add(entry.text)
                yield rule.finding(
                    f"A headline of the {NOUNS[subject]} leads nowhere",
                    expected="a link to the story",
                    actual=entry.text,
                    where=page.where(entry.node, state, dom),
                )


def no_headline(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    if not shown(page.dom, subject):
        yield nothing(page, subject)
    for state, dom, match in looked_at(page, subject):
        for entry in entries(dom, match):
            pictured = any(dom.tag(i) in MEDIA for i in dom.subtree(entry.node))
            if not entry.text and not pictured and match.parts.get("item"):
                yield rule.finding(
                    f"A story of the {NOUNS[subject]} has no headline",
                    expected="a headline",
                    actual=entry.url or "nothing",
                    where=page.where(entry.node, state, dom),
                )
                return


def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    if not shown(page.dom, subject):
        yield nothing(page, subject)
    told: set[str] = set()
    for state, dom, match in looked_at(page, subject):
        found = entries(dom, match) if "item" in match.parts else []
        for url, index in repeated([PageAddress(entry.url) for entry in found]).items():
            if url not in told:
                told.add(url)
                yield rule.finding(
                    f"The {NOUNS[subject]} has a story twice: {found[index].text}",
                    expected="each story once",
                    actual=url,
                    where=page.where(found[index].node, state, dom),
                )


def item_count(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    named = page.element(subject)
    if not shown(page.dom, subject) or named is None:
        yield nothing(page, subject)
        return
    least, most = named.items
    if (least, most) == (None, None):
        yield Untold(f"the site file does not say how many items the {NOUNS[subject]} has")
        return
    for state, dom in page.states:
        if state.name != "loaded" and not state.name.startswith(PRESSED.get(subject, "no such")):
            continue
        for match in shown(dom, subject):
            number = len(entries(dom, match))
            # A list without any is told by heading-only, and by empty-list under a tab.
            if number and ((least and number < least) or (most is not None and number > most)):
                yield rule.finding(
                    f"The {NOUNS[subject]} has {number} {'story' if number == 1 else 'stories'}"
                    + (f" after {state.action}" if state.action else ""),
                    expected=bounds(least, most),
                    actual=str(number),
                    where=page.where(match.node, state.name, dom),
                )
                return


for subject in COUNTED:
    registry.add(
        f"{subject}/item-count",
        item_count,
        kinds=ELEMENTS[subject].kinds,
        manual=ITEM_COUNT.format(noun=NOUNS[subject]),
    )
for subject in WITH_HEADINGS:
    kinds = ELEMENTS[subject].kinds
    noun = NOUNS[subject]
    title = subject.replace("-", " ").capitalize()
    registry.add(
        f"{subject}/heading-only", heading_only, kinds=kinds, manual=HEADING_ONLY.format(title=title)
    )
    if subject in LISTS:
        registry.add(f"{subject}/repeated", twice, kinds=kinds, manual=REPEATED.format(noun=noun))
        registry.add(f"{subject}/no-headline", no_headline, kinds=kinds, manual=NO_HEADLINE.format(noun=noun))
    if subject in LISTS and subject != "other-media":  # what other media say may stand there without a link
        registry.add(f"{subject}/no-link", no_link, kinds=kinds, manual=NO_LINK.format(noun=noun))
