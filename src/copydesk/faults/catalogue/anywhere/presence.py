"""Every element of the site file: gone, empty, there twice, out of sight, covered."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault
from copydesk.page.parts import NOUNS
from copydesk.site.elements import ELEMENTS
from copydesk.site.model import PageKind


class Way(NamedTuple):
    """A way to break any element: the rule's defect that it is, what a reader sees, what is done."""

    defect: str
    sees: str
    act: Dom


WAYS = {
    "absent": Way("missing", "no {noun} on the page", Dom("remove", which="all", hidden=True)),
    "emptied": Way("empty", "room for the {noun} and nothing in it", Dom("hollow")),
    "twice": Way("count", "the {noun} more often than there should be one", Dom("duplicate")),
    "hidden": Way("hidden", "no {noun}, though its code is there", Dom("hide", which="all")),
    "transparent": Way("hidden", "a gap where the {noun} should be", Dom("transparent", which="all")),
    "off-screen": Way("hidden", "no {noun}: it lies beside the page", Dom("off-screen", which="all")),
    "zero-size": Way("hidden", "no {noun}: it has no size", Dom("zero-size", which="all")),
    "covered": Way("covered", "a grey box over the {noun}", Dom("cover")),
}
OUT_OF_SIGHT = ("hidden", "transparent", "off-screen", "zero-size")

COPIES = {"section": 2, "advertisement": 2, "date-groups": 5, "quotes": 6}
"""How many copies are too many, where the embedded site may have more than one: as its site file says."""

KINDS: dict[str, tuple[PageKind, ...]] = {"load-more": ("article", "feed")}
"""The page kinds that must have an element, where others rightly have none: a filter may leave one page."""

AFTER_SCROLLING = Dom("", "back-to-top", state="scrolled")
UNWRAP = "(groups) => (groups.forEach((group) => group.replaceWith(...group.childNodes)), groups.length)"
OTHERWISE: dict[tuple[str, str], tuple[str, tuple[Dom, ...], tuple[str, ...]]] = {
    # Out of sight until the page is scrolled, so it is broken then.
    **{
        ("back-to-top", way): (
            "back-to-top/does-not-appear",
            (msgspec.structs.replace(AFTER_SCROLLING, op=WAYS[way].act.op),),
            ("back-to-top",),
        )
        for way in OUT_OF_SIGHT
    },
    ("back-to-top", "emptied"): (
        "back-to-top/empty",
        (msgspec.structs.replace(AFTER_SCROLLING, op="hollow"),),
        ("back-to-top",),
    ),
    ("back-to-top", "covered"): (
        "back-to-top/covered",
        (msgspec.structs.replace(AFTER_SCROLLING, op="cover"),),
        ("back-to-top",),
    ),
    ("back-to-top", "twice"): (
        "back-to-top/count",
        (Dom("duplicate", "back-to-top", hidden=True),),
        (),
    ),
    # Hidden on a page at rest.
    ("loading", "twice"): ("loading/count", (Dom("duplicate", "loading", hidden=True),), ()),
    # The rules of the list and of advertisements say better what is missing.
    ("feed", "emptied"): ("feed/empty", (Dom("hollow", "feed"),), ()),
    ("advertisement", "emptied"): (
        "advertisement/empty-space",
        (Dom("hollow", "advertisement", "slot"),),
        (),
    ),
    # Without the days' sections, and with their stories; with no stories either it is feed/empty.
    ("date-groups", "absent"): (
        "date-groups/missing",
        (Dom(UNWRAP, "date-groups", which="all"),),
        (),
    ),
    ("date-groups", "emptied"): ("feed/empty", (Dom("hollow", "date-groups", which="all"),), ()),
    ("load-more", "hidden"): (
        "load-more/unusable",
        (Dom("hide", "load-more"),),
        ("load-more",),
    ),
    ("load-more", "zero-size"): (
        "load-more/unusable",
        (Dom("zero-size", "load-more"),),
        ("load-more",),
    ),
}
"""What is broken in another way than the others, or is another rule's: the rule, the acts, the journeys."""

AT_REST = "a page at rest rightly hides it; if it shows at all, loading/stuck tells"
UNSOLD = "a page rightly hides the place of an advertisement that was not sold"
AT_THE_END = "a page rightly hides it where the list ends, and a script can press it even so"
LEFT_OUT = {
    **{("loading", way): AT_REST for way in (*OUT_OF_SIGHT, "emptied", "covered")},
    **{("advertisement", way): UNSOLD for way in OUT_OF_SIGHT},
    **{("load-more", way): AT_THE_END for way in ("transparent", "off-screen")},
}
"""What would be no defect, and why."""

SEEN = {"updated-absent": (27,), "persons-absent": (65,)}

for element, known in ELEMENTS.items():
    for name, way in WAYS.items():
        if (element, name) in LEFT_OUT:
            continue
        rule, acts, journeys = OTHERWISE.get((element, name), (f"{element}/{way.defect}", (), ()))
        copies = COPIES.get(element, 1) if name == "twice" else 1
        fault(f"{element}-{name}", rule, way.sees.format(noun=NOUNS[element])).by(
            *(acts or [msgspec.structs.replace(way.act, element=element)] * copies),
            kinds=KINDS.get(element, known.kinds),
            journeys=journeys,
            seen=SEEN.get(f"{element}-{name}", ()),
        )

fault("share-one-absent", "share/count", "one share block where there should be two").by(
    Dom("remove", "share")
)
