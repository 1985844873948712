"""Numbers with their nouns."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """`1 page`, `2 pages`, `10,000 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
