"""What QA people do in a review, from the first look to the next run, by mouse and by keys alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.report import events
from copydesk.report.run import Run
from copydesk.verdicts import known
from tests.limits import expect, patient
from tests.plugin.projects import PAGE, Project, project
from tests.review import reviews
from tests.review.reviews import ALIKE, files, lay_out, review_of, served
from tests.review.window import Reviewer, window

WAYS = pytest.mark.parametrize("way", ["mouse", "keys"])
Session = tuple[Reviewer, Path]


@pytest.fixture(params=["mouse", "keys"])
def session(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Session]:
    """A reviewer before a fresh review of the made-up run, and the project's folder."""
    with (
        served(review_of(tmp_path, lay_out(tmp_path))) as address,
        window(browser, address, request.param) as reviewer,
    ):
        reviewer.decided("0 of 6 changes decided")
        yield reviewer, tmp_path


def on_disk(root: Path, page: str) -> str:
    return (root / f"snapshots/small/{page}.json").read_text()


def test_find_the_new_failures(session: Session) -> None:
    reviewer, _ = session
    reviewer.filter("new s:failed")
    expect(reviewer.rows.filter(has_text="The page has no headline")).to_have_count(1)
    expect(reviewer.rows.filter(has_text="The dateline says")).to_have_count(0)
    reviewer.open("The page has no headline")
    expect(reviewer.detail).to_contain_text("headline/absent")
    expect(reviewer.detail).to_contain_text("politics")


def test_narrow_the_list_down_and_read_an_old_failure(session: Session) -> None:
    reviewer, _ = session
    reviewer.filter("rule:dateline")
    expect(reviewer.rows).to_have_count(1)
    reviewer.open("The dateline says")
    expect(reviewer.detail).to_contain_text("the run of 2026-03-31")
    expect(reviewer.detail.get_by_role("button", name="Mark as known…")).to_have_count(1)
    reviewer.filter("")
    expect(reviewer.rows).to_have_count(6)


def test_accept_one(session: Session) -> None:
    reviewer, root = session
    before = files(root)
    reviewer.open("Prices rise")
    reviewer.accept()
    reviewer.decided("1 of 6 changes decided")
    expect(reviewer.detail).to_contain_text("Accepted.")
    expect(reviewer.rows.filter(has_text="Prices rise")).to_contain_text("accepted")
    assert "3 percent" in on_disk(root, "economy")
    after = files(root)
    assert [name for name in after if after[name] != before.get(name)] == ["snapshots/small/economy.json"]


def test_accept_the_same_change_on_all_pages_that_have_it(session: Session) -> None:
    reviewer, root = session
    reviewer.open("2 changes from the accepted record")
    reviewer.accept_all()
    reviewer.decided("3 of 6 changes decided")
    expect(reviewer.detail).to_contain_text("All 3 are decided.")
    assert all(reviews.NEW_STORY in on_disk(root, page) for page in ALIKE)


def test_accept_a_first_record(session: Session) -> None:
    reviewer, root = session
    reviewer.filter("page:weather")
    reviewer.open("weather")
    reviewer.accept()
    reviewer.decided("1 of 6 changes decided")
    assert "The news of weather" in on_disk(root, "weather")


def test_undo_one_and_undo_all_of_a_group(session: Session) -> None:
    reviewer, root = session
    before = files(root)
    reviewer.open("2 changes from the accepted record")
    reviewer.accept_all()
    reviewer.decided("3 of 6 changes decided")
    reviewer.open("Prices rise")
    reviewer.accept()
    reviewer.decided("4 of 6 changes decided")
    reviewer.undo()
    reviewer.decided("3 of 6 changes decided")
    expect(reviewer.detail.get_by_role("button", name="Accept", exact=True)).to_be_visible()
    reviewer.undo()
    reviewer.decided("0 of 6 changes decided")
    assert files(root) == before


def test_reject_and_see_what_somebody_has_to_repair(session: Session) -> None:
    reviewer, root = session
    before = files(root)
    for title in ("Prices rise", "headline is gone"):
        reviewer.open(title)
        reviewer.reject()
        expect(reviewer.detail).to_contain_text("Rejected: somebody must fix it.")
    reviewer.decided("2 of 6 changes decided")
    if reviewer.mouse:
        reviewer.page.get_by_role("button", name="To fix: 2").click()
    else:
        reviewer.tab_to("To fix: 2")
    dialog = reviewer.page.get_by_role("dialog", name="2 pages to fix")
    expect(dialog).to_contain_text("economy")
    expect(dialog).to_contain_text("politics")
    reviewer.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert files(root) == before


def test_a_page_on_which_a_rule_failed_cannot_be_accepted(session: Session) -> None:
    reviewer, root = session
    before = files(root)
    reviewer.open("headline is gone")
    expect(reviewer.detail).to_contain_text("The rule headline/absent failed on this page")
    expect(reviewer.detail.get_by_role("button", name="Accept")).to_have_count(0)
    if not reviewer.mouse:
        reviewer.accept()
        expect(reviewer.page.locator("#said")).to_have_text("There is no change to accept here.")
    reviewer.decided("0 of 6 changes decided")
    assert files(root) == before


def test_mark_a_failure_as_known_and_think_again(session: Session) -> None:
    reviewer, root = session
    reviewer.open("The dateline says")
    reviewer.mark("The wire's clock is late", "NEWS-12")
    expect(reviewer.detail).to_contain_text("The wire's clock is late (NEWS-12), until ")
    (issue,) = known.read(root / known.FILE).issues
    assert (issue.page, issue.rule, issue.ticket) == ("dialogue", "dateline/wrong-date", "NEWS-12")
    assert issue.expires
    if reviewer.mouse:
        reviewer.detail.get_by_role("button", name="No longer known").click()
    else:
        reviewer.page.keyboard.press("u")
    expect(reviewer.detail.get_by_role("button", name="Mark as known…")).to_be_visible()
    assert known.read(root / known.FILE).issues == []


