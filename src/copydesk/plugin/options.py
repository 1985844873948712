"""The plugin's options, and what they say about the run."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.plugin import replaying

if TYPE_CHECKING:
    from copydesk.known import Known
    from copydesk.plugin.suite import Suite
    from copydesk.plugin.visited import Visited
    from copydesk.site import Site
    from copydesk.verdicts import Verdict

DEFAULT_SITE = Path("sites/lantern.toml")
ADDRESS = "copydesk_address"
"""Where an xdist worker's input has the address of the site."""
NOTES = "copydesk_notes"
"""Where it has a folder that all workers share."""

RUN = "copydesk_run"
"""Where it has the name of the run."""
TOGETHER = "copydesk_together"
"""Where it has the number of pages that are visited at once."""

SUITE: pytest.StashKey[Suite] = pytest.StashKey()
VISITED: pytest.StashKey[Visited] = pytest.StashKey()
"""In an item's stash: the page that it looked at."""
VERDICT: pytest.StashKey[Verdict] = pytest.StashKey()
"""In an item's stash: what it said of the page."""
STOPPED: pytest.StashKey[str] = pytest.StashKey()
"""In an item's stash: why nothing can be visited, where this item is the one to say so."""
STOPPED_FIELD = "copydesk_stopped"
"""The attribute of its report that says the same."""


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
        help="Run on a recording that `copydesk record` made, with the network closed.",
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
        help="Where to write the report, index.html. Default: reports, beside the project's settings.",
    )


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of xdist's workers."""
    return hasattr(config, "workerinput")


def site_file(config: pytest.Config) -> Path | None:
    """The site file that the run is about: named, or the project's own. None when there is none."""
    if named := config.getoption("--site"):
        return config.invocation_params.dir / str(named)
    default = config.rootpath / DEFAULT_SITE
    if default.exists():
        return default
    files = sorted(default.parent.glob("*.toml"))
    return files[0] if len(files) == 1 else None


def read(config: pytest.Config) -> Site | None:
    """The site of this run, or None where there is no site file.

    Raises `pytest.UsageError` for a site file that is wrong and for options that contradict each other or
    ask for what cannot be done here.
    """
    _check_root(config)
    path = site_file(config)
    if path is None:
        if faults(config):
            raise pytest.UsageError(
                "--fault breaks a site's pages, and there is no site file here that names any"
            )
        if config.getoption("--replay"):
            raise pytest.UsageError(
                "--replay needs the site file that the recording was made with: give --site FILE"
            )
        return None
    from copydesk.site import SiteError, load_site

    try:
        site = load_site(path)
    except SiteError as error:
        raise pytest.UsageError(str(error)) from None
    replaying.check(config)
    if faults(config):
        check_faults(config, site)
    if not site.embedded and not site.base_url and not base_url(config):
        raise pytest.UsageError(f"{path.name} names no base_url: add one there, or give --base-url")
    _check_address(base_url(config))
    _check_output(config)
    _check_video(config)
    if not is_worker(config):
        _check_update(config, site)
    return site


def known_issues(config: pytest.Config) -> Known:
    """The findings that are known and fail nothing. Raises `pytest.UsageError` for a file that is wrong."""
    from copydesk import known

    try:
        return known.read(config.rootpath / known.FILE)
    except known.KnownError as error:
        raise pytest.UsageError(str(error)) from None


def _check_address(url: str) -> None:
    if url and not re.match(r"https?://(\[[\da-f:.]+\]|[^\s/?#\[\]]+)(/|$)", url, re.IGNORECASE):
        raise pytest.UsageError(
            f"--base-url {url}: no address of a site; one looks like https://news.example"
        )


def _check_output(config: pytest.Config) -> None:
    output = Path(str(config.getoption("--output", None) or "test-results"))
    if output.exists() and not output.is_dir():
        raise pytest.UsageError(f"--output {output}: recordings are kept in a folder, and this is a file")


def _check_video(config: pytest.Config) -> None:
    if server(config) and config.getoption("--video", "off") != "off":
        raise pytest.UsageError(
            "--video: the browser is on another machine, and the video would stay there: use --tracing"
        )


