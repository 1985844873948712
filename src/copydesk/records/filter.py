"""The record of a filtered feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from copydesk.dom import Dom
from copydesk.records.feed import Listing, groups, title
from copydesk.records.head import Head, read_head
from copydesk.records.listing import language, readings
from copydesk.records.outline import read_outline

if TYPE_CHECKING:
    from copydesk.page import Page


CHOSEN_ATTRIBUTES = ("aria-checked", "aria-pressed", "aria-selected", "aria-current")


class Choice(msgspec.Struct, kw_only=True):
    """A section that the filter offers, and whether its control says that it is chosen."""

    text: str
    chosen: bool = False


class FilteredListing(Listing, kw_only=True):
    """A listing with the filter's controls and the address beside it."""

    url: str = ""
    choices: list[Choice] = msgspec.field(default_factory=list)


class Filter(msgspec.Struct, kw_only=True):
    """A filter page: a listing per state (`loaded`, `filtered`, `reloaded`, `back`, `forward`, `cleared`)."""

    kind: str = "filter"
    url: str
    title: str = ""
    language: str = ""
    chosen: list[str] = []
    """The sections that the visit chose, as the site file names them."""
    listings: list[FilteredListing] = []
    head: Head = msgspec.field(default_factory=Head)
    order: list[str] = []
    """The site file's elements, as they follow each other in the document."""
    shown: dict[str, list[str]] = {}
    """By element, everything that it says, as lines (see `copydesk.records.outline`)."""
    letters: dict[str, list[str]] = {}
    """By element, the letters that it is printed in: size, weight and colour."""


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
