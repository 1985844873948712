"""A run on a disk that is full says what it has found, what it could not write, and leaves nothing half."""

from __future__ import annotations

from pathlib import Path

from tests.plugin.projects import PAGE, RULES, project

FULL = """
import errno
from pathlib import Path

whole, opened = Path.write_bytes, Path.open


def write_bytes(self, data):
    # The first bytes fit still.
    whole(self, data[:9])
    raise OSError(errno.ENOSPC, "No space left on device")


def open(self, *args, **more):
    if self.name == "events.jsonl":
        return opened(Path("/dev/full"), "wb")
    return opened(self, *args, **more)


Path.write_bytes, Path.open = write_bytes, open
"""


def test_a_full_disk_is_told_and_the_records_are_as_they_were(tmp_path: Path) -> None:
    pages = {"good": PAGE.format("Ferry is back", "It sails."), "new": PAGE.format("Ferry is late", "Soon.")}
    with project(tmp_path, pages) as made:
        made.write("snapshots/small/good.json", "{}")
        made.write("conftest.py", RULES + FULL)
        ran = made.pytest("-k", "snapshot or toy-footer", "--snapshot-update")
    assert ran.code == 1, "nothing that could not be accepted passes, or only differs"
    for name in pages:
        assert (
            f"snapshots/small/{name}.json: cannot be written (No space left on device), and is as" in ran.text
        )
    assert "run with --snapshot-update" not in ran.text
    assert "2 of 2 pages have 2 errors" in ran.text
    assert "Could not write the report to" in ran.text
    assert "Traceback" not in ran.text
    assert {path.name: path.read_text() for path in tmp_path.glob("snapshots/small/*")} == {"good.json": "{}"}
    assert list(tmp_path.glob("reports/.*")) == []
