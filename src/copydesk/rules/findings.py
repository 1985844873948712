"""What the rules return: findings, and remarks that there was nothing to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from copydesk.page.page import Page
from copydesk.page.parts import NOUNS
from copydesk.page.where import Where
from copydesk.text.counted import count

Severity = Literal["error", "warning"]
Level = Literal["error", "warning", "known"]
Served = Literal["", "expected", "actual"]

FEW = 3
"""So many of one kind are told one by one: whoever reads them sees all at a glance."""
TOLD = 20
"""So many defects of one rule, and so many places of one defect, are told of a page; the rest is counted."""
COUNTED = 200
"""So many places at which one rule finds something are counted: a page with twelve thousand is not looked at
to its end."""


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One more place on the page with the same defect, and what is there."""

    message: str
    expected: str = ""
    actual: str = ""
    where: Where = Where()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One defect on one page. An `error` fails the page, a `warning` is only reported.

    The same defect in more than three places of the page is one finding: `places` are the others, and
    `untold` counts those beyond them. `known` says why the finding is known and does not fail the page;
    `expired` says it of a known issue that has expired, so that the page fails again. `served` tells which of
    expected and actual is the server's HTML.
    """

    rule: str
    severity: Severity
    message: str
    expected: str = ""
    actual: str = ""
    where: Where = Where()
    served: Served = ""
    known: str = ""
    expired: str = ""
    places: tuple[Place, ...] = ()
    untold: int = 0

    @property
    def more(self) -> str:
        """How many places there are besides the first, in words; "" where there are none."""
        others = len(self.places) + self.untold
        some = "at least " if others + 1 >= COUNTED else ""
        return some + count(others, "more place") if others else ""

    @property
    def everywhere(self) -> Iterator[Where]:
        """The first place and the others that are told."""
        yield self.where
        yield from (place.where for place in self.places)

    @property
    def subject(self) -> str:
        """The part of the page that it is about."""
        return self.rule.partition("/")[0]

    @property
    def level(self) -> Level:
        """How much it counts: its severity, unless it is known."""
        return "known" if self.known else self.severity


def folded(findings: Sequence[Finding]) -> Finding:
    """One finding of several with the same defect; of many places, the rest is counted."""
    first, *others = findings
    places = tuple(
        Place(message=one.message, expected=one.expected, actual=one.actual, where=one.where)
        for one in others[: TOLD - 1]
    )
    return msgspec.structs.replace(first, places=places, untold=len(others) - len(places))


def unfolded(finding: Finding) -> Iterator[Finding]:
    """A finding for each place that is told."""
    alone = msgspec.structs.replace(finding, places=(), untold=0)
    yield alone
    for place in finding.places:
        yield msgspec.structs.replace(
            alone, message=place.message, expected=place.expected, actual=place.actual, where=place.where
        )


class Nothing(msgspec.Struct, frozen=True):
    """The remark that the page has nothing for a rule to look at, and why that is fine."""

    reason: str


class Untold(Nothing, frozen=True):
    """The remark that the site file does not say what the rule would have to know."""


def nothing(page: Page, element: str) -> Nothing:
    """The remark that an element is not there to look at."""
    named, noun = page.element(element), NOUNS[element]
    if named is None:
        return Nothing(f"the site file names no {noun}, none expected")
    if page.matches(element):
        return Nothing(f"the {noun}: not shown, so not checked")
    return Nothing(f"no {noun} to look at" if named.required else f"no {noun}, none expected")
