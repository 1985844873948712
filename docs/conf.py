"""How `make docs` builds the manual: Sphinx reads the Markdown as it is, and a warning fails the build."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from docs.making.rules import subjects  # noqa: E402

project = "copydesk"
version = release = version_of("copydesk")
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["making"]
# A link to a heading that is not there is an error, as one to a page that is not there is.
myst_heading_anchors = 4
nitpicky = True
# Options begin with two hyphens, and quotes are often those of the page that is spoken of.
smartquotes = False
# Every block names its language; one that does not is plain text.
highlight_language = "text"

html_theme = "furo"
html_title = "copydesk"
html_static_path = ["static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "top_of_page_buttons": [],
    "light_css_variables": {
        "color-brand-primary": "#9b1c1c",
        "color-brand-content": "#9b1c1c",
    },
    "dark_css_variables": {
        "color-brand-primary": "#f0a8a0",
        "color-brand-content": "#f0a8a0",
    },
}

PARTS = {
    "Begin": ["getting-started", "your-site"],
    "Run": ["running", "report", "accepted-records", "own-tests", "ci"],
    "Go further": ["proving", "rechecking", "recordings", "many-machines", "steadiness"],
    "Look it up": ["site-file", "elements", "rules/index", "commands", "ends-early"],
}
"""The pages in their order, which Markdown has no way to say that a git host shows well."""


def setup(app: Sphinx) -> None:
    """Give the front page and the index of rules their place in the navigation."""
    app.connect("source-read", _add_contents)


def _add_contents(app: Sphinx, name: str, source: list[str]) -> None:
    if name == "index":
        source[0] += "".join(_contents(pages, caption) for caption, pages in PARTS.items())
    elif name == "rules/index":
        source[0] += _contents(subjects())


def _contents(pages: list[str], caption: str = "") -> str:
    options = f":caption: {caption}\n" if caption else ""
    return f"\n\n```{{toctree}}\n:hidden:\n{options}\n" + "\n".join(pages) + "\n```\n"


_LISTED = {name for pages in PARTS.values() for name in pages}
if _unlisted := sorted(path.stem for path in HERE.glob("*.md") if path.stem not in {"index", *_LISTED}):
    raise ValueError(f"docs/conf.py does not say where these pages belong: {', '.join(_unlisted)}")
