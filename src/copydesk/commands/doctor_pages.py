"""Opening the pages of a site file, to say which of its selectors find something, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

from msgspec.structs import replace

from copydesk.browser.find import BrowserSettingError
from copydesk.browser.others import Others
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.start import BrowserError, started_browser, why
from copydesk.browser.visit import UnreachableError, Visitor
from copydesk.commands.checks import Check
from copydesk.demo.server import serve
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site
from copydesk.text.spelling import listed

NAME = "Pages"


def pages(site: Site, browser: str | None = None) -> Iterator[Check]:
    """A check for each page, and one for the selectors that find nothing on any; `browser` as for
    `find_browser`.
    """
    met: Counter[str] = Counter()
    sought: dict[str, None] = {}
    seen = False
    try:
        for entry, capture in _visits(site, browser):
            found = counts(capture)
            seen = seen or capture.loaded is not None
            met.update({name: number for name, number in found.items() if number})
            sought.update(dict.fromkeys(found))
            yield _page(site, entry, capture, found)
    except (BrowserSettingError, BrowserStartError, UnreachableError, RuntimeError) as error:
        yield Check(NAME, False, str(error), "Correct this first; no more pages were opened.")
        return
    except BrowserError as error:
        yield Check(NAME, False, why(error), "Try again; no more pages were opened.")
        return
    if seen and (none := [name for name in sought if not met[name]]):
        told = f"these find nothing on any page: {listed(none, 'and')}"
        yield Check("Selectors", True, told, "Correct them, unless your pages show these only now and then.")


def counts(capture: Capture) -> dict[str, int]:
    """How often each selector finds something on a page: by element, and by `element.part`."""
    if capture.loaded is None:
        return {}
    found: dict[str, int] = {}
    for name, matches in capture.loaded.elements.items():
        found[name] = len(matches)
        for match in matches:
            for part, nodes in match.parts.items():
                found[f"{name}.{part}"] = found.get(f"{name}.{part}", 0) + len(nodes)
    return found


def _page(site: Site, entry: PageEntry, capture: Capture, found: dict[str, int]) -> Check:
    name = f"Page {entry.name}"
    if capture.loaded is None:
        return Check(name, False, capture.error or "no page came", "Open its address in your own browser.")
    there = []
    for one, number in found.items():
        if number and "." not in one:
            parts = [
                f"{part.partition('.')[2]} {n}"
                for part, n in found.items()
                if part.startswith(f"{one}.") and n
            ]
            there.append(f"{one} {number}" + (f" ({', '.join(parts)})" if parts else ""))
    none = [one for one, number in found.items() if not number]
    detail = ", ".join(there) or "nothing is named for it in the site file"
    if none:
        detail += f"\nnone: {', '.join(none)}"
    needed = [one for one in none if (named := site.elements_of(entry.kind).get(one)) and named.required]
    remedy = f"Correct the selectors of what every page must have: {listed(needed, 'and')}." if needed else ""
    return Check(name, True, detail, remedy)


def _visits(site: Site, named: str | None) -> Iterator[tuple[PageEntry, Capture]]:
    """Each page as it is once it has settled; journeys are left out."""
    with ExitStack() as stack:
        base_url = stack.enter_context(serve()).rstrip("/") if site.embedded else site.base_url
        wishes = Others(site, base_url).arguments
        browser = stack.enter_context(started_browser(named, wishes=wishes))
        visitor = stack.enter_context(Visitor(browser, site, base_url=base_url))
        for entry in site.pages:
            yield entry, visitor.visit(replace(entry, journeys=[]))
