"""The limits that tests wait with, and the programs that they start as copies."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.browser import machine
from tests import forking, limits

NEVER = [sys.executable, "-c", "import threading; threading.Event().wait()"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The answers to how busy the machine is: everything takes three times as long, and then no longer."""
    answers: list[float] = []

    def slowness() -> float:
        answers.append(1.0 if answers else 3.0)
        return answers[-1]

    monkeypatch.setattr(machine, "slowness", slowness)
    return answers


def refuse(seconds: float) -> None:
    """What never has what is waited for."""
    raise TimeoutError


def test_what_hangs_ends_when_the_machine_had_its_time(asked: list[float], browser: Browser) -> None:
    context = limits.patient(browser.new_context())
    missing = limits.Expecting(context.new_page().locator("h1"), 0.1)
    hanging = threading.Thread(target=threading.Event().wait, daemon=True)
    hanging.start()
    waits: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: limits.run(NEVER, seconds=0.1), subprocess.TimeoutExpired),
        (lambda: limits.in_time(threading.Event().wait, 0.1), TimeoutError),
        (lambda: limits.until(lambda: False, 0.1), AssertionError),
        (lambda: limits.join(hanging, 0.1), AssertionError),
        (lambda: limits.within(refuse, 0.1), TimeoutError),
        (missing.to_be_visible, AssertionError),
    ]
    for wait, error in waits:
        asked.clear()
        with pytest.raises(error):
            wait()
        # On a machine that is busy indeed, the time may be over when it is first asked.
        assert asked in ([3.0, 1.0], [3.0])
    assert not limits.happened(threading.Event(), 0.1)
    context.close()


def test_what_takes_long_on_a_busy_machine_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    event = threading.Event()

    def slowness() -> float:
        event.set()
        return machine.MOST

    monkeypatch.setattr(machine, "slowness", slowness)
    assert limits.happened(event, 0.01)


def test_an_error_is_no_limit() -> None:
    def refused() -> None:
        raise TimeoutError("of its own")

    with pytest.raises(TimeoutError, match="of its own"):
        limits.in_time(refused)
    with pytest.raises(subprocess.CalledProcessError):
        limits.run([sys.executable, "-c", "raise SystemExit(3)"], check=True)


def copied(
    folder: Path, code: str, seconds: float = limits.PATIENCE, **env: str
) -> subprocess.CompletedProcess[str]:
    """A run of pytest that is a copy, with this in its conftest.py."""
    (folder / "conftest.py").write_text(code)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-s", "-q"]
    environment = {"PATH": "/usr/bin:/bin", **env}
    return forking.run(command, cwd=folder, env=environment, seconds=seconds)


def test_a_copy_is_a_process_of_its_own(tmp_path: Path) -> None:
    code = """
import os, random, sys
print(os.getcwd(), os.getcwd() in sys.path[:2], os.environ["ONLY"], "HOME" in os.environ)
print(os.getpid(), random.random())
"""
    first, second = (copied(tmp_path, code, ONLY="here") for _ in range(2))
    assert first.stdout.startswith(f"{tmp_path} True here False\n"), first.stdout + first.stderr
    assert (first.returncode, first.stderr) == (pytest.ExitCode.NO_TESTS_COLLECTED, "")
    lots = {tuple(ran.stdout.splitlines()[1].split()) for ran in (first, second)}
    assert len({pid for pid, _ in lots}) == len({lot for _, lot in lots}) == 2


@pytest.mark.parametrize(
    ("ends", "code", "says"),
    [
        ("sys.exit(77)", 77, ""),
        ("os._exit(78)", 78, ""),
        ("os.kill(os.getpid(), 9)", -9, ""),
        ("sys.exit('in words')", 1, "in words"),
    ],
)
def test_a_copy_ends_as_a_process_does(tmp_path: Path, ends: str, code: int, says: str) -> None:
    ran = copied(tmp_path, f"import os, sys\ndef pytest_unconfigure():\n    {ends}")
    assert (ran.returncode, says in ran.stderr) == (code, True)


@pytest.mark.skipif(sys.platform != "linux", reason="programs are not started as copies there")
def test_a_copy_that_hangs_is_ended(tmp_path: Path, asked: list[float]) -> None:
    with pytest.raises(TimeoutError):
        copied(tmp_path, "import threading\nthreading.Event().wait()", 0.5)
    assert asked
    assert copied(tmp_path, "").returncode == pytest.ExitCode.NO_TESTS_COLLECTED
