"""A small made-up run to review, laid out in a folder as a project has it, and a server for it.

Its pages: `culture`, `science` and `sport` have one and the same change, `economy` one of its own, `weather`
no accepted record yet; `politics` has a change too, but a rule failed on it, which is new; `dialogue` and
`blackout` have a finding that the run before had already; on `front` all is well.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from copydesk.report import events, history
from copydesk.report.data import data_of
from copydesk.report.loopback import listen
from copydesk.report.run import Run, Said
from copydesk.review.decisions import Review
from copydesk.review.server import server
from copydesk.rules.findings import Finding, Severity
from copydesk.verdicts.verdict import NO_RECORD, Records, Verdict
from tests.limits import join

RUN = "20260331-101500-beef"
ALIKE = ("culture", "science", "sport")
OLD_STORY, NEW_STORY = "Harbour closed by the storm", "Harbour opens again"


def record(page: str, **more: object) -> str:
    """A stored record."""
    data = {"headline": f"The news of {page}", "kind": "article", "related": [], **more}
    return json.dumps(data, indent=2, sort_keys=True) + "\n"


def changed(
    page: str, accepted: str | None, found: str, *changes: str, file: str = "", **more: object
) -> Verdict:
    """A page that differs from its accepted record."""
    records = Records(file=file or f"snapshots/small/{page}.json", accepted=accepted, found=found)
    return _verdict(page, "snapshot", "changed", changes=list(changes), records=records, **more)


def failed(
    page: str, rule: str, message: str, severity: Severity = "error", *, url: str = "", **more: object
) -> Verdict:
    """A page on which a rule failed."""
    finding = Finding(rule=rule, severity=severity, message=message, **more)  # type: ignore[arg-type]
    status = "failed" if severity == "error" else "passed"
    return _verdict(page, finding.subject, status, findings=[finding], **({"url": url} if url else {}))


def fine(page: str, subject: str = "headline") -> Verdict:
    """A page where a subject is in order."""
    return _verdict(page, subject, "passed")


def alike(page: str) -> Verdict:
    """The change that three pages have."""
    before, after = [{"headline": OLD_STORY}], [{"headline": NEW_STORY}]
    said = f"related: '{OLD_STORY}' is gone", f"related: '{NEW_STORY}' is new"
    return changed(page, record(page, related=before), record(page, related=after), *said)


def verdicts() -> list[Verdict]:
    """What the made-up run says."""
    economy = "Prices rise by 2 percent", "Prices rise by 3 percent"
    date = "The dateline says “March 30”, and the story is of March 31"
    nothing = f"snapshots/small/weather.json: {NO_RECORD}; look at the page, then run with --snapshot-update"
    return [
        *map(alike, ALIKE),
        changed(
            "economy",
            record("economy", headline=economy[0]),
            record("economy", headline=economy[1]),
            f"headline: '{economy[0]}' became '{economy[1]}'",
        ),
        changed("weather", None, record("weather"), nothing),
        failed("politics", "headline/absent", "The page has no headline", expected="a headline"),
        changed("politics", record("politics"), record("politics", headline=""), "headline is gone"),
        *(failed(page, "dateline/wrong-date", date) for page in ("dialogue", "blackout")),
        fine("front"),
    ]


def run_of(said: list[Verdict], **more: object) -> Run:
    """A run that said this."""
    run = Run(
        name=RUN,
        site="The Small Paper",
        started=datetime(2026, 3, 31, 10, 15, tzinfo=UTC),
        order=list(dict.fromkeys(verdict.page for verdict in said)),
        **more,  # type: ignore[arg-type]
    )
    for verdict in said:
        run.add(Said(verdict=verdict, browser="chromium 131"))
    return run


def lay_out(root: Path, said: list[Verdict] | None = None) -> Run:
    """A project's folder with the accepted records, the run and the run before it."""
    said = verdicts() if said is None else said
    run = run_of(said)
    for verdict in said:
        if verdict.records and verdict.records.accepted is not None:
            path = root / "snapshots/small" / Path(verdict.records.file).name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(verdict.records.accepted, "utf-8")
    before = run_of([verdict for verdict in said if verdict.page in ("dialogue", "blackout", "front")])
    before.name = "20260330-101500-beef"
    reports = root / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    history.remember(reports, before)
    with events.Stream(reports, run.name) as stream:
        pages = [events.Planned(name=name, kind="article") for name in run.order]
        stream.write(events.Started(run=run.name, site=run.site, started=run.started, pages=pages))
        for one in run.said.values():
            stream.write(events.Spoken(said=one))
        stream.write(events.Finished(seconds=2.0))
    return events.read(reports / run.name / events.FILE)


def review_of(root: Path, run: Run) -> Review:
    """A review of a run that was laid out."""
    reports = root / "reports"
    return Review(run, root, data_of(run, reports, history.recall(reports, run)))


@contextmanager
def served(review: Review) -> Iterator[str]:
    """The review's address, for as long as the block runs."""
    listening = listen(0, "review")
    serving, address = server(review, listening)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        serving.should_exit = True
        join(thread)


def files(root: Path) -> dict[str, bytes]:
    """Everything in a project's folder but the reports."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "reports" not in path.relative_to(root).parts
    }


def _verdict(page: str, subject: str, status: str, **more: object) -> Verdict:
    url = str(more.pop("url", f"http://127.0.0.1/{page}"))
    data = {"page": page, "kind": "article", "url": url, "subject": subject, "status": status, **more}
    return msgspec.convert(data, Verdict)
