"""Elements in the wrong place: below what they belong above, inside what they belong outside of."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Box
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, part, shown
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry
from copydesk.site.elements import ELEMENTS

ABOVE: dict[str, tuple[str, ...]] = {
    "navigation": ("body", "feed"),
    **dict.fromkeys(("headline", "lead"), ("body",)),
}
"""What belongs above the end of these, or beside them."""
BELOW: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("related", "other-media", "lead", "read-also", "persons"), ("headline",)
)
"""What belongs below the beginning of these, or beside them."""
FURNITURE = ("navigation", "city", "currency", "most-read", "top-stories")
HEAD = ("headline", "section", "published", "updated", "lead", "persons")
OUTSIDE: dict[str, str] = dict.fromkeys((*FURNITURE, *HEAD), "body")
"""What does not belong between their paragraphs, unlike insets with related stories and partners' boxes."""
NEAR: dict[str, tuple[str, ...]] = dict.fromkeys(("published", "updated"), ("headline", "body"))
"""What belongs close to one of these: above, below or beside it."""
INSIDE: dict[str, str] = {"ranks": "most-read"}
"""What belongs in these, or right beside them."""
BESIDE = 60.0
"""Pixels between two boxes that belong together, at most."""
AWAY = 500.0
"""Pixels down the page after which nobody takes one thing to belong to another."""

MANUAL = """
    Reader sees: the {noun} in an unexpected place: {where}.

    Why: a wrapper that is closed too early or too late moves everything after it.

    Catches: {catches}.

    Lets pass: {passes}.
"""
TOLD: dict[str, tuple[str, str, str]] = {
    "navigation": (
        "below the news, or in a story's text",
        "a navigation that begins below the end of the article's text or of the feed, with no other above it;"
        " one between two paragraphs",
        "a column at the left or right, wherever it is in the code; a second one at the foot; a bar at"
        " the window's lower edge, as on phones",
    ),
    "ranks": (
        "away from the most-read list",
        "ranks in one column and the most-read list in another",
        "ranks in the list, or right below its tabs",
    ),
    "related": (
        "above the headline",
        "a list that ends above the headline",
        "a column beside the article that begins above the headline; an inset in the text",
    ),
    "other-media": (
        "above the headline",
        "a block that ends above the headline",
        "a column beside the article that begins above the headline; an inset in the text",
    ),
}
TIMES = (
    "between the paragraphs of the text, or far from headline and text",
    "one at the foot of the page, or between two paragraphs",
    "one at the end of the text, or beside it; also one above the headline",
)
TOLD |= {
    **dict.fromkeys(("published", "updated"), TIMES),
    "headline": (
        "below or in the text that it belongs to",
        "one between two paragraphs, or below the end of the text",
        "one beside the text, or over a picture",
    ),
    "section": (
        "between the paragraphs of the text",
        "one between two paragraphs, over the whole width",
        "one above the text, beside it or below it",
    ),
    "lead": (
        "above the headline, below the text or in it",
        "one that ends above the headline, is between two paragraphs or begins below the end of the text",
        "one beside the text or the headline",
    ),
    "persons": (
        "above the headline, or in the text",
        "one that ends above the headline, or is between two paragraphs over the whole width",
        "a column beside the text; one above the first paragraph or after the last",
    ),
    "read-also": (
        "above the headline",
        "an inset that ends above the headline",
        "one anywhere in or below the text, or beside the headline",
    ),
}
IN_TEXT = (
    "in a story's text",
    "one between two paragraphs of the article, over the whole width",
    "one before, beside or after the paragraphs, even where the site file's selector for the text"
    " covers more than the text",
)


