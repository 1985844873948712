"""From a capture to verdicts: read the record, run the rules, gather what they say by subject."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import msgspec

from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.records import Record
from copydesk.rules.findings import COUNTED, FEW, TOLD, Finding, Nothing, folded
from copydesk.rules.registry import Rule, load_rules
from copydesk.site.model import Site
from copydesk.verdicts.messages import shape
from copydesk.verdicts.off import Sieve
from copydesk.verdicts.verdict import Verdict


class Checked(msgspec.Struct, kw_only=True):
    """A capture with all that was read and found: `verdicts` by subject, in alphabetical order."""

    capture: Capture
    record: Record | None
    verdicts: dict[str, Verdict]

    @property
    def findings(self) -> list[Finding]:
        """All findings of the page."""
        return [finding for verdict in self.verdicts.values() for finding in verdict.findings]


def check(capture: Capture, site: Site, today: date | None = None) -> Checked:
    """Check one capture against a site. Pure: no browser, no files, the same answer every time.

    `today` is the day on which what the site file switches off may be over; without it, nothing is.
    """
    page = Page(capture, site)
    if capture.loaded is not None:
        page.record = read(page)
    verdicts: dict[str, Verdict] = {}
    looked: dict[str, bool] = defaultdict(bool)
    for rule in applicable(site, capture):
        subject = rule.subject
        verdict = verdicts.get(subject)
        if verdict is None:
            verdict = verdicts[subject] = Verdict(
                page=capture.page, kind=capture.kind, url=capture.url, subject=subject, status="passed"
            )
        sieve = Sieve(rule.name, page, today) if rule.name in site.off else None
        findings, nothing = run(rule, page, sieve)
        verdict.findings.extend(findings)
        if sieve is not None:
            verdict.off += sieve.silenced
            verdict.remarks.extend(sieve.remarks())
            if sieve.whole:
                continue
        looked[subject] |= not nothing
        verdict.remarks.extend(reason for reason in nothing if reason not in verdict.remarks)
    if capture.died and "visit" in verdicts:
        verdicts["visit"].remarks.append(f"{capture.died[0]} in the first visit; this was the second")
    for subject, verdict in verdicts.items():
        verdict.died = capture.died[0] if capture.died else ""
        if any(finding.severity == "error" for finding in verdict.findings):
            verdict.status = "failed"
        elif not looked[subject]:
            verdict.status = "absent"
    return Checked(capture=capture, record=page.record, verdicts=dict(sorted(verdicts.items())))


def applicable(site: Site, capture: Capture) -> list[Rule]:
    """The rules that look at this capture: its kind's, or the visit's own where there is no page."""
    rules = [rule for rule in load_rules() if capture.kind in rule.kinds]
    return rules if capture.loaded is not None else [rule for rule in rules if rule.subject == "visit"]


def run(rule: Rule, page: Page, sieve: Sieve | None = None) -> tuple[list[Finding], list[str]]:
    """What one rule says of a page: its findings, and why it found nothing to look at, where it did not.

    What has one severity, and a message of one shape, is one defect: in more than a few places it is one
    finding, with its places. `sieve` leaves out what the site file has switched off.
    """
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    places = 0
    nothing: list[str] = []
    for said in rule.check(rule, page):
        if isinstance(said, Nothing):
            nothing.append(said.reason)
        elif (finding := sieve(said) if sieve else said) is not None:
            alike[finding.severity, shape(finding.message)].append(finding)
            places += 1
            if places == COUNTED:
                break
    findings: list[Finding] = []
    for group in alike.values():
        findings += group if len(group) <= FEW else [folded(group)]
    if more := findings[TOLD:]:
        some = "at least " if places == COUNTED else ""
        told = rule.finding(f"… and {some}{len(more)} more of these on the page")
        if all(finding.severity == "warning" for finding in more):
            told = msgspec.structs.replace(told, severity="warning")
        findings[TOLD:] = [told]
    return findings, nothing
