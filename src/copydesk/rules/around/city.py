"""The city selector: it opens, lists each city once, and remembers the choice."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import State
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import repeated, shown, templated
from copydesk.reading.filter import CHOSEN_ATTRIBUTES
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule


def opened(page: Page) -> tuple[State, Dom] | None:
    """The page with the selector open: after its button was pressed, or as loaded if it has no button."""
    element = page.element("city")
    if element is None or "option" not in element.parts:
        return None
    name = "city-open" if "button" in element.parts else "city-chosen"
    at = next(((state, dom) for state, dom in page.states if state.name == name), None)
    return at if at and shown(at[1], "city") else None


def cities(dom: Dom) -> list[tuple[int, str]]:
    """The cities that a reader can choose. A browser does not draw the options of a `<select>` until it is
    pressed.
    """
    return [
        (node, " ".join(dom.text(node, hidden=True).split()))
        for match in shown(dom, "city")
        for node in match.parts.get("option", ())
        if dom.visible(node) or dom.tag(node) == "option"
    ]


@rule("city/few-cities")
def few(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The city selector has no cities to choose from.

    Reader sees: a selector that does not open, or is empty when it does.

    Why: the list of cities loads later than the page, and nothing on the page shows that it did not arrive.

    Catches: a selector that shows fewer than two cities after it was pressed.

    Lets pass: a long list; a `<select>`, whose options the browser draws itself.
    """
    at = opened(page)
    if at is None:
        yield (
            nothing(page, "city")
            if not shown(page.dom, "city")
            else Nothing("the visit did not choose a city here")
        )
        return
    state, dom = at
    found = cities(dom)
    if len(found) < 2 and not any(templated(text) for _, text in found):
        yield rule.finding(
            "The city selector lists no cities to choose from",
            expected="two cities or more",
            actual=", ".join(text for _, text in found) or "none",
            where=page.where(shown(dom, "city")[0].node, state.name, dom),
        )


@rule("city/repeated")
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The city selector lists a city twice.

    Reader sees: the same city on two lines.

    Why: the second line should have been a different city, or the list was filled twice.

    Catches: Helsinki, Oslo, Helsinki.

    Lets pass: two cities with the same name that can be told apart (Portland, Oregon and Portland, Maine).
    """
    at = opened(page)
    if at is None:
        yield (
            nothing(page, "city")
            if not shown(page.dom, "city")
            else Nothing("the visit did not choose a city here")
        )
        return
    state, dom = at
    found = cities(dom)
    for text, index in repeated([text for _, text in found]).items():
        yield rule.finding(
            f"The city selector lists {text} twice",
            expected="each city once",
            actual=f"{text} at {index + 1} again",
            where=page.where(found[index][0], state.name, dom),
        )


@rule("city/not-kept")
def not_kept(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The chosen city is not shown, or is forgotten when the page is reloaded.

    Reader sees: a different city from the one they chose.

    Why: readers choose their city once; the weather and the local news depend on it.

    Catches: the second city was chosen, and the selector still shows the first; or it shows the second only
    until the page is reloaded.

    Lets pass: a selector that shows the city in a short form ("Helsinki" for "Helsinki, Finland").
    """
    before = opened(page) or next(iter(page.states), None)
    chosen = cities(before[1])[1:2] if before else []
    steps = [(state, dom) for state, dom in page.states if state.name in ("city-chosen", "city-reloaded")]
    if not chosen or not steps:
        yield (
            nothing(page, "city")
            if not shown(page.dom, "city")
            else Nothing("the visit did not choose a city here")
        )
        return
    name = chosen[0][1]
    for state, dom in steps:
        now = current_cities(dom)
        if now and not any(alike(name, text) for text in now):
            yield rule.finding(
                f"{name} was chosen, and the city selector "
                + ("does not show it" if state.name == "city-chosen" else "has forgotten it after a reload"),
                expected=name,
                actual=", ".join(now),
                where=page.where(dom.matches("city")[0].node, state.name, dom),
            )
            return


def current_cities(dom: Dom) -> list[str]:
    """The city that is shown as chosen: according to the site file's part, the list's marks, or the button's
    text.
    """
    fields = {field.node: field for field in dom.snapshot.fields}
    found: list[str] = []
    for match in dom.matches("city"):
        options = match.parts.get("option", [])
        marked = [
            node
            for node in options
            if (node in fields and fields[node].checked)
            or any(dom.attr(node, name) not in (None, "false", "") for name in CHOSEN_ATTRIBUTES)
        ]
        nodes = match.parts.get("current", marked) or match.parts.get("button", [])
        found += [text for node in nodes if (text := " ".join(dom.text(node, hidden=True).split()))]
    return found


def alike(one: str, other: str) -> bool:
    """Whether one of two names contains the other."""
    one, other = one.casefold(), other.casefold()
    return one in other or other in one
