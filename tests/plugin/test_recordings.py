"""pytest-playwright's --tracing and --screenshot, for visits that several items share."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.plugin.projects import PAGE, project


def test_recordings_of_pages_that_failed_are_kept(tmp_path: Path) -> None:
    pages = {"good": PAGE.format("A", "B"), "broken": PAGE.format("A", "{{B}}")}
    with project(tmp_path, pages) as made:
        ran = made.pytest("-k", "toy", "--tracing", "retain-on-failure", "--screenshot", "only-on-failure")
        assert len(ran.of("FAILED")) == 1
        kept = {
            str(path.relative_to(tmp_path))
            for path in (tmp_path / "test-results").rglob("*")
            if path.is_file()
        }
        assert kept == {"test-results/broken/trace.zip", "test-results/broken/screenshot.jpg"}
        assert zipfile.is_zipfile(tmp_path / "test-results/broken/trace.zip")
        assert sorted(made.requests) == ["/broken.html", "/good.html"]
        (report,) = (tmp_path / "reports").glob("index.html")
        assert '"trace":"../test-results/broken/trace.zip"' in report.read_text()
