"""What came of a fault, by what the page was like before and what it is like with the fault on it."""

from __future__ import annotations

import msgspec

from copydesk.faults.fault import Early, Fault, Respond, Rewrite, Setting
from copydesk.page.capture import Capture
from copydesk.proving.outcome import Outcome, not_here
from copydesk.proving.pieces import without_host
from copydesk.proving.reasons import excuse
from copydesk.proving.unbroken import Unbroken, vanished
from copydesk.site.model import PageEntry, Site
from copydesk.verdicts.check import Checked

BUSY = 1.2
"""How many times slower than by itself a machine may be, where a fault is about time."""
UNSEEN = "it changed nothing that a reader sees or a crawler reads"


def judged(
    fault: Fault, entry: PageEntry, site: Site, unbroken: Unbroken, broken: Checked, why: str
) -> Outcome:
    """What came of a visit to a broken page; `why` says what could not be broken."""
    same = alike(broken.capture, unbroken.capture)
    new = [] if same else unbroken.new(broken.findings, fault.own)
    outcome = Outcome(
        fault=fault.name,
        page=entry.name,
        kind=entry.kind,
        rule=fault.rule,
        status="escaped",
        rules=sorted({finding.rule for finding in new}),
        why=why,
    )
    if fault.fine and same and late(fault):
        # It came late and came: what there is to see is when, and no rule has said anything of it.
        outcome.status = "silent"
        return outcome
    own = not fault.own.isdisjoint(outcome.rules)
    if same or (not fault.fine and not unbroken.takes(fault, broken, own)):
        if reason := idle(fault, unbroken, broken, why):
            return not_here(fault, entry.name, entry.kind, reason)
        outcome.status, outcome.rules, outcome.why = "did not take", [], UNSEEN
        return outcome
    if fault.fine:
        return healthy(outcome, unbroken, broken, "; ".join(one.message for one in new[:3]))
    if own:
        outcome.status = "caught"
    elif reason := excuse(fault, unbroken.first, broken, site):
        return not_here(fault, entry.name, entry.kind, reason)
    elif outcome.rules:
        outcome.status = "caught by others"
    elif reason := doubt(fault, unbroken, broken, why):
        return not_here(fault, entry.name, entry.kind, reason)
    return outcome


def idle(fault: Fault, unbroken: Unbroken, broken: Checked, why: str) -> str:
    """Why a fault may rightly have changed nothing that could be told, or nothing."""
    if why:
        return f"only in part: {why}"
    if any(isinstance(act, Setting | Early) for act in fault.acts) or fault.served:
        return "the page did not change"
    if all(isinstance(act, Rewrite) and act.what == "data" for act in fault.acts):
        return "the page shows nothing of it in its data"
    return "what it changes differs from visit to visit" if unbroken.varies(broken) else ""


def doubt(fault: Fault, unbroken: Unbroken, broken: Checked, why: str) -> str:
    """Why it proves nothing that no rule has noticed a fault, or nothing."""
    if why:
        return f"only in part: {why}"
    if late(fault) and broken.capture.slowness > BUSY:
        return "the machine was too busy to tell what is late"
    return f"{fault.rule} says the same of the page as it is" if unbroken.stands(fault.rule) else ""


def healthy(outcome: Outcome, unbroken: Unbroken, broken: Checked, said: str) -> Outcome:
    """What came of a look-alike; one that the site file's own selectors do not find is none."""
    gone = vanished(unbroken.capture, broken.capture)
    blamed = sorted(gone & {rule.partition("/")[0] for rule in outcome.rules})
    if blamed:
        outcome.status, outcome.rules = "not applicable", []
        outcome.why = f"the selector of the {blamed[0]} finds less than before"
    elif outcome.rules and outcome.why:
        outcome.status, outcome.rules = "not applicable", []
        outcome.why = f"only in part: {outcome.why}"
    else:
        outcome.status, outcome.why = "false alarm" if outcome.rules else "silent", said
    return outcome


def late(fault: Fault) -> bool:
    """Whether a fault lets answers come late."""
    return any(isinstance(act, Respond) and act.delay for act in fault.acts)


def alike(one: Capture, other: Capture) -> bool:
    """Whether two visits brought back the same page, apart from the time that they took.

    The two may have been at servers of their own: where a page has its host's name, that is left out.
    """
    return essence(one) == essence(other) and (not one.links or not other.links or one.links == other.links)


def essence(capture: Capture) -> str:
    """What a visit brought back, without what it took and where it was."""
    told = msgspec.json.encode(
        [
            capture.final_url,
            capture.status,
            [capture.headers.get(name) for name in ("x-robots-tag", "cache-control")],
            capture.error,
            capture.html,
            [(state.name, state.settled, state.error, state.snapshot) for state in capture.states],
            [(line.level, line.text) for line in capture.console],
            sorted(
                (request.url, request.kind, request.status, request.failure) for request in capture.requests
            ),
            capture.interruptions,
            sorted(answer.body for answer in capture.answers),
            capture.accessibility,
        ]
    )
    return without_host(capture)(told.decode())
