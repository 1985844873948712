"""What the plugin keeps in pytest's stash. No module that it names here may need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from copydesk.plugin.suite import Suite
    from copydesk.plugin.visited import Visited

SUITE: pytest.StashKey[Suite] = pytest.StashKey()
"""In the config's: the run, where there is a site to look at."""
VISITED: pytest.StashKey[Visited] = pytest.StashKey()
"""In an item's: the page that it looked at."""
STOPPED: pytest.StashKey[str] = pytest.StashKey()
"""In an item's: why nothing can be visited, where this item is the one to say so."""
