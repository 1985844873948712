"""The benchmarks of whole runs, over as few pages as can be. What they measure is not asserted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import peers, workers


def test_each_tool_passes_the_same_checks(capsys: pytest.CaptureFixture[str]) -> None:
    taken = peers.measure(1, None)
    peers.show(1, taken)
    assert list(taken)[-1] == "copydesk"
    assert "pytest-playwright, a test a subject" in capsys.readouterr().out


def test_where_node_is_not_there_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert peers.install_node(tmp_path) == "Node is not installed"


def test_node_gets_every_assertion(tmp_path: Path) -> None:
    peers.write_node(tmp_path, "http://127.0.0.1:1", ["/a"], together=False)
    spec = (tmp_path / "pages.spec.js").read_text()
    assert spec.count("await expect(") == sum(map(len, peers.SUBJECTS.values()))
    assert spec.count("test(`") == len(peers.SUBJECTS)


def test_both_numbers_of_workers_are_measured() -> None:
    assert workers.measure(1, 1, 0) > 0
