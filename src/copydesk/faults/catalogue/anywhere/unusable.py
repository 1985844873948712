"""Controls that cannot be pressed: each of those that a visit presses."""

from typing import Any

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.page.parts import NOUNS
from copydesk.site.model import PageKind

KINDS: dict[str, tuple[PageKind, ...]] = {
    "load-more": ("feed",),
    "feed-tabs": ("feed",),
    "filter": ("filter",),
}
CONTROLS = (
    ("load-more", ""),
    ("feed-tabs", "tab"),
    ("filter", "open"),
    ("filter", "apply"),
    ("filter", "option"),
    ("city", "button"),
    ("city", "option"),
    ("currency", "amount"),
    ("currency", "swap"),
    ("most-read", "tab"),
    ("related", "more"),
    ("back-to-top", ""),
)
"""The controls that a visit presses: the element and its part."""
LINKS = ("back-to-top",)
"""Links, which cannot be disabled."""
DISABLED = """(nodes) => {
  for (const node of nodes) {
    for (const control of [node, ...node.querySelectorAll("input, button, select")]) control.disabled = true;
  }
  return nodes.length;
}"""
# Only briefly: it works again before a reader notices.
FOR_A_MOMENT = """(nodes) => {
  for (const node of nodes) {
    node.style.pointerEvents = "none";
    setTimeout(() => (node.style.pointerEvents = ""), 600);
  }
  return nodes.length;
}"""
# A decoration on top that lets clicks through.
VEILED = """(nodes, _, { style }) => {
  for (const node of nodes) {
    const veil = document.createElement("span");
    node.append(veil);
    style([veil], { position: "absolute", inset: "0", "pointer-events": "none" });
    if (getComputedStyle(node).position === "static") node.style.position = "relative";
  }
  return nodes.length;
}"""

for element, part in CONTROLS:
    name = f"{element}-{part}" if part else element
    noun = f"the {NOUNS[element]}" + (f" (its {part})" if part else "")
    where: dict[str, Any] = {"element": element, "part": part, "which": "all", "hidden": True}
    kinds = KINDS.get(element, ())
    if element not in LINKS:
        fault(f"{name}-disabled", f"{element}/unusable", f"{noun}, greyed out").by(
            Dom(DISABLED, **where), kinds=kinds, journeys=(element,)
        )
    fault(f"{name}-lets-clicks-through", f"{element}/unusable", f"{noun}, which a pointer goes through").by(
        Dom("style", argument={"pointer-events": "none"}, **where), kinds=kinds, journeys=(element,)
    )
    if element in ("load-more", "related", "most-read", "currency", "feed-tabs"):
        fault(
            f"{name}-under-a-banner", f"{element}/unusable", f"{noun} under a box that cannot be closed"
        ).by(Dom("cover", **where), kinds=kinds, journeys=(element,))
    look_alike(
        f"{name}-usable-after-a-moment", f"{element}/unusable", f"{noun}, which takes a moment to be of use"
    ).by(Dom(FOR_A_MOMENT, **where), kinds=kinds, journeys=(element,))
for element in ("load-more", "related"):
    look_alike(
        f"{element}-veiled", f"{element}/unusable", f"the {NOUNS[element]} with a decoration over it"
    ).by(
        Dom(VEILED, element, "more" if element == "related" else "", which="all"),
        kinds=KINDS.get(element, ()),
        journeys=(element,),
    )
