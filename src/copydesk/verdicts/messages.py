"""Which messages say the same thing of different pages."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"\{\{.*?\}\}|“[^”]*”|«[^»]*»|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|\S*/\S+")
MORE = re.compile(r"… and (?:at least )?\d+ more of these on the page")
"""What `copydesk.verdicts.check` says where it stopped telling: no cause of its own."""
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SHAPED = 2000
"""So much of a message tells it from others."""


def shape(message: str) -> str:
    """A message without what varies from page to page: quoted text, addresses, files, numbers."""
    return _NUMBER.sub("0", _QUOTED.sub("…", message[:_SHAPED]))
