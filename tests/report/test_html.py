"""The report is one file that anybody can open, whatever the pages of the site contain."""

from __future__ import annotations

import html as escaping
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.report import html
from copydesk.report.run import Picture
from tests.report.runs import at, finding, run_of, verdict, write_jpeg


class Document(HTMLParser):
    """The tags, attributes and text of a report."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def test_it_says_in_one_sentence_that_all_is_well(tmp_path: Path) -> None:
    document = Document(html.render(run_of(verdict("a"), verdict("b")), tmp_path))
    assert "All 2 pages are in order." in document.text
    assert "What is wrong" not in document.text


def test_a_finding_is_told_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    found = finding(
        message="The dateline is a day off", expected="March 30", actual="March 31", where=at(0, 0, 9, 9)
    )
    text = Document(html.render(run_of(verdict("dialogue", "dateline", found)), tmp_path)).text
    for part in (
        "The page has 1 error.",
        "dateline/wrong-date",
        "a day off",
        "March 30",
        "March 31",
        "9 × 9 pixels",
    ):
        assert part in text


def test_pages_stand_in_the_order_of_the_site_file_and_subjects_in_that_of_the_page(tmp_path: Path) -> None:
    run = run_of(
        verdict("second", "persons"),
        verdict("first", "dateline"),
        verdict("first", "headline"),
        order=["first", "second"],
    )
    text = Document(html.render(run, tmp_path)).text
    places = [
        text.index(word) for word in ("first article", "headline", "dateline", "second article", "persons")
    ]
    assert places == sorted(places)


def test_the_places_of_findings_are_marked_on_the_picture_and_shown_close_up(tmp_path: Path) -> None:
    write_jpeg(tmp_path / "screenshots/a.jpg", 2560, 4000)
    shown = finding(where=at(100, 200, 300, 20))
    beyond = finding(rule="share/missing", where=at(100, 2500, 300, 20))
    earlier = finding(rule="filter/ignored", where=at(100, 200, 300, 20, state="filtered"))
    picture = Picture(file="screenshots/a.jpg", width=1280)
    document = Document(
        html.render(run_of(verdict("a", "x", shown, beyond, earlier), picture=picture), tmp_path)
    )
    # Twice as many pixels as CSS pixels: the place is in CSS pixels, as the page's own coordinates are.
    assert {"0 0 1280 2000"} == {
        svg["viewbox"]
        for svg in document.all("svg")
        if svg.get("role") == "img" and "Screenshot" in str(svg["aria-label"])
    }
    rects = {(rect["x"], rect["y"], rect["width"], rect["height"]) for rect in document.all("rect")}
    assert rects == {("100", "200", "300", "20")}
    assert [svg["viewbox"] for svg in document.all("svg") if svg.get("class") == "close-up"] == [
        "0 135 740 150"
    ]


def test_a_place_of_an_earlier_state_is_marked_where_it_still_looks_like_that(tmp_path: Path) -> None:
    write_jpeg(tmp_path / "screenshots/a.jpg", 1280, 2000)
    same, moved = finding(where=at(100, 200, 300, 20)), finding(where=at(100, 900, 300, 20))
    picture = Picture(
        file="screenshots/a.jpg", width=1280, state="tab:Topics", also=[("loaded", (100, 200, 300, 20))]
    )
    text = html.render(run_of(verdict("a", "x", same, moved), picture=picture), tmp_path)
    assert {rect["y"] for rect in Document(text).all("rect")} == {"200"}
    assert "after step “tab:Topics”" in text


def test_a_picture_that_is_missing_or_no_jpeg_leaves_the_report_whole(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff")
    for file in ("gone.jpg", "b.jpg"):
        run = run_of(verdict("a", "x", finding()), picture=Picture(file=file, width=1280))
        assert "The date is wrong" in html.render(run, tmp_path)


def test_many_pictures_are_linked_instead_of_making_a_file_that_nothing_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jpeg(tmp_path / "screenshots/a.jpg", 100, 100)
    monkeypatch.setattr(html, "PICTURES_LIMIT", 10)
    run = run_of(verdict("a", "x", finding()), picture=Picture(file="screenshots/a.jpg", width=100))
    document = Document(html.render(run, tmp_path))
    assert "screenshots/a.jpg" in [a["href"] for a in document.all("a")]
    assert not document.all("image")


def test_writing_leaves_one_file_and_replaces_the_last_report(tmp_path: Path) -> None:
    html.write(run_of(verdict("before")), tmp_path / "reports")
    path = html.write(run_of(verdict("after")), tmp_path / "reports")
    assert [file.name for file in path.parent.iterdir()] == ["index.html"]
    assert "after" in path.read_text()
    assert "before" not in path.read_text()


def test_half_a_surrogate_pair_can_be_written(tmp_path: Path) -> None:
    html.write(run_of(verdict("a", "x", finding(message="broken \ud83d emoji"))), tmp_path)


def test_the_policy_lets_nothing_run_and_nothing_be_fetched(tmp_path: Path) -> None:
    text = html.render(run_of(verdict()), tmp_path)
    document = Document(text)
    policy = next(meta["content"] for meta in document.all("meta") if meta.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not document.all("script")
    assert not [attrs for _, attrs in document.tags if "style" in attrs]
    # What the policy's digest is of must be what stands in the page, to the letter.
    import base64
    import hashlib

    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy


HOSTILE = st.text() | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " JAVASCRIPT:alert(1)//http://x",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "</style></script></title>",
        "{{ run }}{% raw %}",
        "http://x/' onclick='alert(1)",
        "https://example.org/a?b=c&d#e",
    ]
)


@settings(deadline=None)  # how long it takes says how busy the machine is
@given(text=HOSTILE, url=HOSTILE)
def test_nothing_from_a_page_becomes_markup_or_a_link_that_runs(text: str, url: str) -> None:
    found = finding(message=text, expected=text, actual=text)
    hostile = verdict("a", "x", found, url=url, remarks=[text], changes=[text])
    nowhere = Path("no-such-folder")
    document = Document(html.render(run_of(hostile), nowhere))
    harmless = Document(
        html.render(
            run_of(verdict("a", "x", finding(expected="e", actual="a"), remarks=["r"], changes=["c"])),
            nowhere,
        )
    )
    names = [tag for tag, _ in document.tags if tag not in ("a", "span", "div", "dl", "dt", "dd", "bdi")]
    assert names == [
        tag for tag, _ in harmless.tags if tag not in ("a", "span", "div", "dl", "dt", "dd", "bdi")
    ]
    for _, attrs in document.tags:
        assert not [name for name in attrs if name.startswith("on")]
    for link in document.all("a"):
        assert re.match(r"#|https?://", str(link["href"]))


@settings(deadline=None)
@given(HOSTILE)
def test_a_link_leads_to_the_web_or_nowhere(url: str) -> None:
    href = html.href(url)
    assert href in ("", url)
    # Browsers drop control characters and spaces around an address, and tabs and line ends inside it.
    as_read = re.sub(r"[\t\r\n]", "", href).strip("".join(map(chr, range(33)))).lower()
    assert not href or as_read.startswith(("http://", "https://"))


def test_ordinary_addresses_are_links() -> None:
    for url in ("http://127.0.0.1:8000/a", "https://news.example/ä/%7B?x=[1]&y=a+b#c"):
        assert html.href(url) == url
        assert escaping.unescape(escaping.escape(url)) == url


@pytest.mark.parametrize(("seconds", "text"), [(0.44, "0.4 s"), (12.4, "12 s"), (200, "3 min 20 s")])
def test_durations_are_read_at_a_glance(seconds: float, text: str) -> None:
    assert html.duration(seconds) == text


def test_errors_come_before_warnings_and_many_are_folded_away(tmp_path: Path) -> None:
    findings = [
        finding(message="minor", severity="warning"),
        *(finding(message=f"error {n}") for n in range(5)),
    ]
    text = html.render(run_of(verdict("a", "x", *findings)), tmp_path)
    page = Document(text[text.index("<article") :]).text
    assert page.index("error 0") < page.index("3 more") < page.index("error 4") < page.index("minor")


def test_differences_are_folded_under_their_page_where_rules_have_found_what_is_wrong(tmp_path: Path) -> None:
    changed = verdict("a", "snapshot", status="changed", changes=["persons: 'x' is gone", "lead: 'y' is new"])
    for more, opened in (([], True), ([verdict("a", "persons", finding())], False)):
        text = html.render(run_of(changed, *more), tmp_path)
        fold = text[text.rindex("<details", 0, text.index("2 differences from the accepted record")) :]
        assert fold.startswith("<details open>") is opened
        overview = Document(text[: text.index("<article")]).text
        assert "a 2 changes" in overview
        assert "is gone" not in overview


def test_pages_in_order_are_one_line_each_below_the_broken_ones(tmp_path: Path) -> None:
    run = run_of(verdict("fine"), verdict("wrong", "x", finding()), verdict("wrong"), order=["fine", "wrong"])
    text = html.render(run, tmp_path)
    rest = Document(text[text.index("In order") :]).text
    assert "fine article 1 passed" in rest
    assert "wrong" not in rest


def test_warnings_of_a_page_in_order_are_folded_away(tmp_path: Path) -> None:
    run = run_of(verdict("a", "x", finding(message="minor", severity="warning")))
    text = html.render(run, tmp_path)
    assert "1 warning" in Document(text[text.index("<details") :]).text
    assert "What is wrong" not in text
