"""What the demo site's faults look like to the rules about lists: each is named by one of them only."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.browser.visit import Visitor
from copydesk.demo.server import serve
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import PageEntry, Site
from copydesk.verdicts.check import check

SITE = Path(__file__).parents[2] / "sites" / "lantern.toml"
SUBJECTS = ("feed", "date-groups", "load-more", "filter", "feed-tabs", "loading")
FEED = PageEntry(name="feed", kind="feed", url="/news", journeys=["load-more"])
FILTER = PageEntry(name="filter", kind="filter", url="/news", choose=["World", "Sport"])
EVERYTHING = PageEntry(
    name="article",
    kind="article",
    url="/world/drenik-crossing",
    journeys=["load-more", "city", "currency", "back-to-top", "most-read", "related", "feed-tabs"],
)


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(SITE, rule_names())


def errors(browser: Browser, site: Site, entry: PageEntry, *faults: str) -> set[str]:
    """The rules that find an error on a page of the demo site."""
    with serve(faults) as base, Visitor(browser, site, base_url=base) as visitor:
        checked = check(visitor.visit(entry), site)
    return {finding.rule for finding in checked.findings if finding.severity == "error"}


@pytest.mark.parametrize(
    ("fault", "entry", "rule"),
    [
        ("filter-ignored", FILTER, "filter/not-narrowed"),
        ("load-more-repeats", FEED, "load-more/repeats"),
        ("dates-in-utc", FEED, "date-groups/wrong-day"),
        ("feed-api-500", FEED, "feed/empty"),
    ],
)
def test_a_fault_is_named_by_one_rule(
    browser: Browser, site: Site, fault: str, entry: PageEntry, rule: str
) -> None:
    found = {name for name in errors(browser, site, entry, fault) if name.startswith(SUBJECTS)}
    assert found == {rule}


@pytest.mark.parametrize("entry", [FEED, FILTER, EVERYTHING], ids=["feed", "filter", "article"])
def test_the_healthy_site_is_let_pass(browser: Browser, site: Site, entry: PageEntry) -> None:
    assert errors(browser, site, entry) == set()
