"""Screenshots in the report: their size, and where on them the findings are marked."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

import msgspec

from copydesk.findings import Finding
from copydesk.report.run import Picture

CLOSE_UP = (740.0, 150.0)
"""Width and height, in CSS pixels, that a close-up shows at least: the report shows it at that size."""
CLOSE_UP_HEIGHT = 420.0
"""What a close-up is cut to."""
MARGIN = 24.0


class Mark(msgspec.Struct, kw_only=True):
    """An outlined place and the numbers of the findings that are about it."""

    x: float
    y: float
    width: float
    height: float
    numbers: list[int]

    @property
    def label(self) -> str:
        """The numbers as they stand on the picture."""
        return ", ".join(map(str, self.numbers)) if len(self.numbers) < 4 else f"{self.numbers[0]} …"


class Drawn(msgspec.Struct, kw_only=True):
    """A picture ready for the report: `data` is its data URI, sizes are in CSS pixels of the page."""

    data: str
    width: int
    height: int
    marks: list[Mark]

    def close_up(self, number: int) -> str:
        """The viewBox of the surroundings of a finding, or nothing when it is not on the picture."""
        mark = next((mark for mark in self.marks if number in mark.numbers), None)
        if mark is None:
            return ""
        width = min(max(mark.width + 2 * MARGIN, CLOSE_UP[0]), self.width)
        height = min(max(mark.height + 2 * MARGIN, CLOSE_UP[1]), CLOSE_UP_HEIGHT, self.height)
        # What is larger than its close-up is shown from its beginning, everything else in the middle.
        before = max((width - mark.width) / 2, MARGIN)
        above = max((height - mark.height) / 2, MARGIN)
        x = min(max(mark.x - before, 0), self.width - width)
        y = min(max(mark.y - above, 0), self.height - height)
        return f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"


def draw(folder: Path, picture: Picture, findings: Iterable[tuple[int, Finding]]) -> Drawn | None:
    """Read a picture and mark the findings that it shows. None when the file is no JPEG or not there."""
    try:
        content = (folder / picture.file).read_bytes()
    except OSError:
        return None
    size = jpeg_size(content)
    if size is None or picture.width < 1:
        return None
    width, height = round(picture.width), round(picture.width * size[1] / size[0])
    data = f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"
    also = set(picture.also)
    places: dict[tuple[int, ...], list[int]] = {}
    for number, finding in findings:
        box = finding.where.box
        if box is None or box[0] >= width or box[1] >= height:
            continue
        if finding.where.state == picture.state or (finding.where.state, box) in also:
            places.setdefault(tuple(round(side) for side in box), []).append(number)
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
