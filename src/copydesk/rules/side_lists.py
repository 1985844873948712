"""Lists of stories beside the text: related, most read, top stories, partner news, other media."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.capture import Match
from copydesk.elements import ELEMENTS
from copydesk.findings import Finding, Nothing
from copydesk.page import Page
from copydesk.parts import (
    CONTROLS,
    MEDIA,
    NOUNS,
    address,
    entries,
    nothing,
    part,
    repeated,
    same_page,
    shown,
    templated,
)
from copydesk.records.listing import HEADINGS
from copydesk.rules.registry import Rule, registry, rule

LISTS = ("related", "most-read", "top-stories", "partner-news", "other-media")
WITH_HEADINGS = (*LISTS, "photo", "infographics")

HEADING_ONLY = """
    Reader sees: a heading, “{title}”, with nothing under it.

    Why: the heading belongs to the page and its content to another service: when that has nothing to say, the
    heading must go too.

    Catches: `<section><h2>{title}</h2><ul></ul></section>`.

    Lets pass: a module that is hidden as long as it has no content; a heading with stories, pictures, an
    embedded frame or a text under it.
"""
NO_LINK = """
    Reader sees: a headline in the {noun} that cannot be pressed.

    Why: a headline that leads nowhere is a promise broken.

    Catches: `<li>Harbour reopens</li>`, or `<a>` without an address.

    Lets pass: an item with a picture and a headline that share one link.
"""
REPEATED = """
    Reader sees: the same story twice in the {noun}.

    Why: the list was filled twice, or two lists were put together without a look.

    Catches: two items that lead to the same address.

    Lets pass: a story that is also in another list of the page; a picture and a headline of one item with the
    same address.
"""


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
    """Whether a node is something to read, to see or to press that is no part of a heading, nor a tab."""
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


def looked_at(rule: Rule, page: Page) -> list[Match]:
    """The lists of a subject, but for most-read lists with ranks: the rules about ranks look at those."""
    ranked = rule.subject == "most-read" and page.element("ranks") is not None
    return [] if ranked else shown(page.dom, rule.subject)


def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    matches = looked_at(rule, page)
    if not matches:
        yield nothing(page, rule.subject)
    for match in matches:
        for entry in entries(page.dom, match):
            if entry.text and not entry.url and not templated(entry.text):
                yield rule.finding(
                    f"A headline of the {NOUNS[rule.subject]} leads nowhere",
                    expected="a link to the story",
                    actual=entry.text,
                    where=page.where(entry.node),
                )


def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    matches = looked_at(rule, page)
    if not matches:
        yield nothing(page, rule.subject)
    for match in matches:
        found = entries(page.dom, match) if "item" in match.parts else []
        for url, index in repeated([address(entry.url) for entry in found]).items():
            yield rule.finding(
                f"The {NOUNS[rule.subject]} has a story twice: {found[index].text}",
                expected="each story once",
                actual=url,
                where=page.where(found[index].node),
            )


@rule("related/this-article", kinds=("article",))
def this_article(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The list of related stories has the article itself.

    Reader sees: a related story that is the one they have just read.

    Why: it takes the place of one that they have not read.

    Catches: an item whose address is the page's own.

    Lets pass: a story with a similar headline; page 2 of the article.
    """
    matches = shown(page.dom, "related")
    if not matches:
        yield nothing(page, "related")
    for match in matches:
        for entry in entries(page.dom, match):
            if entry.url and same_page(entry.url, page):
                yield rule.finding(
                    "The list of related stories has the article that it stands under",
                    expected="other stories",
                    actual=entry.text or entry.url,
                    where=page.where(entry.node),
                )


@rule("related/more-shows-nothing")
def more_shows_nothing(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Pressing "Show more" under the related stories does not show more.

    Reader sees: the same stories after pressing "Show more".

    Why: the control is only of use as long as there is more.

    Catches: four stories, "Show more" pressed, the same four stories and "Show more" still there.

    Lets pass: "Show more" that goes away when there is nothing more to show.
    """
    names = [state.name for state, _ in page.states]
    if "related-more" not in names:
        yield (
            Nothing("Show more was not pressed here")
            if shown(page.dom, "related")
            else nothing(page, "related")
        )
        return
    at = names.index("related-more")
    (_, before), (state, after) = page.states[at - 1], page.states[at]
    had, has = (
        [address(entry.url) or entry.text for match in shown(dom, "related") for entry in entries(dom, match)]
        for dom in (before, after)
    )
    if any(templated(text) for text in has):
        return  # the rules about templates say so
    still = [node for match in shown(after, "related") for node in part(after, match, "more")]
    if still and not set(has) - set(had):
        yield rule.finding(
            "“Show more” under the related stories shows nothing more",
            expected=f"more than {len(had)} stories",
            actual=f"{len(has)} stories, none of them new",
            where=page.where(still[0], state.name, after),
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
    if subject in LISTS and subject != "other-media":  # what other media say may stand there without a link
        registry.add(f"{subject}/no-link", no_link, kinds=kinds, manual=NO_LINK.format(noun=noun))
