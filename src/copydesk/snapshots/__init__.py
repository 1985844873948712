"""Accepted records: one readable JSON file per page, and what changed since, in the terms of the page."""
