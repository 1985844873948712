"""Splitting a run over machines: pytest-split's options, with pages as the units.

pytest-split distributes items, so two machines could visit the same page. If there is a site file, a plugin
takes its place that distributes pages, and all other items one by one.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from heapq import heappop, heappush
from pathlib import Path

import pytest

from copydesk.disk.read import FileError, MissingError, content
from copydesk.merge.files import read_durations
from copydesk.plugin import options
from copydesk.plugin.items import scope_of
from copydesk.report.run import Shard

EMPTY = "copydesk_empty_shard"
"""Where a worker's output says that other shards have all the items."""
NAME = "copydesk-shards"
_THEIRS = "pytestsplitplugin"


def shard(config: pytest.Config) -> Shard | None:
    """Which part of a run --splits and --group ask for; None where they ask for all of it."""
    splits, group = config.getoption("splits", None), config.getoption("group", None)
    if not splits or not group:
        return None
    durations = b""
    with suppress(FileError):
        durations = content(Path(config.getoption("durations_path")))
    chosen = f"\0{config.getoption('keyword')}\0{config.getoption('markexpr')}"
    split = hashlib.sha256(durations + chosen.encode(errors="replace")).hexdigest()[:12]
    return Shard(group=int(group), of=int(splits), split=split)


def check(config: pytest.Config) -> None:
    """Raise `pytest.UsageError` for durations that cannot be read."""
    try:
        read_durations(Path(config.getoption("durations_path")))
    except MissingError:
        return
    except FileError as error:
        raise pytest.UsageError(f"{error}: delete it, and --store-durations makes another") from None


def take_over(config: pytest.Config) -> None:
    """Distribute pages instead of items, if the run is split."""
    if theirs := config.pluginmanager.unregister(name=_THEIRS):
        config.pluginmanager.register(PageSplit(theirs.cached_durations), NAME)


class PageSplit:
    """Chooses the items of a shard. `durations` are seconds by item id, of earlier runs."""

    def __init__(self, durations: dict[str, float]) -> None:
        self.empty = False
        """Whether there are items, and none for this shard."""
        self._durations = durations
        self._told = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the items of this shard, as the last of all who choose."""
        splits, group = int(config.getoption("splits")), int(config.getoption("group"))
        units: dict[str, list[pytest.Item]] = {}
        for item in items:
            units.setdefault(scope_of(item) or item.nodeid, []).append(item)
        lasting = self._lasting(units)
        chosen = deal(lasting, splits)[group - 1]
        left = [item for name, unit in units.items() if name not in chosen for item in unit]
        items[:] = [item for name, unit in units.items() if name in chosen for item in unit]
        config.hook.pytest_deselected(items=left)
        self._told = f"shard {group} of {splits}: {len(chosen)} of {len(units)} pages and other items" + (
            f", about {sum(lasting[name] for name in chosen):.0f} s" if self._durations else ""
        )
        self.empty = bool(left) and not items
        if self.empty and options.is_worker(config):
            config.workeroutput[EMPTY] = True  # type: ignore[attr-defined]

    def pytest_report_collectionfinish(self) -> str:
        """Print how much of the run this shard is."""
        return self._told

    def _lasting(self, units: dict[str, list[pytest.Item]]) -> dict[str, float]:
        """How long each unit takes; an item that nothing is known of takes as long as others do."""
        known = [
            self._durations[i.nodeid] for unit in units.values() for i in unit if i.nodeid in self._durations
        ]
        usual = sum(known) / len(known) if known else 1.0
        return {
            name: sum(self._durations.get(item.nodeid, usual) for item in unit)
            for name, unit in units.items()
        }


def deal(lasting: dict[str, float], splits: int) -> list[set[str]]:
    """Names with their seconds, in so many parts that take about as long: the longest first, to the least.

    pytest-split's own way, which cuts the list where it stands, leaves shards empty where units are large.
    """
    parts: list[set[str]] = [set() for _ in range(splits)]
    waiting = [(0.0, 0, number) for number in range(splits)]
    for name in sorted(lasting, key=lambda name: (-lasting[name], name)):
        seconds, count, number = heappop(waiting)
        parts[number].add(name)
        heappush(waiting, (seconds + lasting[name], count + 1, number))
    return parts
