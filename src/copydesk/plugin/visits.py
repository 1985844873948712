"""One visit per page, shared by all its items; and what happens if none is possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.browser.start import BrowserError, why
from copydesk.browser.visit import UnreachableError
from copydesk.plugin import options
from copydesk.plugin.browsing import Browsing
from copydesk.plugin.items import scope_of
from copydesk.plugin.stash import STOPPED, VISITED
from copydesk.plugin.suite import CannotRunError, Suite
from copydesk.plugin.visited import Visited
from copydesk.site.model import PageEntry


def visit(suite: Suite, entry: PageEntry, request: pytest.FixtureRequest) -> Visited:
    """The page, visited and checked: the open one, or after a new visit."""
    if suite.stopped:
        pytest.skip(suite.stopped)
    try:
        browsing: Browsing = request.getfixturevalue("_copydesk_browsing")
        again = getattr(request.node, "execution_count", 1) > 1
        before = request.node.stash.get(VISITED, None) if again else None
        visited = browsing.visit(entry, scope_of(request.node) or entry.name, before)
    except (CannotRunError, UnreachableError) as error:
        message = str(error)
    except BrowserError as error:
        message = f"no page can be visited: {why(error)}"
    else:
        visited.looked_at_by(request)
        return visited
    raise _stop(suite, request, message)


def _stop(suite: Suite, request: pytest.FixtureRequest, message: str) -> BaseException:
    """Run no other item, because all would say the same; returns what to raise in this one."""
    suite.stopped = message
    request.node.stash[STOPPED] = message
    request.session.shouldfail = message
    if _says_first(suite.config):
        return pytest.fail.Exception(message, pytrace=False)
    return pytest.skip.Exception(message)


def _says_first(config: pytest.Config) -> bool:
    """Whether no other worker has yet failed an item because nothing can be visited: one failure is
    enough.
    """
    if not options.is_worker(config):
        return True
    note = Path(config.workerinput[options.NOTES]) / "stopped"  # type: ignore[attr-defined]
    try:
        note.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
