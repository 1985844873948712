"""Where the keys of a TOML file stand: the line of every table and value, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key, table and list item in a TOML text that `tomllib` accepts.

    Paths are as `tomllib.loads` nests them: keys are strings, list items are numbered from 0; the empty path
    is the document. A table that several headers speak of has the line of the first.
    """
    return _Scanner(text).lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a path, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def dotted(path: KeyPath) -> str:
    """A path as a person writes it: `pages[2].kind`, `off."share/missing"`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if _BARE_KEY.fullmatch(step) else '"' + step.replace('"', '\\"') + '"'
            text += f".{name}" if text else name
    return text


class _Scanner:
    """One pass over a text that is known to be valid, so it looks for ends of things and checks nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[KeyPath, int] = {(): 1}
        self.counts: dict[KeyPath, int] = {}
        table: KeyPath = ()
        while self._skip_blank():
            if text[self.pos] == "[":
                table = self._header()
            else:
                self._entry(table)

    def _skip_blank(self) -> bool:
        match = _BLANK.match(self.text, self.pos)
        assert match is not None
        self.pos = match.end()
        return self.pos < len(self.text)

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, bisect_right(self.breaks, self.pos - 1) + 1)

    def _header(self) -> KeyPath:
        """Read `[a.b]` or `[[a.b]]`; the path that the entries under it have."""
        brackets = 2 if self.text.startswith("[[", self.pos) else 1
        start = self.pos
        self.pos += brackets
        keys = self._keys()
        after = self.pos
        self.pos = start
        path: KeyPath = ()
        for number, key in enumerate(keys, 1):
            path += (key,)
            self._note(path)
            if number == len(keys) and brackets == 2:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path += (self.counts[path] - 1,)
                self._note(path)
        self.pos = self.text.index("]", after) + brackets
        return path

    def _keys(self) -> list[str]:
        """Read a dotted key, up to what follows it."""
        keys = []
        while True:
            self._skip_blank()
            if match := _BARE_KEY.match(self.text, self.pos):
                keys.append(match.group())
            else:
                match = _STRING.match(self.text, self.pos)
                assert match is not None
                keys.append(tomllib.loads(f"key = {match.group()}")["key"])
            self.pos = match.end()
            self._skip_blank()
            if self.text[self.pos] != ".":
                return keys
            self.pos += 1

    def _entry(self, table: KeyPath) -> None:
        """Read `key = value`."""
        start = self.pos
        keys = self._keys()
        after = self.pos
        self.pos = start
        path = table
        for key in keys:
            path += (key,)
            self._note(path)
        self.pos = self.text.index("=", after) + 1
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip_blank()
        opening = self.text[self.pos]
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            match = _STRING.match(self.text, self.pos) or _SCALAR.match(self.text, self.pos)
            assert match is not None
            self.pos = match.end()

    def _list(self, path: KeyPath) -> None:
        self.pos += 1
        number = 0
        while self._skip_blank() and self.text[self.pos] != "]":
            if self.text[self.pos] == ",":
                self.pos += 1
                continue
            self._note((*path, number))
            self._value((*path, number))
            number += 1
        self.pos += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.pos += 1
        while self._skip_blank() and self.text[self.pos] != "}":
            if self.text[self.pos] == ",":
                self.pos += 1
            else:
                self._entry(path)
        self.pos += 1
