"""Scheduling under xdist, so that a page is visited by one worker only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

BROWSERS = ("chromium", "firefox", "webkit")


APART = ("no", "each")
"""The values of --dist under which nothing is shared out: one process does all, or each worker does."""


class PageScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out the items of one page together, whatever `--dist` says of all others.

    Those go by their classes and modules under `loadscope`, else by their files, whose fixtures they share.
    Under `loadgroup` the groups that a user has marked come before all.

    The controller knows items by their ids only, so the page is read from there: `…[dialogue-dateline]` is of
    page `dialogue`. An unrelated item whose parameter happens to start like that is only kept in company.
    """

    def __init__(self, config: pytest.Config, log: Any, pages: Iterable[str]) -> None:
        super().__init__(config, log)
        self._dist = config.getoption("dist")
        # The longest first: `dialogue-2` must not be taken for `dialogue`.
        self._pages = sorted(pages, key=len, reverse=True)
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
        """As xdist's, with enough to begin: a worker runs an item only when it knows the next, or the end."""
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
        parameters = nodeid.rpartition("[")[2].removesuffix("]") if nodeid.endswith("]") else ""
        browser = next((name for name in BROWSERS if name in parameters.split("-")), "")
        for page in self._pages:
            if f"{parameters.removeprefix(f'{browser}-')}-".startswith(f"{page}-"):
                return f"{browser}-{page}" if browser else page
        return nodeid.rpartition("::")[0] if self._dist == "loadscope" else nodeid.partition("::")[0]
