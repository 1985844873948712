"""Who goes on journeys: does their steps on a page, and keeps what each came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from playwright.sync_api import Error, Locator

from copydesk.browser.collect import GRACE, Collected, collect, settle
from copydesk.browser.machine import Patience, patiently
from copydesk.browser.tab import DeadlineError, Tab, moved_on
from copydesk.page.capture import Capture, Snapshot, State
from copydesk.page.dom import Dom
from copydesk.site.model import PageEntry, Site

PRESS = 3.0
"""Seconds in which a control must let itself be pressed (visible, still, not covered), at most."""
IMPATIENCE = 1.0
"""Seconds that are left for each step once the page has not settled in time: it is not waited for twice."""

_PRESSED = "performing click action"
"""What Playwright's log of a press says when it comes to that."""


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
            self.capture.answers.extend(collected.answers_in(name))
            if state.settled:
                self.patience = IMPATIENCE
        state.seconds = time.monotonic() - started
        return not state.error

    def collect(self) -> Collected:
        """The page when it has settled; waits for the next one if this one is about to go."""
        try:
            return collect(self.tab, self.elements, self.patience)
        except Error as error:
            if not moved_on(error):
                raise
            return collect(self.tab, self.elements, self.patience)

    def settle(self, patience: float | None = None) -> None:
        """Wait within a step until the page has settled, at most as long as there is patience."""
        patience = max(0.05, min(self.patience if patience is None else patience, self.patience))
        seconds = Patience(patience)
        with self.tab.deadline(seconds, GRACE):
            while left := seconds.left():
                try:
                    if not settle(self.tab, left):
                        return
                except Error as error:
                    if not moved_on(error):
                        raise

    def start_over(self) -> None:
        """Load the page anew, if earlier steps have changed it: what comes next starts as it loads."""
        if len(self.capture.states) > 2:  # the page as loaded, and the step that is being done
            self.load_anew()

    def load_anew(self) -> None:
        """Load the page as one that was not there before: its own address again would count as a reload."""
        for url in ("about:blank", self.capture.url):
            patiently(partial(self._go, url), self.patience)
        self.settle()

    def _go(self, url: str, limit: float) -> None:
        self.page.goto(url, wait_until="commit", timeout=limit)

    def count(self, element: str, part: str) -> int:
        """How many such parts the page has now; of an element that is not named so, all links of the page."""
        if not self.has_part(element, part):
            return self.page.locator("a[href]").count()
        described = self.elements[element]
        return self.page.locator(described.selector).locator(described.parts[part]).count()

    def visible(self, element: str, part: str = "") -> bool:
        """Whether the element, or any such part of it, can be seen now, within a step."""
        return self.control(element, part).is_visible()

    def control(self, element: str, part: str = "", at: int | None = None) -> Locator:
        """The part of an element at that place among all such parts of the page; without a place the first
        that can be seen, as pages have controls for other widths, too.
        """
        found = self.parts(element, part)
        if at is not None:
            return found.nth(at)
        seen = found.locator("visible=true")
        return seen.first if seen.count() else found.first

    def parts(self, element: str, part: str = "") -> Locator:
        """All that the page has of an element of the site file, or of a part of it."""
        if element not in self.elements:
            raise StepError(f"the site file names no element {element!r} to press")
        described = self.elements[element]
        if part and part not in described.parts:
            raise StepError(f"the site file names no part {part!r} of the element {element!r}")
        found = self.page.locator(described.selector)
        return found.locator(described.parts[part]) if part else found

    def in_sight(self, element: str, part: str, places: Sequence[int]) -> int:
        """The first of several places of a part that can be seen now, or the first of them."""
        found = self.parts(element, part)
        return next((at for at in places if found.nth(at).is_visible()), places[0])

    def press(self, element: str, part: str = "", at: int | None = None, *, trial: bool = False) -> None:
        """Press a control with the mouse; as a `trial`, only wait until it could be pressed."""
        control = self.control(element, part, at)
        try:
            patiently(lambda limit: _press(control, limit, trial), min(PRESS, self.patience))
        except Error as error:
            name = f"{element} ({part})" if part else element
            raise StepError(f"the {name} could not be pressed: {in_words(error)}") from None

    def has_part(self, element: str, part: str) -> bool:
        """Whether the site file names that part of that element."""
        return element in self.elements and part in self.elements[element].parts

    def has_filter(self) -> bool:
        """Whether there is a filter to choose in: the page has one, or the site file says that it must."""
        named = self.elements.get("filter")
        return named is not None and (named.required or bool(Dom(self.now).matches("filter")))

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


def _press(control: Locator, limit: float, trial: bool) -> None:
    try:
        control.click(timeout=limit, trial=trial)
    except Error as error:
        # Where the limit was over after the button had gone down, it is pressed, and must not be twice.
        if trial or _PRESSED not in error.message:
            raise


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
