"""Screenshots in the report: their size, and where on them the findings are marked."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

import msgspec

from copydesk.disk import read
from copydesk.report.run import Picture
from copydesk.rules.findings import Finding


class Mark(msgspec.Struct, kw_only=True):
    """An outlined place and the numbers of the findings that are about it."""

    x: float
    y: float
    width: float
    height: float
    numbers: list[int]


class Drawn(msgspec.Struct, kw_only=True):
    """A picture ready for the report: `data` is its data URI, sizes are in CSS pixels of the page."""

    data: str
    width: int
    height: int
    marks: list[Mark]


def draw(folder: Path, picture: Picture, findings: Iterable[tuple[int, Finding]]) -> Drawn | None:
    """Read a picture and mark the findings that it shows. None when the file is no picture or not there."""
    try:
        content = read.content(folder / picture.file)
    except read.FileError:
        return None
    kind, size = ("webp", webp_size(content)) if content[:4] == b"RIFF" else ("jpeg", jpeg_size(content))
    if size is None or picture.width < 1:
        return None
    width, height = round(picture.width), round(picture.width * size[1] / size[0])
    data = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    also = set(picture.also)
    places: dict[tuple[int, ...], list[int]] = {}
    for number, finding in findings:
        for where in finding.everywhere:
            box = where.box
            if box is None or box[0] >= width or box[1] >= height:
                continue
            if where.state == picture.state or (where.state, box) in also:
                numbers = places.setdefault(tuple(round(side) for side in box), [])
                if number not in numbers:
                    numbers.append(number)
    marks = [
        Mark(x=x, y=y, width=max(wide, 8), height=max(high, 8), numbers=numbers)
        for (x, y, wide, high), numbers in places.items()
    ]
    return Drawn(data=data, width=width, height=height, marks=marks)


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG in pixels, from its frame header; None when it is not one."""
    if content[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        # Frame headers are C0 to CF, but for three numbers in between that mean tables.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height = int.from_bytes(content[at + 5 : at + 7])
            width = int.from_bytes(content[at + 7 : at + 9])
            return (width, height) if width and height else None
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def webp_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP in pixels, from its first chunk; None when it is not one."""
    chunk = content[12:16]
    if content[8:12] != b"WEBP" or len(content) < 30:
        return None
    if chunk == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if chunk == b"VP8 ":
        sides = content[26:28], content[28:30]
        width, height = (int.from_bytes(side, "little") & 0x3FFF for side in sides)
        return (width, height) if width and height else None
    return None
