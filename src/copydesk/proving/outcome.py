"""What came of one fault on one page."""

from __future__ import annotations

from typing import Literal

import msgspec

from copydesk.faults.fault import Fault
from copydesk.site.model import PageKind

Status = Literal[
    "caught",
    "caught by others",
    "escaped",
    "did not take",
    "not applicable",
    "rule is off",
    "silent",
    "false alarm",
    "standing",
]


class Outcome(msgspec.Struct, kw_only=True):
    """What came of one fault on one page.

    `rule` is the one that the fault names, `rules` all that found something that is not on the page as it
    is. `why` says why a fault could not be applied, or what a false alarm said. `silent` and `false alarm`
    are said of look-alikes, and of pages that nobody has broken (with no `fault`). `standing` is what `rules`
    find on a page as it is, and `seconds` how long a visit to it took.
    """

    fault: str
    page: str
    kind: PageKind
    status: Status
    rule: str = ""
    rules: list[str] = []
    why: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether somebody has to look at it."""
        return self.status in ("escaped", "did not take", "false alarm")


def not_here(fault: Fault, page: str, kind: PageKind, why: str, status: Status = "not applicable") -> Outcome:
    """The outcome of a fault that was not tried, or could not be applied."""
    return Outcome(fault=fault.name, page=page, kind=kind, rule=fault.rule, status=status, why=why)
