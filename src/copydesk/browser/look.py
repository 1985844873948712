"""Looking at the page of a visit as its reader does, for those who judge what a fault has done to it."""

from __future__ import annotations

from importlib.resources import files

import msgspec
from playwright.sync_api import Error

from copydesk.browser.broken import BrokenVisitor
from copydesk.faults.effects import Look

_LOOK = (files("copydesk.browser") / "look.js").read_text()
_decoder = msgspec.json.Decoder(Look)


class LookingVisitor(BrokenVisitor):
    """Visits broken pages and can look at the last one as its reader does."""

    def look(self) -> Look:
        """What a reader sees and a crawler reads of the page last visited.

        Nothing at all, not even a head, where it was given up or does not let itself be looked at.
        """
        if self._tab is None or self._tab.page.is_closed():
            return Look()
        try:
            text: str = self._tab.evaluate(_LOOK)
        except Error:
            return Look()
        return _decoder.decode(text)
