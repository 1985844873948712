"""The report is one file that anybody can open, whatever the pages of the site contain."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.report import html
from copydesk.report.data import data_of
from copydesk.report.run import Run
from tests.report.runs import finding, run_of, verdict


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


def rendered(run: Run) -> str:
    return html.render(data_of(run, Path("no-such-folder"), []))


def test_it_says_in_one_sentence_that_all_is_well() -> None:
    document = Document(rendered(run_of(verdict("a"), verdict("b"))))
    assert "All 2 pages are in order." in document.text
    assert "✓ Lantern" in document.text


def test_it_says_in_one_sentence_what_is_wrong() -> None:
    document = Document(rendered(run_of(verdict("a", "dateline", finding()), verdict("b"))))
    assert "1 of 2 pages has 1 error." in document.text
    assert "✗ Lantern" in document.text


def test_a_run_that_was_killed_says_so() -> None:
    run = run_of(verdict("a"), order=["a", "b", "c"], finished=False)
    text = Document(rendered(run)).text
    assert "This run did not finish." in text
    assert "1 of 3 pages were checked before it stopped." in text
    assert "✗ Lantern" in text


def test_writing_leaves_one_file_and_replaces_the_last_report(tmp_path: Path) -> None:
    html.write(run_of(verdict("before")), tmp_path / "reports")
    path = html.write(run_of(verdict("after")), tmp_path / "reports")
    assert [file.name for file in path.parent.iterdir()] == ["index.html"]
    assert "after" in path.read_text()
    assert '"before"' not in path.read_text()


def test_half_a_surrogate_pair_can_be_written(tmp_path: Path) -> None:
    path = html.write(run_of(verdict("a", "x", finding(message="broken \ud83d emoji"))), tmp_path)
    assert " emoji" in path.read_text(encoding="utf-8")


def test_the_policy_lets_only_the_reports_own_script_run_and_nothing_be_fetched() -> None:
    text = rendered(run_of(verdict()))
    document = Document(text)
    policy = next(meta["content"] for meta in document.all("meta") if meta.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [attrs for _, attrs in document.tags if "style" in attrs]
    # What the policy's digests are of must be what stands in the page, to the letter.
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content.group(1).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


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


@given(text=HOSTILE, url=HOSTILE)
def test_nothing_from_a_page_becomes_markup(text: str, url: str) -> None:
    found = finding(message=text, expected=text, actual=text)
    hostile = verdict(text or "a", "x", found, url=url, remarks=[text], changes=[text])
    document = Document(rendered(run_of(hostile, base_url=url, site_file=text, stopped=text)))
    harmless = verdict("a", "x", finding(expected="e", actual="a"), url="u", remarks=["r"], changes=["c"])
    plain = Document(rendered(run_of(harmless, base_url="b" if url else "", site_file="s", stopped="s")))
    assert [tag for tag, _ in document.tags] == [tag for tag, _ in plain.tags]
    assert not [name for _, attrs in document.tags for name in attrs if name.startswith("on")]
    assert {str(link["href"]) for link in document.all("a")} == {"#list"}


@given(text=HOSTILE)
def test_the_data_is_read_back_as_it_was(text: str) -> None:
    page = rendered(run_of(verdict("a", "x", finding(message=text))))
    script = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert script is not None
    assert "<" not in script.group(1)
    (one,) = json.loads(script.group(1))["findings"]
    assert one["message"] == (text if len(text) <= 2000 else f"{text[:1999]}…")


@pytest.mark.parametrize(("seconds", "text"), [(0.44, "0.4 s"), (12.4, "12 s"), (200, "3 min 20 s")])
def test_durations_are_read_at_a_glance(seconds: float, text: str) -> None:
    assert html.duration(seconds) == text
