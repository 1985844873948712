"""Make the pages of the manual that are made from the code.

python docs/generate.py

A test compares what is committed with what this makes, so that the manual never says what the code does not.
"""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # a script has its own folder there instead
from docs.making import elements, rules, site_file  # noqa: E402


def pages() -> dict[str, str]:
    """Every generated page, by its path below `docs`."""
    return {**site_file.pages(), **elements.pages(), **rules.pages()}


def stale(made: dict[str, str]) -> list[Path]:
    """The pages of rules that nothing makes any more."""
    return sorted(path for path in (DOCS / "rules").glob("*.md") if f"rules/{path.name}" not in made)


def main() -> None:
    """Write what differs, and remove what nothing makes any more."""
    made = pages()
    for path in stale(made):
        path.unlink()
    for name, text in made.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
