"""ctrf.json: the run in the Common Test Report Format, a test for each subject of each page.

pytest-json-ctrf would write what pytest knows of the items: outcomes and printed text. This says what
copydesk knows: findings with their rules, the page and its kind, its address, the browser, the picture.
"""

from __future__ import annotations

from importlib.metadata import version

from copydesk.report.history import Comparison, key_of
from copydesk.report.outputs.findings import CHANGES
from copydesk.report.run import PageResult, Run
from copydesk.report.shown import TEXT, cut
from copydesk.report.text import describe_finding, one_line
from copydesk.verdicts.verdict import Verdict

SPECIFICATION = "0.0.0"
STATUS = {"passed": "passed", "failed": "failed", "changed": "failed", "absent": "skipped", "flaky": "passed"}
"""CTRF knows three of five verdicts: a page that changed fails, as in pytest, and `rawStatus` says why."""


def data(run: Run, pages: list[PageResult], compared: Comparison) -> dict[str, object]:
    """A run as a CTRF document, as plain data."""
    said = {id(one.verdict): one for one in run.said.values()}
    new = compared.new if compared.last else set()
    site = one_line(run.site, 300)
    tests = []
    for page in pages:
        name = one_line(page.page, 300)
        suite = [site, page.kind, name]
        for verdict in page.verdicts:
            milliseconds = round(1000 * said[id(verdict)].seconds)
            test: dict[str, object] = {
                "name": f"{name}: {verdict.subject}",
                "status": STATUS[verdict.status],
                "rawStatus": verdict.status,
                "duration": milliseconds,
                "suite": suite,
                "browser": page.browser,
            }
            if said[id(verdict)].tries > 1:
                test.update(retries=said[id(verdict)].tries - 1, flaky=verdict.status == "flaky")
            if verdict.findings or verdict.changes or verdict.remarks:
                test.update(_told(page, verdict, new))
            tests.append(test)
    start = round(1000 * run.started.timestamp())
    counts = dict.fromkeys(("passed", "failed", "skipped", "pending", "other"), 0)
    for test in tests:
        counts[str(test["status"])] += 1
    return {
        "reportFormat": "CTRF",
        "specVersion": SPECIFICATION,
        "timestamp": run.started.isoformat(timespec="seconds"),
        "generatedBy": "copydesk",
        "results": {
            "tool": {"name": "copydesk", "version": version("copydesk")},
            "summary": {
                "tests": len(tests),
                **counts,
                "start": start,
                "stop": start + round(1000 * run.seconds),
            },
            "tests": tests,
            "environment": {
                "appName": site,
                "commit": run.commit,
                "healthy": run.finished and not run.stopped,
                "extra": {
                    "run": run.name,
                    "baseUrl": one_line(run.base_url, TEXT),
                    "finished": run.finished,
                    "stopped": one_line(run.stopped, TEXT),
                },
            },
        },
    }


def _told(page: PageResult, verdict: Verdict, new: set[str]) -> dict[str, object]:
    """What there is to say of a test, where there is anything."""
    test: dict[str, object] = {}
    if verdict.findings or verdict.changes:
        lines = [line for finding in verdict.findings for line in describe_finding(finding)]
        lines += [one_line(change) for change in verdict.changes[:CHANGES]]
        first = verdict.findings[0].message if verdict.findings else verdict.changes[0]
        test["message"] = one_line(first, TEXT)
        test["trace"] = cut("\n".join(lines), 20_000)
        test["tags"] = sorted({finding.rule for finding in verdict.findings})
        keys = {key_of(verdict, finding) for finding in verdict.findings}
        keys |= {key_of(verdict)} if verdict.changes else set()
        test["extra"] = {
            "url": one_line(verdict.url, TEXT),
            "new": bool(keys & new),
            "repeat": one_line(page.repeat.get(verdict.subject, ""), TEXT),
        }
    elif verdict.remarks:
        test["message"] = one_line("; ".join(verdict.remarks), 300)
    if page.picture and verdict.status in ("failed", "changed"):
        kind = "webp" if page.picture.file.endswith(".webp") else "jpeg"
        test["attachments"] = [
            {"name": "screenshot", "contentType": f"image/{kind}", "path": page.picture.file}
        ]
    return test
