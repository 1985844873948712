"""Reviewing a run: what is decided, what is written, and who may."""