def _check_update(config: pytest.Config, site: Site) -> None:
    """Raise `pytest.UsageError` where records are to be accepted and cannot be: once, not for each page."""
    if not any(config.getoption(f"update_{which}", False) for which in ("snapshots", "new_snapshots_only")):
        return
    if faults(config):
        raise pytest.UsageError(
            "--snapshot-update accepts pages as they are, and --fault breaks them: accept the site as it is"
        )
    from copydesk.snapshots import cannot_write, update_refused

    if refusal := update_refused(os.environ) or cannot_write(site, config.rootpath):
        raise pytest.UsageError(refusal)


def _check_root(config: pytest.Config) -> None:
    """Raise `pytest.UsageError` where pytest has mistaken an option's value for a place to find tests in.

    It looks for the project's top folder before it knows any plugin's options, so that to it
    `--browser-path /usr/bin/chromium` is an unknown flag and a folder to start from.
    """
    if config.inipath is not None or config.rootpath == config.invocation_params.dir:
        return
    arguments = [str(argument) for argument in config.invocation_params.args]
    for option in ("--site", "--replay", "--browser-path", "--report"):
        value = config.getoption(option)
        if value and value in arguments and Path(value).exists():
            raise pytest.UsageError(
                f"pytest takes {value} for a folder of tests: write {option}={value}, with an equals sign"
            )


def check_faults(config: pytest.Config, site: Site) -> None:
    """Raise `pytest.UsageError` for a fault that there is not, or that has nothing to break here."""
    from copydesk.faults.registry import chosen

    try:
        broken = chosen(faults(config))
    except ValueError as error:
        raise pytest.UsageError(f"--fault: {error}") from None
    served = [fault.name for fault in broken if fault.served]
    if served and (not site.embedded or base_url(config)):
        where = f"--base-url {base_url(config)}" if base_url(config) else f"site {site.name}"
        raise pytest.UsageError(
            f"--fault {served[0]} is a fault of the embedded site's server, and this run looks at {where}"
        )
    if other := [name for name in config.getoption("--browser", []) if name != "chromium"]:
        raise pytest.UsageError(
            f"--fault needs Chromium, where answers can be broken: leave out --browser {other[0]}"
        )


def base_url(config: pytest.Config) -> str:
    """What --base-url (or pytest's own setting of that name) says, or nothing."""
    return str(config.getoption("--base-url", None) or config.getini("base_url") or "")


def report_folder(config: pytest.Config) -> Path:
    """Where the report and its pictures go."""
    named = config.getoption("--report")
    return config.invocation_params.dir / str(named) if named else config.rootpath / "reports"


def faults(config: pytest.Config) -> list[str]:
    """The names of the faults that the site is to have."""
    return list(config.getoption("--fault"))


def server(config: pytest.Config) -> str:
    """The address of the Playwright server whose browser is used, or nothing for one of this machine."""
    from copydesk.browser.find import SETTING
    from copydesk.browser.remote import is_address

    setting = str(config.getoption("--browser-path") or os.environ.get(SETTING) or "")
    return setting if is_address(setting) else ""


def browsers(config: pytest.Config) -> list[str]:
    """What --browser says: several browsers give every item once for each."""
    return list(config.getoption("--browser", []))


def repeat(item: pytest.Item, how: str) -> str:
    """The command that repeats just this item with one more option, such as --headed."""
    from copydesk.browser.remote import shown

    config = item.config
    words = [f'pytest "{item.nodeid}" {how}']
    for option in ("--site", "--replay", "--base-url", "--browser-path", "--browser-channel", "--device"):
        if value := config.getoption(option, None):
            # A report is read by many, and an address may have a secret in it.
            value = shown(str(value)) if option == "--browser-path" and server(config) else str(value)
            words.append(f"{option}={shlex.quote(value)}")
    words.extend(f"--fault={shlex.quote(fault)}" for fault in faults(config))
    chosen = (
        item.callspec.params.get("browser_name")
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else None
    )
    named = [str(chosen)] if chosen else browsers(config)
    words.extend(f"--browser={shlex.quote(name)}" for name in named)
    return " ".join(words)


def scope_of(item: pytest.Item) -> str | None:
    """What an item's visit is known by: its page, and its browser where there are several. None: no visit."""
    from copydesk.plugin.fixtures import page_of

    entry = page_of(item)
    if entry is None:
        return None
    browser = item.callspec.params.get("browser_name", "")  # type: ignore[attr-defined]
    return f"{browser}-{entry.name}" if browser else entry.name
