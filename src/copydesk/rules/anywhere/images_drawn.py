"""Pictures as they are drawn: in their own shape, and large enough for their place."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Box, Image
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urlsplit

LEAST = (120.0, 60.0)
"""Pixels: a smaller picture is an ornament."""
OFF = 0.2
"""By so much of itself a picture's shape may be off before faces look wrong."""
WIDE = 480.0
"""Pixels: a picture that is shown as wide as that is looked at."""
BLOWN_UP = 1.6
"""A picture that is shown so many times wider than it is has no sharp edge left."""
NONE = Nothing("no pictures of a story's size, none expected")


def _drawn(page: Page) -> Iterator[tuple[Image, Box]]:
    """The pictures in sight that have a size of their own, with their boxes; drawings have none."""
    dom = page.dom
    for image in dom.snapshot.images:
        box = dom.box(image.node)
        drawing = image.src.startswith("data:image/svg") or urlsplit(image.src).path.endswith(".svg")
        large = box is not None and box[2] >= LEAST[0] and box[3] >= LEAST[1]
        if box and large and not drawing and image.width > 1 and image.height > 1 and dom.visible(image.node):
            yield image, box


@rule("images/stretched")
def stretched(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a face that is pressed flat, or drawn out.

    Why: a height is set without the width that belongs to it.

    Catches: a picture whose box has another shape than the picture, by a fifth or more, and that is neither
    cut nor fitted to it (`object-fit`).

    Lets pass: `object-fit: cover` and its like; drawings; ornaments; a page from an archive.
    """
    found = [] if page.capture.offline else list(_drawn(page))
    if not found:
        yield NONE
    for image, (_, _, width, height) in found:
        shape = (width / height) / (image.width / image.height)
        if image.fit == "fill" and max(shape, 1 / shape) > 1 + OFF:
            yield rule.finding(
                "A picture is stretched or pressed out of its shape",
                expected=f"the shape of {image.width} × {image.height} pixels",
                actual=f"{width:.0f} × {height:.0f} pixels",
                where=page.where(image.node),
            )


@rule("images/blown-up", severity="warning")
def blown_up(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a blurred photo over the story.

    Why: the file for a list was taken for the place over a story.

    Catches: a picture that is shown wider than 480 pixels and more than half as wide again as it is.

    Lets pass: drawings; small pictures; a page from an archive.
    """
    found = [] if page.capture.offline else list(_drawn(page))
    if not found:
        yield NONE
    for image, (_, _, width, _) in found:
        if width >= WIDE and width > BLOWN_UP * image.width:
            yield rule.finding(
                "A picture is far too small for its place",
                expected=f"{width:.0f} pixels or more",
                actual=f"{image.width} pixels: {image.src}",
                where=page.where(image.node),
            )
