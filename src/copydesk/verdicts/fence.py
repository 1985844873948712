"""The fence around one page: whatever its checking breaks down on, it is this page's error and no other's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from copydesk.page.capture import Capture
from copydesk.site.model import Site
from copydesk.text.breakdown import broken_down
from copydesk.verdicts import check as unfenced
from copydesk.verdicts.check import Checked


def check(
    capture: Capture, site: Site, today: date | None = None, before: Callable[[], None] | None = None
) -> Checked:
    """As `check.check`; a page that cannot be checked is one that could not be read, and says why.

    `before` is what is still to be done with the capture.
    """
    try:
        if before:
            before()
        return unfenced.check(capture, site, today)
    except Exception as error:
        why = f"{capture.url} could not be checked: {broken_down(error)}"
        return unfenced.check(msgspec.structs.replace(capture, states=[], error=why), site, today)
