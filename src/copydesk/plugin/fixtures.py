"""The fixtures that a test can ask for, and how many items they make of it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest

from copydesk.plugin import options
from copydesk.plugin.items import KINDS
from copydesk.plugin.stash import SUITE, VISITED

if TYPE_CHECKING:
    from copydesk.page.capture import Capture
    from copydesk.plugin.visited import Visited
    from copydesk.site.model import PageEntry, Site

NO_SITE = "there is no site file: give one with --site FILE"


class NoPage:
    """Takes the place of a page that does not exist; `reason` says why."""

    def __init__(self, reason: str, *, fail: bool) -> None:
        self.reason = reason
        self.fail = fail


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Site:
    """The site file of this run: `site.pages`, `site.agency`, `site.time_zone` …"""
    suite = pytestconfig.stash.get(SUITE, None)
    if suite is None:
        pytest.fail(NO_SITE, pytrace=False)
    return suite.site


@pytest.fixture(scope="session")
def _copydesk_browsing(
    browser: Any, launch_browser: Any, browser_context_args: dict[str, Any], pytestconfig: pytest.Config
) -> Generator[Any]:
    """What goes to the pages. The browser is asked for only here: else every id would carry its name."""
    suite = pytestconfig.stash[SUITE]
    from copydesk.plugin.browsing import Browsing

    browsing = Browsing(suite, browser, launch_browser, browser_context_args)
    try:
        yield browsing
    finally:
        browsing.close()


@pytest.fixture
def article(request: pytest.FixtureRequest) -> Visited:
    """An article page, visited, read and checked. A test that asks for it runs once per article.

    The visit is made once, however many tests look at it::

        def test_headline_is_short(article):
            assert len(article.record.headline) < 90

    `article.record` is the article as data, `article.capture` all that the visit brought back,
    `article.findings` what the rules said. Together with an argument `subject` a test runs once per article
    and subject, and `article.check(subject)` passes, fails or skips it as the rules say.
    """
    return _visit(request, "article")


@pytest.fixture
def feed(request: pytest.FixtureRequest) -> Visited:
    """A feed page, visited, read and checked. A test that asks for it runs once per feed.

    ::

        def test_feed_is_full(feed):
            assert len(feed.record.listings[0].items) >= 10
    """
    return _visit(request, "feed")


@pytest.fixture
def filtered_feed(request: pytest.FixtureRequest) -> Visited:
    """A filter page after its sections were chosen, visited, read and checked.

    A test that asks for it runs once per filter page::

        def test_filter_is_kept(filtered_feed):
            assert filtered_feed.record.chosen
    """
    return _visit(request, "filtered_feed")


@pytest.fixture
def capture(request: pytest.FixtureRequest) -> Capture:
    """All that the visit of a page brought back, as plain data.

    Beside `article`, `feed` or `filtered_feed` it is that page's; alone it makes a test run once per page of
    the site, of whatever kind::

        def test_page_is_small(capture):
            assert len(capture.html) < 500_000
    """
    beside = next((name for name in KINDS if name != "capture" and name in request.fixturenames), None)
    if beside is not None:
        page: Visited = request.getfixturevalue(beside)
        return page.capture
    return _visit(request, "capture").capture


def parametrize(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for pages its items: pages × subjects, or pages."""
    name = next((name for name in KINDS if _is_ours(metafunc, name)), None)
    if name is None:
        return
    config = metafunc.config
    if len(options.browsers(config)) > 1 and "browser_name" not in metafunc.fixturenames:
        metafunc.fixturenames.append("browser_name")
    pages = _pages(config, KINDS[name])
    if "subject" in metafunc.fixturenames and name != "capture" and not _has_own_subject(metafunc):
        values = [
            pytest.param(entry, subject, id=f"{_id(entry)}-{subject}")
            for entry in pages
            for subject in _subjects(config, entry)
        ]
        metafunc.parametrize((name, "subject"), values, indirect=[name])
    else:
        metafunc.parametrize(name, [pytest.param(entry, id=_id(entry)) for entry in pages], indirect=True)


def _visit(request: pytest.FixtureRequest, name: str) -> Visited:
    entry = request.param
    if isinstance(entry, NoPage):
        pytest.fail(entry.reason, pytrace=False) if entry.fail else pytest.skip(entry.reason)
    from copydesk.plugin.visits import visit

    visited = visit(request.config.stash[SUITE], entry, request)
    request.node.stash[VISITED] = visited
    return visited


def _is_ours(metafunc: pytest.Metafunc, name: str) -> bool:
    """Whether an argument is this plugin's fixture, and no one else's of the same name."""
    definitions = metafunc._arg2fixturedefs.get(name, ()) if name in metafunc.fixturenames else ()
    return bool(definitions) and definitions[-1].func.__module__ == __name__


def _has_own_subject(metafunc: pytest.Metafunc) -> bool:
    if metafunc._arg2fixturedefs.get("subject"):
        return True
    marks = metafunc.definition.iter_markers("parametrize")
    return any("subject" in str(mark.args[0]) for mark in marks if mark.args)


def _pages(config: pytest.Config, kind: str | None) -> list[Any]:
    suite = config.stash.get(SUITE, None)
    if suite is None:
        return [NoPage(NO_SITE, fail=True)]
    pages = [entry for entry in suite.site.pages if kind in (None, entry.kind)]
    what = f"no {kind} page" if kind else "no pages"
    return pages or [NoPage(f"site {suite.site.name} names {what}", fail=False)]


def _subjects(config: pytest.Config, entry: PageEntry | NoPage) -> list[str]:
    if isinstance(entry, NoPage):
        return ["nothing"]
    return config.stash[SUITE].subjects(entry.kind)


def _id(entry: PageEntry | NoPage) -> str:
    return "no-page" if isinstance(entry, NoPage) else entry.name
