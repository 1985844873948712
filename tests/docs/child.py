"""Runs pytest several times in one process, since to import what it needs takes longer than a small run does.

It reads a list of [arguments, environment] from its input, as JSON, and writes a list of [exit code, output].
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

WITHOUT = [word for name in ("cacheprovider", "unraisableexception") for word in ("-p", f"no:{name}")]
"""Plugins that take long for each run and have nothing to do with what is shown."""


def run(arguments: list[str], environ: dict[str, str]) -> tuple[int, str]:
    """One run: its exit code, and what it printed."""
    printed = io.StringIO()
    before = dict(os.environ)
    os.environ.update(environ)
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            code = int(pytest.main([*WITHOUT, *arguments]))
    finally:
        os.environ.clear()
        os.environ.update(before)
    return code, printed.getvalue()


if __name__ == "__main__":
    results = [run(arguments, environ) for arguments, environ in json.load(sys.stdin)]
    json.dump(results, sys.stdout)
