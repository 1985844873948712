"""A place on a page, for whoever has to find it again."""

from __future__ import annotations

import msgspec

from copydesk.page.capture import Box


class Where(msgspec.Struct, frozen=True):
    """A place on a page: the state it was seen in, a selector for developer tools, a box in CSS pixels."""

    state: str = "loaded"
    selector: str = ""
    box: Box | None = None
