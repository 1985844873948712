"""What a command did not foresee is one sentence, and never ends like a result."""

from __future__ import annotations

import errno

import click
import pytest
from click.testing import CliRunner

from copydesk.commands.cli import Copydesk
from copydesk.disk.read import FileError


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (FileError("a.json: cannot be read (no)"), 2, "Error: a.json: cannot be read (no)\n"),
        (
            OSError(errno.ENOSPC, "No space left on device", "reports"),
            2,
            "Error: reports cannot be read or written (No space left on device)\n",
        ),
        (TypeError("x\ny"), 2, "Error: copydesk has broken down: please report TypeError at cli.py:"),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(1), 1, ""),
        (click.UsageError("no"), 2, "Error: no\n"),
    ],
)
def test_each_end_has_its_code_and_its_sentence(
    error: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def broken() -> None:
        raise error

    monkeypatch.setattr(Copydesk, "get_command", lambda *_: broken)
    ran = CliRunner().invoke(Copydesk(), ["demo"])
    assert ran.exit_code == code
    assert says in ran.output
    assert "Traceback" not in ran.output
