"""Whatever a site says, nothing of it acts on the page of a review, and the page is one for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.review.decisions import Review
from copydesk.snapshots.store import file_name
from copydesk.verdicts import known
from copydesk.verdicts.verdict import Verdict
from tests.limits import expect
from tests.review.reviews import changed, failed, lay_out, record, review_of, served
from tests.review.window import Reviewer, window

ACTS = "window.acted = true; alert(1); fetch('//evil.example/')"
SAYINGS = [
    f"<script>{ACTS}</script>",
    f"</script><script>{ACTS}</script>",
    f'"><img src=x onerror="{ACTS}">',
    f"<svg/onload={ACTS}>",
    f"javascript:{ACTS}",
    f"data:text/html,<script>{ACTS}</script>",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %>",
    "\u202egnp.exe\u2066\u200b\u0000\u001b[2J\u2028",
    "__proto__",
    "`${acted}` *b* [x](javascript:alert(1))",
]
LONG = "A headline that does not end " + "x" * 1_000_000


def hostile(saying: str) -> list[Verdict]:
    """A page that says this wherever a page can say something: a change, and a finding on another page."""
    first, second = f"first {saying}"[:4000], f"second {saying}"[:4000]
    url = f"{saying[:4000]}//x"
    before, after = record("x", headline="y"), record("x", headline=saying[:300_000], body=[saying[:1000]])
    file = f"snapshots/small/{file_name(first)}.json"
    return [
        changed(first, before, after, f"headline: 'y' became '{saying}'", file=file, url=url),
        failed(second, "headline/absent", saying, expected=saying, actual=f"not {saying}", url=url),
    ]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Review, str]]:
    """A review of a run in which every page is hostile."""
    root = tmp_path_factory.mktemp("hostile")
    said = [verdict for saying in (*SAYINGS, LONG) for verdict in hostile(saying)]
    made = review_of(root, lay_out(root, said))
    with served(made) as address:
        yield made, address


def seen(reviewer: Reviewer) -> None:
    """Nothing has acted up to now."""
    assert reviewer.acted == []
    assert reviewer.page.evaluate("window.acted") is None
    assert reviewer.page.locator("script").count() == 2
    assert reviewer.page.locator("img, iframe, object, embed, form:not([method=dialog]), base").count() == 0
    assert reviewer.page.locator("a[href]:not([href^=http]):not([href='#list'])").count() == 0


def test_every_entry_can_be_opened_and_decided_and_nothing_acts(
    browser: Browser, review: tuple[Review, str]
) -> None:
    made, address = review
    number = len(made.changes)
    with window(browser, address) as reviewer:
        reviewer.page.get_by_label("Group").select_option("page")
        expect(reviewer.rows.first).to_be_visible()
        reviewer.page.locator("#list").focus()
        decided = marked = 0
        for _ in range(2 * number):
            reviewer.page.keyboard.press("Enter")
            if reviewer.detail.locator("[data-key=mark]").count():
                reviewer.mark(f"</script><b>{marked}", "javascript:alert(1)")
                marked += 1
            else:
                reviewer.reject() if decided % 2 else reviewer.accept()
                decided += 1
                reviewer.decided(f"{decided} of {number} changes decided")
            seen(reviewer)
            reviewer.page.keyboard.press("j")
        assert (decided, marked) == (number, number)
        reviewer.page.locator("#to-fix-open").click()
        expect(reviewer.page.get_by_role("dialog")).to_be_visible()
        seen(reviewer)
        reviewer.page.keyboard.press("Escape")
        for how in ("rejected", "known", "s:failed", "<script>"):
            reviewer.filter(how)
            expect(reviewer.rows.first).to_be_visible()
            seen(reviewer)
    issues = known.read(made.root / known.FILE).issues
    assert len(issues) == number
    assert all(len(issue.message) <= known.SHAPE for issue in issues)
    written = {path.relative_to(made.root).parts[0] for path in made.root.rglob("*") if path.is_file()}
    assert written == {"snapshots", "reports", known.FILE}
    # The next review reads back what was written.
    accepted = {place for place, one in made.decided.items() if one.how == "accepted"}
    assert set(review_of(made.root, made.run).decided) == accepted


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, dark: bool) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with (
        served(review_of(tmp_path, lay_out(tmp_path))) as address,
        window(browser, address, refusals=True) as reviewer,
    ):
        reviewer.page.emulate_media(color_scheme="dark" if dark else "light")
        reviewer.page.evaluate(f"() => {{ {axe}\n}}")

        def violations() -> list[str]:
            found = reviewer.page.evaluate("axe.run(document).then((found) => found.violations)")
            return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

        assert violations() == []
        reviewer.open("2 changes")
        reviewer.accept_all()
        reviewer.decided("3 of 6 changes decided")
        reviewer.open("headline is gone")
        assert violations() == []
        reviewer.reject()
        reviewer.decided("4 of 6 changes decided")
        (tmp_path / "snapshots/small/economy.json").write_text("{}")
        reviewer.open("Prices rise")
        reviewer.accept()
        expect(reviewer.page.locator("#problem")).not_to_be_empty()
        assert violations() == []
        reviewer.page.locator("#to-fix-open").click()
        expect(reviewer.page.get_by_role("dialog")).to_be_visible()
        assert violations() == []
        reviewer.page.keyboard.press("Escape")
        reviewer.open("The dateline says")
        reviewer.page.get_by_role("button", name="Mark as known…").click()
        expect(reviewer.page.get_by_role("dialog")).to_be_visible()
        assert violations() == []


def test_focus_comes_back_to_where_it_was(browser: Browser, tmp_path: Path) -> None:
    with (
        served(review_of(tmp_path, lay_out(tmp_path))) as address,
        window(browser, address, "keys") as reviewer,
    ):
        reviewer.open("Prices rise")
        reviewer.tab_to("Accept")
        reviewer.decided("1 of 6 changes decided")
        expect(reviewer.detail.get_by_role("button", name="Undo")).to_be_focused()
        reviewer.page.keyboard.press("Enter")
        reviewer.decided("0 of 6 changes decided")
        expect(reviewer.detail.get_by_role("button", name="Accept", exact=True)).to_be_focused()
        reviewer.open("The dateline says")
        reviewer.tab_to("Mark as known…")
        expect(reviewer.page.get_by_role("dialog")).to_be_visible()
        reviewer.page.keyboard.press("Escape")
        expect(reviewer.page.get_by_role("dialog")).to_have_count(0)
        expect(reviewer.detail.get_by_role("button", name="Mark as known…")).to_be_focused()


def test_a_narrow_window_has_all_of_it(browser: Browser, tmp_path: Path) -> None:
    with (
        served(review_of(tmp_path, lay_out(tmp_path))) as address,
        window(browser, address) as reviewer,
    ):
        reviewer.page.set_viewport_size({"width": 360, "height": 700})
        reviewer.open("Prices rise")
        reviewer.accept()
        reviewer.decided("1 of 6 changes decided")
        assert reviewer.page.evaluate("document.documentElement.scrollWidth") <= 360
