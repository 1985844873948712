"""Putting together what the report shows, from a run, its pictures, and the runs before it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import quote

from copydesk.report import history
from copydesk.report.causes import causes_of, sentence
from copydesk.report.order import by_page
from copydesk.report.picture import draw
from copydesk.report.run import PageResult, Run
from copydesk.report.shown import (
    CauseData,
    ChangeData,
    Data,
    FindingData,
    PageData,
    PastData,
    PictureData,
    PlaceData,
    RuleManual,
    cut,
)
from copydesk.report.sides import Pieces, Row, pieces, side_by_side
from copydesk.report.text import describe_where
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.verdicts.messages import shape
from copydesk.verdicts.verdict import Verdict

PICTURES_LIMIT = 9_000_000
"""Bytes of screenshots in one report; pages after that link to their picture's file instead."""
FINDINGS = 20_000
"""So many findings are listed at most."""
ROWS = 50_000
"""So many rows of records side by side are in one report at most."""
SPARK = 20
"""So many runs a sparkline has at most."""
CODES = {"passed": "p", "failed": "f", "changed": "c", "absent": "a", "flaky": "k"}


class _Builder:
    """Puts the report's data together."""

    def __init__(self, run: Run, folder: Path, earlier: list[history.Past]) -> None:
        self.run = run
        self.folder = folder
        self.results = run.pages()
        self.browsers = run.browsers
        self.compared = history.compare(run, earlier)
        self.earlier = earlier[-SPARK:]
        self.subjects = sorted({verdict.subject for verdict in run.verdicts}, key=by_page)
        self.findings: list[FindingData] = []
        self.changes: list[ChangeData] = []
        self.left_out = 0
        self._room = PICTURES_LIMIT
        self._rows_left = ROWS
        self._groups: dict[tuple[str, ...], int] = {}
        self._causes: dict[tuple[str, str, str], tuple[int, CauseData]] = {}

    def build(self) -> Data:
        run, compared = self.run, self.compared
        for number, cause in enumerate(causes_of(run)):
            made = CauseData(rule=cause.rule, severity=cause.severity, message=cut(cause.message))
            self._causes[cause.severity, cause.rule, shape(cause.message)] = number, made
        pages = [self._page(index, result) for index, result in enumerate(self.results)]
        defects: list[FindingData | ChangeData] = [*self.findings, *self.changes]
        broken = any(result.broken for result in self.results)
        return Data(
            run=run.name,
            site=run.site,
            site_file=run.site_file,
            base_url=run.base_url,
            commit=run.commit,
            browsers=self.browsers,
            faults=run.faults,
            recheck_of=cut(run.recheck_of, 100),
            started=run.started.isoformat(timespec="seconds"),
            seconds=run.seconds,
            stopped=cut(run.stopped),
            finished=run.finished,
            incomplete=cut(run.incomplete),
            shard=_shard(run),
            planned=len(run.order),
            sentence=cut(sentence(run, self.results)),
            good=not run.stopped and run.finished and not broken,
            counts={**dict.fromkeys(CODES, 0), **Counter(verdict.status for verdict in run.verdicts)},
            warnings=sum(result.count("warning") for result in self.results),
            last=compared.last,
            new=sum(one.fresh for one in defects),
            standing=len({one.key for one in defects} & compared.since.keys() - compared.new)
            if compared.last
            else 0,
            fixed=[(page, rule) for _, page, rule in compared.fixed],
            subjects=self.subjects,
            pages=pages,
            findings=self.findings,
            changes=self.changes,
            causes=[cause for _, cause in self._causes.values()],
            rules=manuals({one.rule for one in self.findings}),
            rule_sparks=self._rule_sparks(),
            runs=[past_data(past) for past in self.earlier],
            left_out=self.left_out,
        )

    def _page(self, index: int, result: PageResult) -> PageData:
        status = {verdict.subject: CODES[verdict.status] for verdict in result.verdicts}
        page = PageData(
            name=cut(result.page, 300),
            kind=result.kind,
            url=cut(result.url),
            browser=result.browser if len(self.browsers) > 1 else "",
            verdicts="".join(status.get(subject, " ") for subject in self.subjects),
            repeat={subject: cut(command) for subject, command in result.repeat.items()},
        )
        first = len(self.findings)
        for verdict in result.verdicts:
            if verdict.remarks:
                page.remarks[verdict.subject] = [cut(remark, 300) for remark in verdict.remarks[:5]]
            for finding in sorted(verdict.findings, key=lambda one: one.severity):
                self._finding(index, verdict, finding)
            if verdict.changes:
                self._change(index, verdict)
        if facts := result.facts:
            page.final_url, page.status, page.seconds = cut(facts.url), facts.status, facts.seconds
            page.settled = cut(facts.settled, 500)
            page.console = [
                (line.level, cut(line.text, 500), cut(line.url, 500), line.line) for line in facts.console
            ]
            page.requests = [(cut(one.url, 500), one.status, cut(one.failure, 200)) for one in facts.requests]
        page.trace, page.video = self._recording(result.trace), self._recording(result.video)
        if result.broken or page.console:
            page.spark = [
                sum(one[1] == result.page for one in past.broken) if result.page in past.looked else -1
                for past in self.earlier
            ]
        self._picture(page, result, self.findings[first:])
        return page

    def _recording(self, file: str) -> str:
        return quote(file) if file and (self.folder / file).is_file() else ""

    def _finding(self, page: int, verdict: Verdict, finding: Finding) -> None:
        if len(self.findings) >= FINDINGS:
            self.left_out += 1
            return
        key = history.key_of(verdict, finding)
        made = FindingData(
            id=len(self.findings) + 1,
            key=key,
            page=page,
            subject=verdict.subject,
            rule=finding.rule,
            severity=finding.level,
            message=cut(finding.message),
            expected=cut(finding.expected),
            actual=cut(finding.actual),
            where=cut(describe_where(finding.where), 500),
            since=self.compared.since.get(key, ""),
            fresh=bool(self.compared.last) and key in self.compared.new,
            flaky=key in self.compared.flaky,
            served=finding.served,
            known=cut(finding.known, 500),
            expired=cut(finding.expired, 500),
            places=[
                PlaceData(
                    message="" if place.message == finding.message else cut(place.message, 500),
                    actual=cut(place.actual, 500),
                    where=cut(describe_where(place.where), 500),
                )
                for place in finding.places
            ],
            more=finding.more,
        )
        if finding.expected and finding.actual:
            old, new = pieces(made.expected, made.actual)
            # Where they have little in common, marking nearly all of it would say nothing.
            if 2 * shared(old) >= min(len(made.expected), len(made.actual)):
                made.old, made.new = old, new
        if known := self._causes.get((finding.level, finding.rule, shape(finding.message))):
            made.cause, cause = known
            cause.findings.append(made.id)
            cause.fresh |= made.fresh
        self.findings.append(made)

    def _change(self, page: int, verdict: Verdict) -> None:
        key = history.key_of(verdict)
        records = verdict.records
        group = self._groups.setdefault(tuple(verdict.changes), len(self._groups))
        rows: list[Row] = []
        if records and records.found and records.accepted and self._rows_left > 0:
            rows = side_by_side(records.accepted, records.found)
            self._rows_left -= len(rows)
        self.changes.append(
            ChangeData(
                page=page,
                key=key,
                lines=[cut(line, 500) for line in verdict.changes[:200]],
                rows=rows,
                file=records.file if records else "",
                unaccepted=verdict.unaccepted,
                since=self.compared.since.get(key, ""),
                fresh=bool(self.compared.last) and key in self.compared.new,
                flaky=key in self.compared.flaky,
                group=group,
            )
        )

    def _picture(self, page: PageData, result: PageResult, findings: list[FindingData]) -> None:
        if result.picture is None:
            return
        said = [
            finding
            for verdict in result.verdicts
            for finding in sorted(verdict.findings, key=lambda one: one.severity)
        ]
        numbered = [(made.id, finding) for made, finding in zip(findings, said, strict=False)]
        drawn = draw(self.folder, result.picture, numbered)
        if drawn is None:
            return
        page.picture = PictureData(width=drawn.width, height=drawn.height)
        if len(drawn.data) <= self._room:
            page.picture.data = drawn.data
            self._room -= len(drawn.data)
        else:
            page.picture.file = result.picture.file
        by_id = {made.id: made for made in findings}
        for mark in drawn.marks:
            for number in mark.numbers:
                by_id[number].boxes.append((mark.x, mark.y, mark.width, mark.height))

    def _rule_sparks(self) -> dict[str, list[int]]:
        rules = {one.rule for one in self.findings}
        counts = [Counter(one[2] for one in past.broken) for past in self.earlier]
        return {rule: [count[rule] for count in counts] for rule in sorted(rules)} if counts else {}


