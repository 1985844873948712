"""An earlier capture under today's site file: what can be checked in it, and what cannot."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from copydesk.page.capture import Capture
from copydesk.recheck import reselect
from copydesk.site.model import PageEntry, Shaped, Site, Sought, shaped_by

PRESSED = (
    "back-to-top", "city", "currency", "feed", "feed-tabs", "filter", "load-more", "most-read", "related",
    "search",
)  # fmt: skip
"""The elements that journeys act on."""
FOLLOWED = ("feed", "persons", "read-also")
"""The elements whose links are read where links are checked."""
STILL = ("axe", "phone")
"""The journeys that act on no element."""
RECKONED = (
    "found in the stored page by today's selector; whether something covers it is calculated from boxes"
)


class AnewError(Exception):
    """A page must be visited again; `reasons` are sentences without their full stop."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def fit(capture: Capture, then: Shaped, site: Site) -> tuple[Capture, list[str]]:
    """A capture as today's site file would have shaped it, and the elements that were searched for again in
    it.

    `then` is what shaped it. Raises `AnewError` if only a visit can tell what there is now.
    """
    now = shaped_by(site)
    entry = next(page for page in site.pages if page.name == capture.page)
    before = next((page for page in then.pages if page.name == capture.page), None)
    reasons = [*_of_site(capture, then, now), *_of_page(before, entry)]
    old, new = then.elements.get(capture.kind, {}), now.elements.get(capture.kind, {})
    changed = {name: sought for name, sought in new.items() if old.get(name) != sought}
    different = [*changed, *(name for name in old if name not in new)]
    if not reasons:
        reasons = list(_of_visit(different, entry, capture, now))
    if reasons:
        raise AnewError(reasons)
    if now.links == "off":
        capture = replace(capture, links=None)
    if not different or not any(state.snapshot for state in capture.states):
        return capture, []
    return _refitted(capture, old, new, changed), list(changed)


def _of_site(capture: Capture, then: Shaped, now: Shaped) -> Iterator[str]:
    for name in ("language", "time_zone", "now"):
        if getattr(then, name) != getattr(now, name):
            yield f"the site file has a different {name}"
    if then.third_parties != now.third_parties:
        yield "the site file allows different third parties"
    unsettled = any(state.settled for state in capture.states)
    if then.patience != now.patience and (unsettled or capture.seconds.navigation > now.patience):
        yield "the site file has a different patience, and this page needed it"
    if then.links != now.links and now.links != "off":
        yield f"the site file now says that {now.links} links are checked"


def _of_page(then: PageEntry | None, now: PageEntry) -> Iterator[str]:
    if then is None:
        yield "the site file did not name it"
        return
    for name, word in (
        ("url", "address"),
        ("kind", "kind"),
        ("choose", "choice of sections"),
        ("query", "query"),
    ):
        if getattr(then, name) != getattr(now, name):
            yield f"the site file gives it a different {word}"
    if then.journeys != now.journeys:
        yield "the site file gives it different journeys"


def _of_visit(different: list[str], entry: PageEntry, capture: Capture, now: Shaped) -> Iterator[str]:
    journeys = [name for name in entry.journeys if name not in STILL] or entry.choose
    for name in different:
        if journeys and name in PRESSED:
            yield f"the element {name!r} has changed, and the visit acts on it"
        elif name in FOLLOWED and now.links != "off" and not capture.offline:
            yield f"the element {name!r} has changed, and its links are read"


def _refitted(
    capture: Capture, old: dict[str, Sought], new: dict[str, Sought], changed: dict[str, Sought]
) -> Capture:
    try:
        found = iter(reselect.find(capture, old, changed))
    except reselect.CannotError as error:
        names = ", ".join(repr(name) for name in changed)
        raise AnewError([f"the selector of {names} has changed: {error}"]) from None
    states = []
    for state in capture.states:
        if state.snapshot is not None:
            matches = next(found)
            told = state.snapshot.elements
            elements = {name: matches.get(name, told.get(name, [])) for name in new}
            refused = {name: why for name, why in state.snapshot.bad_selectors.items() if name in new}
            refused = {name: why for name, why in refused.items() if name not in changed}
            state = replace(state, snapshot=replace(state.snapshot, elements=elements, bad_selectors=refused))
        states.append(state)
    return replace(capture, states=states)
