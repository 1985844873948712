"""Whatever checking a page breaks down on is that page's error, in one sentence."""

from __future__ import annotations

import pytest

from copydesk.page.capture import Capture
from copydesk.site.model import Site
from copydesk.verdicts import check as unfenced
from copydesk.verdicts import fence


def test_a_page_that_cannot_be_checked_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = unfenced.check

    def breaks(capture: Capture, *arguments: object) -> unfenced.Checked:
        if not capture.error:
            raise TypeError("no such thing\nas this")
        return real(capture, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(unfenced, "check", breaks)
    capture = Capture(page="a", kind="article", url="https://site.example/a", moment="2026-01-01T00:00:00Z")
    (finding,) = fence.check(capture, Site()).findings
    assert finding.rule == "visit/failed"
    assert finding.message == (
        "https://site.example/a could not be checked: copydesk broke down on it (TypeError: no such thing)"
    )


def test_what_is_still_to_be_done_before_is_in_the_fence() -> None:
    capture = Capture(page="a", kind="article", url="https://site.example/a", moment="2026-01-01T00:00:00Z")
    checked = fence.check(capture, Site(), None, lambda: {}["links"])
    assert [finding.message for finding in checked.findings] == [
        "https://site.example/a could not be checked: copydesk broke down on it (KeyError: 'links')"
    ]
