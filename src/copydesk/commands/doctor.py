"""`copydesk doctor`: whether a run would work here, and if not, what to do."""

import http.client
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from copydesk.browser.find import NO_BROWSER, Browser, BrowserSettingError, find_browser, runs_as_root
from copydesk.commands.checks import Check
from copydesk.disk.read import FileError
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site

DEFAULT_SITE = Path("sites/lantern.toml")
OLDEST_PYTHON = (3, 11)
SCRATCH = 512 * 1024 * 1024
"""Bytes that the browser should find free for its profile and its shared memory."""
ANSWER_PATIENCE = 10.0
"""Seconds that the site may take to answer."""


def diagnose(
    site_file: Path | None = None, browser: str | None = None, *, pages: bool = False
) -> list[Check]:
    """Check everything that a run in the current folder needs; `browser` as for `find_browser`.

    Without `site_file`, checks the one that a run without `--site` would use. `pages` opens its pages as
    well, if all else is in order. Problems are in the list, never raised.
    """
    path = site_file or _default_site()
    checks = [
        _python(),
        _playwright(),
        *_browser(browser),
        _scratch_space(),
        _writable(Path("reports"), "the report"),
        _writable(Path("snapshots"), "accepted records (--snapshot-update)"),
        *_site(path),
    ]
    if pages and all(check.ok for check in checks):
        # Here, for the same reason as in `_rendering`.
        from copydesk.commands import doctor_pages

        checks += doctor_pages.pages(load_site(path, rule_names()), browser)
    return checks


def _python() -> Check:
    found = sys.version.split()[0]
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Check("Python", False, found, "Install Python 3.11 or newer and set up again.")
    return Check("Python", True, f"{found}, {sys.executable}")


def _playwright() -> Check:
    try:
        return Check("Playwright", True, version("playwright"))
    except PackageNotFoundError:
        return Check("Playwright", False, "not installed", "Run `python -m pip install playwright`.")


def _browser(named: str | None) -> Iterator[Check]:
    try:
        browser = find_browser(named)
    except BrowserSettingError as error:
        yield Check("Browser", False, str(error), "Correct the setting, or remove it.")
        return
    if browser is None:
        remedy = NO_BROWSER.partition(": ")[2]
        yield Check("Browser", False, "none found", remedy[0].upper() + remedy[1:])
        return
    if not browser.version:
        yield Check("Browser", True, f"on another machine, {browser.source}")
        yield from _rendering(browser)
        return
    place = f", {browser.path}" if browser.path else ""
    yield Check("Browser", True, f"{browser.version}, {browser.source}{place}")
    if runs_as_root():
        yield Check(
            "Sandbox",
            True,
            "off, because this runs as root",
            "Run as another user to visit sites that you do not trust.",
        )
    yield from _rendering(browser)


def _rendering(browser: Browser) -> Iterator[Check]:
    # Here, so that a Playwright that cannot be imported is a line of the table.
    try:
        from copydesk.browser.probe import BrowserStartError, try_out
    except ImportError as error:
        yield Check(
            "Rendering", False, str(error), "Run `python -m pip install --force-reinstall playwright`."
        )
        return
    try:
        trial = try_out(browser)
    except BrowserStartError as error:
        yield Check(
            "Rendering",
            False,
            str(error),
            "On that machine, run `playwright run-server --host 0.0.0.0 --port 3000`, in the same version."
            if not browser.version
            else "As root, run `playwright install-deps chromium`, or name another browser.",
        )
        return
    yield Check("Rendering", True, f"version {trial.version} starts and renders a readable page")
    yield _fonts(trial.scripts_without_font, _font_count() if browser.version else None)


def _fonts(missing: list[str], count: int | None) -> Check:
    installed = "" if count is None else f"{count} installed, "
    if missing:
        return Check(
            "Fonts",
            True,
            f"{installed}none for {', '.join(missing)}:"
            " such text is still checked, but screenshots show boxes for it",
            "Install fonts for these scripts, such as Debian's fonts-noto-core and fonts-noto-cjk.",
        )
    return Check("Fonts", True, f"{installed}for every script tried")