def misplaced(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    matches = shown(page.dom, subject)
    places = [(match.node, box) for match in matches if (box := page.dom.box(match.node))]
    if not places:
        yield nothing(page, subject)
        return
    checks = (under_the_news, over_the_headline, in_the_text, apart, far_away)
    told = next((found for check in checks if (found := check(page, subject, places))), None)
    if told:
        node, expected, actual = told
        yield rule.finding(
            f"The {NOUNS[subject]} is in the wrong place: {actual}",
            expected=expected,
            actual=actual,
            where=page.where(node),
        )


Places = list[tuple[int, Box]]
Told = tuple[int, str, str] | None
"""The element, where it should be and where it is."""


def boxes(page: Page, element: str) -> list[Box]:
    """Where a reader sees an element."""
    return [box for match in shown(page.dom, element) if (box := page.dom.box(match.node)) and box[3] > 1]


def under_the_news(page: Page, subject: str, places: Places) -> Told:
    """Whether every one of them begins below the end of what it belongs above."""
    window = page.dom.snapshot.viewport[1]
    for other in ABOVE.get(subject, ()):
        news = boxes(page, other)
        end = max((y + height for _, y, _, height in news), default=None)
        at_the_edge = any(abs(y + height - window) < 2 for _, (_, y, _, height) in places)
        if end is not None and not at_the_edge and all(box[1] >= end for _, box in places):
            return places[0][0], f"over the {NOUNS[other]}", f"under the {NOUNS[other]}"
    return None


def over_the_headline(page: Page, subject: str, places: Places) -> Told:
    """Whether every one of them ends above the beginning of what it belongs below."""
    for other in BELOW.get(subject, ()):
        known = boxes(page, other)
        if known and all(over(box, one) for _, box in places for one in known):
            return places[0][0], f"under the {NOUNS[other]}", f"over the {NOUNS[other]}"
    return None


def in_the_text(page: Page, subject: str, places: Places) -> Told:
    """Whether it is between two paragraphs, both in the code and on the screen."""
    other = OUTSIDE.get(subject)
    for match in shown(page.dom, other) if other else ():
        inside = page.dom.subtree(match.node)
        paragraphs = part(page.dom, match, "paragraph") or [
            node for node in page.dom.find("p", match.node) if page.dom.visible(node)
        ]
        for node, box in places:
            own = page.dom.subtree(node)
            text = [(i, at) for i in paragraphs if i not in own and (at := page.dom.box(i)) and at[3] > 1]
            before = any(i < node and over(at, box) for i, at in text)
            after = any(i > node and over(box, at) for i, at in text)
            if node in inside and before and after:
                return node, "outside the text", "between two paragraphs of the text"
    return None


def over(upper: Box, lower: Box) -> bool:
    """Whether one box is above another: it ends where the other begins, and they share a column."""
    ends = upper[1] + upper[3] <= lower[1] + 1
    return ends and min(upper[0] + upper[2], lower[0] + lower[2]) > max(upper[0], lower[0])


def apart(page: Page, subject: str, places: Places) -> Told:
    """Whether it is neither in nor beside what it belongs in."""
    other = INSIDE.get(subject)
    homes = [
        (page.dom.subtree(match.node), page.dom.box(match.node)) for match in shown(page.dom, other or "")
    ]
    for node, box in places if homes else ():
        if not any(node in inside or (home and near(box, home)) for inside, home in homes):
            return node, f"in the {NOUNS[other or subject]}", "away from it"
    return None


def far_away(page: Page, subject: str, places: Places) -> Told:
    """Whether every one of them is far above or below everything that it belongs to."""
    others = NEAR.get(subject, ())
    known = [box for other in others for box in boxes(page, other)]
    gaps = [
        max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
        for _, one in places
        for other in known
    ]
    if gaps and min(gaps) > AWAY:
        return places[0][0], f"close to the {NOUNS[others[0]]} or the {NOUNS[others[1]]}", "far from both"
    return None


def near(one: Box, other: Box) -> bool:
    """Whether two boxes touch, or nearly so."""
    across = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    down = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
    return across <= BESIDE and down <= BESIDE


for subject in dict.fromkeys((*ABOVE, *BELOW, *OUTSIDE, *NEAR, *INSIDE)):
    where, catches, passes = TOLD.get(subject, IN_TEXT)
    registry.add(
        f"{subject}/misplaced",
        misplaced,
        kinds=ELEMENTS[subject].kinds,
        manual=MANUAL.format(noun=NOUNS[subject], where=where, catches=catches, passes=passes),
    )
