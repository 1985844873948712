"""What a run did not get to: the subject on which a worker crashed, and pages that were left."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

import pytest

from copydesk.plugin.progress import Pages
from copydesk.report.run import Run, Said
from copydesk.rules.findings import Finding
from copydesk.verdicts.verdict import Verdict

DIED = "???"
"""The phase that xdist names in its report on an item whose worker died over it."""


class Unfinished:
    """Tracks the expected items, and those that are done."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._left: dict[str, str] = {}

    def expect(self, ids: Iterable[str]) -> None:
        """Note the items to expect. Every xdist worker reports the same."""
        if not self._left:
            self._left = {nodeid: found[0].name for nodeid in ids if (found := self._pages.find(nodeid))}

    def done(self, nodeid: str) -> None:
        """An item is done, however it ended."""
        self._left.pop(nodeid, None)

    @property
    def pages(self) -> list[str]:
        """The pages that were not checked completely."""
        return list(dict.fromkeys(self._left.values()))

    def died_over(self, report: pytest.TestReport, run: Run, base_url: str) -> Said | None:
        """The verdict on an item whose worker crashed before it gave one; None for any other report."""
        found = self._pages.find(report.nodeid) if report.when == DIED else None
        if found is None:
            return None
        self.done(report.nodeid)  # xdist calls no item finished whose worker has died
        entry, browser, subject = found
        finding = Finding(
            rule=f"{subject}/worker-died",
            severity="error",
            message="The worker crashed before it gave a verdict on this",
            expected="a verdict",
            actual="none; another worker checks the page's other subjects",
        )
        verdict = Verdict(
            page=entry.name,
            kind=entry.kind,
            url=urljoin(base_url, entry.url),
            subject=subject,
            status="failed",
            findings=[finding],
        )
        # One browser in a run goes without its name in the ids; its version is known by what was said before.
        known = next((name for name in run.browsers if name.startswith(browser)), browser)
        return Said(verdict=verdict, browser=known)
