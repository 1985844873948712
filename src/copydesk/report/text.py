"""Findings as plain text. What comes from a page must not be able to steer a terminal."""

from __future__ import annotations

import re
import unicodedata

from copydesk.page.where import Where
from copydesk.rules.findings import Finding

_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that words need, in Persian and in emoji."""
_COMMAND = re.compile(r"\A(\s*):(?=:)|(##)\[")
"""What GitHub Actions takes for a command in a line of its log."""


def plain(text: str) -> str:
    """One line of text that is safe to print: control, format and unassigned characters become U+FFFD.

    So does a character of what GitHub Actions would take for a command when it reads the line in its log.
    """
    text = _COMMAND.sub("\\1\\2\ufffd", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if char in _JOINERS or unicodedata.category(char) not in _STEERING else "\ufffd" for char in text
    )


def one_line(text: str, limit: int = 0) -> str:
    """Text on one line, safe to print, cut to `limit` characters when that is not 0."""
    line = " ".join(text.split())
    return plain(line if not limit or len(line) <= limit else f"{line[: limit - 1]}…")


def describe_finding(finding: Finding) -> list[str]:
    """A finding on a few lines: rule, message, expected, actual, where, and how many
    more places there are. Safe to print."""
    lines = [f"{finding.rule} ({finding.level})", f"  {one_line(finding.message)}"]
    if finding.expected:
        lines.append(f"  expected  {one_line(finding.expected)}")
    if finding.actual:
        lines.append(f"  actual    {one_line(finding.actual)}")
    if where := describe_where(finding.where):
        lines.append(f"  where     {one_line(where)}")
    if finding.more:
        lines.append(f"  also at   {finding.more}")
    if finding.known or finding.expired:
        lines.append(f"  known     {one_line(finding.known or finding.expired)}")
    return [plain(line) for line in lines]


def describe_where(where: Where) -> str:
    """A place in words: selector, position on the page, and the state if it is not the page as it loaded."""
    parts = [where.selector] if where.selector else []
    if where.box:
        x, y, width, height = where.box
        parts.append(f"{width:.0f} × {height:.0f} pixels at {x:.0f}, {y:.0f}")
    if where.state != "loaded":
        parts.append(f"after step “{where.state}”")
    return "  ·  ".join(parts)
