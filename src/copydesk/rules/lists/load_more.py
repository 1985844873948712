"""Load more: the next stories are appended; none twice, none lost, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.page.page import Page
from copydesk.page.parts import repeated, shown, templated
from copydesk.reading.listing import Reading, Story, read_list, readings
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.compare import letters
from copydesk.text.urls import PageAddress, urlsplit

BEFORE = {
    "load-more": "",
    "load-more-2": "load-more",
    "load-more-double": "loaded",
    "load-more-end": "loaded",
    "load-more-past-end": "load-more-end",
    "load-more-left": "loaded",
}
"""The steps in which the control is pressed, each with the state before it ("": the last one)."""

FEWEST = 2
"""So many stories with a label are a section's list."""


def key(story: Story) -> str:
    """What identifies a story in a list: its address, or else its headline."""
    return PageAddress(story.url) or story.headline


def presses(page: Page) -> list[tuple[Reading, Reading]]:
    """The list before and after each press of the control."""
    done = {one.state.name: one for one in readings(page)}
    found = []
    for (state, dom), (after, _) in pairwise(page.states):
        if after.name in BEFORE:
            before = done.get(BEFORE[after.name] or state.name) or read_list(page, state, dom)
            found.append((before, done[after.name]))
    return [
        (before, after)
        for before, after in found
        if before.stories and not templated(before.stories[0].headline)
    ]


def unpressed(page: Page) -> Nothing:
    """The remark that nothing more was loaded on this page."""
    if shown(page.dom, "load-more"):
        return Nothing("the visit did not press the control to load more here")
    return nothing(page, "load-more")


