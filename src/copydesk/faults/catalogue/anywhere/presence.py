"""Every element of the site file: missing, empty, repeated, out of sight or covered."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import soupsieve
from bs4 import BeautifulSoup, Tag

from copydesk.faults.documents import html
from copydesk.faults.dom import insert, style
from copydesk.faults.fault import About, Dom, NotHereError, Rewrite
from copydesk.faults.registry import fault, look_alike
from copydesk.page.parts import NOUNS
from copydesk.site.elements import ELEMENTS
from copydesk.site.model import PageKind


class Way(NamedTuple):
    """A way to break any element: the defect in its rule's name, what a reader sees, the act."""

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
"""How many copies are too many, where the embedded site's file allows more than one element."""

KINDS: dict[str, tuple[PageKind, ...]] = {"load-more": ("article", "feed")}
"""The page kinds that must have an element, where others may lack it: a filter may leave a single page."""

AFTER_SCROLLING = Dom("", "back-to-top", state="scrolled")
UNWRAP = "(groups) => (groups.forEach((group) => group.replaceWith(...group.childNodes)), groups.length)"
OTHERWISE: dict[tuple[str, str], tuple[str, tuple[Dom, ...], tuple[str, ...]]] = {
    # Hidden until the page is scrolled, so it is broken then.
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
    # The rules for lists and advertisements say better what is missing.
    ("feed", "emptied"): ("feed/empty", (Dom("hollow", "feed"),), ()),
    ("advertisement", "emptied"): (
        "advertisement/empty-space",
        (Dom("hollow", "advertisement", "slot"),),
        (),
    ),
    # The days go and their stories stay; without stories it would be feed/empty.
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
"""Elements that are broken in another way, or for another rule: the rule, the acts, the journeys."""

AT_REST = "a page at rest rightly hides it; if it shows at all, loading/stuck tells"
UNSOLD = "a page rightly hides the place of an advertisement that was not sold"
AT_THE_END = "a page rightly hides it where the list ends, and a script can press it even so"
LEFT_OUT = {
    **{("loading", way): AT_REST for way in (*OUT_OF_SIGHT, "emptied", "covered")},
    **{("advertisement", way): UNSOLD for way in OUT_OF_SIGHT},
    **{("load-more", way): AT_THE_END for way in ("transparent", "off-screen")},
}
"""What would not be a defect, and why."""

SEEN = {"updated-absent": (27,), "persons-absent": (65,)}

FOR_PHONES = {"navigation": "count", "persons": "hidden", "partner-news": "count", "share": "hidden"}
"""Elements that pages often have twice, for windows of two sizes, each with a rule that could object."""


def persons_blocks(change: Callable[[Tag, BeautifulSoup], object]) -> Rewrite:
    """Change every persons block in the server's HTML."""

    def rewrite(text: str, about: About) -> str:
        page = BeautifulSoup(text, "lxml")
        named = about.site.elements_of(about.page.kind).get("persons")
        found = soupsieve.select(named.selector, page) if named else []
        if not found:
            raise NotHereError("the server sends no persons block")
        for tag in found:
            change(tag, page)
        return str(page)

    return html(rewrite)


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

look_alike(
    "persons-in-a-template", "persons/missing", "no persons: the server sends only the template for them"
).by(persons_blocks(lambda tag, page: tag.wrap(page.new_tag("template"))))
look_alike(
    "persons-on-a-condition",
    "persons/missing",
    "no persons: the server sends a block that is shown on a condition",
).by(persons_blocks(lambda tag, page: tag.attrs.update({"x-if": "persons.length"})), Dom("remove", "persons"))
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
