"""A file is the old one or the new one, whole, at any moment, also when whoever writes it is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.limits import in_time

TEXTS = ["old\n" * 100_000, "new\n" * 120_000]
WRITE = """
import sys
from pathlib import Path

from copydesk.disk.write import put

while True:
    for text in ("old\\n" * 100_000, "new\\n" * 120_000):
        put(Path(sys.argv[1]) / "front.json", text.encode())
        print(flush=True)
"""
READ = 200
"""How often the file is read while it is written again and again."""


def test_a_file_is_whole_whenever_it_is_read_and_when_its_writer_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path)], stdout=subprocess.PIPE) as writer:
        try:
            assert writer.stdout is not None
            assert in_time(writer.stdout.readline)
            seen = {(tmp_path / "front.json").read_text() for _ in range(READ)}
        finally:
            writer.kill()
    assert seen <= set(TEXTS)
    assert (tmp_path / "front.json").read_text() in TEXTS
