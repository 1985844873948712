"""The report that people open: one HTML file with everything in it, which asks nobody for anything."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.disk.write import put
from copydesk.report import history
from copydesk.report.data import data_of
from copydesk.report.run import Run
from copydesk.report.shown import Data, embedded
from copydesk.report.text import plain

SCRIPTS = ("index", "filter", "dom", "list", "picture", "ticket", "detail", "review", "app")
"""The parts of the page's script, in `app/`, in the order in which they need each other."""


def write(run: Run, folder: Path) -> Path:
    """Write `index.html` into a folder, which is made if it is not there; complete or not at all.

    The pictures of the run are expected in that folder, by the paths that the run knows. Raises OSError.
    """
    path = folder / "index.html"
    data = data_of(run, folder, history.recall(folder, run))
    put(path, render(data).encode("utf-8", "replace"))
    return path


def render(data: Data, review: str = "", policy: str = "", keys: str = "") -> str:
    """The report as HTML. `review` is a script in the place of `app/review.js`, for a page that can decide;
    `policy` is what its content security policy allows more, `keys` the help for its keys."""
    return (
        _environment()
        .get_template("report.html")
        .render(
            data=data,
            style=Markup(_style()),
            script=Markup(_script(review)),
            embedded=Markup(embedded(data)),
            policy=security_policy(review, policy),
            review_keys=Markup(keys),
        )
    )


def security_policy(review: str = "", more: str = "") -> str:
    """The page's content security policy: its own style and script, pictures within it, and nothing else."""
    own = f"style-src {_hash(_style())}; script-src {_hash(_script(review))}; "
    return f"default-src 'none'; img-src data:; {own}{more}base-uri 'none'; form-action 'none'"


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s`, `3 min 20 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _hash(text: str) -> str:
    digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _script(review: str) -> str:
    folder = resources.files("copydesk.report") / "app"
    parts = [
        review if review and name == "review" else (folder / f"{name}.js").read_text("utf-8")
        for name in SCRIPTS
    ]
    return '"use strict";\n' + "\n".join(parts)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(duration=duration, plain=plain, thousands="{:,}".format)
    return environment


@cache
def _style() -> str:
    return (resources.files("copydesk.report") / "templates" / "report.css").read_text("utf-8")
