"""What the rules return: findings, and remarks that there was nothing to look at."""

from __future__ import annotations

from typing import Literal

import msgspec

from copydesk.page.page import Page
from copydesk.page.parts import NOUNS
from copydesk.page.where import Where

Severity = Literal["error", "warning"]
Level = Literal["error", "warning", "known"]
Served = Literal["", "expected", "actual"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One defect on one page. An `error` fails the page, a `warning` is only reported.

    `known` says why the finding is known and does not fail the page; `expired` says it of a known issue that
    has expired, so that the page fails again. `served` tells which of expected and actual is the server's
    HTML.
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

    @property
    def subject(self) -> str:
        """The part of the page that it is about."""
        return self.rule.partition("/")[0]

    @property
    def level(self) -> Level:
        """How much it counts: its severity, unless it is known."""
        return "known" if self.known else self.severity


class Nothing(msgspec.Struct, frozen=True):
    """The remark that the page has nothing for a rule to look at, and why that is fine."""

    reason: str


def nothing(page: Page, element: str) -> Nothing:
    """The remark that an element is not there to look at."""
    named, noun = page.element(element), NOUNS[element]
    if named is None:
        return Nothing(f"the site file names no {noun}, none expected")
    if page.matches(element):
        return Nothing(f"the {noun}: not shown, so not checked")
    return Nothing(f"no {noun} to look at" if named.required else f"no {noun}, none expected")
