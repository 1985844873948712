"""What a visit tried to do on a page, as readers do, and could not: the same rule for every journey."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, shown
from copydesk.reading.listing import reading
from copydesk.rules.anywhere.presence import is_missing
from copydesk.rules.around.back_to_top import does_not_come, scrolls
from copydesk.rules.around.city import cities, opened
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry

STATES: dict[str, tuple[str, ...]] = {
    "load-more": ("load-more",),
    "feed-tabs": ("tab:",),
    "filter": ("filtered", "reloaded", "back", "forward", "cleared", "filter-each:"),
    "search": ("search",),
    "city": ("city-",),
    "currency": ("currency-",),
    "back-to-top": ("scrolled", "top"),
    "most-read": ("most-read:",),
    "related": ("related-more",),
}
"""How the states of the journeys to each element are named: they begin so."""

MANUAL = """
    Reader sees: a control that cannot be pressed: the {noun}.

    Why: a control that does not work is worse than none.

    Catches: a step of the visit that failed because something covers the control, because the target does not
    exist, or because the site file does not say where it is. A check that you asked for and that could not be
    made is a failure.

    Lets pass: a page on which you did not ask for it; a step whose reason another rule reports, such as a
    missing control.
"""


def unusable(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    steps = [state for state in page.capture.states if state.name.startswith(STATES[subject])]
    if not steps:
        untried = Nothing(f"the {NOUNS[subject]}: no journey uses it here")
        yield untried if shown(page.dom, subject) else nothing(page, subject)
        return
    for state in steps:
        if state.error and not explained(page, subject, state.name):
            yield rule.finding(
                f"The {NOUNS[subject]} could not be used: {state.error}",
                expected=state.action or state.name,
                actual=state.error,
                where=page.where(page.matches(subject)[0].node, state.name)
                if page.matches(subject)
                else None,
            )


def explained(page: Page, subject: str, state: str) -> bool:
    """Whether another rule reports the reason: the element is missing, or what it works on is."""
    if is_missing(page, subject):
        return True
    if subject == "load-more":
        first = reading(page, "loaded")
        return first is not None and not first.stories and bool(shown(page.dom, "feed"))  # feed/empty
    if subject == "back-to-top" and state == "top" and page.matches(subject):
        return not scrolls(page.dom) or does_not_come(page)  # back-to-top/does-not-appear
    if subject == "city" and state == "city-chosen":
        at = opened(page)
        return at is not None and len(cities(at[1])) < 2  # city/few-cities
    return False


for subject in STATES:
    registry.add(f"{subject}/unusable", unusable, manual=MANUAL.format(noun=NOUNS[subject]))
