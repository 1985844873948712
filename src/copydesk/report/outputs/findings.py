"""findings.json: what a run found, for scripts. `schemas/findings.schema.json` describes it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from copydesk.page.capture import Box
from copydesk.report.causes import sentence
from copydesk.report.data import FINDINGS
from copydesk.report.history import Comparison, key_of
from copydesk.report.run import PageResult, Run
from copydesk.report.shown import cut
from copydesk.rules.findings import Level
from copydesk.verdicts.verdict import Verdict

CHANGES = 200
"""So many differences are told of a page at most."""


class Defect(msgspec.Struct, kw_only=True):
    """What findings and changes have in common: the page, and what earlier runs say of it.

    `key` stays the same from run to run, `since` is the first run of those in a row that had it, `repeat` the
    command that shows it. `new` and `flaky` are false where there are no earlier runs.
    """

    key: str
    page: str
    kind: str
    url: str
    browser: str = ""
    new: bool = False
    flaky: bool = False
    since: str = ""
    repeat: str = ""


class Elsewhere(msgspec.Struct, kw_only=True):
    """One more place on the page with the same defect."""

    message: str
    expected: str = ""
    actual: str = ""
    state: str = "loaded"
    selector: str = ""
    box: Box | None = None


class Found(Defect, kw_only=True):
    """One defect on one page, of that severity unless it is known: then `known` says why.

    `places` are the other places of the page with the same defect, and `untold` counts those beyond them.
    """

    subject: str
    rule: str
    level: Level
    message: str
    expected: str = ""
    actual: str = ""
    state: str = "loaded"
    selector: str = ""
    box: Box | None = None
    known: str = ""
    places: list[Elsewhere] = []
    untold: int = 0


class Changed(Defect, kw_only=True):
    """A page that differs from its accepted record, which is in the file `record`, or has none yet."""

    record: str = ""
    unaccepted: bool = False
    changes: list[str]


class Gone(msgspec.Struct, kw_only=True):
    """A defect of the last run that this one has not seen again, though it looked at the page."""

    key: str
    page: str
    rule: str


class Findings(msgspec.Struct, kw_only=True):
    """A run. `left_out` is how many findings there was no room for, `last` the run it was compared with.

    `off` is how many findings the site file has switched off, which are not among them.
    """

    version: Literal[1] = 1
    run: str
    site: str
    base_url: str
    commit: str
    started: datetime
    seconds: float
    finished: bool
    stopped: str
    sentence: str
    counts: dict[str, int]
    last: str
    findings: list[Found]
    changes: list[Changed]
    fixed: list[Gone]
    left_out: int = 0
    off: int = 0


def data(run: Run, pages: list[PageResult], compared: Comparison) -> Findings:
    """What a run found."""
    found: list[Found] = []
    changes: list[Changed] = []
    counts = dict.fromkeys(("passed", "failed", "changed", "absent", "flaky"), 0)
    left_out = 0
    for page in pages:
        for verdict in page.verdicts:
            counts[verdict.status] += 1
            room = FINDINGS - len(found)
            told = _found(page, verdict, compared)
            found += told[:room]
            left_out += len(told) - len(told[:room])
            if verdict.changes:
                changes.append(_changed(page, verdict, compared))
    return Findings(
        run=run.name,
        site=cut(run.site),
        base_url=cut(run.base_url),
        commit=run.commit,
        started=run.started,
        seconds=round(run.seconds, 3),
        finished=run.finished,
        stopped=cut(run.stopped),
        sentence=cut(sentence(run, pages)),
        counts=counts,
        last=compared.last,
        findings=found,
        changes=changes,
        fixed=[Gone(key=key, page=cut(page), rule=cut(rule)) for key, page, rule in compared.fixed],
        left_out=left_out,
        off=sum(verdict.off for page in pages for verdict in page.verdicts),
    )


def _found(page: PageResult, verdict: Verdict, compared: Comparison) -> list[Found]:
    return [
        Found(
            **_defect(page, verdict, key_of(verdict, finding), compared),  # type: ignore[arg-type]
            subject=cut(verdict.subject),
            rule=cut(finding.rule),
            level=finding.level,
            message=cut(finding.message),
            expected=cut(finding.expected),
            actual=cut(finding.actual),
            state=cut(finding.where.state),
            selector=cut(finding.where.selector),
            box=finding.where.box,
            known=cut(finding.known),
            places=[
                Elsewhere(
                    message=cut(place.message),
                    expected=cut(place.expected),
                    actual=cut(place.actual),
                    state=cut(place.where.state),
                    selector=cut(place.where.selector),
                    box=place.where.box,
                )
                for place in finding.places
            ],
            untold=finding.untold,
        )
        for finding in verdict.findings
    ]


def _changed(page: PageResult, verdict: Verdict, compared: Comparison) -> Changed:
    return Changed(
        **_defect(page, verdict, key_of(verdict), compared),  # type: ignore[arg-type]
        record=cut(verdict.records.file) if verdict.records else "",
        unaccepted=verdict.unaccepted,
        changes=[cut(change) for change in verdict.changes[:CHANGES]],
    )


def _defect(page: PageResult, verdict: Verdict, key: str, compared: Comparison) -> dict[str, object]:
    return {
        "key": key,
        "page": cut(verdict.page),
        "kind": verdict.kind,
        "url": cut(verdict.url),
        "browser": page.browser,
        "new": bool(compared.last) and key in compared.new,
        "flaky": key in compared.flaky,
        "since": compared.since.get(key, ""),
        "repeat": cut(page.repeat.get(verdict.subject, "")),
    }


def schema() -> dict[str, object]:
    """The JSON Schema of the file, as `schemas/findings.schema.json` has it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:copydesk:findings",
        "title": "What a run found",
        **msgspec.json.schema(Findings),
    }
