"""Starting and ending the demo site as a process of its own, whole or broken."""

import subprocess
import sys
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from copydesk.demo.server import DemoServer, serve
from tests import limits

from .conftest import Site


def test_ends_with_its_block() -> None:
    server = DemoServer()
    site = Site(server.start())
    assert site.get("/about").status == 200
    server.stop()
    with pytest.raises(OSError, match="refused"):
        site.get("/about")
    server.stop()


def test_ends_with_its_parent() -> None:
    command = [sys.executable, "-m", "copydesk.demo", "--with-parent"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert limits.in_time(process.stdout.readline).startswith("http://127.0.0.1:")
        process.stdin.close()
        assert limits.within(process.wait) == 0
        assert process.stdout.read() == ""


def test_an_unknown_fault_is_refused_before_anything_starts() -> None:
    with pytest.raises(ValueError, match="Did you mean 'dates-in-utc'"):
        DemoServer(faults=["date-in-utc"])


def test_the_command_line_refuses_it_in_one_sentence() -> None:
    command = [sys.executable, "-m", "copydesk.demo", "--fault", "nonsense"]
    done = limits.run(command)
    assert done.returncode == 2
    assert "There is no fault called 'nonsense'" in done.stderr
    assert "Traceback" not in done.stderr


def test_serves_a_hundred_thousand_articles() -> None:
    with serve(articles=100_000) as base:
        site = Site(base)
        assert site.feed(before="99990", limit=50)["total"] == 100_000
        (last,) = site.feed(before="99998")["items"]
        assert site.get(last["url"]).status == 200
        assert site.feed(sections="sport", before="50000")["items"][0]["section"] == "Sport"


def test_angular_missing() -> None:
    with serve(["angular-missing"]) as base:
        assert Site(base).get("/vendor/angular.js").status == 404
        assert "{{item.group_date}}" in Site(base).get("/news").text


def test_feed_api_500() -> None:
    with serve(["feed-api-500"]) as base:
        assert Site(base).get("/api/feed").status == 500
        assert Site(base).get("/api/related?slug=dialogue").status == 200


def test_filter_ignored_and_load_more_repeats() -> None:
    with serve(["filter-ignored", "load-more-repeats"]) as base:
        site = Site(base)
        first = site.feed(sections="world")
        assert len({item["section"] for item in first["items"]}) > 1
        again = site.feed(before=first["cursor"])
        assert Counter(i["id"] for i in again["items"]) == Counter(i["id"] for i in first["items"])


def test_dates_in_utc_puts_news_from_after_midnight_under_the_day_before(lantern: Site) -> None:
    with serve(["dates-in-utc"]) as base:
        wrong = {item["id"]: item["group_date"] for item in Site(base).feed()["items"]}
    right = {item["id"]: item["group_date"] for item in lantern.feed()["items"]}
    moved = {slug for slug in right if right[slug] != wrong[slug]}
    assert moved == {"night-desk", "drenik-crossing"}


def test_feed_api_slow_holds_back_only_the_feed_and_never_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    server = DemoServer(["feed-api-slow"])
    site = Site(server.start())
    reader = HTTPConnection(urlsplit(site.base).netloc)
    reader.request("GET", "/api/feed")
    assert site.get("/api/related?slug=dialogue").status == 200
    server.stop()
    assert limits.in_time(reader.getresponse).status == 200
    reader.close()
    assert capfd.readouterr().err == ""
