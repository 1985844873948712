"""Reviewing a run: the report with buttons, and what they do to the accepted records and known issues."""
