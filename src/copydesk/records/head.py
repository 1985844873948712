"""What a record keeps of a document's head."""

from __future__ import annotations

import msgspec


class Head(msgspec.Struct, kw_only=True):
    """The document's head as crawlers read it, in page order: a line for each thing that it says."""

    title: str = ""
    meta: list[str] = []
    links: list[str] = []
    json_ld: list[str] = []
