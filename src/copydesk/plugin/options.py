"""The plugin's options, and what they say about the run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DEFAULT_SITE = Path("sites/lantern.toml")
ADDRESS = "copydesk_address"
"""Where an xdist worker's input has the address of the site."""
NOTES = "copydesk_notes"
"""Where it has a folder that all workers share."""

RUN = "copydesk_run"
"""Where it has the name of the run."""
TOGETHER = "copydesk_together"
"""Where it has the number of pages that are visited at once."""


def add(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("copydesk", "copydesk: the regression suite of a news site")
    group.addoption(
        "--site",
        metavar="FILE",
        help=f"The site file. Default: {DEFAULT_SITE}, or the only file in sites/.",
    )
    group.addoption(
        "--fault",
        action="append",
        default=[],
        metavar="NAME",
        help="Break the site in this way (may be given several times); `copydesk faults` lists them.",
    )
    group.addoption(
        "--replay",
        metavar="FILE",
        help="Run on a recording made with `copydesk record`, with the network closed.",
    )
    group.addoption(
        "--browser-path",
        metavar="FILE",
        help="The Chrome or Chromium to use, or the address (ws://) of a Playwright server. Default: "
        "COPYDESK_BROWSER, else Playwright's own, else an installed one.",
    )
    group.addoption(
        "--report",
        metavar="DIR",
        help="The folder for the report, index.html. Default: reports, beside the project's settings.",
    )


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of xdist's workers."""
    return hasattr(config, "workerinput")


def site_file(config: pytest.Config) -> Path | None:
    """The site file of the run: the named one, or the project's own. None if there is none."""
    if named := config.getoption("--site"):
        return config.invocation_params.dir / str(named)
    default = config.rootpath / DEFAULT_SITE
    if default.exists():
        return default
    files = sorted(default.parent.glob("*.toml"))
    return files[0] if len(files) == 1 else None


def base_url(config: pytest.Config) -> str:
    """The value of --base-url (or of pytest's own setting of that name), or an empty string."""
    return str(config.getoption("--base-url", None) or config.getini("base_url") or "")


def report_folder(config: pytest.Config) -> Path:
    """The folder of the report and its pictures."""
    named = config.getoption("--report")
    return config.invocation_params.dir / str(named) if named else config.rootpath / "reports"


def faults(config: pytest.Config) -> list[str]:
    """The names of the faults with which to break the site."""
    return list(config.getoption("--fault"))


def server(config: pytest.Config) -> str:
    """The address of the Playwright server whose browser is used; empty for one on this machine."""
    from copydesk.browser.find import SETTING
    from copydesk.browser.remote import is_address

    setting = str(config.getoption("--browser-path") or os.environ.get(SETTING) or "")
    return setting if is_address(setting) else ""


def browsers(config: pytest.Config) -> list[str]:
    """The values of --browser: with several browsers, every item exists once for each."""
    return list(config.getoption("--browser", []))
