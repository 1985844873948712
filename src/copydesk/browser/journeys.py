"""Journeys: what a visit does on a page beside loading it. Each step ends in a state of the capture.

A journey finds what to press through the elements and parts that the site file names. It acts as a reader
does, with the browser's own mouse and keyboard, and it judges nothing: what a step came to is for the rules.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from playwright.sync_api import Error, Locator

from copydesk.browser.collect import Collected, collect
from copydesk.browser.tab import DeadlineError, Tab
from copydesk.capture import Capture, Snapshot, State
from copydesk.dom import Dom
from copydesk.site import PageEntry, Site

PRESS = 3.0
"""Seconds in which a control must let itself be pressed (visible, still, not covered)."""
IMPATIENCE = 1.0
"""Seconds that are left for each step once the page has not settled in time: it is not waited for twice."""
TABS = 12
"""How many tabs of a module are pressed at most."""
AMOUNT = "100"
"""What is typed into a currency converter."""


class StepError(Exception):
    """A step that cannot be done, in words for the capture."""


class Traveller:
    """Does the steps of journeys on one page, and writes each into the capture as a state."""

    def __init__(self, tab: Tab, entry: PageEntry, site: Site, capture: Capture) -> None:
        self.tab = tab
        self.page = tab.page
        self.entry = entry
        self.capture = capture
        self.patience = site.patience if not capture.states[0].settled else IMPATIENCE
        self.elements = site.elements_of(entry.kind)

    @property
    def now(self) -> Snapshot:
        """The page as it was last seen."""
        return next(state.snapshot for state in reversed(self.capture.states) if state.snapshot)

    def step(self, name: str, action: str, act: Callable[[], object]) -> bool:
        """Act, wait until the page has settled again, and keep what it looks like then.

        Returns whether it came to that; if not, the state says why, and the journey is over.
        """
        started = time.monotonic()
        state = State(name=name, action=action)
        self.capture.states.append(state)
        try:
            act()
            collected = self.collect()
        except StepError as error:
            state.error = str(error)
        except DeadlineError:
            state.error = f"{action}: the page's scripts kept the browser busy for all of {self.patience:g} s"
        except Error as error:
            state.error = f"{action}: {in_words(error)}"
        else:
            state.snapshot, state.settled = collected.snapshot, collected.settled
            self.capture.interruptions.extend(collected.popups)
            if state.settled:
                self.patience = IMPATIENCE
        state.seconds = time.monotonic() - started
        return not state.error

    def collect(self) -> Collected:
        """The page when it has settled; waits for the next one if this one is about to go."""
        try:
            return collect(self.tab, self.elements, self.patience)
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            return collect(self.tab, self.elements, self.patience)

    def control(self, element: str, part: str = "", at: int = 0) -> Locator:
        """An element of the site file, or the part of it at that place among all such parts of the page."""
        if element not in self.elements:
            raise StepError(f"the site file names no element {element!r} to press")
        described = self.elements[element]
        if not part:
            found = self.page.locator(described.selector)
        elif part in described.parts:
            found = self.page.locator(described.selector).locator(described.parts[part])
        else:
            raise StepError(f"the site file names no part {part!r} of the element {element!r}")
        return found.nth(at)

    def press(self, element: str, part: str = "", at: int = 0) -> None:
        """Press a control with the mouse."""
        control = self.control(element, part, at)
        try:
            control.click(timeout=PRESS * 1000)
        except Error as error:
            name = f"{element} ({part})" if part else element
            raise StepError(f"the {name} could not be pressed: {in_words(error)}") from None

    def has_part(self, element: str, part: str) -> bool:
        """Whether the site file names that part of that element."""
        return element in self.elements and part in self.elements[element].parts

    def labels(self, element: str, part: str) -> list[str]:
        """The labels of an element's parts as the page stands, in the order that `control` counts them."""
        dom = Dom(self.now)
        return [label(dom, node) for match in dom.matches(element) for node in match.parts.get(part, [])]

    def shown(self, element: str, part: str = "") -> bool:
        """Whether an element, or any such part of it, can be seen as the page stands."""
        dom = Dom(self.now)
        matches = dom.matches(element)
        nodes = [node for match in matches for node in match.parts.get(part, [])] if part else []
        return any(dom.visible(node) for node in (nodes or [match.node for match in matches if not part]))


def label(dom: Dom, node: int) -> str:
    """A control's text: its own, its aria-label, or that of the `<label>` it belongs to."""
    text = dom.text(node, hidden=True) or dom.attr(node, "aria-label") or ""
    if text or dom.tag(node) not in ("input", "select"):
        return " ".join(text.split())
    identity = dom.attr(node, "id")
    around = next((a for a in dom.ancestors(node) if dom.tag(a) == "label"), None)
    if around is None and identity:
        around = next((a for a in dom.find("label") if dom.attr(a, "for") == identity), None)
    return " ".join(dom.text(around, hidden=True).split()) if around is not None else ""


