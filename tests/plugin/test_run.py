"""A run of the suite over a small site on which one page is broken, looked at from every side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from copydesk.report import events
from tests.plugin.projects import PAGE, Outcome, Project, project

OWN = """
    import pytest


    def test_own(article):
        assert article.record.headline is not None
        assert article.url.endswith(".html")


    def test_capture(capture):
        assert "{{" not in capture.html


    def test_both(article, capture):
        assert capture is article.capture


    @pytest.mark.parametrize("subject", ["toy-template"])
    def test_one_subject(feed, subject):
        feed.check(subject)


    def test_slip(feed):
        feed.check("toy-templat")


    def test_site(site):
        assert site.title == "The Small Paper"
"""


@pytest.fixture(scope="module", params=[(), ("-n", "2")], ids=["alone", "parallel"])
def ran(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Project, Outcome]]:
    pages = {
        "good": PAGE.format("Ferry is back", "It sails again."),
        "broken": PAGE.format("Ferry is back", "It sails {{item.suffix}} again."),
        "good-too": PAGE.format("Ferry is late", "<b>It sails</b> tomorrow."),
        "front": PAGE.format("News", "Nothing today."),
    }
    with project(tmp_path_factory.mktemp("project"), pages, {"front": "feed"}) as made:
        made.write("tests/test_own.py", OWN)
        made.write("snapshots/small/gone.json", "{}")
        toys = "toy or own or capture or both or site or no-page"
        yield made, made.pytest("-k", toys, "-rs", *request.param)


def test_there_is_an_item_for_each_page_and_subject(ran: tuple[Project, Outcome]) -> None:
    items = set(ran[1].items)
    for page in ("good", "broken", "good-too"):
        for subject in ("toy-template", "toy-persons", "toy-footer"):
            assert f"test_article.py::test_article[{page}-{subject}]" in items
    assert "test_feed.py::test_feed[front-toy-template]" in items


def test_only_what_is_wrong_fails(ran: tuple[Project, Outcome]) -> None:
    assert ran[1].of("FAILED") == {
        "test_article.py::test_article[broken-toy-template]",
        "test_own.py::test_capture[broken]",
        "test_own.py::test_slip[front]",
    }
    assert ran[1].code == pytest.ExitCode.TESTS_FAILED


def test_warnings_do_not_fail(ran: tuple[Project, Outcome]) -> None:
    assert "test_article.py::test_article[good-toy-footer]" in ran[1].of("PASSED")
    assert "! toy-footer/missing" in ran[1].text


def test_a_subject_with_nothing_to_look_at_is_skipped_and_says_so(ran: tuple[Project, Outcome]) -> None:
    assert "test_article.py::test_article[good-toy-persons]" in ran[1].of("SKIPPED")
    assert "no persons block, none expected" in ran[1].text


def test_a_kind_that_the_site_has_no_page_of_is_skipped_and_says_so(ran: tuple[Project, Outcome]) -> None:
    assert "site small names no filter page" in ran[1].text


def test_every_page_is_visited_once(ran: tuple[Project, Outcome]) -> None:
    assert Counter(ran[0].requests) == {
        f"/{page}.html": 1 for page in ("good", "broken", "good-too", "front")
    }


def test_a_failure_says_what_where_and_how_to_see_it(ran: tuple[Project, Outcome]) -> None:
    told = ran[1].part("broken, toy-template: ")
    assert told.startswith(f"broken, toy-template: {ran[0].base_url}/broken.html\n")
    assert "toy-template/shown (error)\n    Template text is shown\n" in told
    assert "expected  the value\n" in told
    assert "actual    It sails {{item.suffix}} again.\n" in told
    assert "where     html > body > p.text · " in told
    assert 'pytest "tests/test_article.py::test_article[broken-toy-template]" --headed' in told
    assert "Traceback" not in ran[1].text
    assert "visited.py" not in told


def test_a_subject_that_there_is_none_of_is_answered_with_the_nearest(ran: tuple[Project, Outcome]) -> None:
    assert "no rule is about 'toy-templat' on feed pages; did you mean 'toy-template'?" in ran[1].text


def test_own_tests_get_pages_records_and_captures(ran: tuple[Project, Outcome]) -> None:
    passed = {name for name in ran[1].of("PASSED") if name.startswith("test_own")}
    assert passed == {
        *(
            f"test_own.py::{test}[{page}]"
            for test in ("test_own", "test_both")
            for page in ("good", "broken", "good-too")
        ),
        *(f"test_own.py::test_capture[{page}]" for page in ("good", "good-too", "front")),
        "test_own.py::test_one_subject[front-toy-template]",
        "test_own.py::test_site",
    }


def test_the_summary_tells_causes_and_ends_with_the_report(ran: tuple[Project, Outcome]) -> None:
    summary = ran[1].part("copydesk: The Small Paper", "Report:")
    assert "2 of 4 pages have 3 errors." in summary
    assert "✗ toy-template/shown" in summary
    assert ran[1].text.rstrip().endswith("Report: reports/index.html")


def test_a_record_of_no_page_is_named_though_only_a_part_ran(ran: tuple[Project, Outcome]) -> None:
    assert "snapshots/small/gone.json belongs to no page of sites/small.toml" in ran[1].text


def test_the_report_has_the_findings_and_a_picture_of_the_broken_page_only(
    ran: tuple[Project, Outcome],
) -> None:
    report = ran[0].report
    assert "It sails {{item.suffix}} again." in report
    assert "no persons block, none expected" in report
    pictures = {path.name for path in (ran[0].folder / "reports").glob("*/screenshots/*")}
    assert pictures == {"broken.webp", "front.webp"}
    assert report.count("data:image/webp") == 2


def test_the_stream_of_the_run_has_every_verdict(ran: tuple[Project, Outcome]) -> None:
    (stream,) = (ran[0].folder / "reports").glob("*/events.jsonl")
    run = events.read(stream)
    assert run.finished
    statuses = {one.page: one.status for one in run.verdicts if one.subject == "toy-template"}
    assert statuses == {"good": "passed", "broken": "failed", "good-too": "passed", "front": "passed"}
    broken = next(page for page in run.pages() if page.page == "broken")
    assert broken.facts is not None
    assert "test_article[broken-toy-template]" in broken.repeat["toy-template"]
