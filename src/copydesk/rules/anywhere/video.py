"""Films and sounds: there is something to play."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

PLAYER = (100.0, 20.0)
"""Pixels: something smaller is no player."""


@rule("video/no-source")
def no_source(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a player with a button that does nothing.

    Why: the template made the player, and the film's address did not come.

    Catches: a <video> or <audio> with controls, in sight, that has neither an address nor a <source> with
    one.

    Lets pass: a player that a script gives its film when it is pressed, which has no controls before; one
    further down that waits for its reader; a page from an archive.
    """
    dom = page.dom
    players = [i for tag in ("video", "audio") for i in dom.find(tag) if _is_player(dom, i)]
    if page.capture.offline or not players:
        yield Nothing("no film or sound, none expected")
        return
    for index in players:
        sources = [index, *(i for i in dom.subtree(index) if dom.tag(i) == "source")]
        if not any((dom.attr(i, "src") or "").strip() for i in sources):
            yield rule.finding(
                "A player has nothing to play",
                expected="a film's or a sound's address",
                actual="none",
                where=page.where(index),
            )


def _is_player(dom: Dom, index: int) -> bool:
    box = dom.box(index)
    waits = any(name.startswith("data-") for name in dom.nodes[index].attrs)
    waits = waits and bool(box and box[1] > dom.snapshot.viewport[1])
    large = bool(box and box[2] >= PLAYER[0] and box[3] >= PLAYER[1])
    return large and dom.visible(index) and "controls" in dom.nodes[index].attrs and not waits
