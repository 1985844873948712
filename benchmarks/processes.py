"""What other processes are there, from /proc: Linux only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def descendants(pid: int) -> Iterator[int]:
    """A process and all that it has started, directly or not, as long as their parents live."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    waiting = [pid]
    while waiting:
        yield (one := waiting.pop())
        waiting += children.get(one, [])


def browser_of(pid: int) -> int | None:
    """The main process of the browser that a process has started: others of a browser have a `--type`."""
    for one in descendants(pid):
        with suppress(OSError):
            words = Path(f"/proc/{one}/cmdline").read_bytes()
            if b"--remote-debugging-pipe" in words and b"--type=" not in words:
                return one
    return None


def memory_of(pid: int, without: bytes) -> dict[str, int]:
    """Bytes that a process and its descendants take (their share of what is shared), by what they are.

    Those with `without` in their command do not count.
    """
    taken: dict[str, int] = {}
    for one in descendants(pid):
        with suppress(OSError):
            if without in Path(f"/proc/{one}/cmdline").read_bytes():
                continue
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            name = Path(f"/proc/{one}/comm").read_text().strip().partition(" ")[0]
            taken[name] = taken.get(name, 0) + 1024 * kilobytes
    return taken
