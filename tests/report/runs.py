"""Runs for tests, from a few words."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

from copydesk.findings import Finding, Severity, Where
from copydesk.report.run import Picture, Run, Said
from copydesk.verdicts import Status, Verdict


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
        kind="article",
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
