"""Which findings a picture can show: it is taken when the visit ends, and findings come from any moment of
it.
"""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.page.capture import Box, Capture
from copydesk.page.dom import Dom
from copydesk.rules.findings import Finding


def unmoved(capture: Capture, findings: Iterable[Finding], state: str) -> list[tuple[str, Box]]:
    """The places, as (state, box), of findings from other states that look the same in `state`.

    A place looks the same where the same element still has the same box and says the same text.
    """
    looks = {one.name: _Looks(Dom(one.snapshot)) for one in capture.states if one.snapshot}
    if state not in looks:
        return []
    places: dict[tuple[str, Box], None] = {}
    for where in (where for finding in findings for where in finding.everywhere):
        if where.box is None or where.state == state or where.state not in looks:
            continue
        if looks[where.state].at(where.box) & looks[state].at(where.box):
            places[where.state, where.box] = None
    return list(places)


class _Looks:
    """What stands where on a page."""

    def __init__(self, dom: Dom) -> None:
        self._dom = dom
        self._standing: dict[Box, list[int]] = {}
        for index, node in enumerate(dom.nodes):
            if node.box:
                self._standing.setdefault(node.box, []).append(index)

    def at(self, box: Box) -> set[tuple[str, str]]:
        """The elements with just that box, each by its name and text."""
        return {(self._dom.tag(index), self._dom.text(index)) for index in self._standing.get(box, [])}
