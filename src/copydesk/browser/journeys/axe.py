"""Having axe-core look for what keeps some readers out of a page as it stands."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from playwright.sync_api import Error

from copydesk.browser.journeys.traveller import Traveller, in_words
from copydesk.browser.tab import DeadlineError
from copydesk.page.capture import Accessibility, Violation

SECONDS = 20.0
"""What axe-core may take."""
LIMITS = {"violations": 100, "places": 10, "characters": 500}
"""What is brought back of what it found."""

_decoder = msgspec.json.Decoder(list[Violation])


@cache
def _scripts() -> tuple[str, str]:
    """axe-core itself, as the package that carries it has it, and what runs it."""
    core = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    run = (files("copydesk.browser.journeys") / "axe.js").read_text(encoding="utf-8")
    return f"() => {{ {core}\n}}", run


def axe(traveller: Traveller) -> None:
    """Run axe-core in the page. It changes nothing there that a reader could see, so this is no state."""
    core, run = _scripts()
    found = Accessibility(state=traveller.capture.states[-1].name)
    traveller.capture.accessibility = found
    try:
        with traveller.tab.deadline(SECONDS):
            traveller.tab.evaluate(core)
            found.violations = _decoder.decode(traveller.tab.evaluate(run, LIMITS))
    except DeadlineError:
        found.error = f"axe-core was not done within {SECONDS:g} s"
    except (Error, msgspec.DecodeError) as error:
        found.error = f"axe-core did not run: {in_words(error) if isinstance(error, Error) else error}"
