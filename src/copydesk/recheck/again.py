"""What today's rules say of a page that a run captured, and whether the run said the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from copydesk.page.capture import Capture, CaptureError
from copydesk.recheck.refit import RECKONED, AnewError, fit
from copydesk.report import captures
from copydesk.report.order import by_page
from copydesk.report.run import Facts, Kept, Run, facts_of
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.site.model import PageEntry, Site
from copydesk.snapshots.store import against, serialise
from copydesk.verdicts.check import check
from copydesk.verdicts.known import Known, marked
from copydesk.verdicts.messages import shape
from copydesk.verdicts.verdict import Verdict

SNAPSHOT = "snapshot"
VISIT = "visit"
ANEW = "visit/anew"
"""What stands in the place of a rule's name where a page has to be visited anew."""


class Again(msgspec.Struct, kw_only=True):
    """A page in one browser, checked again.

    `anew` says why only a visit can tell what there is; its one verdict is then a failed visit. `empty` tells
    whether the visit had brought no page. `record` is the record as it would be stored, if that differs from
    the accepted one.
    """

    page: str
    browser: str
    verdicts: list[Verdict]
    anew: list[str] = []
    empty: bool = False
    record: str = ""
    facts: Facts | None = None

    def of(self, subject: str) -> Verdict | None:
        """The verdict on a subject, if there is one."""
        return next((verdict for verdict in self.verdicts if verdict.subject == subject), None)


class Difference(msgspec.Struct, kw_only=True):
    """A subject of a page with two different verdicts; `then` is None if the run had none."""

    page: str
    browser: str
    subject: str
    then: Verdict | None
    now: Verdict


class Desk:
    """Checks captures with today's rules, site file, known issues and accepted records."""

    def __init__(self, site: Site, known: Known, root: Path, today: date) -> None:
        self.site = site
        self.known = known
        self.root = root
        self.today = today
        self.pages = {entry.name: entry for entry in site.pages}

    def look(self, run: Run, reports: Path, kept: Kept) -> Again:
        """Check a page of a run again that the site file still names."""
        entry = self.pages[kept.page]
        try:
            capture = captures.get(reports, kept.capture, kept.occasion)
            if run.shaped is None:
                raise AnewError([f"the run {run.name} does not say how the page was visited"])
            if capture.page != kept.page:
                raise AnewError([f"its stored capture is of the page {capture.page!r}"])
            capture, sought = fit(capture, run.shaped, self.site)
        except CaptureError as error:
            return anew(entry, kept.browser, [f"its capture is not available: {error}"])
        except AnewError as error:
            return anew(entry, kept.browser, error.reasons)
        return self._judge(capture, kept.browser, sought)

    def _judge(self, capture: Capture, browser: str, sought: list[str]) -> Again:
        checked = check(capture, self.site, self.today)
        url = capture.final_url or capture.url
        again = Again(page=capture.page, browser=browser, verdicts=[], facts=facts_of(capture))
        for subject, verdict in checked.verdicts.items():
            judged = marked(verdict, self.known, self.today)
            if subject in sought:
                judged = replace(judged, remarks=[*judged.remarks, RECKONED])
            again.verdicts.append(judged)
        bare = Verdict(page=capture.page, kind=capture.kind, url=url, subject=SNAPSHOT, status="passed")
        if checked.record is None:
            again.empty = True
            why = [f"not checked: {capture.error}"]
            again.verdicts += [
                replace(bare, subject=subject, status="absent", remarks=why)
                for subject in [*load_rules().subjects(capture.kind), SNAPSHOT]
                if subject not in checked.verdicts
            ]
        else:
            text = serialise(checked.record, self.site, capture.page)
            found = against(text, self.site, capture.page, self.root)
            again.record = text if found.changes else ""
            records = found.records if found.changes else None
            again.verdicts.append(
                replace(
                    bare,
                    status=found.status,
                    findings=found.findings,
                    changes=found.changes,
                    records=records,
                    accepted=found.digest,
                )
            )
        again.verdicts.sort(key=lambda verdict: by_page(verdict.subject))
        return again


def anew(entry: PageEntry, browser: str, reasons: list[str]) -> Again:
    """A page that only a visit can judge, and why."""
    message = f"The page must be visited again to be checked: {'; '.join(reasons)}"
    finding = Finding(rule=ANEW, severity="error", message=message)
    verdict = Verdict(
        page=entry.name,
        kind=entry.kind,
        url=entry.url,
        subject=VISIT,
        status="failed",
        findings=[finding],
    )
    return Again(page=entry.name, browser=browser, verdicts=[verdict], anew=reasons)


def outcome(verdict: Verdict) -> object:
    """What two verdicts must share to be the same."""
    found = {(one.level, one.rule, shape(one.message)) for one in verdict.findings}
    return verdict.status, sorted(found), verdict.changes


def differences(run: Run, again: Again) -> Iterator[Difference]:
    """How today's verdicts on a page differ from the run's; none for a page that must be visited again.

    Of subjects that the run did not check, only what is wrong with them. If there was no page, only the
    visit.
    """
    if again.anew:
        return
    for now in again.verdicts:
        if again.empty and now.subject != VISIT:
            continue
        said = run.said.get((again.browser, again.page, now.subject))
        then = said.verdict if said else None
        if now.status in ("failed", "changed") if then is None else outcome(then) != outcome(now):
            yield Difference(page=again.page, browser=again.browser, subject=now.subject, then=then, now=now)
