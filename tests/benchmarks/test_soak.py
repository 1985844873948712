"""The soak tells what differs, and what keeps the machine busy for it ends with it."""

from __future__ import annotations

import os

import pytest

from benchmarks import soak


def test_what_differs_is_told_by_page_and_subject() -> None:
    quiet = {("front", "feed"): "passed", ("front", "links"): "passed", ("ferry", "persons"): "absent"}
    other = {("front", "feed"): "failed feed/empty", ("front", "links"): "passed"}
    assert soak.differences(quiet, dict(quiet)) == []
    assert soak.differences(quiet, other) == [
        "ferry, persons: absent → nothing",
        "front, feed: passed → failed feed/empty",
    ]


def test_busy_processes_end_with_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    popen = soak.subprocess.Popen
    monkeypatch.setattr(soak.subprocess, "Popen", lambda *args: started.append(popen(*args)) or started[-1])
    with soak.busy(2):
        assert [process.poll() for process in started] == [None, None]
    assert all(process.poll() is not None for process in started)
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)
