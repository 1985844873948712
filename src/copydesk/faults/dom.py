"""The changes of a settled document that most faults make, as `Dom` acts.

Each takes the element of the site file first. `more` are the other fields of `Dom`: the element's `part`,
`which` of its matches, in which `state`.
"""

from __future__ import annotations

from typing import Any

from copydesk.faults.fault import Dom

BEFORE_HEADLINE = {"element": "headline", "where": "beforebegin"}
BEFORE_TEXT = {"element": "body", "where": "beforebegin"}
BETWEEN_PARAGRAPHS = {"element": "body", "part": "paragraph", "where": "afterend"}
END_OF_TEXT = {"element": "body"}
AFTER_TEXT = {"element": "body", "where": "afterend"}
"""Places of an article, for `move`."""
AT_THE_FOOT: dict[str, str] = {}
"""The end of any page."""
_SHOWS = """(nodes, pattern) =>
  new RegExp(pattern).test(document.body.innerText) ? 0 : "the page does not show its data as it is"
"""
LAST_SEGMENT = r"(?<=[^/]/|^/?)[^/]+/?$"
"""What `replace_attribute` finds as the last part of an address, with a slash at its end or without."""


def move(element: str, place: dict[str, str]) -> Dom:
    """Move an element."""
    return Dom("move", element, argument=place)


def insert(element: str, html: str, where: str = "", **more: Any) -> Dom:
    """Insert markup at the end of an element, or where `insertAdjacentHTML` would for a position."""
    return Dom("insert", element, argument={"html": html} | ({"where": where} if where else {}), **more)


def set_text(element: str, text: str, **more: Any) -> Dom:
    """Give an element another text."""
    return Dom("set-text", element, argument=text, **more)


def replace_text(element: str, pattern: str, to: str, flags: str = "", **more: Any) -> Dom:
    """Replace what a JavaScript regular expression matches in an element's texts."""
    argument = {"from": pattern, "to": to} | ({"flags": flags} if flags else {})
    return Dom("replace-text", element, argument=argument, **more)


def set_attribute(element: str, name: str, value: str, **more: Any) -> Dom:
    """Set an attribute."""
    return Dom("set-attribute", element, argument={"name": name, "value": value}, **more)


def replace_attribute(element: str, name: str, pattern: str, to: str, **more: Any) -> Dom:
    """Replace what a JavaScript regular expression matches in an attribute."""
    argument = {"name": name, "from": pattern, "to": to}
    return Dom("replace-attribute", element, argument=argument, **more)


def shows(pattern: str) -> Dom:
    """Change nothing, and say so if the page shows nothing like a JavaScript regular expression: it takes its
    data in another way than the fault supposes.
    """
    return Dom(_SHOWS, argument=pattern)


def style(element: str, part: str = "", **rules: str) -> Dom:
    """Give an element other CSS properties, written with "_" for "-"."""
    argument = {name.replace("_", "-"): value for name, value in rules.items()}
    return Dom("style", element, part, argument=argument)
