"""The blocks of code that the README and the manual show, as Sybil finds them."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import msgspec
from sybil import Document
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

ROOT = Path(__file__).parents[2]
NOT_RUN = "not run: "

_LEXER = FencedCodeBlockLexer(".*")
_COMMENT = re.compile(r"<!--\s+((?:(?!-->).)*?)\s+-->\n[ \t]*\Z", re.DOTALL)
_SETTING = re.compile(r"[A-Z_]+=")


class Block(msgspec.Struct, frozen=True):
    """A block: its place, its language, what stands in it and what the comment directly above it says."""

    page: str
    line: int
    language: str
    source: str
    comment: str

    @property
    def name(self) -> str:
        """Where it is."""
        return f"{self.page}:{self.line}"

    @property
    def runs(self) -> bool:
        """Whether it is said to run."""
        return not self.comment.startswith(NOT_RUN)

    @property
    def commands(self) -> list[Command]:
        """The commands of a block of shell."""
        words = (shlex.split(line, comments=True) for line in self.source.splitlines())
        return [command(self.name, line) for line in words if line]


class Command(msgspec.Struct, frozen=True):
    """A command that a block shows: the program, its arguments, and what is set in its environment."""

    place: str
    program: str
    arguments: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What no other command has, wherever it is shown."""
        return (self.program, *self.arguments, *map("=".join, self.environ))

    @property
    def shown(self) -> str:
        """The command as one line."""
        return shlex.join([self.program, *self.arguments])


def command(place: str, words: list[str]) -> Command:
    """A command of these words; `.venv/bin/` and `python -m` before a program make no other one of it."""
    environ = []
    while _SETTING.match(words[0]):
        name, _, value = words.pop(0).partition("=")
        environ.append((name, value))
    if words[:2] == ["python", "-m"] and words[2] == "pytest":
        words = words[2:]
    return Command(place, words[0].removeprefix(".venv/bin/"), tuple(words[1:]), tuple(environ))


def pages() -> list[Path]:
    """The README and the pages of the manual."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def blocks(language: str = "") -> list[Block]:
    """All blocks, or those of a language, page by page."""
    found = [block for path in pages() for block in _blocks(path)]
    return [block for block in found if language in ("", block.language)]


def block(page: str, language: str, number: int = 0) -> str:
    """What stands in the so-manieth block of a language on a page."""
    return [one.source for one in blocks(language) if one.page == page][number]


def _blocks(path: Path) -> list[Block]:
    document = Document(path.read_text("utf-8"), str(path))
    found = []
    for region in sorted(_LEXER(document), key=lambda region: region.start):
        above = _COMMENT.search(document.text[: region.start])
        found.append(
            Block(
                page=path.relative_to(ROOT).as_posix(),
                line=document.text.count("\n", 0, region.start) + 1,
                language=region.lexemes["language"].strip(),
                source=str(region.lexemes["source"]),
                comment=" ".join(above[1].split()) if above else "",
            )
        )
    return found
