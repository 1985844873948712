"""The page as data: holes that its parts' own rules do not tell of."""

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

fault(
    "address-that-is-none",
    "record/schema",
    "a share link whose address no browser understands",
    Dom(
        op="set-attribute",
        element="share",
        part="link",
        argument={"name": "href", "value": "https://${network}/share?u=https%3A%2F%2Fnews.example"},
    ),
)

look_alike(
    "section-address-with-a-fragment",
    "record/schema",
    "a section's address with a fragment",
    Dom(
        op="replace-attribute",
        element="navigation",
        part="item",
        which="last",
        argument={"name": "href", "from": "$", "to": "#newest"},
    ),
)
