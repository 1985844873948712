"""The filter: it offers sections, narrows the list to just the chosen ones, and keeps to that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from copydesk.findings import Finding, Nothing, Where
from copydesk.page import Page
from copydesk.parts import address, nothing, repeated, shown, templated
from copydesk.records.filter import options
from copydesk.records.listing import Reading, Story, readings
from copydesk.rules.registry import Rule, rule

KEPT = {
    "reloaded": "when the page is loaded again",
    "forward": "after Back and Forward",
}
RESTORED = {
    "back": "after Back",
    "cleared": "after the filter was cleared",
}


WORDS = {"filtered": "after OK was pressed", **KEPT, **RESTORED}


class Journey:
    """The list in each state of the filter's journey, and the sections that were chosen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chosen = {name.casefold() for name in page.capture.choose}
        self.lists: dict[str, Reading] = {one.state.name: one for one in readings(page)}

    @cached_property
    def filtered(self) -> Reading | None:
        """The list with the filter on; None where the visit did not come to it."""
        return self.lists.get("filtered") if self.chosen else None

    @cached_property
    def expected(self) -> list[Story]:
        """The stories of the chosen sections that were in the list before."""
        return [story for story in self.lists["loaded"].stories if self.is_chosen(story)]

    def is_chosen(self, story: Story) -> bool:
        """Whether a story shows one of the chosen sections, by itself or within a longer label."""
        return any(name in section.casefold() for section in story.sections for name in self.chosen)

    def outsiders(self, state: str) -> list[Story]:
        """The stories of a state that show their sections, and none of the chosen ones."""
        return [
            story
            for story in self.lists[state].stories
            if story.sections and not self.is_chosen(story) and not templated(story.headline)
        ]

    def narrowed(self, state: str) -> bool:
        """Whether the list of a state has stories of the chosen sections only, and says so."""
        stories = self.lists[state].stories
        return bool(stories) and all(self.is_chosen(story) for story in stories)

    def controls(self, state: str) -> set[str] | None:
        """The sections that the filter's controls show as chosen, or None where they do not tell."""
        found = options(self.lists[state].dom)
        if not any(chosen is not None for _, _, chosen in found):
            return None
        return {text.casefold() for _, text, chosen in found if chosen}

    def where(self, state: str, story: Story | None = None) -> Where:
        """The place of a story, or of the list."""
        one = self.lists[state]
        return self.page.where(story.node if story else one.node or 0, state, one.dom)

    @property
    def names(self) -> str:
        """The chosen sections for people."""
        return " and ".join(self.page.capture.choose)


def unfiltered(page: Page) -> Nothing:
    """A rule's word that no filter was used on this page."""
    return Nothing("no sections were chosen here") if shown(page.dom, "filter") else nothing(page, "filter")


def keys(stories: list[Story]) -> list[str]:
    """What stories are known by."""
    return [address(story.url) or story.headline for story in stories]


