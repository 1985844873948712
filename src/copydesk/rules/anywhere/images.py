"""Pictures: they load and have a text alternative; galleries count theirs correctly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.capture import Image
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, part, shown, whole
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry
from copydesk.site.elements import ELEMENTS
from copydesk.text.urls import urlsplit

GALLERIES = ("photo", "infographics")
OUTSIDE = frozenset(("nav", "header", "footer", "aside", "template"))
PLACEHOLDER = re.compile(r"placeholder|blank|spacer|empty|leer|pixel|1x1|lazy|loader", re.IGNORECASE)

BROKEN = """
    Reader sees: a broken picture, or an empty frame, {place}.

    Why: a picture's address is right on the day it is written; hosts, names and sizes change later.

    Catches: `<img src="/harbour.jpg">` when the server answers 404, so that its natural size is 0 × 0.

    Lets pass: a picture that loads when you scroll to it; pictures of other hosts, such as tracking pixels; a
    page that is replayed with no network.
"""
NO_ALT = """
    Reader sees: nothing; a screen reader says "image", or reads out a file name, {place}.

    Why: readers who do not see the picture learn nothing about it.

    Catches: `<img src="/harbour.jpg">` without an `alt` attribute.

    Lets pass: `alt=""`, which says that the picture is decoration; a picture with an `aria-label` or a
    `title`; one that is hidden from screen readers.
"""
WRONG_COUNT = """
    Reader sees: "0 photos", "undefined photos", or "3" above a gallery of five.

    Why: the number is the reason to open the gallery.

    Catches: a number that is not above zero; more pictures in the {noun} than its number.

    Lets pass: one picture as a preview of 13.
"""


def images(page: Page, subject: str) -> list[Image] | None:
    """The visible pictures of a subject, or None where the element is missing.

    `images` are all pictures outside the gallery modules and outside head, foot and navigation.
    """
    dom = page.dom
    modules = [dom.subtree(match.node) for name in GALLERIES for match in dom.matches(name)]
    if subject in GALLERIES:
        modules = [dom.subtree(match.node) for match in shown(dom, subject)]
        if not modules:
            return None
    seen = [image for image in dom.snapshot.images if dom.visible(image.node)]
    if subject in GALLERIES:
        return [image for image in seen if any(image.node in module for module in modules)]
    return [
        image
        for image in seen
        if not any(image.node in module for module in modules) and not dom.inside(image.node, OUTSIDE)
    ]


def none(page: Page, subject: str) -> Nothing:
    """The remark that there are no pictures to look at."""
    return (
        nothing(page, subject) if subject in GALLERIES else Nothing("no pictures on the page, none expected")
    )


def broken(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    found = images(page, rule.subject)
    if not found:
        yield none(page, rule.subject)
        return
    if page.capture.offline:
        yield Nothing("the page was replayed with no network, so its pictures could not load")
        return
    failed = {request.url for request in page.capture.requests if request.status >= 400 or request.failure}
    for image in found:
        # A drawing need not have a size of its own; only a failed request proves that one is broken.
        drawing = urlsplit(image.src).path.endswith(".svg") or image.src.startswith("data:")
        if (
            image.complete
            and not image.width
            and image.src
            and own(image.src, page)
            and (not drawing or image.src in failed)
        ):
            yield rule.finding(
                "A picture did not load",
                expected="a picture",
                actual=image.src,
                where=page.where(image.node),
            )


def own(url: str, page: Page) -> bool:
    """Whether an address belongs to the page's own site: the last two labels of the host are the same."""
    one, other = (urlsplit(address).hostname or "" for address in (url, page.capture.final_url))
    return one == other or (
        one.split(".")[-2:] == other.split(".")[-2:] and not other.replace(".", "").isdigit()
    )


def no_alt(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    found = images(page, rule.subject)
    if not found:
        yield none(page, rule.subject)
        return
    bare = [image for image in found if not told(page, image.node) and not stands_in(image)]
    if bare:
        yield rule.finding(
            f"{len(bare)} of {len(found)} pictures have no text for those who do not see them",
            expected="an alt attribute, empty for decoration",
            actual=", ".join(page.dom.attr(image.node, "src") or "no src" for image in bare[:3]),
            where=page.where(bare[0].node),
        )


def stands_in(image: Image) -> bool:
    """Whether a picture is only a placeholder for another that is still to load."""
    return image.src.startswith("data:") or bool(PLACEHOLDER.search(urlsplit(image.src).path))


def told(page: Page, node: int) -> bool:
    """Whether a picture has a text alternative, declares that it needs none, or is hidden from screen
    readers.
    """
    dom = page.dom
    attrs = dom.nodes[node].attrs
    if "alt" in attrs or attrs.get("role") in ("presentation", "none"):
        return True
    if any(attrs.get(name) for name in ("aria-label", "aria-labelledby", "title")):
        return True
    box = dom.box(node)
    if box and (box[2] <= 3 or box[3] <= 3):
        return True  # a counter, not a picture
    return any(dom.attr(above, "aria-hidden") == "true" for above in (node, *dom.ancestors(node)))


def wrong_count(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    dom = page.dom
    matches = shown(dom, rule.subject)
    if not any(match.parts.get("count") for match in matches):
        yield (
            nothing(page, rule.subject) if not matches else Nothing(f"the {NOUNS[rule.subject]} has no count")
        )
    for match in matches:
        counts = part(dom, match, "count")
        pictures = part(dom, match, "image")
        for node in counts:
            number = whole(dom.text(node))
            if number is None or number < 1:
                yield rule.finding(
                    f"The number in the {NOUNS[rule.subject]} is not a number above zero",
                    expected="how many there are",
                    actual=dom.text(node) or "nothing",
                    where=page.where(node),
                )
            elif len(counts) == 1 and len(pictures) > number:
                yield rule.finding(
                    f"The {NOUNS[rule.subject]} shows more than it says there are",
                    expected=str(len(pictures)),
                    actual=dom.text(node),
                    where=page.where(node),
                )


for subject in (*GALLERIES, "images"):
    kinds = ELEMENTS[subject].kinds if subject in GALLERIES else ("article", "feed", "filter")
    place = f"in the {NOUNS[subject]}" if subject in GALLERIES else "on the page"
    registry.add(f"{subject}/broken", broken, kinds=kinds, manual=BROKEN.format(place=place))
    registry.add(
        f"{subject}/no-alt", no_alt, kinds=kinds, severity="warning", manual=NO_ALT.format(place=place)
    )
    if subject in GALLERIES:
        manual = WRONG_COUNT.format(noun=NOUNS[subject])
        registry.add(f"{subject}/wrong-count", wrong_count, kinds=kinds, manual=manual)
