"""Running on a recording: the file that --replay names, and the options that cannot go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copydesk.disk.read import FileError
from copydesk.plugin import options

if TYPE_CHECKING:
    from copydesk.recording.traffic import Recording
    from copydesk.site.model import Site


def recording(config: pytest.Config, site: Site) -> Recording | None:
    """The recording that --replay names, or None. Raises `pytest.UsageError` for one of another site."""
    if not (named := config.getoption("--replay")):
        return None
    from copydesk.recording.plain import Plain
    from copydesk.recording.store import load
    from copydesk.recording.traffic import matched_by

    try:
        found = load(config.invocation_params.dir / str(named))
    except FileError as error:
        raise pytest.UsageError(f"--replay {error}") from None
    told = found.manifest
    if told.site != site.name:
        raise pytest.UsageError(
            f"--replay {named}: a recording of {told.site}, but this run is about {site.name}"
        )
    if missing := [entry.name for entry in site.pages if entry.name not in told.pages]:
        raise pytest.UsageError(
            f"--replay {named}: it lacks the site file's page {missing[0]}: record the site again"
        )
    return matched_by(found, Plain(told.moment, site.volatile).url)


def check(config: pytest.Config) -> None:
    """Raise `pytest.UsageError` for options that do not work with a recording."""
    if not config.getoption("--replay"):
        return
    if config.getoption("--base-url", None):
        raise pytest.UsageError("--replay shows the site at its recorded address: leave out --base-url")
    if config.getoption("--fault"):
        raise pytest.UsageError(
            "--fault and --replay cannot be combined: a recording shows what the site really answered"
        )
    if options.server(config):
        raise pytest.UsageError(
            "--replay closes the network of its own browser: leave out the Playwright server's address"
        )
    if other := [name for name in config.getoption("--browser", []) if name != "chromium"]:
        raise pytest.UsageError(
            f"--replay needs Chromium, to close the network: leave out --browser {other[0]}"
        )
