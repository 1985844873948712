"""Which items belong together, and scheduling them under xdist: one worker visits a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

BROWSERS = ("chromium", "firefox", "webkit")


APART = ("no", "each")
"""The values of --dist under which nothing is shared out: one process does all, or each worker does."""


class Batches:
    """Pages that are visited together, `size` of them at a time, in the order of their first items' ids.

    xdist's controller knows items by their ids only, so the page is read from there, here as in its workers:
    `…[dialogue-dateline]` is of page `dialogue`. An unrelated item whose parameter happens to start like that
    is only kept in company.
    """

    def __init__(self, ids: Iterable[str], pages: Iterable[str], size: int) -> None:
        self._pages = frozenset(pages)
        scopes = dict.fromkeys(scope for nodeid in ids if (scope := self.scope(nodeid)))
        self._numbers = {scope: number // size for number, scope in enumerate(scopes)}

    def scope(self, nodeid: str) -> str:
        """What the visit of an item is known by, as in `items.scope_of`; empty where it has none."""
        parameters = nodeid.rpartition("[")[2].removesuffix("]") if nodeid.endswith("]") else ""
        browser = next((name for name in BROWSERS if name in parameters.split("-")), "")
        words = parameters.removeprefix(f"{browser}-").split("-")
        # The longest name first: `dialogue-2` must not be taken for `dialogue`.
        names = ("-".join(words[:count]) for count in range(len(words), 0, -1))
        page = next((name for name in names if name in self._pages), "")
        return f"{browser}-{page}" if browser and page else page

    def name(self, scope: str) -> str:
        """The name of the batch that a page belongs to; empty for one that is in none."""
        return f"pages {self._numbers[scope]}" if scope in self._numbers else ""

    def since(self, scope: str) -> Sequence[str]:
        """A page and those of its batch that come after it."""
        name = self.name(scope)
        mates = [other for other in self._numbers if self.name(other) == name]
        return mates[mates.index(scope) :] if scope in mates else [scope]


class PageScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out the items of pages that are visited together as one, whatever `--dist` says of all others.

    Those go by their classes and modules under `loadscope`, else by their files, whose fixtures they share.
    Under `loadgroup` the groups that a user has marked come before all.
    """

    def __init__(self, config: pytest.Config, log: Any, pages: Sequence[str], size: int) -> None:
        super().__init__(config, log)
        self._dist = config.getoption("dist")
        self._named = pages
        self._size = size
        self._scopes: dict[str, str] = {}

    def remove_node(self, node: Any) -> str | None:
        """Give what a worker has left to others; returns the item that it died over, which has been told.

        xdist's own would have that item run again, by one worker after another, and hand out pages that are
        done, for which a new worker waits without end.
        """
        left = {scope: unit for scope, unit in self.assigned_work.pop(node).items() if not all(unit.values())}
        if not left:
            return None
        scope, crashed = next(
            (scope, nodeid) for scope, unit in left.items() for nodeid, done in unit.items() if not done
        )
        left[scope][crashed] = True
        self.workqueue.update({scope: unit for scope, unit in left.items() if not all(unit.values())})
        for other in self.assigned_work:
            self._reschedule(other)
        return str(crashed)

    def _reschedule(self, node: Any) -> None:
        """As xdist's, with enough to begin: a worker runs an item only when it knows the next, or the end.

        What is done is forgotten: xdist goes through all that a worker was ever given, at every item.
        """
        work = self.assigned_work[node]
        for scope in [scope for scope, unit in work.items() if all(unit.values())]:
            del work[scope]
        super()._reschedule(node)
        while self.workqueue and self._pending_of(self.assigned_work[node]) < 2:
            self._assign_work_unit(node)
        if not self.workqueue and self._pending_of(self.assigned_work[node]) < 2 and not node.shutting_down:
            node.shutdown()

    def _split_scope(self, nodeid: str) -> str:
        if nodeid not in self._scopes:
            self._scopes[nodeid] = self._scope(nodeid)
        return self._scopes[nodeid]

    def _scope(self, nodeid: str) -> str:
        # xdist's workers put the name of an item's group behind its id, and this controller sees just that.
        if self._dist == "loadgroup" and nodeid.rfind("@") > nodeid.rfind("]"):
            return nodeid.rpartition("@")[2]
        if name := self._batches.name(self._batches.scope(nodeid)):
            return name
        return nodeid.rpartition("::")[0] if self._dist == "loadscope" else nodeid.partition("::")[0]

    @cached_property
    def _batches(self) -> Batches:
        assert self.collection is not None
        return Batches(self.collection, self._named, self._size)
