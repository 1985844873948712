"""What has become of things since the last run, in words and by cause."""

from __future__ import annotations

from copydesk.report.causes import Cause
from copydesk.report.history import Comparison, broken, key_of
from copydesk.report.run import Run
from copydesk.verdicts.messages import shape


def words(run: Run, compared: Comparison) -> str:
    """`Since the last run: 3 new, 2 still there, 1 fixed.` Nothing where there is no last run, or no news."""
    if not compared.last:
        return ""
    here = {one[0] for one in broken(run)}
    counts = {
        "new": len(here & compared.new),
        "still there": len(here - compared.new),
        "fixed": len(compared.fixed),
    }
    told = [f"{number} {what}" for what, number in counts.items() if number]
    return f"Since the last run: {', '.join(told)}." if told else ""


class Fresh:
    """Which causes have something in them that the last run did not have."""

    def __init__(self, run: Run, compared: Comparison) -> None:
        self._shapes = {
            (finding.level, finding.rule, shape(finding.message))
            for verdict in run.verdicts
            for finding in verdict.findings
            if compared.last and key_of(verdict, finding) in compared.new
        }

    def __contains__(self, cause: Cause) -> bool:
        return (cause.severity, cause.rule, shape(cause.message)) in self._shapes
