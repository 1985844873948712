"""Accepted records: one readable JSON file per page, and what changed since, in the terms of the page."""

from copydesk.snapshots.diff import describe
from copydesk.snapshots.store import compare, orphans, update_refused

__all__ = ["compare", "describe", "orphans", "update_refused"]
