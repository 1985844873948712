"""What `copydesk doctor` says of one thing that a run needs."""

from __future__ import annotations

import msgspec


class Check(msgspec.Struct, frozen=True):
    """One thing that a run needs, and its state."""

    name: str
    ok: bool
    """False where a run would fail."""
    detail: str
    """What was found."""
    remedy: str = ""
    """What to do; on a check that is ok it makes that a warning."""
