"""Runs for tests, from a few words."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime
from pathlib import Path

from copydesk.page.capture import ConsoleLine, Request
from copydesk.page.where import Where
from copydesk.report.run import Facts, Picture, Run, Said
from copydesk.rules.findings import Finding, Place, Severity
from copydesk.verdicts.verdict import Records, Status, Verdict


def finding(rule: str = "dateline/wrong-date", message: str = "The date is wrong", **more: object) -> Finding:
    severity: Severity = more.pop("severity", "error")  # type: ignore[assignment]
    return Finding(rule=rule, severity=severity, message=message, **more)  # type: ignore[arg-type]


def verdict(
    page: str = "dialogue",
    subject: str = "dateline",
    *findings: Finding,
    status: Status | None = None,
    **more: object,
) -> Verdict:
    failed = any(one.severity == "error" for one in findings)
    return Verdict(
        page=page,
        kind=str(more.pop("kind", "article")),
        subject=subject,
        url=str(more.pop("url", f"http://127.0.0.1/{page}")),
        status=status or ("failed" if failed else "passed"),
        findings=list(findings),
        **more,  # type: ignore[arg-type]
    )


def run_of(*verdicts: Verdict, picture: Picture | None = None, **more: object) -> Run:
    run = Run(site="Lantern", started=datetime(2026, 3, 31, 7, 15, tzinfo=UTC), **more)  # type: ignore[arg-type]
    for one in verdicts:
        run.add(Said(verdict=one, browser="chromium 131", picture=picture))
    return run


def at(x: float, y: float, width: float, height: float, state: str = "loaded") -> Where:
    return Where(selector="p", box=(x, y, width, height), state=state)


def write_jpeg(path: Path, width: int, height: int) -> None:
    """Just enough of a JPEG to have a size: start, a comment, the frame header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    comment = b"\xff\xfe" + struct.pack(">H", 5) + b"abc"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    path.write_bytes(b"\xff\xd8" + comment + frame + b"\xff\xd9")


def ten_faults(folder: Path, screenshot: bytes) -> Run:
    """Four pages: three with nine errors, which have pictures, and one with a warning."""
    (folder / "run").mkdir(exist_ok=True)
    for page in ("dialogue", "ferry", "harbour"):
        (folder / f"run/{page}.jpg").write_bytes(screenshot)
    headline = finding(
        "headline/missing", "The page has no headline", expected="headline (h1)", actual="nothing matches"
    )
    found = {
        "dialogue": [
            headline,
            finding(
                "dateline/wrong-date",
                "The date is a day off",
                expected="KESTREL BAY, March 30",
                actual="KESTREL BAY, March 31",
                where=at(80, 400, 600, 24),
            ),
            finding(
                "share/count",
                "The share block is on the page 3 times",
                where=at(80, 500, 300, 40),
                places=(Place(message="And here", actual="a third", where=at(80, 800, 300, 40)),),
            ),
            finding(
                "lead/changed-by-script",
                "A script has changed the lead that the server has sent",
                expected="The ferry sails.",
                actual="The ferry waits.",
                served="expected",
                where=at(80, 200, 700, 60),
            ),
        ],
        "ferry": [
            headline,
            finding("share/missing", "The page has no share block"),
            finding("photo/broken", "The photo cannot be seen", where=at(80, 700, 640, 360)),
        ],
        "harbour": [headline, finding("network/slow", "An answer took 12 s")],
        "budget": [
            finding("accessibility/moderate", "Links look like text", severity="warning"),
        ],
    }
    run = run_of()
    for page, findings in found.items():
        picture = Picture(file=f"run/{page}.jpg", width=1280) if page != "budget" else None
        for one in findings:
            said = verdict(page, one.subject, one)
            facts = Facts(
                url=said.url,
                status=200,
                settled="still waiting for /api/poll",
                console=[
                    ConsoleLine(level="error", text="x is not defined", url="http://127.0.0.1/a.js", line=3)
                ],
                requests=[Request(url="http://127.0.0.1/lost.png", status=404)],
            )
            repeat = f'pytest "tests/site/test_article.py::test_article[{page}-{one.subject}]" --headed'
            run.add(Said(verdict=said, browser="chromium 131", picture=picture, facts=facts, repeat=repeat))
        run.add(Said(verdict=verdict(page, "body"), browser="chromium 131"))
    return run


def changes_only() -> Run:
    """Two pages with the same change, and one with two."""

    def changed(page: str, *lines: str) -> Verdict:
        records = Records(
            file=f"snapshots/lantern/{page}.json",
            accepted='{"headline": "Ferry", "lead": "Ferry sails"}',
            found='{"headline": "Ferry", "lead": "Ferry waits"}',
        )
        return verdict(page, "snapshot", status="changed", changes=list(lines), records=records)

    lead = "lead: Ferry sails → Ferry waits"
    return run_of(changed("a", lead), changed("b", lead), changed("c", lead, "order: 'related' is gone"))


def hostile(folder: Path, screenshot: bytes, texts: list[str]) -> Run:
    """Each text in every field of a page, a finding, a change and a record that can hold one."""
    (folder / "run").mkdir(exist_ok=True)
    (folder / "run/a.jpg").write_bytes(screenshot)
    run = run_of(
        base_url=texts[0], site_file=texts[1], commit=texts[2], faults=texts[:8], name=texts[3], order=texts
    )
    for number, text in enumerate(texts):
        where = Where(selector=text, box=(10.0, 10.0 + number, 90.0, 40.0))
        one = finding(
            text[:3000], text, expected=text, actual=f"{text} ", where=where, known="" if number % 2 else text
        )
        records = Records(file=text, accepted=json.dumps({text: text}), found=json.dumps({text: [text, "b"]}))
        bad = verdict(text, text, one, url=text, remarks=[text])
        changed = verdict(text, "snapshot", status="changed", changes=[text, "b"], records=records, url=text)
        facts = Facts(
            url=text,
            settled=text,
            console=[ConsoleLine(level=text, text=text, url=text, line=1)],
            requests=[Request(url=text, failure=text)],
        )
        for said in (bad, changed):
            run.add(
                Said(
                    verdict=said,
                    browser="chromium 131",
                    picture=Picture(file="run/a.jpg", width=1280),
                    facts=facts,
                    repeat=text,
                    trace=text[:200],
                    video="run/a.jpg",
                )
            )
    return run
