"""The list of related stories: not the article itself, and "Show more" that shows more."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import State
from copydesk.page.dom import Dom
from copydesk.page.leads import is_own
from copydesk.page.page import Page
from copydesk.page.parts import entries, part, shown, templated
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.lists.side_lists import looked_at
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress


@rule("related/this-article", kinds=("article",))
def this_article(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The list of related stories contains the article itself.

    Reader sees: the story that they have just read as a related story.

    Why: it takes the place of a story that they have not read.

    Catches: an item whose address is the page's own.

    Lets pass: a story with a similar headline; page 2 of the article.
    """
    if not shown(page.dom, "related"):
        yield nothing(page, "related")
    for state, dom, match in looked_at(page, "related"):
        for entry in entries(dom, match):
            if entry.url and is_own(page, entry.url):
                yield rule.finding(
                    "The list of related stories has the article that it is under",
                    expected="other stories",
                    actual=entry.text or entry.url,
                    where=page.where(entry.node, state, dom),
                )
                return


@rule("related/more-shows-nothing")
def more_shows_nothing(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Pressing "Show more" under the related stories does not show more.

    Reader sees: the same stories after pressing "Show more".

    Why: the control is only useful while there is more to show.

    Catches: four stories, "Show more" pressed, the same four stories and "Show more" still there.

    Lets pass: "Show more" that disappears when there is nothing more to show.
    """
    pressed = more_pressed(page)
    if isinstance(pressed, Nothing):
        yield pressed
        return
    state, after, had, has = pressed
    still = [node for match in shown(after, "related") for node in part(after, match, "more")]
    # What is there again is told by related/repeated, what is gone by related/more-loses.
    if still and set(has) == set(had) and len(has) == len(had):
        yield rule.finding(
            "“Show more” under the related stories shows nothing more",
            expected=f"more than {len(had)} stories",
            actual=f"{len(has)} stories, none of them new",
            where=page.where(still[0], state.name, after),
        )


@rule("related/more-loses")
def more_loses(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Pressing "Show more" under the related stories removes stories.

    Reader sees: different stories instead of those that were there, after pressing "Show more".

    Why: readers who press it want more stories, and were about to read one of the first.

    Catches: four stories, "Show more" pressed, and the first of the four is gone.

    Lets pass: more stories after, between or before the first ones.
    """
    pressed = more_pressed(page)
    if isinstance(pressed, Nothing):
        yield pressed
        return
    state, after, had, has = pressed
    lost = [one for one in had if one not in has]
    if lost and (matches := after.matches("related")):
        yield rule.finding(
            "“Show more” under the related stories takes stories away",
            expected=f"the {len(had)} stories that were there, and more",
            actual=f"{len(lost)} of them gone, {lost[0]} first",
            where=page.where(matches[0].node, state.name, after),
        )


Pressed = tuple[State, Dom, list[str], list[str]]


def more_pressed(page: Page) -> Pressed | Nothing:
    """The state after "Show more" was pressed, with the stories before and after; or why there is none."""
    names = [state.name for state, _ in page.states]
    if "related-more" not in names:
        return (
            Nothing("the visit did not press Show more here")
            if shown(page.dom, "related")
            else nothing(page, "related")
        )
    at = names.index("related-more")
    (_, before), (state, after) = page.states[at - 1], page.states[at]
    had, has = (
        [
            PageAddress(entry.url) or entry.text
            for match in shown(dom, "related")
            for entry in entries(dom, match)
        ]
        for dom in (before, after)
    )
    if any(templated(text) for text in has):
        return Nothing("the related stories are unrendered templates, which other rules report")
    return state, after, had, has
