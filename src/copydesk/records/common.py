"""The parts that records of every kind are made of. Text is kept as shown, beside its machine value."""

from __future__ import annotations

import msgspec

ELSEWHERE = "elsewhere"
"""In a record's `shown`: what is on the page and in no element of the site file."""


class Link(msgspec.Struct, kw_only=True):
    """A linked text. `url` is absolute, or empty where the text is no link."""

    text: str
    url: str = ""


class Moment(msgspec.Struct, kw_only=True):
    """A point in time: as shown, as ISO 8601 with offset, in seconds since 1970 (None: could not be read)."""

    text: str
    iso: str | None = None
    epoch: int | None = None


class Tab(msgspec.Struct, kw_only=True):
    """A tab's label and whether it is the active one."""

    text: str
    active: bool = False
