"""Journeys through the filter: sections chosen, kept, left, taken up again, cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copydesk.browser.journeys.traveller import StepError, Traveller


def choose_sections(traveller: Traveller) -> None:
    """Open the filter, choose the site file's sections, press OK; then reload, Back, Forward, and clear."""
    page, names = traveller.page, traveller.entry.choose

    def choose() -> None:
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


def open_filter(traveller: Traveller) -> None:
    """Open the filter's panel unless it stands open."""
    if traveller.has_part("filter", "open") and not traveller.shown("filter", "option"):
        traveller.press("filter", "open")


def clear_filter(traveller: Traveller) -> None:
    """Press the filter's clear control, opening the panel first if it is in there."""
    if not traveller.shown("filter", "clear"):
        open_filter(traveller)
    traveller.press("filter", "clear")