@rule("load-more/does-nothing")
def does_nothing(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Loading more adds nothing.

    Reader sees: the same list after pressing "More news", and "More news" still there.

    Why: readers take it for the end of the news; at the real end, they press in vain.

    Catches: 15 stories, the control pressed, the same 15 stories and the control still there; a control that
    is still there after the last story.

    Lets pass: a control that disappears because there is nothing more.
    """
    done = presses(page)
    if not done:
        yield unpressed(page)
    for before, after in done:
        if len(after.stories) <= len(before.stories) and after.more and same(before, after):
            yield rule.finding(
                "Nothing is added to the list when more is loaded",
                expected=f"more than {len(before.stories)} stories",
                actual=f"the same {len(after.stories)} stories, and the control is still there",
                where=page.where(after.node or 0, after.state.name, after.dom),
            )
            return


def same(before: Reading, after: Reading) -> bool:
    """Whether two lists have the same stories in the same order."""
    return [key(story) for story in before.stories] == [key(story) for story in after.stories]


@rule("load-more/repeats")
def repeats(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Loading more adds stories that are already in the list.

    Reader sees: the same stories again further down.

    Why: the page requests the same part of the list again, or new stories have shifted it.

    Catches: "More news" was pressed, and a story's address is in the list twice.

    Lets pass: a story that was in the list twice before (`feed/repeated` reports it); another story with the
    same headline.
    """
    done = presses(page)
    if not done:
        yield unpressed(page)
    for before, after in done:
        keys = [key(story) for story in after.stories]
        known = repeated([key(story) for story in before.stories])
        again = {url: at for url, at in repeated(keys).items() if url not in known}
        if again:
            first = after.stories[min(again.values())]
            yield rule.finding(
                f"Loading more repeats {len(again)} of the stories, the first of them “{first.headline}”",
                expected="stories that were not in the list",
                actual=key(first),
                where=page.where(first.node, after.state.name, after.dom),
            )
            return


@rule("load-more/loses")
def loses(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Stories disappear when more are loaded.

    Reader sees: the story that they were about to read is gone.

    Why: "More" should add to the list; readers do not remember what they have not yet read.

    Catches: 15 stories, the control pressed, 15 others; or one story missing in between.

    Lets pass: a control that leads to a page 2 with its own address.
    """
    done = presses(page)
    if not done:
        yield unpressed(page)
    for before, after in done:
        kept = {key(story) for story in after.stories}
        lost = [story for story in before.stories if key(story) not in kept]
        paged = PageAddress(before.dom.snapshot.url) != PageAddress(after.dom.snapshot.url)
        if lost and paged and len(lost) == len(before.stories):
            yield Nothing("loading more leads to a page of its own")
        elif lost:
            yield rule.finding(
                f"{len(lost)} stories are gone after more was loaded, the first of them “{lost[0].headline}”",
                expected="what was there stays",
                actual=f"{key(lost[0])} is no longer in the list",
                where=page.where(before.node or 0, before.state.name, before.dom),
            )
            return


@rule("load-more/other-section")
def other_section(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Loading more on a section's page brings stories of other sections.

    Reader sees: Sport, and after "More news" the stock exchange.

    Why: the next part of the list is requested without the section.

    Catches: a page with the headline "Sport", on which every story is labelled "Sport", and after the control
    is pressed one that is labelled "Business".

    Lets pass: stories that also have the page's section; a list whose stories had several sections before; a
    page whose headline or address is not the section's name; stories without a label.
    """
    done = presses(page)
    if not done:
        yield unpressed(page)
    for before, after in done:
        section = _section(before)
        if not section:
            yield Nothing("the list is not one section's by its headline and labels")
            continue
        had = {key(story) for story in before.stories}
        new = [story for story in after.stories if key(story) not in had and story.sections]
        others = [story for story in new if section not in map(letters, story.sections)]
        if others:
            yield rule.finding(
                f"Loading more brings {len(others)} stories of other sections, the first of them"
                f" “{others[0].headline}”",
                expected=next(one for one in before.stories[0].sections if letters(one) == section),
                actual=", ".join(others[0].sections),
                where=page.where(others[0].node, after.state.name, after.dom),
            )
            return


def _section(one: Reading) -> str:
    """The section that every story of a list is labelled with and that the page is of; "" if none."""
    labels = [set(map(letters, story.sections)) for story in one.stories]
    common = set.intersection(*labels) if len(labels) >= FEWEST else set()
    heads = {letters(one.dom.text(i)) for i in one.dom.find("h1") if one.dom.visible(i)}
    path = urlsplit(one.dom.snapshot.url).path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return next((section for section in common if section and section in heads | {letters(path)}), "")


@rule("load-more/reorders")
def reorders(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The existing stories change their order when more are loaded.

    Reader sees: stories that change places under their eyes.

    Why: readers lose their place.

    Catches: A, B, C becomes B, A, C, D.

    Lets pass: a new story that appeared at the top.
    """
    done = presses(page)
    if not done:
        yield unpressed(page)
    for before, after in done:
        old = list(dict.fromkeys(key(story) for story in before.stories))
        now = list(dict.fromkeys(key(story) for story in after.stories))
        both = {*old} & {*now}
        kept = [one for one in now if one in both]
        was = [one for one in old if one in both]
        wrong = next((i for i, (one, other) in enumerate(zip(was, kept, strict=True)) if one != other), None)
        if wrong is not None:
            story = next(one for one in after.stories if key(one) == kept[wrong])
            yield rule.finding(
                "The stories are in another order after more was loaded",
                expected=f"{was[wrong]} at {wrong + 1}",
                actual=f"{kept[wrong]} at {wrong + 1}",
                where=page.where(story.node, after.state.name, after.dom),
            )
            return


@rule("load-more/skips")
def skips(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Loading more skips stories that it loads at other times.

    Reader sees: nothing wrong: the stories in between are just missing.

    Why: a double-click requests two parts of the list, and the page shows only one of them.

    Catches: one press after another loads A to F; a double-click loads A, B, E and F.

    Lets pass: a list that ends earlier; one story that was withdrawn meanwhile; new ones at the top.
    """
    done = presses(page)
    lists = {after.state.name: after for _, after in done}
    if len(lists) < 2:
        yield unpressed(page) if not done else Nothing("the visit loaded more in only one way here")
        return
    longest = max(lists.values(), key=lambda one: len(one.stories))
    whole = list(dict.fromkeys(key(story) for story in longest.stories))
    for name, one in lists.items():
        have = {key(story) for story in one.stories}
        last = max((at for at, known in enumerate(whole) if known in have), default=-1)
        left_out = [known for known in whole[: last + 1] if known not in have]
        if one is not longest and len(left_out) > 1:
            yield rule.finding(
                f"{len(left_out)} stories are left out when {one.state.action or name}",
                expected="every story up to the last one that is shown",
                actual=f"{left_out[0]} is not in the list",
                where=page.where(one.node or 0, name, one.dom),
            )
            return


@rule("load-more/forgets-place")
def forgets_place(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """After a reader opens a story and returns with Back, the loaded stories are gone.

    Reader sees: the top of the list, when they come back from a story far down.

    Why: readers go through a list story by story; each time they have to load more again.

    Catches: 30 stories after "More news", the 30th opened, Back pressed, and 15 stories.

    Lets pass: a list that has the story again, even with new ones at the top. It does not matter that the
    browser may keep the page in memory: phones with little memory do not.
    """
    done = {one.state.name: one for one in readings(page)}
    left, back = done.get("load-more-left"), done.get("load-more-back")
    if left is None or back is None or not left.stories:
        yield unpressed(page) if left is None else Nothing("the visit did not come back from a story")
        return
    last = left.stories[-1]
    if key(last) not in {key(story) for story in back.stories}:
        yield rule.finding(
            f"After Back, the list has {len(back.stories)} stories instead of {len(left.stories)}, "
            "and not the one that was read",
            expected=f"“{last.headline}”, where the reader was",
            actual="; ".join(story.headline for story in back.stories[-1:]) or "an empty list",
            where=page.where(back.node or 0, "load-more-back", back.dom),
        )
