"""Which browser to drive, and with which arguments.

The order: what the user names, Playwright's own Chromium, an installed Chrome or Chromium. Nothing is started
here but `BROWSER --version`, so finding costs a fraction of a second and can be asked as often as needed.
"""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from copydesk.browser.remote import is_address, shown

SETTING = "COPYDESK_BROWSER"
GRID = "SELENIUM_REMOTE_URL"
"""With this in the environment, Playwright by itself starts Chromium on that Selenium Grid, not here."""
PLAYWRIGHTS_OWN = "playwright"
NO_BROWSER = (
    "No browser was found: run `playwright install chromium`, or install Chrome or Chromium with the system's"
    f" package manager, or set {SETTING} to the path of one."
)

HEADLESS_ONLY = ("chromium-headless-shell",)
"""Commands of builds without windows: a page costs them about two thirds, a new context half of the work."""
NO_WINDOWS = (
    "The browser here has no windows, and --headed needs one that has: run `playwright install chromium`, or"
    " install Chrome or Chromium with the system's package manager."
)
COMMANDS = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
)
USUAL_PATHS: dict[str, tuple[str, ...]] = {
    "linux": (
        "/usr/bin/google-chrome",
        "/opt/google/chrome/chrome",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/lib/chromium/chromium",
        "/snap/bin/chromium",
    ),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Chromium\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    ),
}

VERSION_PATIENCE = 20.0
"""Seconds that `BROWSER --version` may take: a cold disk needs some, and one that hangs hangs no run."""

_VERSION = re.compile(r"\b(?:Chrome|Chromium|HeadlessChrome|Edge)\b[^\n]*?\b(\d+(?:\.\d+){1,3})\b")

# Nothing listens on this port, and browsers refuse to connect to it: an address that leads nowhere.
_NOWHERE = "http://127.0.0.1:9"

ARGUMENTS = (
    # What the browser would ask the network on its own account, besides what Playwright switches off.
    f"--gaia-url={_NOWHERE}",
    f"--component-updater=url-source={_NOWHERE}/",
    "--disable-domain-reliability",
    "--disable-quic",
    # The same pixels and boxes on every machine, with and without a screen.
    "--disable-gpu",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--hide-scrollbars",
)


class BrowserSettingError(ValueError):
    """The browser that the user named cannot be used; the message is a sentence for the user."""


class Browser(msgspec.Struct, frozen=True):
    """A browser to drive."""

    path: str | None
    """The executable; None for Playwright's own, which Playwright finds itself."""
    version: str
    """Such as `131.0.6778.85`."""
    source: str
    """Where it was found, in plain words."""
    channel: str | None = None
    """Playwright's channel, where its own Chromium is there without the smaller headless build."""
    address: str | None = None
    """Of a Playwright server, where the browser is on another machine; nothing else is known of it then."""


def find_browser(explicit: str | None = None, *, headed: bool = False) -> Browser | None:
    """The browser to drive, or None if there is none; `headed` is one that can be watched.

    `explicit` (else the environment variable COPYDESK_BROWSER) is the path or the command of a Chrome or
    Chromium, the word `playwright` for Playwright's own, or the address (ws://, wss://) of a Playwright
    server; one that cannot be used raises `BrowserSettingError`.
    """
    if setting := explicit or os.environ.get(SETTING):
        name = shown(setting) if is_address(setting) else setting
        return _named(setting, f"the browser setting {name!r}" if explicit else f"{SETTING}={name!r}")
    if grid := os.environ.get(GRID):
        return Browser(None, "", f"of the Selenium Grid at {shown(grid)}")
    return _playwrights_own() or _installed(headed)


def require_browser(explicit: str | None = None, *, headed: bool = False) -> Browser:
    """As `find_browser`, but having none is a `BrowserSettingError` that says what to do."""
    browser = find_browser(explicit, headed=headed)
    if browser is None:
        raise BrowserSettingError(NO_WINDOWS if headed and find_browser() else NO_BROWSER)
    return browser


def launch_arguments(browser: Browser) -> dict[str, Any]:
    """Keyword arguments for Playwright's `chromium.launch`, but for `headless` and `slow_mo`."""
    arguments = [*ARGUMENTS]
    if runs_as_root() and browser.address is None:
        arguments.append("--no-sandbox")
    launch: dict[str, Any] = {"args": arguments}
    if browser.path is not None:
        launch["executable_path"] = browser.path
    if browser.channel is not None:
        launch["channel"] = browser.channel
    return launch


