"""The read-also inset: without a link, leading back to where it stands, in the wrong place."""

from __future__ import annotations

from typing import Any

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

LINK: dict[str, Any] = {"element": "read-also", "part": "link"}

fault(
    "read-also-without-address",
    "read-also/no-link",
    "“Read also” with a headline that cannot be pressed",
    Dom(op="remove-attribute", **LINK, argument="href"),
)
fault(
    "read-also-without-headline",
    "read-also/no-link",
    "“Read also”, and no headline to follow",
    Dom(op="empty", **LINK),
)
for name, address in (("", "location.href"), ("-with-a-fragment", 'location.pathname + "#comments"')):
    fault(
        f"read-also-this-article{name}",
        "read-also/this-article",
        "“Read also”, and the story that is being read",
        Dom(op=f"(nodes) => {{ nodes[0].setAttribute('href', {address}); return 1; }}", **LINK),
    )
fault(
    "read-also-over-the-headline",
    "read-also/misplaced",
    "the inset over the headline",
    Dom(op="move", element="read-also", argument={"element": "headline", "where": "beforebegin"}),
)

look_alike(
    "read-also-two-stories",
    "read-also/no-link",
    "an inset with two stories",
    Dom(
        op="insert",
        element="read-also",
        argument={"html": ' <a href="/science">All from the laboratories</a>'},
    ),
)
look_alike(
    "read-also-address-like-this-one",
    "read-also/this-article",
    "another story whose address begins as this one's does",
    Dom(op="(nodes) => { nodes[0].href = location.pathname + '-two'; return 1; }", **LINK),
)
look_alike(
    "read-also-under-the-text",
    "read-also/misplaced",
    "the inset under the last paragraph",
    Dom(op="move", element="read-also", argument={"element": "body"}),
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
