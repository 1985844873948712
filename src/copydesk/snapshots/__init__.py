"""Accepted records: one readable JSON file per page, and what changed since, in the terms of the page."""

from copydesk.snapshots.diff import describe
from copydesk.snapshots.store import cannot_write, compare, orphans, update_refused

__all__ = ["cannot_write", "compare", "describe", "orphans", "update_refused"]
