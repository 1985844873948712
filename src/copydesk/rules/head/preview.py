"""What networks show of a shared page: its picture and its card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.heads import full, metas, pictures, place
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

NONE = Nothing("the page names no picture for sharing")
LEAST = 200
"""Pixels: networks show no picture that says it is less wide or high."""
CARDS = frozenset(("summary", "summary_large_image", "app", "player", "photo", "gallery", "product"))
OFF = 0.02
"""By so much of itself a picture's shape may differ from what is said of it."""


@rule("head/no-og-image", severity="warning", kinds=("article",))
def no_og_image(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a bare link where somebody shares the story.

    Why: readers follow links with a picture many times as often.

    Catches: an article without og:image, or with an empty one.

    Lets pass: any picture, even the site's logo; feeds and filters.
    """
    if not pictures(page):
        yield rule.finding(
            "The article names no picture for sharing", expected="og:image", actual="no og:image"
        )


@rule("head/og-image-address")
def og_image_address(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a preview without a picture.

    Why: a network reads the address outside the page, where a relative one leads nowhere.

    Catches: og:image "/images/harbour.jpg", "http:http://…", "undefined", a data: address; the same in
    twitter:image.

    Lets pass: a full address, or one without "https:" that begins with two slashes.
    """
    found = pictures(page)
    if not found:
        yield NONE
        return
    for meta in found:
        if not re.match(r"(?:https?:)?//[^/:]", meta.content, re.IGNORECASE):
            yield rule.finding(
                f"The address of the picture for sharing ({meta.name}) is not complete",
                expected="an address with https:// and the host",
                actual=meta.content,
                where=place(page, meta.node),
            )


@rule("head/og-image-broken")
def og_image_broken(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a preview without a picture.

    Why: nobody looks at the preview of a story that is already on the site.

    Catches: an og:image that answers 404, if the page shows the same picture or its links are checked.

    Lets pass: a picture that nothing requested during the visit; one that did not answer in time.
    """
    found = pictures(page)
    if not found:
        yield NONE
        return
    asked = {request.url: request.status for request in page.capture.requests if request.status}
    asked |= {url: answer.status for url, answer in (page.capture.links or {}).items() if answer.status}
    for meta in found:
        status = asked.get(full(page, meta.content), 0)
        if status in (404, 410) or status >= 500:
            yield rule.finding(
                f"The picture for sharing ({meta.name}) answers {status}",
                expected="a picture",
                actual=meta.content,
                where=place(page, meta.node),
            )


@rule("head/og-image-size", severity="warning")
def og_image_size(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a preview without a picture, or with a tiny one.

    Why: networks lay out the preview by the size that the page gives, before they have the picture.

    Catches: og:image:width or og:image:height below 200 pixels, or not a number; proportions that differ from
    the picture's own, if the page shows the same picture.

    Lets pass: no size given; a picture that is larger or smaller than the given size but has the same
    proportions.
    """
    found = pictures(page)
    said = {meta.name: meta for meta in metas(page.dom) if meta.name in ("og:image:width", "og:image:height")}
    if not found or not said:
        yield Nothing("the page does not say how large its picture for sharing is")
        return
    sizes: dict[str, int] = {}
    for name, meta in said.items():
        number = re.fullmatch(r"(\d{1,6})(?:\.\d+)?(?:px)?", meta.content)
        sizes[name.rpartition(":")[2]] = int(number[1]) if number else 0
        if not number or int(number[1]) < LEAST:
            yield rule.finding(
                f"The size of the picture for sharing ({name}) is none that networks show",
                expected=f"at least {LEAST} pixels",
                actual=meta.content or "nothing",
                where=place(page, meta.node),
            )
            return
    picture = full(page, found[0].content)
    for image in page.dom.snapshot.images:
        # A file that was chosen from several says nothing of its own size.
        chosen = page.dom.attr(image.node, "srcset") or page.dom.inside(image.node, {"picture"})
        if image.src != picture or chosen or not image.height or len(sizes) < 2:
            continue
        shape, told = image.width / image.height, sizes["width"] / sizes["height"]
        if abs(shape - told) > OFF * shape:
            yield rule.finding(
                "The picture for sharing has another shape than the page says",
                expected=f"{image.width} × {image.height}, or of that shape",
                actual=f"{sizes['width']} × {sizes['height']}",
                where=place(page, said["og:image:width"].node),
            )
            return


@rule("head/twitter-card", severity="warning")
def twitter_card(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a bare link where the story is shared on X.

    Why: networks ignore a card of an unknown kind.

    Catches: twitter:card "large", "summary_large", or empty.

    Lets pass: "summary", "summary_large_image", "player", "app"; a page without twitter:card.
    """
    found = [meta for meta in metas(page.dom) if meta.name == "twitter:card"]
    if not found:
        yield Nothing("the page has no twitter:card")
    for meta in found:
        if meta.content.lower() not in CARDS:
            yield rule.finding(
                "The page asks for a card on X of a kind that there is none of",
                expected="summary or summary_large_image",
                actual=meta.content or "nothing",
                where=place(page, meta.node),
            )
