"""What an item says about its page: data that travels with its report, also between processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from copydesk.plugin.items import repeat
from copydesk.plugin.stash import STOPPED, VISITED
from copydesk.report.run import Kept, Said
from copydesk.rules.findings import Finding
from copydesk.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from copydesk.plugin.visited import Visited

FIELD = "copydesk"
"""The report's attribute that carries what an item said; xdist sends it along as it is plain data."""
KEPT = "copydesk_kept"
"""The one that carries, with the first item of a page, where its capture is kept."""
STOPPED_FIELD = "copydesk_stopped"
"""The one that says why nothing can be visited."""


def attach(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """Put the item's verdict on its report and, if it failed, take a screenshot while the page is still
    open.
    """
    if stopped := item.stash.get(STOPPED, ""):
        setattr(report, STOPPED_FIELD, stopped)
    visited = item.stash.get(VISITED, None)
    if visited is not None and report.when == "setup":
        report.duration = max(0.0, report.duration + visited.owed())
    if visited is None or report.when != "call":
        return
    verdict = visited.said or own(item, call, report, visited)
    said = Said(verdict=verdict, browser=visited.browser, seconds=report.duration)
    if verdict.status in ("failed", "changed"):
        visited.note_failure()
        said.picture = visited.picture()
        said.facts = visited.facts()
        said.trace, said.video = visited.recordings()
        said.repeat = repeat(item, "--headed")
    setattr(report, FIELD, msgspec.to_builtins(said))
    if kept := visited.kept():
        setattr(report, KEPT, msgspec.to_builtins(kept))


def own(
    item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport, visited: Visited
) -> Verdict:
    """The verdict of a test that a project wrote for itself: its name is the subject."""
    name = getattr(item, "originalname", None) or item.name
    verdict = Verdict(page=visited.name, kind=visited.kind, url=visited.url, subject=name, status="passed")
    if report.failed and call.excinfo is not None:
        message = str(call.excinfo.value).partition("\n")[0] or call.excinfo.typename
        verdict.status = "failed"
        verdict.findings.append(Finding(rule=f"{name}/failed", severity="error", message=message))
    elif report.skipped:
        verdict.status = "absent"
        verdict.remarks.append(str(call.excinfo.value) if call.excinfo else "skipped")
    return verdict


def said_by(report: Any) -> Said | None:
    """What an item put on its report, if it did."""
    data = getattr(report, FIELD, None)
    return None if data is None else msgspec.convert(data, Said)


def kept_by(report: Any) -> Kept | None:
    """Where the capture of a page is kept, if this report is the one to tell."""
    data = getattr(report, KEPT, None)
    return None if data is None else msgspec.convert(data, Kept)
