"""What pages ask of other sites is not loaded unless the site file allows it; nobody is blamed for that."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser

from copydesk.browser.find import launch_arguments, require_browser
from copydesk.browser.others import Others
from copydesk.browser.visit import Visitor
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site
from copydesk.verdicts.check import check

STORY = """<!doctype html><html lang=en><title>Ferry</title><h1>Ferry</h1><p>It sails.</p>
<link rel=stylesheet href="{other}/style.css"><img src="{other}/counter.gif" alt="">
<script src="{other}/widget.js"></script><script>fetch("{other}/data.json"); widget.show()</script>
<script src="{own}/own.js"></script>"""


class Handler(BaseHTTPRequestHandler):
    """The site, as news.localhost, and another, as ads.test.localhost: one server on loopback."""

    def do_GET(self) -> None:
        host, _, port = self.headers["Host"].partition(":")
        self.server.asked.append(f"{host}{self.path}")  # type: ignore[attr-defined]
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", f"http://ads.elsewhere.localhost:{port}/story")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        at = {
            "other": f"http://ads.elsewhere.localhost:{port}",
            "own": f"http://static.news.localhost:{port}",
        }
        body = STORY.format(**at).encode() if self.path == "/story" else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if body else "text/javascript")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield serving
    serving.shutdown()
    serving.server_close()


def visit(browser: Browser, server: Any, path: str, allow: list[str] | None) -> tuple[Capture, Site]:
    """A page in a browser that was started for a site that allows these others."""
    base_url = f"http://www.news.localhost:{server.server_port}"
    site = Site(third_parties=allow, patience=5)
    launch = launch_arguments(require_browser())
    launch["args"] += Others(site, base_url).arguments
    started = browser.browser_type.launch(**launch)
    server.asked.clear()
    try:
        with Visitor(started, site, base_url=base_url) as visitor:
            return visitor.visit(PageEntry(name="a", kind="article", url=path)), site
    finally:
        started.close()


def hosts(server: Any) -> set[str]:
    return {asked.partition("/")[0] for asked in server.asked if "favicon" not in asked}


def test_others_are_not_asked_and_nothing_is_found_for_it(browser: Browser, server: Any) -> None:
    capture, site = visit(browser, server, "/story", [])
    assert hosts(server) == {"www.news.localhost", "static.news.localhost"}
    assert {request.kind for request in capture.refused} >= {"stylesheet", "image", "script"}
    verdicts = check(capture, site).verdicts
    blamed = [f.rule for f in (*verdicts["network"].findings, *verdicts["console"].findings)]
    assert blamed == []
    assert not [f for f in verdicts["document"].findings if f.rule == "document/unstyled"]
    told = [remark for remark in verdicts["network"].remarks if "ads.elsewhere.localhost" in remark]
    assert told == [
        "other sites' files are not loaded unless [third_parties] allows it: ads.elsewhere.localhost"
    ]
    assert any("widget is not defined" in remark for remark in verdicts["console"].remarks)


@pytest.mark.parametrize("allow", [["elsewhere.localhost"], ["*"], None])
def test_those_that_are_allowed_are(browser: Browser, server: Any, allow: list[str] | None) -> None:
    capture, _ = visit(browser, server, "/story", allow)
    assert "ads.elsewhere.localhost" in hosts(server)
    assert capture.refused == []


def test_a_page_that_leads_to_another_site_says_so(browser: Browser, server: Any) -> None:
    capture, _ = visit(browser, server, "/away", [])
    assert "sends its reader on to ads.elsewhere.localhost, another site" in capture.error
    assert "[third_parties] allow" in capture.error


def test_a_sites_own_hosts() -> None:
    pages = [PageEntry(name="a", kind="article", url="https://shop.example/a")]
    site = Site(base_url="https://www.gazette.example", pages=pages, third_parties=["cdn.example"])
    others = Others(site, "http://10.1.2.3:8000")
    own = (
        "http://10.1.2.3:8000/a",
        "https://gazette.example/",
        "https://img.gazette.example/x.png",
        "https://www.shop.example/",
        "https://cdn.example/a.js",
        "https://eu.cdn.example/a.js",
    )
    assert not [url for url in own if others.refuses(url)]
    foreign = (
        "https://ads.example/",
        "https://notgazette.example/",
        "http://10.1.2.4/",
        "https://mycdn.example/",
    )
    assert [url for url in foreign if others.refuses(url)] == list(foreign)
    (argument,) = others.arguments
    assert argument == (
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 10.1.2.3, EXCLUDE gazette.example, "
        "EXCLUDE *.gazette.example, EXCLUDE shop.example, EXCLUDE *.shop.example, EXCLUDE cdn.example, "
        "EXCLUDE *.cdn.example"
    )
