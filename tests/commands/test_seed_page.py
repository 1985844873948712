"""The page that copydesk began with: a dump of one article page showed eight defects that a reader had seen.

Lantern has a page like it at /seed-page. Auditing it names each defect by its right rule, once, and nothing
else; two share blocks, one over the text and one under it, are as they should be.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.demo.server import serve
from tests import forking, limits

SITE = Path(__file__).parents[2] / "sites" / "lantern.toml"
DATE, SUFFIX = "{{item.group_date}}", '{{item.suffix?", "+item.suffix:""}}'

# What the dump showed, and the rule that names it: with the site file, which says what each module is, and
# without one.
DEFECTS = [
    (DATE, "template/text", "template/text"),
    (SUFFIX, "template/text", "template/text"),
    ("“Реклама”", "language/label", "language/label"),
    ("“In other media”", "other-media/heading-only", "modules/empty-heading"),
    ("“TOP STORIES”", "top-stories/heading-only", "modules/empty-heading"),
    ("“Partner News”", "partner-news/heading-only", "modules/empty-heading"),
    ("“1 pages”", "page-count/grammar", "plurals/wrong-form"),
    ("still says that it is loading", "loading/stuck", None),
]


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    with serve() as base:
        yield base


def audit(url: str, folder: Path, *options: str) -> dict[str, Any]:
    """What `copydesk audit URL` says of the one page."""
    out = folder / "out.json"
    command = [sys.executable, "-m", "copydesk", "audit", url, *options, "--json", str(out)]
    ran = forking.run(command)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    (page,) = json.loads(out.read_text())["pages"]
    assert isinstance(page, dict)
    return page


@pytest.fixture(scope="module")
def audited(demo: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return audit(f"{demo}seed-page", tmp_path_factory.mktemp("with"), "--site", str(SITE))


@pytest.fixture(scope="module")
def audited_without_site_file(demo: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return audit(f"{demo}seed-page", tmp_path_factory.mktemp("without"))


@pytest.mark.parametrize(("shown", "rule", "_"), DEFECTS)
def test_each_defect_is_named_once_by_its_rule(
    audited: dict[str, Any], shown: str, rule: str, _: str
) -> None:
    (finding,) = [finding for finding in audited["findings"] if shown in finding["message"]]
    assert (finding["rule"], finding["severity"]) == (rule, "error")
    assert finding["where"]["selector"]
    assert finding["where"]["box"]


def test_nothing_else_is_said_of_the_page(audited: dict[str, Any]) -> None:
    assert len(audited["findings"]) == len(DEFECTS)


def test_two_share_blocks_are_no_defect(audited: dict[str, Any]) -> None:
    assert len(audited["record"]["share"]) == 2
    assert not [finding for finding in audited["findings"] if finding["rule"].startswith("share/")]


def test_each_piece_of_template_text_is_shown_in_its_own_place(audited: dict[str, Any]) -> None:
    places = {
        leak: finding["where"]["selector"]
        for leak in (DATE, SUFFIX)
        for finding in audited["findings"]
        if leak in finding["message"]
    }
    assert places[DATE].partition(":")[0].endswith("section.related")
    assert "date-group-date" in places[DATE]
    assert "date-group-suffix" in places[SUFFIX]


@pytest.mark.parametrize(("shown", "_", "rule"), [row for row in DEFECTS if row[2]])
def test_without_a_site_file_as_much_is_found_as_a_page_tells_of_itself(
    audited_without_site_file: dict[str, Any], shown: str, _: str, rule: str
) -> None:
    said = [finding for finding in audited_without_site_file["findings"] if shown in finding["message"]]
    assert rule in {finding["rule"] for finding in said}


def test_without_a_site_file_nothing_else_is_said(audited_without_site_file: dict[str, Any]) -> None:
    """“Loading” stands below the window, where a page may wait until it is scrolled there."""
    assert len(audited_without_site_file["findings"]) == len([row for row in DEFECTS if row[2]])


@pytest.mark.parametrize(
    "path", ["", "news", "politics", "search?q=Marsh", "person/anna-marsh", "rss.xml", "api/feed?limit=50"]
)
def test_no_list_and_no_feed_has_it(demo: str, path: str) -> None:
    assert "seed-page" not in limits.fetch(demo + path).decode()
