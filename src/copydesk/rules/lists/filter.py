"""The filter: it offers sections, and narrows the list to the chosen ones."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.page.parts import part, repeated, shown, whole
from copydesk.reading.filter import options
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.lists.filter_choices import Choice, Journey, keys, unfiltered
from copydesk.rules.registry import Rule, rule


@rule("filter/few-sections")
def few(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter offers no sections.

    Reader sees: a filter with nothing to choose from.

    Why: without its sections the filter is useless.

    Catches: a filter panel with fewer than two sections in it.

    Lets pass: a closed panel with its sections in it; one that loads them when it is opened.
    """
    yield from about_options(rule, page, repeats=False)


@rule("filter/repeated-section")
def repeated_section(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter offers a section twice.

    Reader sees: "World" in two places in the filter.

    Why: one of the two should have been another section.

    Catches: Politics, World, World.

    Lets pass: two filters on the page that offer the same sections.
    """
    yield from about_options(rule, page, repeats=True)


def about_options(rule: Rule, page: Page, *, repeats: bool) -> Iterator[Finding | Nothing]:
    """What the filter offers, in the state in which it offers most."""
    element = page.element("filter")
    if not shown(page.dom, "filter") or element is None or "option" not in element.parts:
        yield nothing(page, "filter")
        return
    offers = [(state, dom, options(dom)) for state, dom in page.states]
    state, dom, offered = max(offers, key=lambda one: len(one[2]))
    panel = dom.matches("filter")[0] if dom.matches("filter") else page.matches("filter")[0]
    if repeats and len(dom.matches("filter")) == 1:
        for text, index in repeated([text.casefold() for _, text, _ in offered]).items():
            yield rule.finding(
                f"The filter offers the section “{offered[index][1]}” twice",
                expected="each section once",
                actual=text,
                where=page.where(offered[index][0], state.name, dom),
            )
    elif not repeats and len(offered) < 2 and (page.capture.choose or not panel.parts.get("open")):
        yield rule.finding(
            "The filter offers no sections to choose from",
            expected="two sections or more",
            actual=", ".join(text for _, text, _ in offered) or "none",
            where=page.where(panel.node, state.name, dom),
        )


@rule("filter/not-narrowed")
def not_narrowed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filtered list contains stories from other sections.

    Reader sees: Business in a list that they narrowed to World and Sport.

    Why: readers say what they want to see; a list that ignores it looks filtered until they read it.

    Catches: World and Sport chosen, OK pressed, and a story labelled "Business" in the list.

    Lets pass: a story in two sections, one of them chosen; a list without stories; stories that show no
    section.
    """
    choices = Journey(page).choices
    if not choices:
        yield unfiltered(page)
    broken = [choice for choice in choices if choice.outsiders]
    # A filter that narrows to none of several sections does nothing: that is told once.
    deaf = len(broken) > 1 and len(broken) == len(choices)
    for choice in broken[: 1 if deaf else None]:
        outsiders = choice.outsiders
        if outsiders:
            first = outsiders[0]
            others = f", nor to any of {len(broken) - 1} other choices" if deaf else ""
            yield rule.finding(
                f"The list is not narrowed to {choice.called}{others}: {len(outsiders)} of "
                f"{len(choice.stories)} stories are of other sections",
                expected=f"only stories of {choice.called}",
                actual=f"“{first.headline}” is of {', '.join(first.sections)}",
                where=choice.where(first),
            )
    if any(choice.stories for choice in choices) and not any(
        story.sections for choice in choices for story in choice.stories
    ):
        yield Nothing("the stories in the list do not show their sections")


@rule("filter/loses")
def loses(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filtered list lacks stories of the chosen sections.

    Reader sees: a story of the chosen section in the full list, and not in the filtered one.

    Why: a filter that shows 5 of 15 matches hides news from readers who asked for it.

    Catches: "World" has three stories in the full list; filtered by World, one of them is gone. Or the
    filtered list is empty, because the section's name has an apostrophe.

    Lets pass: older stories that "More news" loads; a section without stories; a list that was not narrowed
    (`filter/not-narrowed`).
    """
    journey = Journey(page)
    if not journey.choices:
        yield unfiltered(page)
    for choice in journey.choices:
        have = set(keys(choice.stories))
        expected = journey.expected(choice)
        if choice.outsiders:
            continue
        if choice.one.more:
            expected = expected[: len(have)]
        lost = [story for story, known in zip(expected, keys(expected), strict=True) if known not in have]
        if lost:
            yield rule.finding(
                f"{len(lost)} stories of {choice.called} are missing in the filtered list, "
                f"the first of them “{lost[0].headline}”",
                expected=f"all {len(expected)} stories of the full list that are of {choice.called}",
                actual=f"{len(expected) - len(lost)} of them",
                where=choice.where(),
            )


@rule("filter/silent-empty")
def silent_empty(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filtered list is empty and does not say why.

    Reader sees: nothing, and cannot tell whether there is no news or the page is broken.

    Why: a list that is rightly empty needs a sentence that says so.

    Catches: a section without stories is chosen, and the list is blank.

    Lets pass: "There is no news for this choice."
    """
    journey = Journey(page)
    if not journey.choices:
        yield unfiltered(page)
    for choice in journey.choices:
        if (
            not choice.stories
            and journey.full
            and not journey.expected(choice)
            and not says_why(page, choice)
        ):
            yield rule.finding(
                "The filtered list is empty, and nothing on the page says so",
                expected="a sentence that there are no such stories",
                actual="a blank list",
                where=choice.where(),
            )


def says_why(page: Page, choice: Choice) -> bool:
    """Whether the page with an empty list has a sentence that the page with the full list does not have."""
    dom = choice.one.dom
    beside = [match.node for name in ("filter", "loading") for match in dom.matches(name)]
    known = {*page.dom.text(0).split("\n"), *(line for node in beside for line in dom.text(node).split("\n"))}
    return any(len(line) >= 8 and line not in known for line in dom.text(0).split("\n"))


@rule("filter/wrong-count")
def wrong_count(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter's number of stories is not the number in the list.

    Reader sees: "15 in World" and five stories; or double the number of stories.

    Why: either the number is wrong, or stories of the section are missing.

    Catches: a count of 15 for a list of 5 that has no more to load; a count of 5 for 6 stories.

    Lets pass: a count of all stories above the first part of a list that can load more; a count of something
    other than stories, where the site file does not name it; a list that was not narrowed.
    """
    choices = Journey(page).choices
    narrowed = [choice for choice in choices if not choice.outsiders]
    counted = [(choice, *shown_count) for choice in narrowed if (shown_count := count(choice))]
    if not counted:
        yield Nothing("the filter shows no number of stories") if choices else unfiltered(page)
    for choice, node, number in counted:
        there = len(choice.stories)
        if number < there or (number > there and not choice.one.more):
            yield rule.finding(
                f"The filter says that there are {number} stories of {choice.called}; the list has {there}",
                expected=str(there),
                actual=str(number),
                where=page.where(node, choice.state, choice.one.dom),
            )


def count(choice: Choice) -> tuple[int, int] | None:
    """The number of stories that the filter shows, with its node, or None."""
    dom = choice.one.dom
    for match in shown(dom, "filter"):
        for node in part(dom, match, "count"):
            if (number := whole(dom.text(node))) is not None:
                return node, number
    return None


@rule("filter/stale")
def stale(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story's headline in the filtered list differs from that in the full list.

    Reader sees: the headline from before the desk corrected it.

    Why: each section's list has its own cache, and the edit did not reach it.

    Catches: "Harbour closes" in all news and, with the same address, "Harbour opens" filtered by Business.

    Lets pass: a headline that changes during the visit, so that the full list shows the new one later; a list
    that shortens all headlines.
    """
    journey = Journey(page)
    if not journey.choices:
        yield unfiltered(page)
    known: dict[str, set[str]] = {}
    for name, one in journey.lists.items():
        if name in ("loaded", "back", "cleared") or name.startswith("load-more"):
            for story, url in zip(one.stories, keys(one.stories), strict=True):
                known.setdefault(url, set()).add(story.headline)
    for choice in journey.choices:
        both = [
            story for story, url in zip(choice.stories, keys(choice.stories), strict=True) if url in known
        ]
        other = [story for story in both if story.headline not in known[keys([story])[0]]]
        if other and (len(other) < len(both) or len(both) == 1):
            story = other[0]
            yield rule.finding(
                f"“{story.headline}” has another headline in the full list",
                expected=" or ".join(sorted(known[keys([story])[0]])),
                actual=story.headline,
                where=choice.where(story),
            )
            return
