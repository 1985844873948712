"""Stored pages are replayed under their own addresses, with the network closed."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.browser import archive
from copydesk.browser.archive import (
    CLOSED_NETWORK,
    ONE_PROCESS,
    ArchivedPage,
    ArchiveVisitor,
    read_index,
    read_page,
)
from copydesk.disk.read import FileError
from copydesk.page.capture import Capture
from copydesk.page.dom import Dom
from copydesk.site.model import PageEntry, Site

STORY = """<!doctype html><html lang="el"><meta charset="utf-8"><title>Νησιά</title>
<link rel="stylesheet" href="/site.css"><h1>Ένα πλοίο έφτασε</h1><p id="where"></p>
<script>where.textContent = location.href; fetch("https://elsewhere.example/x").catch(() => {});</script>"""
FRAMED = """<!doctype html><p id="p">alone</p><iframe src="/framed"></iframe>
<script>if (parent !== window) parent.document.getElementById("p").textContent = "framed"</script>"""
LEAVES = "<!doctype html><h1>Leaves</h1><script>location.href = 'https://elsewhere.example/'</script>"


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[ArchiveVisitor]:
    with ArchiveVisitor(browser, Site(patience=3)) as visitor:
        yield visitor


def replay(visitor: ArchiveVisitor, url: str, html: str) -> Capture:
    return visitor.visit_stored(PageEntry(name="page", kind="article", url=url), html.encode())


def test_a_stored_page_is_shown_under_its_own_address(visitor: ArchiveVisitor) -> None:
    url = "https://news.example/2024/ship?from=feed#top"
    capture = replay(visitor, url, STORY)
    assert capture.loaded is not None
    dom = Dom(capture.loaded)
    assert dom.text(next(dom.find("h1"))) == "Ένα πλοίο έφτασε"
    assert dom.text(next(dom.find("p"))) == url
    assert (capture.offline, capture.status, capture.states[0].settled) == (True, 200, "")
    assert "Ένα πλοίο" in capture.html


@pytest.mark.parametrize(
    "url", ["https://news.example", "https://NEWS.example/νησιά ?q=<a>", "https://νέα.example/"]
)
def test_addresses_may_be_written_as_people_write_them(visitor: ArchiveVisitor, url: str) -> None:
    capture = replay(visitor, url, STORY)
    assert (capture.error, capture.status, capture.url) == ("", 200, url)


def test_nothing_else_is_loaded(visitor: ArchiveVisitor) -> None:
    capture = replay(visitor, "https://news.example/ship", STORY)
    assert {request.url: request.status for request in capture.requests if request.status} == {
        "https://news.example/ship": 200
    }


def test_what_fails_for_want_of_a_network_is_not_told(visitor: ArchiveVisitor) -> None:
    capture = replay(visitor, "https://news.example/ship", STORY + "<script>missing()</script>")
    assert ([one for one in capture.requests if one.failure], capture.console) == ([], [])


def test_frames_stay_empty(visitor: ArchiveVisitor) -> None:
    capture = replay(visitor, "https://news.example/framed", FRAMED)
    assert capture.loaded is not None
    dom = Dom(capture.loaded)
    assert dom.text(next(dom.find("p"))) == "alone"


def test_a_stored_page_that_sends_its_reader_on_stays(visitor: ArchiveVisitor) -> None:
    capture = replay(visitor, "https://news.example/leaves", LEAVES)
    assert (capture.final_url, capture.error) == ("https://news.example/leaves", "")
    assert capture.loaded is not None
    assert "Leaves" in Dom(capture.loaded).text(0)


def test_a_page_that_hangs_takes_none_of_those_with_it_that_share_its_process(
    launch_browser: Callable[..., Browser],
) -> None:
    browser = launch_browser(args=[CLOSED_NETWORK, ONE_PROCESS])
    with ArchiveVisitor(browser, Site(patience=1.5)) as visitor:
        for at in range(2):
            assert replay(visitor, f"https://hangs.example/{at}", "<script>for (;;);</script>").error
            assert replay(visitor, f"https://news.example/{at}", STORY).loaded is not None
    browser.close()


@pytest.mark.parametrize("name", ["page.html", "page.html.gz"])
def test_pages_may_be_packed(tmp_path: Path, name: str) -> None:
    body = STORY.encode()
    (tmp_path / name).write_bytes(gzip.compress(body) if name.endswith("gz") else body)
    index = [{"file": name, "url": "https://news.example/", "crawled": "2024-05-03", "truth": []}]
    (tmp_path / "index.json").write_text(json.dumps(index))
    [page] = read_index(tmp_path, ArchivedPage)
    assert read_page(tmp_path / page.file) == body


@pytest.mark.parametrize(
    ("index", "says"),
    [
        (None, "no such file; an archive is a folder with an index.json"),
        ("{", 'expected a list of {"file": …, "url": …}'),
        ('[{"file": "a.html"}]', "missing required field `url`"),
        ('[{"file": "../a.html", "url": "https://news.example/"}]', "'../a.html' is outside the archive"),
        (r'[{"file": "\u0000.html", "url": "https://news.example/"}]', "is outside the archive"),
        ('[{"file": "loop", "url": "https:///x"}]', "'https:///x' is not the address of a page"),
        ('[{"file": "a.html", "url": "file://a.html"}]', "'file://a.html' is not the address of a page"),
        ('[{"file": "a.html", "url": "view-source:https://a.example"}]', "is not the address of a page"),
        ("[" * 50_000, 'expected a list of {"file": …, "url": …}'),
        (
            '[{"file": "a.html", "url": "https://a.example", "more": ' + "[" * 50_000,
            "it is nested too deeply",
        ),
    ],
)
def test_an_archive_that_cannot_be_used_says_why(tmp_path: Path, index: str | None, says: str) -> None:
    if index is not None:
        (tmp_path / "index.json").write_text(index)
    with pytest.raises(FileError) as error:
        read_index(tmp_path, ArchivedPage)
    assert says in str(error.value)
    assert "index.json" in str(error.value)


def test_a_stored_page_that_is_no_file_is_told_and_a_huge_one_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "loop.html").symlink_to("loop.html")
    for name in ("pipe.html", "loop.html"):
        with pytest.raises(FileError, match=rf"{name}: cannot be read"):
            read_page(tmp_path / name)
    monkeypatch.setattr(archive, "PAGE_LIMIT", 3)
    (tmp_path / "huge.html").write_bytes(b"12345")
    (tmp_path / "huge.html.gz").write_bytes(gzip.compress(b"12345"))
    assert read_page(tmp_path / "huge.html") == read_page(tmp_path / "huge.html.gz") == b"123"


@pytest.mark.parametrize(
    "content", [None, b"not packed", gzip.compress(b"cut off")[:-6]], ids=["missing", "plain", "cut off"]
)
def test_a_stored_page_that_cannot_be_unpacked_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "page.html.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileError, match=r"page\.html\.gz"):
        read_page(file)
