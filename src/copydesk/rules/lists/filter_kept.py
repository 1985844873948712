"""The filter's choice: kept on reload, removed when cleared, and displayed correctly."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.lists.filter_choices import Journey, keys, unfiltered
from copydesk.rules.registry import Rule, rule

KEPT = {
    "reloaded": "when the page is loaded again",
    "forward": "after Back and Forward",
}
RESTORED = {
    "back": "after Back",
    "cleared": "after the filter was cleared",
}
APPLIED = "after OK was pressed"
WORDS = {**KEPT, **RESTORED}


@rule("filter/not-kept")
def not_kept(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter is forgotten on reload, or after Back and Forward.

    Reader sees: all sections again, although the address still contains the choice.

    Why: readers bookmark a filtered list, send it to others and come back to it.

    Catches: filtered by World; after a reload, the list contains Business. Opened at the address of World;
    after "More news", the list contains Business.

    Lets pass: a new story of the chosen section at the top; a list that was never narrowed, which
    `filter/not-narrowed` reports.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    filtered = journey.filtered
    full, narrow = keys(journey.lists["loaded"].stories), keys(filtered.stories)
    loaded = journey.choice("loaded")
    for one in journey.more() if loaded and loaded.narrowed else ():
        choice = journey.choice(one.state.name)
        anew = "cleared" not in journey.lists or one.state.name not in ("load-more", "load-more-2")
        did = one.state.action or one.state.name
        if choice and choice.outsiders and anew:
            yield rule.finding(
                f"The list is no longer narrowed to {choice.called} when {did}",
                expected=f"only stories of {choice.called}, as before",
                actual=f"{len(choice.outsiders)} of {len(choice.stories)} stories are of other sections",
                where=choice.where(choice.outsiders[0]),
            )
            return
    for state, words in KEPT.items():
        choice = journey.choice(state)
        if choice is None or filtered.outsiders or full == narrow:
            continue
        now = keys(choice.stories)
        if choice.outsiders or (full and now == full):
            yield rule.finding(
                f"The list is no longer narrowed to {filtered.called} {words}",
                expected=f"only stories of {filtered.called}, as before",
                actual=f"{len(now)} stories, of other sections too",
                where=choice.where(next(iter(choice.outsiders), None)),
            )
        elif narrow and not now:
            yield rule.finding(
                f"The filtered list is empty {words}",
                expected=f"{len(narrow)} stories of {filtered.called}, as before",
                actual="no stories",
                where=choice.where(),
            )


@rule("filter/not-restored")
def not_restored(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The full list does not return, after Back or after the filter was cleared.

    Reader sees: still the narrowed list, although the filter is off.

    Why: readers think that there is no other news.

    Catches: filtered by World, then cleared: still only World.

    Lets pass: a new story at the top, and the last one gone in exchange.
    """
    journey = Journey(page)
    if journey.filtered is None:
        yield unfiltered(page)
        return
    filtered = journey.filtered
    full, narrow = keys(journey.lists["loaded"].stories), keys(filtered.stories)
    for state, words in RESTORED.items():
        choice = journey.choice(state)
        if choice is None or full == narrow:
            continue
        now = keys(choice.stories)
        there = set(now)
        kept = [one for one in full if one in there]
        # New stories come in at the top and push as many out at the bottom.
        if kept != full[: len(kept)] or len(kept) < len(full) / 2:
            lost = [one for one in full if one not in there]
            yield rule.finding(
                f"The full list is not back {words}",
                expected=f"the {len(full)} stories from before the choice",
                actual=f"{len(now)} stories; " + (f"{lost[0]} is missing" if lost else "their order changed"),
                where=choice.where(),
            )


@rule("filter/control-disagrees")
def control_disagrees(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The filter's controls do not match the list.

    Reader sees: a list of World only, and no section chosen in the filter; or the other way round.

    Why: readers trust the control, and take a narrowed list for the whole.

    Catches: after Back the list is full again, and the control still says "World".

    Lets pass: controls whose state the page does not expose; a filter that cannot be used at all.
    """
    journey = Journey(page)
    if not journey.choices:
        yield unfiltered(page)
        return
    later = [journey.choice(state) for state in (*KEPT, *RESTORED)]
    for choice in (*journey.choices, *(one for one in later if one)):
        shows = choice.controls
        if shows is None:
            continue
        if choice.state in RESTORED:
            disagrees = not choice.narrowed and bool(choice.outsiders) and bool(shows & choice.chosen)
            expected = "no section chosen, as the list is whole"
        else:
            disagrees = choice.narrowed and shows != choice.chosen
            expected = f"{choice.called} chosen, as in the list"
        if disagrees:
            yield rule.finding(
                f"The filter's controls do not agree with the list {WORDS.get(choice.state, APPLIED)}",
                expected=expected,
                actual=", ".join(sorted(shows)) or "no section chosen",
                where=choice.where(),
            )
