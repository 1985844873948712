"""A page as it is when nobody breaks it: what stands on it anyway, and what varies by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain

from copydesk.faults.fault import Fault
from copydesk.page.capture import VISIBLE, Capture, Snapshot
from copydesk.proving.pieces import ASIDE, Pieces, Place, aside, numberless, pieces, unlike
from copydesk.rules.findings import Finding, unfolded
from copydesk.verdicts.check import Checked

NOISY = ("console", "network")
"""Subjects that, once something of them stands on a page, say something else at every visit."""

Key = tuple[str, str, str, str]


class Unbroken:
    """Two visits to a page as it is."""

    def __init__(self, first: Checked, second: Checked) -> None:
        self.first = first
        self.second = second
        self._restless: set[Place] | None = None

    @property
    def capture(self) -> Capture:
        """What the first visit brought back."""
        return self.first.capture

    @cached_property
    def restless_rules(self) -> set[str]:
        """Rules that say something in one of the two visits only."""
        one, other = self.first.findings, self.second.findings
        return {finding.rule for finding in [*fresh(one, other), *fresh(other, one)]}

    @cached_property
    def restless_subjects(self) -> set[str]:
        """The noisy subjects, if something of one stands on the page, or differs between the visits: what
        scripts ask for and what they write goes together.
        """
        standing = {finding.subject for finding in [*self.first.findings, *self.second.findings]}
        noisy = any(
            subject in standing or unlike(*(aside(subject, one.capture) for one in self._both))
            for subject in NOISY
        )
        return set(NOISY) if noisy else set()

    def new(self, findings: list[Finding], own: AbstractSet[str] = frozenset()) -> list[Finding]:
        """The findings that are on neither of the two visits, without those of rules that are restless here.

        A restless rule is listened to where it is one of the fault's `own`.
        """
        return [
            finding
            for finding in fresh(findings, self.first.findings, self.second.findings)
            if finding.rule in own
            or not (finding.rule in self.restless_rules or finding.subject in self.restless_subjects)
        ]

    def stands(self, rule: str) -> bool:
        """Whether a rule finds something on the page as it is."""
        return any(finding.rule == rule for finding in self.first.findings)

    def takes(self, fault: Fault, broken: Checked, own: bool) -> bool:
        """Whether the page is another one because of a fault; `own`: its rule has something new to say.

        What a rule says of the page it says of what is seen or read. What faults of some rules act on beside
        the page has to be compared for itself, since it varies.
        """
        subject = fault.rule.partition("/")[0]
        if own and subject not in ASIDE:
            return True
        if self.differences(broken):
            return True
        given = aside(subject, broken.capture)
        before = [aside(subject, one.capture) for one in self._both]
        return bool(_others(given, *before) - unlike(*before))

    def differences(self, other: Checked) -> set[Place]:
        """Where another visit shows what neither of these did, apart from where they differ by themselves."""
        first, second = self._pieces
        return _others(pieces(other), first, second) - self.restless

    def varies(self, other: Checked) -> bool:
        """Whether another visit differs from these where they differ by themselves."""
        return not self.restless.isdisjoint(_others(pieces(other), *self._pieces))

    @property
    def restless(self) -> set[Place]:
        """The places that differ from visit to visit."""
        if self._restless is None:
            self._restless = unlike(*self._pieces)
        return self._restless

    def learn(self, again: Checked) -> None:
        """Take note of what differs by itself in one more unbroken visit."""
        self.restless.update(self.differences(again))

    @property
    def _both(self) -> tuple[Checked, Checked]:
        return self.first, self.second

    @cached_property
    def _pieces(self) -> tuple[Pieces, Pieces]:
        return pieces(self.first), pieces(self.second)


def _others(given: Pieces, first: Pieces, second: Pieces) -> set[Place]:
    return {place for place in unlike(given, first) if given.get(place) != second.get(place)}


def fresh(findings: list[Finding], *before: Iterable[Finding]) -> list[Finding]:
    """The findings that none of the visits before has: of another rule or place, or with another message.

    Numbers in messages count what varies, so they do not tell two findings apart.
    """
    known: Counter[Key] = Counter()
    for visit in before:
        known |= Counter(_key(place) for finding in visit for place in unfolded(finding))
    new = []
    for finding in chain.from_iterable(map(unfolded, findings)):
        key = _key(finding)
        if known[key] > 0:
            # Of what is restless there can be more at one visit than at the next.
            known[key] -= finding.subject not in NOISY
        else:
            new.append(finding)
    return new


def _key(finding: Finding) -> Key:
    where = finding.where
    message = f"{finding.message} {finding.actual}" if finding.subject in NOISY else finding.message
    return finding.rule, where.state, numberless(where.selector), numberless(message)


def vanished(before: Capture, after: Capture) -> set[str]:
    """The elements of the site file of which fewer are seen than before, in a state that both visits have."""
    seen = {state.name: _seen(state.snapshot) for state in before.states if state.snapshot}
    return {
        name
        for state in after.states
        if state.snapshot
        for name, number in _seen(state.snapshot).items()
        if number < seen.get(state.name, Counter())[name]
    }


def _seen(snapshot: Snapshot) -> Counter[str]:
    nodes = snapshot.nodes
    return Counter(
        {
            name: sum(bool(nodes[match.node].flags & VISIBLE) for match in matches)
            for name, matches in snapshot.elements.items()
        }
    )
