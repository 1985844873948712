"""`copydesk demo` serves the embedded site, whole or broken."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

from click.testing import CliRunner

from copydesk.commands.cli import main
from copydesk.demo.faults import FAULTS
from tests import limits


def test_a_fault_that_there_is_none_of_is_answered_with_the_nearest() -> None:
    shown = CliRunner().invoke(main, ["demo", "--fault", "angular-mising"])
    assert shown.exit_code == 2
    assert "angular-missing" in shown.output


def test_the_faults_are_listed_with_what_they_do() -> None:
    shown = CliRunner().invoke(main, ["demo", "--list-faults"])
    for name, what in FAULTS.items():
        assert name in shown.output
        assert what in shown.output


def test_it_serves_until_it_is_told_to_stop() -> None:
    command = [sys.executable, "-m", "copydesk", "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout is not None
            address = limits.in_time(served.stdout.readline).strip()
            assert b"<html" in limits.fetch(address)
        finally:
            served.send_signal(signal.SIGINT)
        assert limits.communicate(served)[1] == ""
        assert served.returncode == 0


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "copydesk", "demo", "--port", str(port)]
        ended = limits.run(command)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"The site cannot be served at 127.0.0.1:{port} (")
    assert "--port" in ended.stderr
    assert ended.stderr.count("\n") == 1
