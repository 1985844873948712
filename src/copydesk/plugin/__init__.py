"""The pytest plugin: it turns a site file into test items and their verdicts into a report.

Everything here is thin. The hooks live in this module; what they do lives beside it: `options` reads the
command line, `fixtures` is what tests ask for, `suite` knows the run, `browsing` visits pages, `outcome` says
what an item has to say, `schedule` and `shards` keep the items of a page together, `session` gathers the
verdicts of a run and has them written, `progress` says what is being looked at, `ending` how a run ends.

The plugin is loaded in every pytest run of an environment that has copydesk. Where there is no site file it
does nothing and imports nothing but itself.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from copydesk.plugin import checked, fixtures, options
from copydesk.plugin.fixtures import _copydesk_browsing, article, capture, feed, filtered_feed, site
from copydesk.plugin.items import scope_of
from copydesk.plugin.stash import STOPPED, SUITE, VISITED

if TYPE_CHECKING:
    from copydesk.plugin.suite import Suite

__all__ = ["_copydesk_browsing", "article", "capture", "feed", "filtered_feed", "site"]

PLAYWRIGHTS_OWN_WARNING = "ignore:(?s)Session-scoped fixtures.*'base_url':pytest.PytestDeprecationWarning"
"""pytest-playwright declares a fixture in a way that newer pytests warn of; nobody here can change that."""

pytest_addoption = options.add


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Say what is wrong with a file of durations before pytest-split reads it, which would break down."""
    if config.getoption("splits", None) and options.site_file(config):
        from copydesk.plugin import shards

        shards.check(config)


def pytest_configure(config: pytest.Config) -> None:
    """Read the site file, so that mistakes in it are reported before any browser starts."""
    read = checked.site_of(config)
    if read is None:
        return
    from copydesk.browser.signals import ending
    from copydesk.plugin import browser, replaying
    from copydesk.plugin.suite import Suite

    until_the_end = ExitStack()
    config.add_cleanup(until_the_end.close)
    until_the_end.enter_context(ending())
    recording = replaying.recording(config, read)
    config.stash[SUITE] = Suite(config, read, checked.known_issues(config), recording)
    config.addinivalue_line("filterwarnings", PLAYWRIGHTS_OWN_WARNING)
    # Only now, after every other plugin: of two fixtures of one name the later one counts.
    config.pluginmanager.register(browser, "copydesk-browser")
    if not options.is_worker(config):
        from copydesk.plugin.progress import Pages, Progress
        from copydesk.plugin.session import Gathering

        pages = Pages(read.pages, config.stash[SUITE].subjects)
        config.pluginmanager.register(Gathering(config, pages), "copydesk-gathering")
        config.pluginmanager.register(Progress(pages), "copydesk-progress")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Once all plugins are loaded: split the run by pages where pytest-split would split it by items."""
    if _suite(session.config):
        from copydesk.plugin import shards

        shards.take_over(session.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the embedded site, if this process started it."""
    if suite := _suite(config):
        suite.close()


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say that this run replays a recording, and from when it is."""
    suite = _suite(config)
    if suite is None or suite.recording is None:
        return None
    told = suite.recording.manifest
    return f"copydesk: replaying {told.base_url} as of {told.moment.isoformat()}, with the network closed"


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one item per page, or per page and subject, for a test that asks for them."""
    fixtures.parametrize(metafunc)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the items of a page next to each other, at the place of its first one."""
    if _suite(config) is None:
        return
    place: dict[str, int] = {}
    places = [place.setdefault(scope_of(item) or item.nodeid, index) for index, item in enumerate(items)]
    items[:] = [item for _, item in sorted(zip(places, items, strict=True), key=lambda pair: pair[0])]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remember the items once all deselecting is done."""
    if suite := _suite(session.config):
        suite.collected(session.items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send an item's verdict along with its report, also from an xdist worker to the controller."""
    report = yield
    if VISITED in item.stash or STOPPED in item.stash:
        from copydesk.plugin.outcome import attach

        attach(item, call, report)
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Start the embedded site once, here in the xdist controller, and tell the worker its address."""
    suite = _suite(node.config)
    if suite is None:
        return
    from copydesk.plugin.suite import CannotRunError

    try:
        suite.tell_worker(node.workerinput)
    except CannotRunError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out the items of a page as one unit of work, however the others are distributed."""
    suite = _suite(config)
    if suite is None:
        return None
    from copydesk.plugin.schedule import APART, PageScheduling

    if config.getoption("dist") in APART:
        return None
    return PageScheduling(config, log, [entry.name for entry in suite.site.pages], suite.at_once)


def _suite(config: pytest.Config) -> Suite | None:
    return config.stash.get(SUITE, None)