def in_words(error: Error) -> str:
    """Why an action failed, in a few words: of Playwright's call log the reason that it waited for last."""
    lines = [line.strip(" -") for line in error.message.splitlines()]
    reasons = [line for line in lines if "intercepts pointer" in line or line.startswith("element is not")]
    if reasons:
        return reasons[-1]
    if any(line.startswith("waiting for") for line in lines) and "Timeout" in lines[0]:
        return "it is not on the page" if not any("resolved to" in line for line in lines) else "timed out"
    return lines[0]


def load_more(traveller: Traveller) -> None:
    """Press "More news" twice, the second time if it is still there."""
    if traveller.step("load-more", "load more was pressed", lambda: traveller.press("load-more")) and (
        traveller.shown("load-more")
    ):
        traveller.step("load-more-2", "load more was pressed again", lambda: traveller.press("load-more"))


def tabs(element: str, prefix: str) -> Callable[[Traveller], None]:
    """The journey that presses each tab of a module."""

    def press_tabs(traveller: Traveller) -> None:
        names = traveller.labels(element, "tab")[:TABS]
        if not names:
            traveller.step(f"{prefix}:", f"the tabs of {element} were looked for", lambda: no_tabs(element))
        for at, name in enumerate(names):
            press = partial(traveller.press, element, "tab", at)
            if not traveller.step(f"{prefix}:{name}", f"the tab {name} was pressed", press):
                break

    return press_tabs


def no_tabs(element: str) -> None:
    raise StepError(f"{element} has no tabs to press")


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


def city(traveller: Traveller) -> None:
    """Open the city selector, choose its second city, reload."""

    def choose() -> None:
        options = traveller.labels("city", "option")
        if len(options) < 2:
            raise StepError(f"the city selector offers {len(options)} cities, so there is none to choose")
        option = traveller.control("city", "option", 1)
        if option.evaluate("node => node.localName") == "option":
            option.locator("xpath=ancestor::select").select_option(index=1, timeout=PRESS * 1000)
        else:
            traveller.press("city", "option", 1)

    if traveller.has_part("city", "button") and not traveller.step(
        "city-open", "the city selector was opened", lambda: traveller.press("city", "button")
    ):
        return
    if traveller.step("city-chosen", "the second city was chosen", choose):
        traveller.step(
            "city-reloaded", "the page was reloaded", lambda: traveller.page.reload(wait_until="commit")
        )


def currency(traveller: Traveller) -> None:
    """Type an amount into the currency converter, then swap the currencies."""

    def fill() -> None:
        traveller.control("currency", "amount").fill(AMOUNT, timeout=PRESS * 1000)

    if traveller.step(f"currency-{AMOUNT}", f"{AMOUNT} was typed into the converter", fill) and (
        traveller.has_part("currency", "swap")
    ):
        traveller.step(
            "currency-swapped", "the currencies were swapped", lambda: traveller.press("currency", "swap")
        )


def back_to_top(traveller: Traveller) -> None:
    """Scroll to the end of the page, then press back to top."""
    page = traveller.page

    def scroll() -> None:
        page.mouse.move(640, 450)
        page.mouse.wheel(0, 100_000)
        page.wait_for_function(
            "() => scrollY > 0 || document.documentElement.scrollHeight <= innerHeight", timeout=PRESS * 1000
        )

    def press() -> None:
        traveller.press("back-to-top")
        try:
            page.wait_for_function("() => scrollY === 0", timeout=PRESS * 1000)
        except Error:
            # It did not come to the top: the snapshot's scroll position tells the rule.
            return

    if traveller.step("scrolled", "the page was scrolled to its end", scroll):
        traveller.step("top", "back to top was pressed", press)


def related(traveller: Traveller) -> None:
    """Press the related list's "Show more"."""
    traveller.step("related-more", "Show more was pressed", lambda: traveller.press("related", "more"))


JOURNEYS: dict[str, Callable[[Traveller], None]] = {
    "load-more": load_more,
    "feed-tabs": tabs("feed-tabs", "tab"),
    "filter": choose_sections,
    "city": city,
    "currency": currency,
    "back-to-top": back_to_top,
    "most-read": tabs("most-read", "most-read"),
    "related": related,
}
"""Every journey by the name that the site file uses. A filter page's visit does `filter` unless there is nothing to choose."""


def run(tab: Tab, entry: PageEntry, site: Site, capture: Capture) -> None:
    """Do a page's journeys, adding a state to the capture for each step."""
    traveller = Traveller(tab, entry, site, capture)
    names = entry.journeys
    if entry.kind == "filter" and entry.choose and "filter" not in names:
        names = ["filter", *names]
    for name in names:
        JOURNEYS[name](traveller)
