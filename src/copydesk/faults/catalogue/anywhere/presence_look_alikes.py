"""What the rules of presence could take for a defect, and is none."""

from __future__ import annotations

import soupsieve
from bs4 import BeautifulSoup

from copydesk.faults.documents import html
from copydesk.faults.dom import insert, style
from copydesk.faults.fault import About, Dom, NotHereError
from copydesk.faults.registry import look_alike
from copydesk.site.elements import ELEMENTS

FOR_PHONES = {"navigation": "count", "persons": "hidden", "partner-news": "count", "share": "hidden"}
"""Elements that pages like to have twice, for windows of two sizes, each with a rule that counts or looks."""

for element, defect in FOR_PHONES.items():
    look_alike(
        f"{element}-again-for-phones",
        f"{element}/{defect}",
        "nothing: a second one is hidden, for windows of another size",
    ).by(
        Dom("duplicate", element, which="first"),
        Dom("hide", element, which="first"),
        kinds=ELEMENTS[element].kinds,
    )


def in_a_template(text: str, about: About) -> str:
    """The page with its persons block where scripts take templates from."""
    page = BeautifulSoup(text, "lxml")
    found = soupsieve.select(about.site.elements_of(about.page.kind)["persons"].selector, page)
    if not found:
        raise NotHereError("the server sends no persons block")
    for tag in found:
        tag.wrap(page.new_tag("template"))
    return str(page)


def on_a_condition(text: str, about: About) -> str:
    """The page with a persons block that a script shows on a condition, and the condition is not met."""
    page = BeautifulSoup(text, "lxml")
    found = soupsieve.select(about.site.elements_of(about.page.kind)["persons"].selector, page)
    if not found:
        raise NotHereError("the server sends no persons block")
    for tag in found:
        tag["x-if"] = "persons.length"
    return str(page)


look_alike(
    "persons-in-a-template", "persons/missing", "no persons: the server sends only the template for them"
).by(html(in_a_template))
look_alike(
    "persons-on-a-condition",
    "persons/missing",
    "no persons: the server sends a block that is shown on a condition",
).by(html(on_a_condition), Dom("remove", "persons"))
look_alike(
    "card-with-stretched-link",
    "most-read/covered",
    "nothing: a link without a text of its own is stretched over the whole list, to be hit anywhere",
).by(
    style("most-read", position="relative"),
    insert("most-read", '<a style="position: absolute; inset: 0; z-index: 1" aria-hidden="true"></a>'),
)
look_alike(
    "bar-at-the-lower-edge",
    "advertisement/covered",
    "a bar over the window's lower edge, from under which the page can be scrolled",
).by(
    insert(
        "back-to-top",
        '<aside aria-label="Notice" style="position: fixed; left: 0; right: 0; bottom: 0;'
        ' height: 70px; background: #fff; color: #000">The news at noon, by mail</aside>',
        "beforebegin",
        hidden=True,
    )
)
look_alike("search-as-icon", "search/empty", "a magnifying glass in the place of a word").by(
    Dom(
        "(nodes) => (nodes.forEach((node) => { node.setAttribute('aria-label', 'Search');"
        " node.textContent = ''; Object.assign(node.style, { display: 'inline-block', width: '24px',"
        " height: '24px', background: 'radial-gradient(#333 40%, transparent 45%)' }); }), nodes.length)",
        "search",
        which="last",
    )
)
look_alike("shade-over-photo", "photo/covered", "a photo under a light shade that lets it shine through").by(
    style("photo", position="relative"),
    insert(
        "photo",
        '<span style="position: absolute; inset: 0; background: rgb(0 0 0 / .1);'
        ' pointer-events: none"></span>',
    ),
)