def test_decide_everything_to_the_end(session: Session) -> None:
    reviewer, root = session
    reviewer.filter("undecided")
    expect(reviewer.rows).to_have_count(4)
    reviewer.open("2 changes")
    reviewer.accept_all()
    reviewer.decided("3 of 6 changes decided")
    for number, title in enumerate(("Prices rise", "weather", "headline is gone"), 4):
        reviewer.open(title)
        reviewer.reject() if "gone" in title else reviewer.accept()
        reviewer.decided(f"{number} of 6 changes decided")
    reviewer.filter("undecided ")
    expect(reviewer.rows).to_have_count(0)
    reviewer.filter("rejected")
    expect(reviewer.rows).to_have_count(1)
    assert "3 percent" in on_disk(root, "economy")


@WAYS
def test_a_second_reviewers_work_is_not_written_over(browser: Browser, tmp_path: Path, way: str) -> None:
    run = lay_out(tmp_path)
    mine, theirs = (review_of(tmp_path, run) for _ in range(2))
    with (
        served(mine) as one,
        served(theirs) as other,
        window(browser, one, way, refusals=True) as me,
        window(browser, other) as they,
    ):
        # They decide otherwise about one page of my group, by hand.
        before = on_disk(tmp_path, "science")
        (tmp_path / "snapshots/small/science.json").write_text("{}\n")
        me.open("2 changes")
        me.accept_all()
        problem = me.page.locator("#problem")
        expect(problem).to_contain_text("Somebody has changed snapshots/small/science.json since this run")
        expect(problem).to_contain_text("None of them is accepted.")
        me.decided("0 of 6 changes decided")
        assert on_disk(tmp_path, "science") == "{}\n"
        assert reviews.OLD_STORY in on_disk(tmp_path, "culture")
        # They put it back, and accept all of them in their window: that is no conflict with mine.
        (tmp_path / "snapshots/small/science.json").write_text(before)
        they.open("2 changes")
        they.accept_all()
        they.decided("3 of 6 changes decided")
        me.accept_all()
        me.decided("3 of 6 changes decided")
        expect(problem).to_be_empty()
        # What I have not written, I do not take back.
        me.undo()
        me.decided("0 of 6 changes decided")
        assert reviews.NEW_STORY in on_disk(tmp_path, "culture")


def test_two_windows_of_one_review_know_of_each_other(browser: Browser, tmp_path: Path) -> None:
    with (
        served(review_of(tmp_path, lay_out(tmp_path))) as address,
        window(browser, address) as me,
        window(browser, address, refusals=True) as they,
    ):
        me.open("Prices rise")
        they.open("Prices rise")
        me.reject()
        me.decided("1 of 6 changes decided")
        they.accept()
        expect(they.page.get_by_role("alert")).to_contain_text("The change of economy is already rejected.")
        they.decided("1 of 6 changes decided")
        me.undo()
        me.decided("0 of 6 changes decided")
        they.page.evaluate("dispatchEvent(new Event('focus'))")
        they.decided("0 of 6 changes decided")


def test_a_review_that_has_ended_says_so(browser: Browser, tmp_path: Path) -> None:
    with served(review_of(tmp_path, lay_out(tmp_path))) as address:
        context = patient(browser.new_context())
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#progress")).to_have_text("0 of 6 changes decided")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.get_by_role("alert")).to_contain_text("The review has ended")
    context.close()


# The whole way: a real run, a review of it, and the next run.


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Run]]:
    """A project whose pages were accepted, and a run of it: one is broken, another has changed since."""
    pages = {
        "broken": PAGE.format("Ferry is back", "It sails {{item.suffix}} again."),
        "moved": PAGE.format("Ferry is late", "It sails tomorrow."),
    }
    with project(tmp_path_factory.mktemp("project"), pages) as made:
        accepted = made.pytest("-k", "snapshot", "--snapshot-update")
        assert accepted.code == 0, accepted.text
        made.write("www/moved.html", PAGE.format("Ferry is early", "It sails tomorrow."))
        first = made.pytest("-k", "snapshot or toy-template")
        assert first.of("FAILED") == {
            "test_article.py::test_article[broken-toy-template]",
            "test_article.py::test_article[moved-snapshot]",
        }
        stream = events.newest(made.folder / "reports")
        assert stream is not None
        yield made, events.read(stream)


@WAYS
def test_what_was_decided_holds_in_the_next_run(
    browser: Browser, ran: tuple[Project, Run], tmp_path: Path, way: str
) -> None:
    paper, run = ran
    kept = tmp_path / "kept"
    shutil.copytree(paper.folder / "snapshots", kept)
    try:
        with (
            served(review_of(paper.folder, run)) as address,
            window(browser, address, way) as reviewer,
        ):
            reviewer.open("Template text is shown")
            reviewer.mark("The wire sends no suffix", "NEWS-1")
            reviewer.open("moved")
            reviewer.accept()
            reviewer.decided("1 of 1 change decided")
        again = paper.pytest("-k", "snapshot or toy-template")
        assert again.of("FAILED") == set()
        assert "known  toy-template/shown" in again.text
        assert "The wire sends no suffix (NEWS-1), until " in paper.report
    finally:
        shutil.rmtree(paper.folder / "snapshots")
        shutil.copytree(kept, paper.folder / "snapshots")
        (paper.folder / known.FILE).unlink(missing_ok=True)
