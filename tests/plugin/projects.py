"""Small projects for tests of the plugin: a few pages on loopback, a site file, and a rule or two.

The pages are tiny and the project brings its own rules (subjects that start with `toy-`), so that these
tests are about running, whatever rules copydesk ships.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests import forking, limits

RULES = """
from copydesk.rules.findings import Nothing
from copydesk.rules.registry import rule

MANUAL = "Reader sees: x.\\n\\nWhy: x.\\n\\nCatches: x.\\n\\nLets pass: x."


def template(rule, page):
    for index in page.dom.subtree(0):
        if page.dom.tag(index) == "#text" and "{{" in page.dom.nodes[index].text:
            text = page.dom.nodes[index].text.strip()
            yield rule.finding(
                "Template text is shown", expected="the value", actual=text, where=page.where(index)
            )


def persons(rule, page):
    yield Nothing("no persons block, none expected")


def footer(rule, page):
    yield rule.finding("The page has no footer")


for function in (template, persons, footer):
    function.__doc__ = MANUAL
rule("toy-template/shown")(template)
rule("toy-persons/missing")(persons)
rule("toy-footer/missing", severity="warning")(footer)
"""

SUITE = {
    "test_article.py": "def test_article(article, subject):\n    article.check(subject)\n",
    "test_feed.py": "def test_feed(feed, subject):\n    feed.check(subject)\n",
    "test_filter.py": "def test_filter(filtered_feed, subject):\n    filtered_feed.check(subject)\n",
}
PAGE = "<!doctype html><html lang=en><title>{0}</title><h1>{0}</h1><p class=text>{1}</p>"


UNUSED = ("anyio", "cacheprovider", "html", "html_fixtures", "hypothesispytest", "metadata", "platformdirs")
WITHOUT = [word for name in UNUSED for word in ("-p", f"no:{name}")]
"""Leaves out plugins that these projects do not use and that take long to start."""


class Outcome:
    """What a run of pytest printed and how it ended."""

    def __init__(self, result: subprocess.CompletedProcess[str]) -> None:
        self.code = result.returncode
        self.text = result.stdout + result.stderr
        found = re.findall(
            r"(tests/\S+) (PASSED|FAILED|SKIPPED|ERROR)|(PASSED|FAILED|SKIPPED|ERROR) (tests/\S+)", self.text
        )
        self.items = {
            (first or last).rpartition("/")[2]: before or after for first, before, after, last in found
        }

    def of(self, outcome: str) -> set[str]:
        """The items that ended that way, without their folder."""
        return {name for name, how in self.items.items() if how == outcome}

    def part(self, start: str, end: str = "\n___") -> str:
        """What was printed from one text to another."""
        return self.text[self.text.index(start) :].partition(end)[0]


class Project:
    """A project in a folder of its own, and the log of what was asked of its site."""

    def __init__(self, folder: Path, base_url: str, requests: list[str]) -> None:
        self.folder = folder
        self.base_url = base_url
        self.requests = requests

    def write(self, path: str, text: str) -> None:
        """Add or replace a file."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(textwrap.dedent(text).lstrip("\n"))

    def pytest(
        self, *arguments: str, under: Sequence[str] = (), fresh: bool = False, **environ: str
    ) -> Outcome:
        """Run pytest there, in a process of its own, with the command `under` before it."""
        command = [*under, sys.executable, "-m", "pytest", "-v", *WITHOUT, *arguments]
        return self.run(*command, fresh=fresh, **environ)

    def run(self, *command: str, fresh: bool = False, **environ: str) -> Outcome:
        """Run a program there; one that is `fresh` has imported nothing that it does not import itself."""
        environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", **environ}
        for name in ("CI", "GITHUB_ACTIONS", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
            if name not in environ:
                environment.pop(name, None)
        if sys.dont_write_bytecode:
            # pytest rewrites 400 modules for a run, and there are dozens of runs: what comes of it is kept
            # where the tests' other files are, and goes with them.
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            environment["PYTHONPYCACHEPREFIX"] = str(self.folder.parent / "bytecode")
        return Outcome((limits if fresh else forking).run(command, cwd=self.folder, env=environment))

    @property
    def report(self) -> str:
        """The HTML of the last report."""
        return (self.folder / "reports/index.html").read_text("utf-8")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, quietly, and remembers which pages were asked for."""

    requests: list[str]

    def log_request(self, code: object = "-", size: object = "-") -> None:
        if (page := self.path.partition("?")[0]).endswith(".html"):
            self.requests.append(page)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def project(folder: Path, pages: dict[str, str], kinds: dict[str, str] | None = None) -> Iterator[Project]:
    """A project whose site serves these pages (name to HTML), each an article unless `kinds` says more."""
    requests: list[str] = []
    handler = type("Logging", (Handler,), {"requests": requests})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder / "www")))
    base_url = f"http://127.0.0.1:{server.server_port}"
    made = Project(folder, base_url, requests)
    made.write("pytest.ini", "[pytest]\ntestpaths = tests\n")
    made.write("conftest.py", RULES)
    for name, text in SUITE.items():
        made.write(f"tests/{name}", text)
    site = f'[site]\ntitle = "The Small Paper"\nbase_url = "{base_url}"\n'
    for name, text in pages.items():
        made.write(f"www/{name}.html", text)
        kind = (kinds or {}).get(name, "article")
        choose = 'choose = ["World"]\n' if kind == "filter" else ""
        site += f'[[pages]]\nname = "{name}"\nkind = "{kind}"\npath = "/{name}.html"\n{choose}'
    made.write("sites/small.toml", site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        limits.join(thread)
