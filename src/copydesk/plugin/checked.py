"""The site of a run, once its options have been checked: mistakes are reported before a browser starts."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.disk.read import FileError
from copydesk.plugin import options, replaying

if TYPE_CHECKING:
    from copydesk.site.model import Site
    from copydesk.verdicts.known import Known


def site_of(config: pytest.Config) -> Site | None:
    """The site of this run, or None without a site file.

    Raises `pytest.UsageError` for a wrong site file, for options that contradict each other, and for options
    that cannot work here.
    """
    _check_root(config)
    path = options.site_file(config)
    if path is None:
        if options.faults(config):
            raise pytest.UsageError(
                "--fault breaks a site's pages, but there is no site file here that names any"
            )
        if config.getoption("--replay"):
            raise pytest.UsageError("--replay needs the site file of the recording: give --site FILE")
        return None
    from copydesk.rules.registry import rule_names
    from copydesk.site.file import load_site

    try:
        site = load_site(path, rule_names())
    except FileError as error:
        raise pytest.UsageError(str(error)) from None
    replaying.check(config)
    if options.faults(config):
        check_faults(config, site)
    if not site.embedded and not site.base_url and not options.base_url(config):
        raise pytest.UsageError(f"{path.name} names no base_url: add one there, or give --base-url")
    _check_address(options.base_url(config))
    _check_output(config)
    _check_video(config)
    if not options.is_worker(config):
        _check_update(config, site)
    return site


def known_issues(config: pytest.Config) -> Known:
    """The findings that are known and fail nothing. Raises `pytest.UsageError` for a wrong file."""
    from copydesk.verdicts import known

    try:
        return known.read(config.rootpath / known.FILE)
    except FileError as error:
        raise pytest.UsageError(str(error)) from None


def _check_address(url: str) -> None:
    if url and not re.match(r"https?://(\[[\da-f:.]+\]|[^\s/?#\[\]]+)(/|$)", url, re.IGNORECASE):
        raise pytest.UsageError(f"--base-url {url}: not the address of a site, such as https://news.example")


def _check_output(config: pytest.Config) -> None:
    output = Path(str(config.getoption("--output", None) or "test-results"))
    if output.exists() and not output.is_dir():
        raise pytest.UsageError(f"--output {output}: recordings go into a folder, but this is a file")


def _check_video(config: pytest.Config) -> None:
    if options.server(config) and config.getoption("--video", "off") != "off":
        raise pytest.UsageError(
            "--video: the browser is on another machine, where the video would stay: use --tracing"
        )


def _check_update(config: pytest.Config, site: Site) -> None:
    """Raise `pytest.UsageError` if records should be accepted but cannot be: once, not for each page."""
    if not any(config.getoption(f"update_{which}", False) for which in ("snapshots", "new_snapshots_only")):
        return
    if options.faults(config):
        raise pytest.UsageError(
            "--snapshot-update accepts pages as they are, but --fault breaks them: run without --fault"
        )
    from copydesk.snapshots import cannot_write, update_refused

    if refusal := update_refused(os.environ) or cannot_write(site, config.rootpath):
        raise pytest.UsageError(refusal)


def _check_root(config: pytest.Config) -> None:
    """Raise `pytest.UsageError` if pytest took an option's value for a folder of tests.

    It looks for the project's top folder before it knows any plugin's options, so it takes `--browser-path
    /usr/bin/chromium` for an unknown flag and a folder to start from.
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
    """Raise `pytest.UsageError` for a fault that does not exist, or that has nothing to break here."""
    from copydesk.faults.registry import chosen

    try:
        broken = chosen(options.faults(config))
    except ValueError as error:
        raise pytest.UsageError(f"--fault: {error}") from None
    served = [fault.name for fault in broken if fault.served]
    if served and (not site.embedded or options.base_url(config)):
        where = f"--base-url {options.base_url(config)}" if options.base_url(config) else f"site {site.name}"
        raise pytest.UsageError(
            f"--fault {served[0]} is a fault of the embedded site's server, but this run visits {where}"
        )
    if other := [name for name in config.getoption("--browser", []) if name != "chromium"]:
        raise pytest.UsageError(f"--fault needs Chromium, to break answers: leave out --browser {other[0]}")
