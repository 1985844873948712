"""Journeys through the filter: sections chosen, kept, left, taken up again, cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from copydesk.browser.journeys.traveller import StepError, Traveller

SECTIONS = 12
"""To how many sections the list is narrowed at most, one after another."""


def choose_sections(traveller: Traveller) -> None:
    """Open the filter, choose the site file's sections, press OK; then reload, Back, Forward, and clear."""
    page, names = traveller.page, traveller.entry.choose
    choose = partial(choose_and_apply, traveller, names)
    sections = " and ".join(names)
    steps: Iterator[tuple[str, str, Callable[[], object]]] = iter(
        [
            ("filtered", f"{sections} chosen, OK pressed", choose),
            ("reloaded", "the page was reloaded", lambda: page.reload(wait_until="commit")),
            ("back", "Back was pressed", lambda: page.go_back(wait_until="commit")),
            ("forward", "Forward was pressed", lambda: page.go_forward(wait_until="commit")),
        ]
    )
    if all(traveller.step(*step) for step in steps) and traveller.has_part("filter", "clear"):
        traveller.step("cleared", "the filter was cleared", lambda: clear_filter(traveller))


def choose_and_apply(traveller: Traveller, names: Sequence[str]) -> None:
    """Choose sections in the filter by their names, and press OK."""
    open_filter(traveller)
    offered = traveller.labels("filter", "option")
    for name in names:
        at = next((i for i, text in enumerate(offered) if text.casefold() == name.casefold()), None)
        if at is None:
            raise StepError(
                f"the filter does not offer {name!r}; it offers {', '.join(offered) or 'nothing'}"
            )
        traveller.press("filter", "option", at)
    traveller.press("filter", "apply")


def each_section(traveller: Traveller) -> None:
    """Narrow the list to each section that the filter offers, one after another."""
    names = traveller.labels("filter", "option")[:SECTIONS]
    if not names:
        traveller.step("filter-each:", "the filter's sections were looked for", no_sections)
    for name in names:

        def choose(name: str = name) -> None:
            if traveller.has_part("filter", "clear") and traveller.visible("filter", "clear"):
                traveller.press("filter", "clear")
                traveller.settle()
            else:
                traveller.start_over()
            choose_and_apply(traveller, [name])

        if not traveller.step(f"filter-each:{name}", f"{name} alone was chosen in the filter", choose):
            break


def no_sections() -> None:
    raise StepError("the filter offers no sections to choose")


def open_filter(traveller: Traveller) -> None:
    """Open the filter's panel unless it stands open."""
    if traveller.has_part("filter", "open") and not traveller.visible("filter", "option"):
        traveller.press("filter", "open")


def clear_filter(traveller: Traveller) -> None:
    """Press the filter's clear control, opening the panel first if it is in there."""
    if not traveller.shown("filter", "clear"):
        open_filter(traveller)
    traveller.press("filter", "clear")
