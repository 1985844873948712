"""The report in a real browser: every view of it, by mouse and by keys, and that nothing in it can act."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page

from benchmarks.report_size import large_run
from copydesk.report import html
from copydesk.report.run import Picture, Run
from copydesk.verdicts.verdict import Records
from tests.limits import expect, patient
from tests.report import runs

NODES = "document.querySelectorAll('*').length"


class Views:
    """Opens reports, and keeps what they did that no report may do."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.acted: list[str] = []

    @contextmanager
    def open(self, report: Path, at: str = "", *, width: int = 1440, dark: bool = False) -> Iterator[Page]:
        """A report in a window; it must have kept still until it is closed."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        address = report.as_uri()
        page = patient(context).new_page()
        page.on("console", lambda line: self.acted.append(f"console: {line.text}"))
        page.on("pageerror", lambda error: self.acted.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.acted.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda one: (
                None
                if one.url.partition("#")[0] == address or one.url.startswith("data:image/jpeg;base64,")
                else self.acted.append(f"request: {one.url}")
            ),
        )
        context.on("page", lambda one: None if one == page else self.acted.append(f"page: {one.url}"))
        try:
            page.goto(f"{address}{at}")
            page.wait_for_selector("html[data-ready]")
            yield page
            assert page.evaluate(NODES) < 5000
        finally:
            context.close()
        assert self.acted == []

    def report(self, run: Run) -> Path:
        """The report of a run, beside the runs before it."""
        return html.write(run, self.folder)


@pytest.fixture
def views(browser: Browser, tmp_path: Path) -> Views:
    return Views(browser, tmp_path)


@pytest.fixture(scope="module")
def screenshot(browser: Browser) -> bytes:
    """A real JPEG, of 1280 × 2000 pixels."""
    page = browser.new_page(viewport={"width": 1280, "height": 2000})
    page.set_content("<body style='background:#fed'><h1>Ferry is back</h1>")
    taken = page.screenshot(type="jpeg", quality=40)
    page.close()
    return taken


@pytest.fixture
def faults(views: Views, screenshot: bytes) -> Path:
    """A report of ten faults on four pages, with pictures."""
    return views.report(runs.ten_faults(views.folder, screenshot))


def rows(page: Page) -> list[str]:
    return page.locator("#list .row .what > bdi").all_inner_texts()


def test_a_green_run(views: Views) -> None:
    run = runs.run_of(*(runs.verdict(name, "share") for name in ("a", "b", "c")))
    with views.open(views.report(run)) as page:
        expect(page.locator("h1")).to_have_text("All 3 pages are in order.")
        expect(page.locator("#list .row")).to_have_count(3)
        expect(page.locator("#detail")).to_contain_text("Nothing on this page needs a look.")


def test_ten_faults_worst_first(views: Views, faults: Path) -> None:
    with views.open(faults) as page:
        expect(page.locator("h1")).to_have_text("3 of 4 pages have 9 errors.")
        assert rows(page)[0] == "The page has no headline"
        assert "warning" not in page.locator("#list .row").first.get_attribute("class")  # type: ignore[operator]
        assert "warning" in page.locator("#list .row").last.get_attribute("class")  # type: ignore[operator]
        expect(page.locator("#tally")).to_contain_text("worst first")
        expect(page.locator("#detail h2")).to_have_text("The page has no headline")


def test_what_differs_is_marked(views: Views, faults: Path) -> None:
    with views.open(faults, "#at=cause-0&group=rule&q=rule:dateline") as page:
        expect(page.locator("dd.expected del")).to_have_text("30")
        expect(page.locator("dd.actual ins")).to_have_text("31")


def test_what_the_server_sent_is_told_from_what_is_on_the_page(views: Views, faults: Path) -> None:
    with views.open(faults, "#q=changed-by-script") as page:
        expect(page.locator(".finding dt").nth(0)).to_have_text("expected, in the server's HTML")
        expect(page.locator(".finding dt").nth(1)).to_have_text("actual, on the page")


def test_a_cause_says_once_what_its_rule_means_and_all_pages_that_have_it(views: Views, faults: Path) -> None:
    with views.open(faults, "#q=rule:headline") as page:
        expect(page.get_by_text("What this rule means")).to_have_count(1)
        expect(page.locator("#detail h2")).to_have_text("The page has no headline")
        expect(page.locator(".finding .message")).to_have_count(0)
        pages = page.locator("nav.pages button")
        assert pages.all_inner_texts() == ["dialogue", "ferry", "harbour"]
        pages.nth(2).click()
        expect(page.locator("article.page h3").first).to_have_text("harbour")
        expect(pages.nth(2)).to_be_focused()


def test_from_a_finding_to_its_mark_and_back(views: Views, faults: Path) -> None:
    with views.open(faults, "#group=page") as page:
        card = page.locator(".finding", has_text="The date is a day off")
        number = card.locator(".number")
        number.click()
        mark = page.locator(f'[data-marks~="{number.inner_text()}"]')
        expect(mark).to_be_focused()
        mark.locator("text").click()
        expect(number).to_be_focused()
        number.press("Enter")
        expect(mark).to_be_focused()
        mark.press("Enter")
        expect(number).to_be_focused()


def test_one_defect_in_several_places_is_one_finding_with_a_mark_on_each(views: Views, faults: Path) -> None:
    with views.open(faults, "#group=page") as page:
        card = page.locator(".finding", has_text="The share block is on the page 3 times")
        card.get_by_text("And at 1 more place").click()
        expect(card.locator(".places li")).to_contain_text("And here a third")
        number = card.get_attribute("data-finding")
        expect(page.locator(f'[data-marks="{number}"]')).to_have_count(2)


def test_a_picture_can_be_made_larger(views: Views, faults: Path) -> None:
    with views.open(faults, "#group=page") as page:
        small = page.locator(".picture").bounding_box()
        page.get_by_role("button", name="Larger").click()
        large = page.locator(".picture").bounding_box()
        assert small is not None
        assert large is not None
        assert large["width"] > 1.5 * small["width"]
        page.get_by_role("button", name="Smaller").click()
        again = page.locator(".picture").bounding_box()
        assert again is not None
        assert again["width"] == small["width"]


def test_the_place_of_what_is_shown_is_in_the_part_of_the_picture_that_is_seen(
    views: Views, screenshot: bytes
) -> None:
    found = runs.finding("photo/broken", "The photo cannot be seen", where=runs.at(80, 1900, 640, 60))
    (views.folder / "far.jpg").write_bytes(screenshot)
    run = runs.run_of(
        runs.verdict("far", "photo", found), picture=Picture(file="far.jpg", width=1280, state="loaded")
    )
    with views.open(views.report(run)) as page:
        mark = page.locator(".mark").bounding_box()
        frame = page.locator(".picture").bounding_box()
        assert mark is not None
        assert frame is not None
        assert frame["y"] < mark["y"] < frame["y"] + frame["height"]


@pytest.mark.parametrize(
    ("group", "first", "number"),
    [
        ("cause", "The page has no headline", 8),
        ("page", "dialogue", 4),
        ("rule", "headline/missing", 8),
        ("kind", "dialogue", 4),
    ],
)
def test_each_way_to_group(views: Views, faults: Path, group: str, first: str, number: int) -> None:
    with views.open(faults) as page:
        page.select_option("#group", group)
        expect(page.locator("#list [role=option]")).to_have_count(number)
        expect(page.locator("#list [role=option]").first).to_contain_text(first)
        page.wait_for_function("group => group === 'cause' || location.hash.includes(group)", arg=group)
        page.reload()
        expect(page.locator("#group")).to_have_value(group)
        expect(page.locator("#list [role=option]")).to_have_count(number)


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("s:failed", ["dialogue", "ferry", "harbour"]),
        ("s:passed", ["budget"]),
        ("s:warning", ["budget"]),
        ("rule:dateline", ["dialogue"]),
        ("-rule:headline", ["budget"]),
        ("rule:headline -page:ferry", ["dialogue", "harbour"]),
        ('"a day off"', ["dialogue"]),
        ('-"a day off" s:failed', ["ferry", "harbour"]),
        ("day a", ["dialogue"]),
        ("page:ferry", ["ferry"]),
        ("kind:feed", []),
        ("kind:article subject:share", ["dialogue", "ferry"]),
        ("s:failed rule:accessibility", []),
        ("DIALOGUE", ["dialogue"]),
        ("rule:", ["dialogue", "ferry", "harbour", "budget"]),
        ('"day', ["dialogue"]),
        ("constructor: toString", []),
        ("new", []),
    ],
)
def test_the_filter(views: Views, faults: Path, query: str, pages: list[str]) -> None:
    with views.open(faults, "#group=page") as page:
        page.fill("#filter", query)
        assert rows(page) == pages
        if not pages:
            expect(page.locator("#detail")).to_have_text("Nothing matches the filter.")
        page.wait_for_function(
            "query => new URLSearchParams(location.hash.slice(1)).get('q') === query", arg=query
        )
        # The view is in the address.
        page.reload()
        expect(page.locator("#filter")).to_have_value(query)
        assert rows(page) == pages


def test_a_filter_leaves_the_findings_that_match_not_all_of_their_pages(views: Views, faults: Path) -> None:
    with views.open(faults) as page:
        page.fill("#filter", "s:failed page:ferry")
        assert "The page has no headline" in rows(page)
        expect(page.locator("nav.pages")).to_have_count(0)
        page.fill("#filter", "s:warning")
        assert rows(page) == ["Links look like text"]


def test_the_counts_filter(views: Views, faults: Path) -> None:
    with views.open(faults) as page:
        page.locator(".counts .passed button").click()
        expect(page.locator("#filter")).to_have_value("s:passed")
        assert rows(page) == ["budget"]
        page.locator(".counts .failed button").click()
        expect(page.locator("#list [role=option]")).to_have_count(3)


def test_by_keys_alone(views: Views, faults: Path) -> None:
    with views.open(faults) as page:
        keys = page.keyboard
        title = page.locator("#detail h2")
        first = title.inner_text()
        keys.press("j")
        expect(title).not_to_have_text(first)
        keys.press("k")
        expect(title).to_have_text(first)
        keys.press("Enter")
        expect(title).to_be_focused()
        keys.press("Escape")
        expect(page.locator("#list")).to_be_focused()
        keys.press("End")
        expect(title).to_have_text("Links look like text")
        keys.press("Home")
        expect(title).to_have_text(first)
        keys.press("g")
        expect(page.locator("#group")).to_have_value("page")
        for expected in (0, 1, 0):
            keys.press("n" if expected or not page.locator(":focus.number").count() else "p")
            expect(page.locator(".finding .number").nth(expected)).to_be_focused()
        keys.press("c")
        expect(page.locator("#said")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()").startswith("**Finding** ` headline/missing `")
        keys.press("/")
        expect(page.locator("#filter")).to_be_focused()
        keys.type("ferry jnk?")
        expect(page.locator("#filter")).to_have_value("ferry jnk?")
        keys.press("Escape")
        expect(page.locator("#filter")).to_have_value("")
        keys.type("harbour")
        keys.press("Enter")
        expect(page.locator("#list")).to_be_focused()
        expect(title).to_have_text("harbour")


def test_the_help_sheet(views: Views, faults: Path) -> None:
    with views.open(faults) as page:
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys and filter")).to_be_visible()
        page.keyboard.press("j")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.click("#help-open")
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator("#help-open")).to_be_focused()


def test_the_focus_can_be_seen_wherever_it_is(views: Views, faults: Path) -> None:
    seen = """() => {
      const one = document.activeElement, inner = one.querySelector("rect") || one;
      const style = getComputedStyle(one);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return outlined || parseFloat(getComputedStyle(inner).strokeWidth) >= 8;
    }"""
    with views.open(faults, "#group=page") as page:
        stops = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            where = str(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
            if where.startswith("<body"):
                break
            assert page.evaluate(seen), where
            stops.add(where)
        assert len(stops) > 20


def test_changes_only(views: Views) -> None:
    with views.open(views.report(runs.changes_only())) as page:
        expect(page.locator("h1")).to_have_text("3 of 3 pages have 4 changes from the accepted record.")
        assert rows(page) == ["lead: Ferry sails → Ferry waits", "2 changes from the accepted record"]
        page.get_by_text("In words: 1 change").click()
        expect(page.locator(".changes li")).to_have_text("lead: Ferry sails → Ferry waits")
        expect(page.locator("nav.pages button")).to_have_count(2)
        expect(page.locator(".record del")).to_have_text("sails")
        expect(page.locator(".record ins")).to_have_text("waits")
        expect(page.locator("tr.same")).to_have_text("1 line alike")
        page.select_option("#group", "rule")
        assert rows(page) == ["Differs from the accepted record"]
        page.locator("[data-copy]").click()
        assert "- Record: ` snapshots/lantern/a.json `" in page.evaluate("navigator.clipboard.readText()")


def test_a_run_that_was_killed_half_way(views: Views) -> None:
    run = runs.run_of(
        runs.verdict("a", "dateline", runs.finding()), order=["a", "b", "c", "d"], finished=False
    )
    with views.open(views.report(run)) as page:
        expect(page.locator(".cut")).to_contain_text("1 of 4 pages were checked before it stopped.")
        assert rows(page) == ["The date is wrong"]


def test_a_site_that_nothing_was_seen_of(views: Views) -> None:
    run = runs.run_of(stopped="127.0.0.1:1 cannot be reached. Is the site up, and is the address right?")
    with views.open(views.report(run)) as page:
        expect(page.locator("h1")).to_contain_text("cannot be reached")
        expect(page.locator("#list .row")).to_have_count(0)
        expect(page.locator("#detail")).to_have_text("No page was looked at.")


def test_since_the_last_run(views: Views) -> None:
    from copydesk.report import history

    old, gone = runs.finding(), runs.finding("share/missing", "No share block")
    for name, found in (("20260329-071500-aaaa", [old]), ("20260330-071500-aaaa", [old, gone])):
        history.remember(views.folder, runs.run_of(runs.verdict("a", "x", *found), name=name))
    fresh = runs.finding("lead/missing", "No lead")
    run = runs.run_of(runs.verdict("a", "x", old, fresh), name="20260331-071500-aaaa")
    with views.open(views.report(run)) as page:
        expect(page.locator(".compare")).to_contain_text("1 new")
        expect(page.locator(".compare")).to_contain_text("1 still there")
        assert rows(page)[0] == "No lead"
        expect(page.locator("#list .row").first).to_contain_text("new")
        page.locator(".compare summary").click()
        expect(page.locator(".compare details")).to_contain_text("share/missing on a")
        page.locator(".compare button").click()
        assert rows(page) == ["No lead"]
        page.select_option("#group", "page")
        expect(page.get_by_role("img", name="Defects in the last 3 runs")).to_be_visible()


def test_ten_thousand_pages(views: Views) -> None:
    report = views.report(large_run(10_000, 500))
    assert report.stat().st_size < 8_000_000
    with views.open(report, "#group=page") as page:
        expect(page.locator("h1")).to_have_text("500 of 10,000 pages have 500 errors.")
        expect(page.locator("#tally")).to_have_text("10,000 entries, worst first")
        assert page.evaluate(NODES) < 1000
        page.locator("#list").press("End")
        expect(page.locator("#list [aria-selected=true]")).to_have_attribute("aria-posinset", "10000")
        page.fill("#filter", "page:story-9980 s:failed")
        assert rows(page) == ["story-9980"]
        page.fill("#filter", "")
        page.select_option("#group", "rule")
        assert page.evaluate(NODES) < 1000


def test_the_largest_of_pages_stays_small_on_the_screen(views: Views, screenshot: bytes) -> None:
    old = " ".join(f"same old{n}" for n in range(200))
    found = [
        runs.finding(f"x/rule-{n}", f"Wrong in place {n}", expected=old, actual=old.replace("old", "new"))
        for n in range(300)
    ]
    records = Records(
        file="snapshots/a.json",
        accepted=json.dumps({f"part {n}": old for n in range(300)}),
        found=json.dumps({f"part {n}": old.replace("old", "new") for n in range(300)}),
    )
    changes = [f"part {n}: other" for n in range(300)]
    changed = runs.verdict("a", "snapshot", status="changed", changes=changes, records=records)
    run = runs.run_of(runs.verdict("a", "x", *found), changed)
    with views.open(views.report(run), "#group=page") as page:
        expect(page.locator(".findings .turns")).to_contain_text("1 to 30 of 300")
        expect(page.locator(".record .turns").first).to_contain_text("1 to 30 of 300")
        assert page.evaluate(NODES) < 5000


def test_a_long_list_is_shown_a_part_at_a_time(views: Views) -> None:
    many = [runs.verdict(f"p{n:02}", "dateline", runs.finding()) for n in range(100)]
    with views.open(views.report(runs.run_of(*many))) as page:
        turns = page.locator("nav.pages .turns")
        expect(turns).to_contain_text("1 to 24 of 100")
        turns.get_by_role("button", name="Later").click()
        expect(turns).to_contain_text("25 to 48 of 100")
        expect(page.locator("nav.pages .more button").first).to_have_text("p24")
        expect(turns.get_by_role("button", name="Earlier")).to_be_enabled()


def test_on_a_telephone(views: Views, faults: Path) -> None:
    with views.open(faults, width=390) as page:
        wide = "document.documentElement.scrollWidth"
        assert page.evaluate(wide) <= 390
        expect(page.locator("#pane")).to_be_hidden()
        page.locator("#list .row").nth(1).click()
        expect(page.locator("#list")).to_be_hidden()
        expect(page.locator("#detail h2")).to_be_focused()
        assert page.evaluate(wide) <= 390
        page.locator("#back").click()
        expect(page.locator("#list")).to_be_focused()
        expect(page.locator("#pane")).to_be_hidden()


def test_on_paper_stands_everything_that_is_wrong(views: Views, faults: Path) -> None:
    with views.open(faults) as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator("main")).to_be_hidden()
        expect(page.locator("#print section")).to_have_count(10)
        expect(page.locator("#print")).to_contain_text("The date is a day off")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator("#print section")).to_have_count(0)


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "view", ["light", "dark", "narrow", "open on a telephone", "help", "changes", "green"]
)
def test_axe_finds_nothing(views: Views, faults: Path, view: str) -> None:
    report = faults
    if view == "changes":
        report = views.report(runs.changes_only())
    elif view == "green":
        report = views.report(runs.run_of(runs.verdict("a", "share")))
    at = "" if view == "changes" else "#group=page"
    width = 390 if view in ("narrow", "open on a telephone") else 1440
    with views.open(report, at, width=width, dark=view == "dark") as page:
        if view == "help":
            page.keyboard.press("?")
        if view == "open on a telephone":
            page.locator("#list .row").first.click()
        page.evaluate(f"() => {{ {axe()}\n}}")
        found = page.evaluate("axe.run(document).then((found) => found.violations)")
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>-->",
    "{{ 7 * 7 }} ${alert(1)} {% raw %} <% x %>",
    "\u202egnp.exe\u2066 \u200b\ufeff\u2028\u2029",
    "\x00\x07\x1b[31m",
    "](javascript:alert(1)) ![x](https://evil.example/x.png) `` ` ``` <b> @all",
    "__proto__",
    "https://evil.example/x.png",
    "../../etc/passwd",
    '{"a":"</script>","\\u003c":1}',
    "\ud83d",
    "x" * 1_000_000,
]
ODD = r"""() => {
  const elements = /^(script|style|iframe|object|embed|base|meta|link|form|img|audio|video|template)$/;
  const addresses = /^(href|src|action|srcdoc|formaction)$/;
  const fine = /^(https?:|data:image\/jpeg;base64,|run\/)/;
  const odd = (one) => elements.test(one.localName) || [...one.attributes].some(({ name, value }) => (
    name.startsWith("on") || (name === "style" && !/^(transform|height): /.test(value))
    || (addresses.test(name) && !fine.test(value))
  ));
  const all = [...document.querySelectorAll("#detail *, #list *, header *, dialog *")];
  const own = document.querySelector("dialog form");
  return all.filter((one) => one !== own && odd(one)).map((one) => one.outerHTML.slice(0, 200));
}"""
"""Elements that the report has no use for, and attributes that act."""


@pytest.fixture
def hostile(views: Views, screenshot: bytes) -> Path:
    """Every hostile text in every field that can hold one."""
    return views.report(runs.hostile(views.folder, screenshot, HOSTILE))


def test_hostile_text_cannot_act(views: Views, hostile: Path) -> None:
    with views.open(hostile) as page:
        for group in ("cause", "page", "rule", "kind"):
            page.select_option("#group", group)
            for _ in range(len(HOSTILE)):
                page.keyboard.press("Escape")
                page.keyboard.press("j")
                odd = page.evaluate(ODD)
                assert odd == []
        steering = (
            r"/[\u202a-\u202e\u2066-\u2069\u200b\u2028\ufeff\u0000\u001b]/.test(document.body.innerText)"
        )
        assert not page.evaluate(steering)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#print section").count() > 20


def test_a_ticket_keeps_hostile_text_in_its_place(views: Views, hostile: Path) -> None:
    with views.open(hostile) as page:
        tickets = page.evaluate(
            "[...DATA.findings.map(ticket), ...DATA.changes.map((x) => changeTicket(x, DATA.pages[x.page]))]"
        )
    assert len(tickets) > 2 * len(HOSTILE) - 2
    for ticket in tickets:
        for line in ticket.split("\n"):
            assert line == "" or line.startswith(("**Finding** ", "**Change** ", "- "))
            assert outside_code(line).replace("`", "") == outside_code(line), line
            assert not set("<>[]!@{}\\") & set(outside_code(line)), line


def outside_code(line: str) -> str:
    """What of a line of Markdown is not in code spans, as CommonMark reads them."""
    out, at = "", 0
    while at < len(line):
        if line[at] != "`":
            out += line[at]
            at += 1
            continue
        ticks = len(line[at:]) - len(line[at:].lstrip("`"))
        end = at + ticks
        while (end := line.find("`" * ticks, end)) >= 0:
            run = len(line[end:]) - len(line[end:].lstrip("`"))
            if run == ticks:
                break
            end += run
        if end < 0:
            out += line[at : at + ticks]
            at += ticks
        else:
            at = end + ticks
    return out


def test_a_hostile_address_does_nothing(views: Views, faults: Path) -> None:
    for at in (
        "#at=<img src=x onerror=alert(1)>",
        "#q=</script><script>alert(1)</script>",
        "#group=__proto__",
    ):
        with views.open(faults, at) as page:
            assert page.evaluate(ODD) == []


def test_what_stands_in_the_page_is_the_data(views: Views, hostile: Path) -> None:
    with views.open(hostile) as page:
        messages = page.evaluate("DATA.findings.map((one) => one.message)")
    assert messages[0] == HOSTILE[0]
    assert json.loads(msgspec.json.encode(messages)) == messages
