"""Looking at the page of a visit as its reader does, for those who judge what a fault has done to it."""

from __future__ import annotations

from importlib.resources import files

import msgspec

from copydesk.browser.broken import BrokenVisitor
from copydesk.faults.effects import Look

_LOOK = (files("copydesk.browser") / "look.js").read_text()
_decoder = msgspec.json.Decoder(Look)


class LookingVisitor(BrokenVisitor):
    """Visits broken pages and can look at the last one as its reader does."""

    def look(self) -> Look:
        """What a reader sees and a crawler reads of the page last visited; nothing, where it was given up."""
        if self._tab is None or self._tab.page.is_closed():
            return Look()
        text: str = self._tab.page.evaluate(_LOOK)
        return _decoder.decode(text)
