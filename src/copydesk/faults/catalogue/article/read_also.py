"""The read-also inset: without a link, linking to its own article, misplaced."""

from __future__ import annotations

from copydesk.faults.dom import BEFORE_HEADLINE, END_OF_TEXT, insert, move, replace_attribute
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

fault(
    "read-also-without-address", "read-also/no-link", "“Read also” with a headline that cannot be pressed"
).by(Dom("remove-attribute", "read-also", "link", argument="href"))
fault("read-also-without-headline", "read-also/no-link", "“Read also”, and no headline to follow").by(
    Dom("empty", "read-also", "link")
)
for name, address in (("", "location.href"), ("-with-a-fragment", 'location.pathname + "#comments"')):
    fault(
        f"read-also-this-article{name}",
        "read-also/this-article",
        "“Read also”, and the story that is being read",
    ).by(Dom(f"(nodes) => {{ nodes[0].setAttribute('href', {address}); return 1; }}", "read-also", "link"))
fault("read-also-over-the-headline", "read-also/misplaced", "the inset over the headline").by(
    move("read-also", BEFORE_HEADLINE)
)

look_alike("read-also-two-stories", "read-also/no-link", "an inset with two stories").by(
    insert("read-also", ' <a href="/science">All from the laboratories</a>')
)
look_alike(
    "read-also-address-like-this-one",
    "read-also/this-article",
    "another story whose address begins as this one's does",
).by(Dom("(nodes) => { nodes[0].href = location.pathname + '-two'; return 1; }", "read-also", "link"))
look_alike("read-also-under-the-text", "read-also/misplaced", "the inset under the last paragraph").by(
    move("read-also", END_OF_TEXT)
)
look_alike(
    "read-also-with-parameters",
    "read-also/this-article",
    "an inset's link with something for the site's statistics",
).by(replace_attribute("read-also", "href", "$", "?from=inset", part="link"))
look_alike("read-also-in-bold", "read-also/no-link", "an inset whose headline is bold").by(
    Dom(
        "(nodes) => { const bold = document.createElement('b'); bold.append(...nodes[0].childNodes); "
        "nodes[0].append(bold); return 1 }",
        "read-also",
        "link",
    )
)
