"""Get a browser where there is none: `python -m copydesk.browser.install`."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence

from copydesk.browser.find import (
    HEADLESS_ONLY,
    NO_BROWSER,
    Browser,
    BrowserSettingError,
    find_browser,
    runs_as_root,
)
from copydesk.browser.probe import BrowserStartError, try_out

DOWNLOAD_LIMIT = 900.0
"""Seconds for the whole download: some 300 MB, so a line of 3 Mbit/s is just fast enough."""
IDLE_LIMIT = 15_000
"""Milliseconds without a byte after which Playwright gives up an attempt."""
PACKAGES_LIMIT = 900.0
"""Seconds for the system's package manager, once for its lists and once for the packages."""

_PROGRESS = re.compile(r"\d+% of |^Need to get ")

Say = Callable[[str], None]


class BrowserInstallError(RuntimeError):
    """No browser could be got; the message says what to do."""


def install_browser(say: Say = print) -> Browser:
    """The browser to drive; if there is none that can be found, one is installed first.

    Tried in this order: Playwright's download, then as root the system's apt-get. `say` is told each step.
    Raises `BrowserInstallError` when nothing works, `BrowserSettingError` when the one that the user names is
    wrong.
    """
    if browser := find_browser():
        return browser
    may_use_apt = runs_as_root() and shutil.which("apt-get") is not None
    say("No browser found. Trying Playwright's download (about 300 MB) ...")
    if _playwright("install", "chromium", say=say) and (browser := find_browser()):
        if _starts(browser, say):
            return browser
        if may_use_apt:
            say("Installing the libraries that it needs with apt-get ...")
            if _playwright("install-deps", "chromium", say=say) and _starts(browser, say):
                return browser
    if may_use_apt:
        _apt_get("update", say=say)
        for package in (*HEADLESS_ONLY, "chromium"):
            say(f"Trying the system's package manager: apt-get install {package} ...")
            if _apt_get("install", "--yes", "--no-install-recommends", package, say=say):
                installed = find_browser()
                if installed and _starts(installed, say):
                    return installed
    raise BrowserInstallError(NO_BROWSER)


def _starts(browser: Browser, say: Say) -> bool:
    try:
        try_out(browser)
    except BrowserStartError as error:
        say(f"  {error}")
        return False
    return True


def _playwright(*arguments: str, say: Say) -> bool:
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(IDLE_LIMIT)}
    return _run(
        [sys.executable, "-m", "playwright", *arguments], patience | dict(os.environ), DOWNLOAD_LIMIT, say
    )


def _apt_get(*arguments: str, say: Say) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Another apt-get may be at work, as on a machine that was just started: wait for it, but not for ever.
    command = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments]
    return _run(command, environment, PACKAGES_LIMIT, say)


def _run(command: Sequence[str], environment: Mapping[str, str], limit: float, say: Say) -> bool:
    """Run it to its end, or end it after `limit` seconds; pass its progress on, and if it fails why."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        # A group of its own, so that what it starts in turn ends with it.
        start_new_session=True,
    )
    late = threading.Event()

    def give_up() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(limit, give_up)
    timer.start()
    lines = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.strip())
            if _PROGRESS.search(line):
                say(f"  {line.strip()}")
        failed = process.wait() != 0
    finally:
        timer.cancel()
        if process.poll() is None:
            _end(process)
    if late.is_set():
        say(f"  given up after {limit:.0f} seconds")
    elif failed:
        say(f"  that failed: {_reason(lines)}")
    return not failed


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _reason(lines: Sequence[str]) -> str:
    """The first line that speaks of an error, else the last that says anything."""
    said = [line for line in lines if line]
    errors = [line for line in said if line.startswith(("Error:", "E:"))]
    return (errors or said[-1:] or ["it said nothing"])[0][:300]


def main() -> int:
    """Find or install a browser and say which; the exit code is 0 if there is one."""
    try:
        browser = install_browser(lambda line: print(line, flush=True))
    except (BrowserInstallError, BrowserSettingError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"Browser: {browser.version or 'on another machine'}, {browser.source}"
        + (f" ({browser.path})" if browser.path else "")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
