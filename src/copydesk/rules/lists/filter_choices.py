"""The filter's journey as its rules see it: the full list, and what it is narrowed to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from copydesk.page.page import Page
from copydesk.page.parts import shown, templated
from copydesk.page.where import Where
from copydesk.reading.filter import options
from copydesk.reading.listing import Reading, Story, readings
from copydesk.rules.findings import Nothing, nothing
from copydesk.text.urls import PageAddress

ALONE = "filter-each:"
"""So begin the states in which one section is chosen, which is named after it."""


def keys(stories: list[Story]) -> list[str]:
    """The names by which stories are compared."""
    return [PageAddress(story.url) or story.headline for story in stories]


def unfiltered(page: Page) -> Nothing:
    """The remark that no filter was used on this page."""
    return (
        Nothing("the visit chose no sections here") if shown(page.dom, "filter") else nothing(page, "filter")
    )


class Choice(msgspec.Struct, kw_only=True, eq=False):
    """The chosen sections, and the list in a state with that choice."""

    page: Page
    names: list[str]
    one: Reading

    @property
    def state(self) -> str:
        """The state's name."""
        return self.one.state.name

    @property
    def called(self) -> str:
        """The chosen sections as text for people."""
        return " and ".join(self.names)

    @property
    def chosen(self) -> set[str]:
        """The chosen sections in lower case."""
        return {name.casefold() for name in self.names}

    @property
    def stories(self) -> list[Story]:
        """The stories of the narrowed list."""
        return self.one.stories

    def has(self, story: Story) -> bool:
        """Whether a story shows one of the chosen sections, alone or within a longer label."""
        return any(name in section.casefold() for section in story.sections for name in self.chosen)

    @property
    def outsiders(self) -> list[Story]:
        """The stories that show their sections, but none of the chosen ones."""
        return [
            story
            for story in self.stories
            if story.sections and not self.has(story) and not templated(story.headline)
        ]

    @property
    def narrowed(self) -> bool:
        """Whether the list has only stories of the chosen sections, and shows their labels."""
        return bool(self.stories) and all(self.has(story) for story in self.stories)

    @property
    def controls(self) -> set[str] | None:
        """The sections that the filter's controls show as chosen, or None if they do not show it."""
        found = options(self.one.dom)
        if not any(chosen is not None for _, _, chosen in found):
            return None
        return {text.casefold() for _, text, chosen in found if chosen}

    def where(self, story: Story | None = None) -> Where:
        """The place of a story, or of the list."""
        return self.page.where(story.node if story else self.one.node or 0, self.state, self.one.dom)


class Journey:
    """The lists of a visit that used the filter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lists: dict[str, Reading] = {one.state.name: one for one in readings(page)}

    def choice(self, state: str) -> Choice | None:
        """What was chosen for a state of the journey `filter`, with its list; None if nothing was."""
        if not self.page.capture.choose or state not in self.lists:
            return None
        return Choice(page=self.page, names=self.page.capture.choose, one=self.lists[state])

    @property
    def filtered(self) -> Choice | None:
        """The list after the site file's sections were chosen; on a page without a filter, which its address
        narrows to them, the list as it was loaded.
        """
        panel = self.page.element("filter")
        by_address = (panel is None or not panel.required) and not self.page.matches("filter")
        untried = not any(state.name == "filtered" for state, _ in self.page.states)
        return self.choice("loaded" if by_address and untried else "filtered")

    @cached_property
    def choices(self) -> list[Choice]:
        """Every choice that was made, with its list: the site file's sections, and each section alone."""
        each = [
            Choice(page=self.page, names=[name.removeprefix(ALONE)], one=one)
            for name, one in self.lists.items()
            if name.startswith(ALONE)
        ]
        return [*([self.filtered] if self.filtered else []), *each]

    @cached_property
    def full(self) -> list[Story]:
        """The full list as far as the visit saw it, without stories that appeared at the top after
        loading.
        """
        loaded = self.lists["loaded"].stories
        there = set(keys(loaded))
        known = dict(zip(keys(loaded), loaded, strict=True))
        for one in self.more():
            named = keys(one.stories)
            first = next((i for i, key in enumerate(named) if key in there), len(named))
            for key, story in zip(named[first:], one.stories[first:], strict=True):
                known.setdefault(key, story)
        return list(known.values())

    def more(self) -> Iterator[Reading]:
        """The full list in the states in which more of it was loaded."""
        return (one for name, one in self.lists.items() if name.startswith("load-more"))

    def expected(self, choice: Choice) -> list[Story]:
        """The stories of the chosen sections in the full list."""
        return [story for story in self.full if choice.has(story)]
