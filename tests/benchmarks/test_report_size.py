"""The benchmark of the report's size, on a run that is small."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.report_size import SUBJECTS, large_run, measure_own, measure_pytest_html


def test_findings_are_spread_over_pages_and_subjects() -> None:
    run = large_run(100, 50)
    broken = [verdict for verdict in run.verdicts if verdict.findings]
    assert len(run.verdicts) == 100 * len(SUBJECTS)
    assert len({verdict.page for verdict in broken}) == 50
    assert {verdict.subject for verdict in broken} == set(SUBJECTS)


def test_both_reports_are_measured(browser: Browser, tmp_path: Path) -> None:
    own = measure_own(browser, tmp_path / "own", 40, 4)
    assert own.size > 10_000
    assert own.nodes > 50
    pytest.importorskip("pytest_html")
    other = measure_pytest_html(browser, tmp_path / "other", 40, 4)
    assert other.size > 10_000
    assert other.nodes > 40
