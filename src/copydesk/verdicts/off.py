"""What the site file's `[off]` switches off of a rule, or makes a warning, on one page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from msgspec.structs import replace

from copydesk.page.page import Page
from copydesk.rules.findings import Finding
from copydesk.site.model import Off
from copydesk.text.counted import count


class Sieve:
    """Looks at the findings of one rule on one page: leaves some out, lowers others, and counts both.

    `today` decides what is over; where it is None nothing is.
    """

    def __init__(self, rule: str, page: Page, today: date | None) -> None:
        self._rule = rule
        self._page = page
        here = [
            one
            for one in page.site.off.get(rule, [])
            if one.page in ("", page.capture.page) and one.kind in ("", page.kind)
        ]
        self._over = [one for one in here if one.over(today)]
        # What is switched off is switched off, whatever else is said of it.
        self._used = sorted((one for one in here if not one.over(today)), key=lambda one: one.as_ != "off")
        self._met: Counter[int] = Counter()

    @property
    def whole(self) -> bool:
        """Whether the rule says nothing at all here."""
        return any(one.as_ == "off" and not one.element and not one.message for one in self._used)

    @property
    def silenced(self) -> int:
        """How many findings have been left out."""
        return sum(self._met[i] for i, one in enumerate(self._used) if one.as_ == "off")

    def __call__(self, finding: Finding) -> Finding | None:
        """The finding as it counts here; None where it is left out."""
        for number, one in enumerate(self._used):
            if one.as_ == "warning" and finding.severity == "warning":
                continue
            if self._meant(one, finding):
                self._met[number] += 1
                return None if one.as_ == "off" else replace(finding, severity="warning")
        return finding

    def remarks(self) -> Iterator[str]:
        """What was switched off, and why; what is so no longer."""
        for number, one in enumerate(self._used):
            narrow = bool(one.element or one.message)
            if self._met[number] or (one.as_ == "off" and not narrow):
                what = "switched off" if one.as_ == "off" else "made a warning"
                met = f"{count(self._met[number], 'finding')} of {self._rule}"
                yield f"{met if self._met[number] else f'{self._rule} is'} {what}: {one.told}"
        for one in self._over:
            what = "switched off" if one.as_ == "off" else "a warning"
            yield f"{self._rule} is no longer {what}: {one.told}"

    def _meant(self, one: Off, finding: Finding) -> bool:
        if one.message and not _pattern(one.message).fullmatch(finding.message):
            return False
        return not one.element or self._is_of(one.element, finding)

    def _is_of(self, element: str, finding: Finding) -> bool:
        """Whether a finding is of an element: by its rule's subject, or by the place that it names."""
        if finding.subject == element:
            return True
        where = finding.where
        dom = next((dom for state, dom in self._page.states if state.name == where.state), None)
        if dom is None or not where.selector:
            return False
        return any(
            dom.selector(node) == where.selector
            for match in dom.matches(element)
            for node in dom.subtree(match.node)
            # A box is compared first, as it is at hand.
            if where.box is None or dom.box(node) == where.box
        )


@cache
def _pattern(message: str) -> re.Pattern[str]:
    """A message in which `*` stands for anything."""
    return re.compile(".*".join(map(re.escape, message.split("*"))), re.DOTALL)
