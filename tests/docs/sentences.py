"""The sentences that end a run, read from the code: what is raised for a user, or found wrong with a file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/copydesk"
FOR_USERS = frozenset(
    (
        "AddressError",
        "BadParameter",
        "BrowserInstallError",
        "BrowserSettingError",
        "BrowserStartError",
        "CannotRunError",
        "FileError",
        "MergeError",
        "MissingError",
        "SiteError",
        "UnreachableError",
        "UsageError",
        "WorkError",
    )
)
"""Errors whose text is all that a user sees of them."""
FINDING = ("Iterator[Problem]", "Iterator[tuple[Path, str]]")
"""What functions give that yield what is wrong with a site file: the sentences of a `SiteError`."""


def sentences() -> dict[str, str]:
    """Each sentence by its place in the code; what varies in it is `…`."""
    return {
        f"{path.relative_to(SOURCE)}:{node.lineno}": words
        for path in sorted(SOURCE.rglob("*.py"))
        for node, words in _told(ast.parse(path.read_text("utf-8")))
        if len(re.sub(r"[…\W]", "", words)) > 6
    }


def pattern(sentence: str) -> re.Pattern[str]:
    """What finds a sentence in text where something else stands for what varies."""
    return re.compile(r".*?".join(re.escape(part) for part in sentence.split("…")), re.DOTALL)


def _told(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Raise(exc=ast.Call(func=called, args=[told, *_])):
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in FOR_USERS:
                    yield node, _words(told)
            case ast.FunctionDef(returns=ast.expr() as gives) if ast.unparse(gives) in FINDING:
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Yield) and isinstance(inner.value, ast.Tuple):
                        yield inner, _words(inner.value.elts[-1])
            case ast.FunctionDef(name="problem_with"):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value:
                        yield inner, _words(inner.value)


def _words(node: ast.expr) -> str:
    """A text in the code, with … for each value in it; nothing where there is no text."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_words(value) or "…" for value in values)
        case ast.List(elts=[only]):
            return _words(only)
    return ""
