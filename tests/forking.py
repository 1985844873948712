"""Python programs that start without importing all that they need: each is a copy of a process that has it.

A run of pytest with copydesk takes more than a second to start, nearly all of it for imports, and there are
more than a hundred of them in the tests. What a program does once it has started is the same; what it imports
and when is not, and tests of that start a process of their own.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests import limits

COPIES = ("pytest", "copydesk")
"""The programs that are started as copies."""


def run(
    command: Sequence[str],
    cwd: Path | str = ".",
    env: Mapping[str, str] | None = None,
    seconds: float = limits.PATIENCE,
) -> subprocess.CompletedProcess[str]:
    """As `limits.run`, for programs that are started with `python -m`."""
    python, option, module, *arguments = [*command, "", "", ""][: max(3, len(command))]
    if (python, option) != (sys.executable, "-m") or module not in COPIES or sys.platform != "linux":
        return limits.run(command, cwd=cwd, env=env, seconds=seconds)
    order = {
        "module": module,
        "arguments": arguments,
        "cwd": str(Path(cwd).resolve()),
        "env": dict(os.environ if env is None else env),
    }
    asking = _original()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        socket.send_fds(asking, [json.dumps(order).encode()], [said.fileno(), complained.fileno()])
        child = int(_line(asking))
        try:
            code = int(_line(asking, seconds))
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            _line(asking)
            raise
        texts = []
        for file in (said, complained):
            file.seek(0)
            texts.append(file.read().decode(errors="replace").replace("\r\n", "\n"))
    return subprocess.CompletedProcess(command, code, *texts)


def _line(asking: socket.socket, seconds: float = limits.PATIENCE) -> bytes:
    def receive(left: float) -> bytes:
        asking.settimeout(left)
        return asking.recv(64)

    line = limits.within(receive, seconds)
    assert line, "the process that programs are copied from has ended"
    return line


@cache
def _original() -> socket.socket:
    """Speaks to the process that programs are copied from, which ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    script = str(Path(__file__).with_name("forked.py"))
    with theirs:
        process = subprocess.Popen(
            [sys.executable, script, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
