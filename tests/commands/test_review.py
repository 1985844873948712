"""`copydesk review` prints an address, serves until Ctrl-C, and then says what is left to repair."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from copydesk.commands.cli import main
from tests import limits
from tests.review.reviews import RUN, lay_out


def start(folder: Path, *arguments: str) -> tuple[subprocess.Popen[str], str, str]:
    """The command, what it printed, and the address in it."""
    command = [sys.executable, "-u", "-m", "copydesk", "review", *arguments]
    running = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert running.stdout is not None
    printed = ""
    while line := limits.in_time(running.stdout.readline):
        printed += line
        if "Ctrl-C" in line or "Error" in line:
            break
    found = re.search(r"http://127\.0\.0\.1:\d+/\S+/", printed)
    return running, printed, found.group() if found else ""


def test_it_serves_the_newest_run_until_ctrl_c(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "tests/deeper").mkdir(parents=True)
    running, printed, address = start(tmp_path / "tests/deeper")
    try:
        assert f"Review of run {RUN} (The Small Paper): 6 changes to decide, 3 errors." in printed
        assert str(tmp_path / "snapshots") in printed
        assert b"The Small Paper" in limits.fetch(address)
        origin = address.rstrip("/").rpartition("/")[0]
        for change, how in ((3, {"do": "accept", "changes": [3]}), (4, {"do": "reject", "change": 4})):
            data = json.dumps(how).encode()
            headers = {"Origin": origin, "Content-Type": "application/json"}
            request = urllib.request.Request(f"{address}decide", data, headers)
            assert str(change) in json.loads(limits.fetch(request))["state"]["decided"]
    finally:
        running.send_signal(signal.SIGINT)
        after = limits.communicate(running)[0]
    assert running.returncode == 0
    assert "2 of 6 changes decided, 1 accepted in this review." in after
    assert "To be fixed:\n  weather: " in after
    assert "Traceback" not in after
    assert address.split("/")[3] not in after


def test_a_run_is_chosen_by_its_name(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "reports").rename(tmp_path / "elsewhere")
    running, printed, _ = start(tmp_path, RUN, "--reports", "elsewhere")
    running.send_signal(signal.SIGINT)
    limits.communicate(running)
    assert f"Review of run {RUN}" in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([RUN.replace("beef", "been")], f"there is no run '{RUN[:-4]}been'; did you mean '{RUN}'?"),
        (["../../etc"], f"there is no run '../../etc'; the newest is {RUN}"),
        (["--reports", "nowhere"], "nowhere: there is no run in this folder"),
        (["--port", "70000"], "70000 is not in the range"),
    ],
)
def test_what_cannot_be_reviewed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(main, ["review", *arguments])
    assert words in shown.output
    assert shown.exit_code == 2


def test_a_stream_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path)
    (tmp_path / f"reports/{RUN}/events.jsonl").write_text("{}\n")
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(main, ["review"])
    assert "not an event of a run" in shown.output
    assert shown.exit_code == 2
