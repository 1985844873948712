"""The inset that leads to another story: without a way, to this one, in the wrong place."""

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

LINK = {"element": "read-also", "part": "link"}

fault(
    "read-also-without-address",
    "read-also/no-link",
    "an inset whose headline cannot be followed",
    Dom(op="remove-attribute", element="read-also", part="link", argument="href"),
)
fault(
    "read-also-without-words",
    "read-also/no-link",
    "“Read also” and no headline",
    Dom(op="empty", element="read-also", part="link"),
)
fault(
    "read-also-leads-here",
    "read-also/this-article",
    "an inset that leads to the story that is being read",
    Dom(op="(nodes) => (nodes[0].href = location.href, 1)", element="read-also", part="link"),
)
fault(
    "read-also-over-the-headline",
    "read-also/misplaced",
    "the inset over the headline",
    Dom(op="move", element="read-also", argument={"element": "headline", "where": "beforebegin"}),
)

look_alike(
    "read-also-with-parameters",
    "read-also/this-article",
    "an inset's link with something for the site's statistics",
    Dom(
        op="replace-attribute",
        element="read-also",
        part="link",
        argument={"name": "href", "from": "$", "to": "?from=inset"},
    ),
)
look_alike(
    "read-also-in-bold",
    "read-also/no-link",
    "an inset whose headline is bold",
    Dom(
        op="(nodes) => { const bold = document.createElement('b'); bold.append(...nodes[0].childNodes); "
        "nodes[0].append(bold); return 1 }",
        element="read-also",
        part="link",
    ),
)
look_alike(
    "read-also-under-the-text",
    "read-also/misplaced",
    "the inset at the end of the text",
    Dom(op="move", element="read-also", argument={"element": "body", "where": "beforeend"}),
)
