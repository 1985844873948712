"""What a proof has found: counted, put in a sentence, written down."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from copydesk.disk.write import put
from copydesk.proving.outcome import Outcome, Status
from copydesk.text.counted import count


class Results:
    """The outcomes of a proof, in the order of the faults' names."""

    def __init__(self, site: str, site_file: str) -> None:
        self.site = site
        self.site_file = site_file
        self.outcomes: list[Outcome] = []
        self._standing: dict[tuple[str, tuple[str, ...], str], Outcome] = {}

    def add(self, outcomes: list[Outcome]) -> None:
        """Take in what came of a fault, and what stands on pages anyway."""
        for outcome in outcomes:
            if outcome.status != "standing":
                self.outcomes.append(outcome)
            elif outcome.rules:
                self._standing.setdefault((outcome.page, tuple(outcome.rules), outcome.why), outcome)

    @property
    def standing(self) -> list[Outcome]:
        """What the rules find on the pages as they are, each once."""
        return sorted(self._standing.values(), key=lambda outcome: (outcome.page, outcome.rules))

    def by_status(self, status: Status) -> list[Outcome]:
        """The outcomes of a status."""
        found = [outcome for outcome in self.outcomes if outcome.status == status]
        return sorted(found, key=lambda outcome: (outcome.fault, outcome.page))

    def nowhere(self) -> dict[str, list[str]]:
        """By reason (that of the last page that was tried), the faults that could be applied to no page."""
        known = ("not applicable", "rule is off")
        applied = {outcome.fault for outcome in self.outcomes if outcome.status not in known}
        whys = {o.fault: o.why for o in self.by_status("not applicable") if o.fault not in applied}
        reasons: dict[str, list[str]] = {}
        for fault, why in whys.items():
            reasons.setdefault(why, []).append(fault)
        return dict(sorted(reasons.items(), key=lambda one: (-len(one[1]), one[0])))

    def off(self) -> dict[str, list[str]]:
        """By rule that is switched off, the faults that name it."""
        rules: dict[str, list[str]] = {}
        for outcome in self.by_status("rule is off"):
            rules.setdefault(outcome.rule, [])
            if outcome.fault not in rules[outcome.rule]:
                rules[outcome.rule].append(outcome.fault)
        return dict(sorted(rules.items()))

    @property
    def counts(self) -> Counter[str]:
        """How many outcomes there are of each status."""
        return Counter(outcome.status for outcome in self.outcomes)

    @property
    def caught(self) -> int:
        """How many broken pages a rule noticed."""
        return self.counts["caught"] + self.counts["caught by others"]

    @property
    def applied(self) -> int:
        """How many pages were broken."""
        return self.caught + self.counts["escaped"]

    @property
    def failed(self) -> bool:
        """Whether a fault has escaped or did not take, or a healthy page was blamed."""
        return any(outcome.failed for outcome in self.outcomes)

    def sentence(self) -> str:
        """The score in words."""
        faults = {o.fault for o in self.outcomes if o.status in ("caught", "caught by others", "escaped")}
        broken = f"{count(len(faults), 'fault')} on {count(self.applied, 'page')}"
        parts = []
        if self.applied:
            parts.append(
                f"{percent(self.caught, self.applied)} % caught: {self.caught} of {self.applied} ({broken}), "
                f"{self.counts['caught']} by the rule that names the fault."
            )
        healthy = [o for o in self.outcomes if o.status in ("silent", "false alarm")]
        alike = {o.fault for o in healthy if o.fault}
        unbroken = sum(1 for o in healthy if not o.fault)
        if healthy:
            alarms = self.counts["false alarm"]
            said = count(alarms, "false alarm") if alarms else "no false alarm"
            parts.append(
                f"{count(len(alike), 'look-alike')} and {count(unbroken, 'unbroken visit')}: {said}."
            )
        return " ".join(parts) or "Nothing could be broken."

    def write(self, path: Path) -> None:
        """Write everything as JSON; the file is complete or as it was. Raises OSError."""
        data = {
            "site": self.site,
            "site_file": self.site_file,
            "score": self.caught / self.applied if self.applied else None,
            "applied": self.applied,
            "caught": self.caught,
            "counts": dict(sorted(self.counts.items())),
            "standing": self.standing,
            "outcomes": sorted(self.outcomes, key=lambda o: (o.fault, o.kind, o.page)),
        }
        write_json(data, path)


def percent(caught: int, applied: int) -> str:
    """A share in per cent; 99.96 is not all of them."""
    return "100" if caught == applied else f"{min(100 * caught / applied, 99.9):.1f}"


def write_json(data: dict[str, Any], path: Path) -> None:
    """Write results as JSON; the file is complete or as it was. Raises OSError."""
    put(path, msgspec.json.format(msgspec.json.encode(data)))
