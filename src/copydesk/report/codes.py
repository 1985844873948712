"""How a run ends, as a number. pytest's own codes are kept; three say more than its 1 does.

0  every page is in order
1  something failed
2, 3, 4, 5  as pytest says: interrupted, broken down, wrong options, no items
10  nothing failed, and pages differ from their accepted records
11  the run could not go on: the site or the browser was not to be had
12  of a merged run: a shard of it is missing, or did not come to its end
"""

from __future__ import annotations

from collections.abc import Iterable

CHANGED = 10
STOPPED = 11
INCOMPLETE = 12
_WORST_FIRST = (INCOMPLETE, 3, 4, 2, STOPPED, 1, CHANGED)


def of_all(codes: Iterable[int]) -> int:
    """The code of a run, from those of its parts: the worst; one with no items changes nothing."""
    found = set(codes)
    if found == {5}:
        return 5
    return next((code for code in _WORST_FIRST if code in found), 1 if found - {0, 5} else 0)
