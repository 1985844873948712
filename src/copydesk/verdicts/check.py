"""From a capture to verdicts: read the record, run the rules, gather what they say by subject."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.records import Record
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, load_rules
from copydesk.site.model import Site
from copydesk.verdicts.verdict import Verdict

FINDINGS_PER_RULE = 20
"""A page broken all over says so this often for each rule, then counts: the rest is the same news."""
COUNTED = 200
"""So many findings of one rule are counted: a page with twelve thousand is not looked at to its end."""


class Checked(msgspec.Struct, kw_only=True):
    """A capture with all that was read and found: `verdicts` by subject, in alphabetical order."""

    capture: Capture
    record: Record | None
    verdicts: dict[str, Verdict]

    @property
    def findings(self) -> list[Finding]:
        """All findings of the page."""
        return [finding for verdict in self.verdicts.values() for finding in verdict.findings]


def check(capture: Capture, site: Site) -> Checked:
    """Check one capture against a site. Pure: no browser, no files, the same answer every time."""
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
        if rule.name in site.off:
            verdict.remarks.append(f"{rule.name} is switched off: {site.off[rule.name]}")
            continue
        findings, nothing = run(rule, page)
        verdict.findings.extend(findings)
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


def run(rule: Rule, page: Page) -> tuple[list[Finding], list[str]]:
    """What one rule says of a page: its findings, and why it found nothing to look at, where it did not."""
    findings: list[Finding] = []
    nothing: list[str] = []
    for said in rule.check(rule, page):
        if isinstance(said, Nothing):
            nothing.append(said.reason)
        else:
            findings.append(said)
            if len(findings) == COUNTED:
                break
    if more := len(findings[FINDINGS_PER_RULE:]):
        some = "at least " if len(findings) == COUNTED else ""
        findings[FINDINGS_PER_RULE:] = [rule.finding(f"… and {some}{more} more of these on the page")]
    return findings, nothing
