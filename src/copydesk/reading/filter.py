"""The record of a filtered feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.page.dom import Dom
from copydesk.reading.feed import groups, title
from copydesk.reading.head import read_head
from copydesk.reading.listing import language, readings
from copydesk.reading.outline import read_outline
from copydesk.records.filter import Choice, Filter, FilteredListing

if TYPE_CHECKING:
    from copydesk.page.page import Page


CHOSEN_ATTRIBUTES = ("aria-checked", "aria-pressed", "aria-selected", "aria-current")


def read(page: Page) -> Filter:
    """Read a filter page's record from its capture, one listing per state."""
    outline = read_outline(page)
    return Filter(
        url=page.capture.final_url,
        title=title(page),
        language=language(page, page.dom),
        chosen=page.capture.choose,
        listings=[
            FilteredListing(
                state=reading.state.name,
                tabs=reading.tabs,
                groups=groups(reading),
                more=reading.more,
                url=reading.dom.snapshot.url,
                choices=[Choice(text=text, chosen=bool(chosen)) for _, text, chosen in options(reading.dom)],
            )
            for reading in readings(page)
            if reading.recorded
        ],
        head=read_head(page.dom),
        order=outline.order,
        shown=outline.lines,
        letters=outline.letters,
    )


def options(dom: Dom) -> list[tuple[int, str, bool | None]]:
    """The filter's options in one state: node, text, and whether it is chosen (None: the page does not tell).

    They are read whether the panel is open or closed.
    """
    fields = {field.node: field for field in dom.snapshot.fields}
    found = []
    for match in dom.matches("filter"):
        for node in match.parts.get("option", ()):
            inputs = [i for i in dom.subtree(node) if i in fields and dom.tag(i) in ("input", "option")]
            if inputs:
                chosen: bool | None = fields[inputs[0]].checked
            else:
                states = (dom.attr(node, name) for name in CHOSEN_ATTRIBUTES)
                chosen = next((state not in ("false", "") for state in states if state is not None), None)
            found.append((node, label(dom, node), chosen))
    return found


def label(dom: Dom, node: int) -> str:
    """An option's text; for a bare form control that of its `<label>`."""
    if dom.tag(node) == "input":
        identity = dom.attr(node, "id")
        around = [a for a in dom.ancestors(node) if dom.tag(a) == "label"]
        beside = [i for i in dom.find("label") if identity and dom.attr(i, "for") == identity]
        node = next(iter(around + beside), node)
    return " ".join((dom.text(node, hidden=True) or dom.attr(node, "aria-label") or "").split())