def runs_as_root() -> bool:
    """Whether this process runs as root, where Chromium starts only without its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def browser_version(path: str) -> str | None:
    """The version of the Chrome or Chromium at `path`; None if it is not one or does not answer in time."""
    file = Path(path)
    try:
        return _browser_version(path, file.stat().st_mtime_ns)
    except OSError:
        return None


@functools.cache
def _browser_version(path: str, _changed: int) -> str | None:
    if sys.platform == "win32":
        # There, `chrome.exe --version` opens a window; the version is the name of a folder beside it.
        names = [entry.name for entry in Path(path).parent.iterdir() if entry.is_dir()]
        return next((name for name in names if re.fullmatch(r"\d+(\.\d+){3}", name)), None)
    try:
        answer = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=VERSION_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    match = _VERSION.search(answer.stdout)
    return match[1] if match and answer.returncode == 0 else None


def _named(value: str, setting: str) -> Browser:
    if value == PLAYWRIGHTS_OWN:
        own = _playwrights_own()
        if own is None:
            raise BrowserSettingError(
                f"{setting} asks for Playwright's own Chromium, which is not installed:"
                " run `playwright install chromium`."
            )
        return own
    if is_address(value):
        if not urlsplit(value).hostname:
            raise BrowserSettingError(
                f"{setting} names no machine: the address of a Playwright server is like ws://machine:3000/."
            )
        return Browser(None, "", f"named by {setting}", address=value)
    path = Path(value).expanduser()
    if os.sep not in value and not path.exists():
        found = shutil.which(value)
        if found is None:
            raise BrowserSettingError(
                f"{setting} is neither a file nor a command on PATH: give the path of a Chrome or Chromium."
            )
        path = Path(found)
    if not path.exists():
        raise BrowserSettingError(f"{setting} does not exist: give the path of a Chrome or Chromium.")
    if path.is_dir() or not os.access(path, os.X_OK):
        raise BrowserSettingError(f"{setting} is not a program: give the path of a Chrome or Chromium.")
    version = browser_version(str(path))
    if version is None:
        raise BrowserSettingError(
            f"{setting} is not a Chrome or Chromium: asked for `--version`, it did not answer as one."
        )
    return Browser(str(path.absolute()), version, f"named by {setting}")


def _installed(headed: bool) -> Browser | None:
    for path in _installed_paths(COMMANDS if headed else (*HEADLESS_ONLY, *COMMANDS)):
        # A wrapper that only says what to install is no browser: the search goes on.
        if version := browser_version(path):
            return Browser(path, version, "installed on this system")
    return None


def _installed_paths(commands: Sequence[str]) -> Iterator[str]:
    for command in commands:
        if path := shutil.which(command):
            yield path
    for usual in USUAL_PATHS.get(sys.platform, ()):
        path = os.path.expandvars(str(Path(usual).expanduser()))
        if os.access(path, os.X_OK):
            yield path


def _playwrights_own() -> Browser | None:
    # Asking Playwright itself would start its Node.js driver; what it would answer stands in its own files.
    versions = _playwright_builds()
    folder = playwright_folder()
    for name, channel in (("chromium-headless-shell", None), ("chromium", "chromium")):
        if name in versions:
            revision, version = versions[name]
            if (folder / f"{name.replace('-', '_')}-{revision}" / "INSTALLATION_COMPLETE").exists():
                return Browser(None, version, "Playwright's own", channel)
    return None


def _playwright_builds() -> dict[str, tuple[str, str]]:
    """Revision and version of each browser that the installed Playwright belongs to, by its name there."""
    listing = _driver_package() / "browsers.json"
    browsers = json.loads(listing.read_text(encoding="utf-8"))["browsers"]
    return {one["name"]: (one["revision"], one.get("browserVersion", "")) for one in browsers}


def playwright_folder() -> Path:
    """The folder in which Playwright keeps the browsers that it downloaded."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if named == "0":
        return _driver_package() / ".local-browsers"
    if named:
        return Path(named)
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        cache = Path.home() / "Library/Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "ms-playwright"


def _driver_package() -> Path:
    import playwright

    return Path(playwright.__file__).parent / "driver" / "package"