@rule("filter/few-sections")
def few(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter offers no sections.

    Reader sees: a filter with nothing to choose from.

    Why: without its sections the filter is of no use.

    Catches: a filter panel with fewer than two sections in it.

    Lets pass: a panel that is closed, with its sections in it; one that gets them when it is opened.
    """
    yield from about_options(rule, page, repeats=False)


@rule("filter/repeated-section")
def repeated_section(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter offers a section twice.

    Reader sees: "World" in two places of the filter.

    Why: one of the two was meant to be another section.

    Catches: Politics, World, World.

    Lets pass: two filters on the page that offer the same sections.
    """
    yield from about_options(rule, page, repeats=True)


def about_options(rule: Rule, page: Page, *, repeats: bool) -> Iterator[Finding | Nothing]:
    """What the filter offers in the state in which it offers most."""
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
    """The filtered list has stories of other sections.

    Reader sees: Business in a list that they narrowed to World and Sport.

    Why: the filter is the reader's word for what they want to see; a list that ignores it looks like one
    that follows it until it is read.

    Catches: World and Sport chosen, OK pressed, and a story labelled "Business" in the list.

    Lets pass: a story in two sections of which one is chosen; a list that has no story; stories that show no
    section.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    outsiders = journey.outsiders("filtered")
    if outsiders:
        first = outsiders[0]
        yield rule.finding(
            f"The list is not narrowed to {journey.names}: {len(outsiders)} of "
            f"{len(journey.filtered.stories)} stories are of other sections",
            expected=f"only stories of {journey.names}",
            actual=f"“{first.headline}” is of {', '.join(first.sections)}",
            where=journey.where("filtered", first),
        )
    elif journey.filtered.stories and not any(story.sections for story in journey.filtered.stories):
        yield Nothing("the stories in the list do not show their sections")


@rule("filter/loses")
def loses(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filtered list lacks stories of the chosen sections.

    Reader sees: a story of the chosen section in the full list, and not in the filtered one.

    Why: a filter that shows 5 of 15 matches hides news from those who asked for it.

    Catches: "World" has three stories in the full list; filtered by World, one of them is gone. Or the
    filtered list is empty, because the section's name has an apostrophe.

    Lets pass: older stories that come with "More news"; a section without stories.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    have = set(keys(journey.filtered.stories))
    expected = journey.expected[: len(have)] if journey.filtered.more else journey.expected
    lost = [story for story, known in zip(expected, keys(expected), strict=True) if known not in have]
    if lost:
        yield rule.finding(
            f"{len(lost)} stories of {journey.names} are missing in the filtered list, "
            f"the first of them “{lost[0].headline}”",
            expected=f"all {len(expected)} stories of the full list that are of {journey.names}",
            actual=f"{len(expected) - len(lost)} of them",
            where=journey.where("filtered"),
        )


@rule("filter/silent-empty")
def silent_empty(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filtered list is empty and does not say why.

    Reader sees: nothing, and cannot tell whether there is no news or the page is broken.

    Why: a list that is rightly empty needs a sentence.

    Catches: a section without stories is chosen, and the list is blank.

    Lets pass: "There is no news for this choice."
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    before, after = journey.lists["loaded"], journey.filtered
    if after.stories or not before.stories or journey.expected:
        return
    panels = [
        line for match in after.dom.matches("filter") for line in after.dom.text(match.node).split("\n")
    ]
    known = {*before.dom.text(0).split("\n"), *panels}
    if not any(len(line) >= 8 and line not in known for line in after.dom.text(0).split("\n")):
        yield rule.finding(
            "The filtered list is empty, and nothing on the page says so",
            expected="a sentence that there are no such stories",
            actual="a blank list",
            where=journey.where("filtered"),
        )


@rule("filter/not-kept")
def not_kept(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter is forgotten when the page is loaded again, or after Back and Forward.

    Reader sees: all sections again, although the address still carries the choice.

    Why: a filtered list is kept, sent to others and come back to.

    Catches: filtered by World; after a reload there is Business in the list.

    Lets pass: a new story of the chosen section on top; a list that was never narrowed, which
    `filter/not-narrowed` reports.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    full, narrow = keys(journey.lists["loaded"].stories), keys(journey.filtered.stories)
    for state, words in KEPT.items():
        if state not in journey.lists or journey.outsiders("filtered") or full == narrow:
            continue
        now = keys(journey.lists[state].stories)
        if journey.outsiders(state) or (full and now == full):
            yield rule.finding(
                f"The list is not narrowed to {journey.names} any more {words}",
                expected=f"only stories of {journey.names}, as before",
                actual=f"{len(now)} stories, of other sections too",
                where=journey.where(state, next(iter(journey.outsiders(state)), None)),
            )
        elif narrow and not now:
            yield rule.finding(
                f"The filtered list is empty {words}",
                expected=f"{len(narrow)} stories of {journey.names}, as before",
                actual="no stories",
                where=journey.where(state),
            )


@rule("filter/not-restored")
def not_restored(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The full list does not come back, after Back or after the filter was cleared.

    Reader sees: the narrowed list still, although the filter is off.

    Why: readers think that there is no other news.

    Catches: filtered by World, then cleared: still only World.

    Lets pass: a new story that came in meanwhile on top, and the last one gone for it.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    full, narrow = keys(journey.lists["loaded"].stories), keys(journey.filtered.stories)
    for state, words in RESTORED.items():
        if state not in journey.lists or full == narrow:
            continue
        now = keys(journey.lists[state].stories)
        there = set(now)
        kept = [one for one in full if one in there]
        # New stories come in at the top and push as many out at the bottom.
        if kept != full[: len(kept)] or len(kept) < len(full) / 2:
            lost = [one for one in full if one not in there]
            yield rule.finding(
                f"The full list is not back {words}",
                expected=f"the {len(full)} stories from before the choice",
                actual=f"{len(now)} stories; " + (f"{lost[0]} is missing" if lost else "their order changed"),
                where=journey.where(state),
            )


@rule("filter/control-disagrees")
def control_disagrees(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter's controls say something else than the list.

    Reader sees: a list of World only, and no section chosen in the filter; or the other way round.

    Why: readers go by the control, and take a narrowed list for the whole.

    Catches: after Back the list is full again, and the control still says "World".

    Lets pass: controls whose state the page does not tell; a filter that cannot be used at all.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    for state in ("filtered", *KEPT, *RESTORED):
        shows = journey.controls(state) if state in journey.lists else None
        if shows is None:
            continue
        if state in RESTORED:
            whole = not journey.narrowed(state) and bool(journey.outsiders(state))
            disagrees, expected = (
                whole and bool(shows & journey.chosen),
                "no section chosen, as the list is whole",
            )
        else:
            disagrees = journey.narrowed(state) and shows != journey.chosen
            expected = f"{journey.names} chosen, as in the list"
        if disagrees:
            yield rule.finding(
                f"The filter's controls do not agree with the list {WORDS[state]}",
                expected=expected,
                actual=", ".join(sorted(shows)) or "no section chosen",
                where=journey.where(state),
            )
