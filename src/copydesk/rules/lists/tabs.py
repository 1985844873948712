"""Tabs of the feed panel and of the most-read list: one is active, and each shows a list of its own."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Match, State
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, entries, shown, templated
from copydesk.reading.controls import active_tabs, tab_label
from copydesk.reading.listing import reading
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry
from copydesk.text.urls import PageAddress

PREFIXES = {"feed-tabs": "tab:", "most-read": "most-read:"}
"""How the states of the tabs' journeys are named, with the tab's label after it."""
BESIDE = ("feed-tabs", "filter", "search", "load-more", "advertisement", "loading")
"""Elements of the feed panel that are not the list that a tab shows."""
FEWEST = 3
"""So many entries that are the same in the same order are no chance."""

MANUALS = {
    "wrong-active": """
    Reader sees: no tab marked as active, two of them, or a different one from the tab they pressed.

    Why: only the mark says which list this is.

    Catches: "Today" was pressed, and "Now" is still marked.

    Lets pass: tabs that the page marks in a way that neither ARIA nor the site file describes.
    """,
    "same-list": """
    Reader sees: the same list whichever tab they press.

    Why: the tab changes and its list does not, for example because every tab requests the same data.

    Catches: "Now" and "Today" with the same stories in the same order.

    Lets pass: lists that have stories in common; lists of fewer than three entries.
    """,
    "empty-list": """
    Reader sees: a tab with nothing under it.

    Why: each tab requests its own data, and nobody looks behind the first one.

    Catches: "This week" was pressed, and there is not one story.

    Lets pass: a tab that shows a form or links instead of stories.
    """,
}


def steps(page: Page, element: str) -> list[tuple[str, State, Dom]]:
    """The states in which a tab was pressed, with the tab's label."""
    prefix = PREFIXES[element]
    return [
        (state.name.removeprefix(prefix), state, dom)
        for state, dom in page.states
        if state.name.startswith(prefix) and shown(dom, element)
    ]


def wrong_active(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    element = rule.subject
    if not any(match.parts.get("tab") for match in shown(page.dom, element)):
        yield nothing(page, element)
        return
    states = [("", page.capture.states[0], page.dom), *steps(page, element)]
    if not any(marks(dom, match) for _, _, dom in states for match in shown(dom, element)):
        yield Nothing(f"neither ARIA nor the site file says which of the {NOUNS[element]} is active")
        return
    for label, state, dom in states:
        for match in shown(dom, element):
            labels = [tab_label(dom, node) for node in active_tabs(dom, match)]
            if len(labels) != 1 or (label and labels != [label]):
                yield rule.finding(
                    f"{label} was pressed, and it is not the active one of the tabs"
                    if label
                    else "Not exactly one of the tabs is active",
                    expected=label or "one active tab",
                    actual=", ".join(labels) or "none",
                    where=page.where(match.node, state.name, dom),
                )
                return


def marks(dom: Dom, match: Match) -> bool:
    """Whether the page shows which tab is active."""
    tabs = match.parts.get("tab", ())
    return any(
        not templated(dom.nodes[tab].attrs.get(name, "{{"))
        for tab in tabs
        for name in ("aria-selected", "aria-current")
    )


def content(dom: Dom, element: str) -> list[str] | None:
    """What a tab shows: its links' addresses and its buttons' texts. None if its panel cannot be
    identified.
    """
    match = shown(dom, element)[0]
    if element == "most-read":
        return [PageAddress(entry.url) or entry.text for entry in entries(dom, match)]
    feeds = dom.matches("feed")
    panel = next(
        (
            above
            for above in dom.ancestors(match.node)
            if any(feed.node in dom.subtree(above) for feed in feeds)
        ),
        None,
    )
    if panel is None or dom.tag(panel) in ("body", "html", "main"):
        return None
    beside = [dom.subtree(other.node) for name in BESIDE for other in dom.matches(name)]
    return [
        PageAddress(dom.hrefs[i]) if i in dom.hrefs else dom.text(i)
        for i in dom.subtree(panel)
        if dom.nodes[i].tag in ("a", "button", "input")
        and dom.visible(i)
        and not any(i in one for one in beside)
    ]


def same_list(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    element = rule.subject
    pressed = steps(page, element)
    if len(pressed) < 2:
        yield untried(page, element)
        return
    lists: dict[tuple[str, ...], str] = {}
    for label, state, dom in pressed:
        entries_shown = tuple(content(dom, element) or ())
        other = lists.setdefault(entries_shown, label)
        if any("{{" in entry or "%7B%7B" in entry for entry in entries_shown):
            continue  # the rules about templates say so
        if len(entries_shown) >= FEWEST and other != label:
            yield rule.finding(
                f"The tabs {other} and {label} show the same list",
                expected="a list of its own under each tab",
                actual=f"the same {len(entries_shown)} entries in the same order",
                where=page.where(shown(dom, element)[0].node, state.name, dom),
            )


def empty_list(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    element = rule.subject
    pressed = steps(page, element)
    if not pressed:
        yield untried(page, element)
    first = reading(page, "loaded")
    for label, state, dom in pressed:
        listed = content(dom, element)
        # A list that is empty from the start is the list's own defect: feed/empty says so.
        if element == "feed-tabs" and first and not first.stories and shown(dom, "feed"):
            continue
        if listed is not None and not listed:
            yield rule.finding(
                f"There is nothing under the tab {label}",
                expected="a list of its own",
                actual="an empty list",
                where=page.where(shown(dom, element)[0].node, state.name, dom),
            )


def untried(page: Page, element: str) -> Nothing:
    """The remark that no tab was pressed on this page."""
    return Nothing("the visit pressed no tabs here") if shown(page.dom, element) else nothing(page, element)


for subject in PREFIXES:
    for defect, check in (
        ("wrong-active", wrong_active),
        ("same-list", same_list),
        ("empty-list", empty_list),
    ):
        registry.add(f"{subject}/{defect}", check, manual=MANUALS[defect])
