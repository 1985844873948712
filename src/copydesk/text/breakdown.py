"""What copydesk itself broke down on, in words."""

from __future__ import annotations


def broken_down(error: Exception) -> str:
    """What copydesk itself broke down on, as the end of a sentence."""
    first = str(error).strip().partition("\n")[0][:200]
    return f"copydesk broke down on it ({type(error).__name__}{': ' if first else ''}{first})"
