"""The report that people open: one HTML file with everything in it, and no script."""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64encode
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.findings import Finding
from copydesk.report.causes import causes_of, changes_of, sentence
from copydesk.report.picture import Drawn, draw
from copydesk.report.run import PICTURES, PageResult, Run
from copydesk.report.text import describe_where
from copydesk.verdicts import Verdict

PICTURES_LIMIT = 24_000_000
"""Bytes of screenshots in one report; pages after that link to their picture instead."""

FEW = 3
"""How many findings of a subject are shown at once; the others are folded away."""
MANY = 12
"""How many causes, or changes of a page on which nothing else is wrong, are shown at once."""

# Browsers drop tabs and line ends inside an address and control characters before it, so none may be there.
_HREF = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\"'<>\\]+", re.IGNORECASE)


class Shown(msgspec.Struct, kw_only=True):
    """A page as the report shows it: its findings numbered through, and its picture."""

    page: PageResult
    anchor: str
    broken: list[tuple[Verdict, list[tuple[int, Finding]]]]
    """What failed, changed, or passed with warnings."""
    drawn: Drawn | None = None
    linked: str = ""
    """The picture's file, where it is not in the report itself."""


def write(run: Run, folder: Path) -> Path:
    """Write `index.html` into a folder, which is made if it is not there; complete or not at all.

    The pictures of the run are expected in the same folder, and those of earlier runs are removed. Raises
    OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    beside = folder / f".index.{os.getpid()}.html"
    # A page can hold half of a surrogate pair, which has no encoding.
    beside.write_bytes(render(run, folder).encode("utf-8", "replace"))
    beside.replace(path)
    mine = {folder / said.picture.file for said in run.said.values() if said.picture}
    for picture in (folder / PICTURES).glob("*.jpg"):
        if picture not in mine:
            picture.unlink()
    return path


def render(run: Run, folder: Path) -> str:
    """The report as HTML, with the pictures of the run from `folder`."""
    pages = _shown(run, folder)
    style = _style()
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("report.html")
        .render(
            run=run,
            pages=pages,
            sentence=sentence(run),
            good=not run.stopped and not any(page.page.broken for page in pages),
            causes=causes_of(run),
            changes=changes_of(run),
            few=FEW,
            many=MANY,
            counts=Counter(verdict.status for verdict in run.verdicts),
            style=Markup(style),
            policy=f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
            "base-uri 'none'; form-action 'none'",
            anchors={page.page.page: page.anchor for page in reversed(pages)},
        )
    )


def href(url: str) -> str:
    """An address from a page, if it is one that a link may lead to: http or https. Nothing otherwise."""
    return url if _HREF.fullmatch(url) else ""


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s`, `3 min 20 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _shown(run: Run, folder: Path) -> list[Shown]:
    shown = []
    size = number = 0
    for index, page in enumerate(run.pages(), 1):
        broken = []
        for verdict in page.verdicts:
            if verdict.findings or verdict.changes or verdict.status in ("failed", "changed"):
                findings = sorted(verdict.findings, key=lambda finding: finding.severity)
                numbered = list(enumerate(findings, number + 1))
                number += len(numbered)
                broken.append((verdict, numbered))
        entry = Shown(page=page, anchor=f"page-{index}", broken=broken)
        if page.picture:
            entry.drawn = draw(folder, page.picture, [pair for _, pairs in broken for pair in pairs])
            if entry.drawn and size + len(entry.drawn.data) > PICTURES_LIMIT:
                entry.drawn, entry.linked = None, page.picture.file
            size += len(entry.drawn.data) if entry.drawn else 0
        shown.append(entry)
    return shown


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(href=href, duration=duration, where=describe_where)
    return environment


@cache
def _style() -> str:
    return (resources.files("copydesk.report") / "templates" / "report.css").read_text("utf-8")