def _font_count() -> int | None:
    """How many fonts fontconfig lists; None without fontconfig."""
    command = shutil.which("fc-list")
    if command is None:
        return None
    try:
        listed = subprocess.run([command], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return len(listed.stdout.splitlines())


def _scratch_space() -> Check:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    detail = f"{free // 1024**2:,} MiB free in {folder}"
    shared = Path("/dev/shm")
    if shared.is_dir():
        detail += f", /dev/shm has {shutil.disk_usage(shared).total // 1024**2:,} MiB and is not needed"
    if free < SCRATCH:
        return Check(
            "Scratch space",
            True,
            detail,
            f"Free some of {folder}, or set TMPDIR to a larger folder.",
        )
    return Check("Scratch space", True, detail)


def _writable(folder: Path, what: str) -> Check:
    name = f"{folder}/"
    if folder.exists() and not folder.is_dir():
        return Check(name, False, "is a file", f"Remove it: {what} needs a folder of that name.")
    existing = folder if folder.exists() else Path()
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return Check(
            name,
            False,
            f"cannot be written: {error.strerror}",
            f"Make {existing.absolute()} writable for this user.",
        )
    return Check(name, True, "writable" if folder.exists() else "does not exist yet, can be created")


def _default_site() -> Path:
    files = list(DEFAULT_SITE.parent.glob("*.toml"))
    return files[0] if len(files) == 1 else DEFAULT_SITE


def _site(path: Path) -> Iterator[Check]:
    name = f"Site file {path}"
    try:
        site = load_site(path, rule_names())
    except FileError as error:
        yield Check(name, False, str(error), "Correct the site file, or choose another with --site.")
        return
    yield Check(name, True, f"{len(site.pages)} pages")
    if site.base_url:
        yield _answers(site.base_url)


def _answers(url: str) -> Check:
    name = f"Site {url}"
    if urlsplit(url).scheme not in {"http", "https"}:
        return Check(name, False, "not an HTTP or HTTPS address", "Correct base_url in the site file.")
    request = urllib.request.Request(url, headers={"User-Agent": "copydesk doctor"})
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_PATIENCE) as answer:
            return Check(name, True, f"answers {answer.status}")
    except urllib.error.HTTPError as error:
        detail = f"answers {error.code} {error.reason}"
        return Check(name, error.code < 500, detail, "Check base_url, and that the site is up.")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return Check(
            name,
            False,
            f"does not answer: {reason}",
            "Check base_url, the network, and that the site is up.",
        )


@click.command()
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"The site file to check; without it, {DEFAULT_SITE}, or the only file in sites/.",
)
@click.option(
    "--browser-path",
    "browser",
    metavar="FILE",
    help="The Chrome or Chromium to use, or a Playwright server's address; without it, what a run would use.",
)
@click.option(
    "--pages",
    is_flag=True,
    help="Also open the site's pages, and say how often each selector finds something.",
)
@click.option("--quiet", is_flag=True, help="Print nothing unless a run would fail.")
def doctor(site_file: Path | None, browser: str | None, pages: bool, quiet: bool) -> None:
    """Check whether a run would work here, and say what to do if not."""
    checks = diagnose(site_file, browser, pages=pages)
    sound = all(check.ok for check in checks)
    if quiet:
        checks = [check for check in checks if not check.ok]
    if checks:
        # In a pipe or a log there is no width to fit: the longest line decides.
        console = Console() if sys.stdout.isatty() else Console(width=200)
        console.print(_table(checks))
    if not sound:
        raise SystemExit(1)


def mark(check: Check) -> tuple[str, str]:
    """The sign of a check and its colour."""
    if not check.ok:
        return "✗", "red"
    return ("!", "yellow") if check.remedy else ("✓", "green")


def _table(checks: list[Check]) -> Table:
    table = Table.grid(padding=(0, 1))
    for check in checks:
        sign, style = mark(check)
        detail = Text(check.detail)
        if check.remedy:
            detail.append(f"\n{check.remedy}", style="bold" if not check.ok else "dim")
        table.add_row(Text(sign, style=style), Text(check.name), detail)
    return table