def data_of(run: Run, folder: Path, earlier: list[history.Past]) -> Data:
    """The report of a run, with its pictures from `folder`, compared with earlier runs (oldest first)."""
    return _Builder(run, folder, earlier).build()


def _shard(run: Run) -> str:
    if run.shard:
        return f"{run.shard.group} of {run.shard.of}"
    there = sum(bool(part.run) for part in run.parts)
    return f"{there} of {len(run.parts)}, merged" if run.parts else ""


def manuals(rules: set[str]) -> dict[str, RuleManual]:
    """The manuals of those rules that copydesk knows: a project's own tests have none."""
    known = load_rules()
    return {
        name: RuleManual(
            sees=known[name].manual.reader_sees,
            why=known[name].manual.why,
            catches=known[name].manual.catches,
            passes=known[name].manual.lets_pass,
        )
        for name in sorted(rules)
        if name in known
    }


def shared(text: Pieces) -> int:
    """How many characters of a text in pieces do not differ, leaving out white space."""
    return sum(len("".join(piece.split())) for differs, piece in text if not differs)


def past_data(past: history.Past) -> PastData:
    """An earlier run as the report shows it."""
    return PastData(
        run=past.run,
        started=past.started.isoformat(timespec="seconds"),
        failed=past.counts.get("failed", 0),
        changed=past.counts.get("changed", 0),
    )
