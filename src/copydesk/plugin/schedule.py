"""Scheduling under xdist, so that a page is visited by one worker only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

BROWSERS = ("chromium", "firefox", "webkit")


class PageScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out the items of one page together, and all others by their files, whose fixtures they share.

    The controller knows items by their ids only, so the page is read from there: `…[dialogue-dateline]` is of
    page `dialogue`. An unrelated item whose parameter happens to start like that is only kept in company.
    """

    def __init__(self, config: pytest.Config, log: Any, pages: Iterable[str]) -> None:
        super().__init__(config, log)
        # The longest first: `dialogue-2` must not be taken for `dialogue`.
        self._pages = sorted(pages, key=len, reverse=True)
        self._scopes: dict[str, str] = {}

    def _split_scope(self, nodeid: str) -> str:
        if nodeid not in self._scopes:
            self._scopes[nodeid] = self._scope(nodeid)
        return self._scopes[nodeid]

    def _scope(self, nodeid: str) -> str:
        parameters = nodeid.rpartition("[")[2].removesuffix("]") if nodeid.endswith("]") else ""
        browser = next((name for name in BROWSERS if name in parameters.split("-")), "")
        for page in self._pages:
            if f"{parameters.removeprefix(f'{browser}-')}-".startswith(f"{page}-"):
                return f"{browser}-{page}" if browser else page
        return nodeid.partition("::")[0]
