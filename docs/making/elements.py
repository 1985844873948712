"""The page about elements and journeys, made of what the code says of them."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk.browser.journeys import JOURNEYS as HOW
from copydesk.page.parts import NOUNS
from copydesk.rules.registry import load_rules
from copydesk.site.elements import COUNTED, ELEMENTS, JOURNEYS, Known
from copydesk.text.spelling import listed
from docs.making.markdown import anchor, code, key, made_from, page, table, text, toml

MADE = made_from("elements.py, parts.py and the journeys' docstrings in src/copydesk")
LANTERN = Path(__file__).parents[2] / "sites/lantern.toml"
INTRO = """\
The site file names the elements that your pages must have, and the journeys that a visit goes on. This page
lists both. [The site file](site-file.md#elementskindname) explains the keys of an element."""
BEFORE = """\
An element has a selector, and some elements have parts: selectors that are looked for within the element.
Name only what your pages have. The examples are those of [Lantern](../sites/lantern.toml), the embedded
news site; `all` in their first line means pages of every kind."""
TRAVEL = """\
A journey is what a visit does besides loading the page. Name it in the `journeys` of a
[page](site-file.md#pages). It finds what to press through the elements and parts that the site file names,
and acts as a reader does, with the browser's mouse and keyboard. Each of its steps ends in a state of the
page, and the rules look at every state."""


def pages() -> dict[str, str]:
    """The one page, by its path below `docs`."""
    shown = tomllib.loads(LANTERN.read_text("utf-8"))["elements"]
    rows = [
        (f"[{name}](#{anchor(name)})", kinds(known), text(known.about)) for name, known in ELEMENTS.items()
    ]
    return {
        "elements.md": page(
            MADE,
            "# Elements and journeys",
            INTRO,
            "## Elements",
            BEFORE,
            table(("Element", "Pages", "What it is"), rows),
            *(block for name, known in ELEMENTS.items() for block in _element(name, known, shown)),
            "## Journeys",
            TRAVEL,
            table(("Journey", "What it does", "Step by step"), map(_journey, JOURNEYS)),
            "A filter page always does the journey `filter`, with the sections that its `choose` names.",
            code(
                "toml",
                '[[pages]]\nname = "all-news"\nkind = "feed"\npath = "/news"\n'
                'journeys = ["load-more", "feed-tabs", "search"]\nquery = "strait"',
            ),
        )
    }


def kinds(known: Known) -> str:
    """The kinds of pages that an element can be on, in words."""
    return "all" if len(known.kinds) == 3 else listed(known.kinds, "and")


def _element(name: str, known: Known, shown: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield f"### {name}"
    called = f" In reports it is called the {NOUNS[name]}." if NOUNS[name] not in known.about.lower() else ""
    rules = name in {rule.subject for rule in load_rules()}
    yield f"{text(known.about)}{called}{f' [Its rules](rules/{name}.md).' if rules else ''}"
    if known.parts:
        yield table(("Part", "What it is"), [(f"`{part}`", text(what)) for part, what in known.parts.items()])
    if name in COUNTED:
        yield "It can have `items`: how many items it must show."
    for kind, elements in shown.items():
        if name in elements:
            lines = [f"{key(one)} = {toml(value)}" for one, value in elements[name].items()]
            yield code("toml", "\n".join([f"[elements.{kind}.{name}]", *lines]))
            return


def _journey(name: str) -> tuple[str, str, str]:
    what = JOURNEYS[name]
    return f"`{name}`", text(what[:1].upper() + what[1:] + "."), text(_docstring(name))


def _docstring(name: str) -> str:
    """The first paragraph of a journey's docstring."""
    return " ".join((inspect.getdoc(HOW[name]) or "").partition("\n\n")[0].split())
