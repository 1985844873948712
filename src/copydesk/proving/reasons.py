"""Why a fault cannot be applied to a page, and why its rule has nothing to say of the site."""

from __future__ import annotations

from copydesk.faults.fault import Dom, Fault
from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS
from copydesk.page.sent import sent
from copydesk.rules.findings import Nothing, Untold
from copydesk.rules.registry import load_rules
from copydesk.site.model import Site
from copydesk.verdicts.check import Checked


def absent(fault: Fault, clean: Capture) -> str:
    """Which element the page lacks that the fault would break, or nothing: it saves visits for nothing."""
    for act in fault.acts:
        if not isinstance(act, Dom) or not act.element:
            continue
        matches = [
            match
            for state in clean.states
            if state.snapshot
            for match in state.snapshot.elements.get(act.element, [])
        ]
        if not matches:
            return f"the page has no {act.element}"
        if act.part and not any(match.parts.get(act.part) for match in matches):
            return f"the page has no {act.part} of the {act.element}"
    return ""


def remarks(fault: Fault, checked: Checked, site: Site) -> list[Nothing]:
    """What the fault's rule lacks on a page to look at."""
    page = Page(checked.capture, site)
    page.record = checked.record
    rule = load_rules()[fault.rule]
    return [said for said in rule.check(rule, page) if isinstance(said, Nothing)]


def excuse(fault: Fault, clean: Checked, broken: Checked, site: Site) -> str:
    """Why the fault's rule has nothing to say on this site, or nothing.

    What it lacks to look at on the broken page alone is no excuse: the fault has taken it away.
    """
    subject, _, defect = fault.rule.partition("/")
    element = site.elements_of(clean.capture.kind).get(subject)
    may_go = defect in ("missing", "hidden") and element and not element.required
    # What a script takes away or hides that the server has sent is missed even so.
    if may_go and element and not sent(Page(clean.capture, site), element.selector):
        return f"the site file calls the {NOUNS[subject]} optional, and scripts draw it"
    before = remarks(fault, clean, site)
    lacking = next((said for said in remarks(fault, broken, site) if said in before), None)
    return f"{fault.rule} has nothing to go by: {lacking.reason}" if lacking else ""


def untold(fault: Fault, clean: Checked, site: Site) -> str:
    """What the fault's rule would have to know and the site file does not say, or nothing."""
    subject, _, defect = fault.rule.partition("/")
    element = site.elements_of(clean.capture.kind).get(subject)
    if defect == "count" and element and element.count == (None, None):
        return f"the site file does not say how often there is the {NOUNS[subject]} (count)"
    return next((said.reason for said in remarks(fault, clean, site) if isinstance(said, Untold)), "")
