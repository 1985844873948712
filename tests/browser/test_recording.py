"""A site with everything that is hard to record: recorded, stopped, and visited again as it was."""

from __future__ import annotations

import secrets
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserType

from copydesk.browser.archive import CLOSED_NETWORK
from copydesk.browser.fetch import fetch
from copydesk.browser.find import launch_arguments, require_browser
from copydesk.browser.recording import RecordingFetch, RecordingVisitor
from copydesk.browser.replay import ReplayFetch, ReplayVisitor
from copydesk.browser.tab import Tab
from copydesk.browser.wired import WiredVisitor
from copydesk.page.capture import NOT_RECORDED, Capture
from copydesk.page.dom import Dom
from copydesk.recording.plain import Plain
from copydesk.recording.recorder import Recorder
from copydesk.recording.store import load, save
from copydesk.recording.traffic import Manifest, Recording
from copydesk.site.model import PageEntry, Site
from copydesk.verdicts.check import check

SITE = Site(name="odd", now=datetime.fromisoformat("2026-03-31T10:15:00+03:00"), patience=60)
ENTRY = PageEntry(name="odd", kind="article", url="/start")
PNG = (
    bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
    + b"\x1f\x15\xc4\x89"
    + (
        b"\x00\x00\x00\x0dIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
    )
)
PAGE = """<!doctype html><html lang=en><title>Odd</title><link rel=stylesheet href=/style>
<h1>Odd</h1><ul id=log></ul><img src=/pixel.png alt=""><iframe src="http://localhost:{port}/frame"></iframe>
<script>const secret = "{secret}", closed = "http://127.0.0.1:{closed}/";</script>
<script src="/app.js?_=1"></script>"""
SCRIPT = """
const log = document.getElementById("log");
const say = (text) => log.append(Object.assign(document.createElement("li"), { textContent: text }));
const ask = (name, url, options) => fetch(url, options).then(
  async (answer) => say(`${name} ${answer.status} ${await answer.text()}`),
  () => say(`${name} failed`),
);
const post = (name, url, body) => ask(name, url, { method: "POST", body });
const form = (topic) => new URLSearchParams({ topic, password: secret });
(async () => {
  for (const name of ["one", "two", "three"]) await ask(name, "/clock");
  await ask("gone", "/gone");
  await ask("broken", "/broken");
  await ask("refused", closed);
  await ask("other site", `http://localhost:${location.port}/cors`, { headers: { "x-own": "1" } });
  await ask("head", "/head", { method: "HEAD" });
  await ask("signed", "/signed", { headers: { authorization: `Bearer ${secret}` } });
  await post("form", "/form", form("ports"));
  await post("form too", "/form", form("ships"));
  await post("json", "/json", JSON.stringify({ topic: "ports", at: Date.now(), user: { token: secret } }));
  await ask("stamped", `/stamped?at=${Date.now()}&x=${Math.random()}&csrf=${secret}&topic=ports`);
  const socket = new WebSocket(`ws://${location.host}/socket`);
  socket.onerror = () => say("the socket broke");
  new EventSource("/events").onerror = () => say("the events broke");
  navigator.sendBeacon("/beacon", "seen");
  new Worker("/worker.js").onmessage = (event) => {
    say(`worker ${event.data}`);
    window.done = true;
  };
})();
"""


class Patient(WiredVisitor):
    """Reads the page when it says that it is done: what it waits for is not all its own."""

    def _fresh_tab(self, capture: Capture) -> Tab:
        tab = super()._fresh_tab(capture)
        done = "() => window.done"
        tab.before_reading = lambda seconds: tab.page.wait_for_function(done, timeout=seconds * 1000)  # type: ignore[assignment, return-value]
        return tab


class PatientRecording(Patient, RecordingVisitor):
    """Records so."""


class PatientReplay(Patient, ReplayVisitor):
    """Replays so."""


class Odd(BaseHTTPRequestHandler):
    """Answers as no two times are alike, as far as that is none of the reader's business."""

    secret: str
    closed: int
    clock: Iterator[int]

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        port = self.server.server_address[1]
        plain = {"content-type": "text/plain"}
        answers: dict[str, tuple[int, dict[str, str], str | bytes]] = {
            "/start": (302, {"location": f"/page?token={self.secret}"}, ""),
            "/page": (
                200,
                {"content-type": "text/html", "set-cookie": f"session={self.secret}", "x-trace": self.secret},
                PAGE.format(port=port, secret=self.secret, closed=self.closed),
            ),
            "/style": (301, {"location": "/css/site.css"}, ""),
            "/css/site.css": (
                200,
                {"content-type": "text/css"},
                "h1 { width: 123px; background: url(back.svg) }",
            ),
            "/css/back.svg": (
                200,
                {"content-type": "image/svg+xml"},
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
            ),
            "/pixel.png": (200, {"content-type": "image/png"}, PNG),
            "/app.js": (200, {"content-type": "text/javascript", "date": "now"}, SCRIPT),
            "/worker.js": (
                200,
                {"content-type": "text/javascript"},
                "fetch('/from-worker').then((answer) => answer.text()).then(postMessage)",
            ),
            "/frame": (
                200,
                {"content-type": "text/html"},
                "<p>Frame</p><script>fetch('/from-frame')</script>",
            ),
            "/cors": (
                200,
                {"access-control-allow-origin": "*", "access-control-allow-headers": "x-own"},
                "across",
            ),
            "/broken": (500, plain, "broken"),
            "/gone": (404, plain, "gone"),
            "/stamped": (200, plain, parse_qs(url.query).get("topic", [""])[0]),
        }
        if url.path == "/clock":
            answer: tuple[int, dict[str, str], str | bytes] = (200, plain, str(next(self.clock)))
        else:
            answer = answers.get(url.path, (200, plain, f"{self.command} {url.path}"))
        self.reply(*answer)

    do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - as the server calls them

    def do_POST(self) -> None:
        posted = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        self.reply(200, {"content-type": "text/plain"}, "ports" if "ports" in posted else "ships")

    def reply(self, status: int, headers: dict[str, str], body: str | bytes) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def odd(secret: str, closed: int, port: int = 0) -> Iterator[str]:
    """The site, with what it knows its reader by and a port that is closed; yields its address."""
    handler = type("OddNow", (Odd,), {"secret": secret, "closed": closed, "clock": iter(range(1, 99))})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def record(browser: Browser, base_url: str) -> tuple[Capture, Recording]:
    """The site as it is visited and recorded."""
    assert SITE.now
    recorder = Recorder(Plain(SITE.now))
    with PatientRecording(browser, SITE, recorder, base_url=base_url) as visitor:
        capture = visitor.visit(ENTRY)
    asked = RecordingFetch(recorder, fetch)
    for method, path in (("HEAD", "/start"), ("GET", "/frame"), ("HEAD", "/gone")):
        asked(method, base_url + path, CookieJar())
    manifest = Manifest(site="odd", base_url=base_url, moment=SITE.now, browser="chromium 1", pages=["odd"])
    return capture, recorder.recording(manifest)


class Made(NamedTuple):
    """What a visit brought, its recording and that of another visit, where the site was, and what it knew."""

    live: Capture
    file: Path
    again: Path
    base_url: str
    secret: str


@pytest.fixture(scope="module")
def unbound(browser_type: BrowserType) -> Iterator[Browser]:
    """A browser that loads other sites' files, too."""
    browser = browser_type.launch(**launch_arguments(require_browser()))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def recorded(unbound: Browser, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, port = tmp_path_factory.mktemp("odd"), 0
    with socket.socket() as closed:
        # Nobody listens there, and nobody else can.
        closed.bind(("127.0.0.1", 0))
        for name in ("again", "one"):
            secret = secrets.token_urlsafe(24) + "a1"
            with odd(secret, closed.getsockname()[1], port) as base_url:
                live, recording = record(unbound, base_url)
            port = int(base_url.rpartition(":")[2])
            save(recording, folder / f"{name}.zip")
    return Made(live, folder / "one.zip", folder / "again.zip", base_url, secret)


@pytest.fixture(scope="module")
def closed(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser without a network."""
    arguments = [*browser_type_launch_args.get("args", []), CLOSED_NETWORK]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def replayed(recorded: Made, closed: Browser) -> Capture:
    with PatientReplay(closed, SITE, load(recorded.file)) as visitor:
        visitor.visit(ENTRY)
        # The second visit begins with the first answers again.
        return visitor.visit(ENTRY)


def lines(capture: Capture) -> list[str]:
    assert capture.loaded, capture.error
    dom = Dom(capture.loaded)
    return [dom.text(index) for index in dom.find("li")]


def facts(capture: Capture) -> list[object]:
    """What a visit came to, apart from where the site was."""
    assert capture.loaded
    dom = Dom(capture.loaded)
    answered = sorted((urlsplit(one.url).path, one.status, one.failure) for one in capture.requests)
    return [
        [urlsplit(capture.final_url).path, capture.status, capture.states[0].settled, answered],
        [dom.nodes[index].box for index in dom.find("h1")],
        [(image.width, image.height) for image in capture.loaded.images],
        sorted(line.text for line in capture.console),
    ]


def test_a_site_that_is_gone_is_visited_as_it_was(recorded: Made, replayed: Capture) -> None:
    live = recorded.live
    assert lines(live)[:13] == [
        *("one 200 1", "two 200 2", "three 200 3", "gone 404 gone", "broken 500 broken", "refused failed"),
        *("other site 200 across", "head 200", "signed 200 GET /signed"),
        *("form 200 ports", "form too 200 ships", "json 200 ports", "stamped 200 ports"),
    ]
    assert lines(live)[13:] == ["worker GET /from-worker"]
    assert lines(replayed) == lines(live)
    assert facts(replayed) == facts(live)
    assert not [one for one in replayed.requests if one.failure == NOT_RECORDED]


def test_recording_twice_gives_the_same_bytes(recorded: Made) -> None:
    assert recorded.file.read_bytes() == recorded.again.read_bytes()


def test_no_secret_is_in_it(recorded: Made) -> None:
    with zipfile.ZipFile(recorded.file) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    assert any(b"const secret" in body for body in content.values())
    for name, body in content.items():
        assert recorded.secret.encode() not in body, name
        assert b"cookie:" not in body.lower()
        assert b"set-cookie" not in body.lower()
        assert b"Bearer" not in body or name.endswith(".js")


def test_playwright_opens_it(recorded: Made, closed: Browser) -> None:
    context = closed.new_context(service_workers="block")
    context.route_from_har(recorded.file, not_found="abort")
    page = context.new_page()
    page.goto(f"{recorded.base_url}/page?token=removed", wait_until="commit")
    assert page.locator("h1").inner_text() == "Odd"
    context.close()


def test_links_are_answered_from_it(recorded: Made) -> None:
    ask = ReplayFetch(load(recorded.file), SITE)
    base_url = recorded.base_url
    sent_on = ask("HEAD", f"{base_url}/start", CookieJar())
    assert (sent_on.status, sent_on.headers["location"]) == (302, "/page?token=removed")
    assert b"Frame" in ask("GET", f"{base_url}/frame", CookieJar()).body
    # Whoever knows the page knows what HEAD would have said, and nobody knows what was not asked.
    assert (
        ask("HEAD", f"{base_url}/frame", CookieJar()).status,
        ask("HEAD", f"{base_url}/gone", CookieJar()).status,
    ) == (200, 404)
    assert ask("HEAD", f"{base_url}/unknown", CookieJar()).unasked == NOT_RECORDED


def test_what_is_not_in_it_is_a_finding_that_names_it(recorded: Made, closed: Browser) -> None:
    recording = load(recorded.file)
    for asked in [one for one in recording.pages["odd"] if one.url.endswith(("/gone", "pixel.png"))]:
        del recording.pages["odd"][asked]
    with PatientReplay(closed, SITE, recording) as visitor:
        capture = visitor.visit(ENTRY)
        nowhere = visitor.visit(PageEntry(name="odd", kind="article", url="/nowhere"))
    found = [finding for finding in check(capture, SITE).findings if finding.rule.startswith("network/")]
    missing = sorted(finding.actual for finding in found if finding.rule == "network/not-recorded")
    assert missing == [f"{recorded.base_url}/gone", f"{recorded.base_url}/pixel.png"]
    assert "gone failed" in lines(capture)
    # It is said once, and not as a fault of the site's.
    assert not [f for f in found if f.rule == "network/failed" and f.actual in missing]
    assert nowhere.error == f"{recorded.base_url}/nowhere is not in the recording"


SHEET = "@font-face { font-family: T; src: url(/t.woff2), url(/t.woff) } body { font-family: T }"
PRELOAD = '<link rel="preload" as="font" href="/t.woff2" crossorigin>'
WITH_FONT = (
    '<!doctype html><html lang="en"><title>Port volumes climb</title>{}<link rel="stylesheet" href="/s.css">'
    "<h1>Port volumes climb</h1><script>document.fonts.ready.then(fonts => document.body.append("
    "[...fonts].map(font => font.status).join()))</script>"
)


class Typeset(BaseHTTPRequestHandler):
    """Pages with a font from a style sheet, which browsers keep and ask for again."""

    protocol_version = "HTTP/1.1"
    font: bytes

    def do_GET(self) -> None:
        kept = self.path == "/t.woff2"
        known = kept and self.headers.get("if-none-match")
        kind, body = {
            "/plain": ("text/html", WITH_FONT.format("").encode()),
            "/preloaded": ("text/html", WITH_FONT.format(PRELOAD).encode()),
            "/s.css": ("text/css", SHEET.encode()),
            "/t.woff2": ("font/woff2", self.font),
        }.get(self.path, ("text/plain", b""))
        self.send_response(304 if known else 200 if body else 404)
        self.send_header("content-type", kind)
        if kept:
            self.send_header("etag", '"one"')
            self.send_header("cache-control", "no-cache")
        self.send_header("content-length", "0" if known else str(len(body)))
        self.end_headers()
        if not known:
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def test_a_page_with_a_font_is_replayed_to_the_verdicts_of_the_live_visit(
    unbound: Browser, closed: Browser
) -> None:
    fonts = Path(str(files("fontpkg_newsreader"))) / "files"
    Typeset.font = next(fonts.glob("*.ttf")).read_bytes()
    pages = [PageEntry(name=name, kind="article", url=f"/{name}") for name in ("plain", "preloaded")]
    assert SITE.now
    recorder = Recorder(Plain(SITE.now))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Typeset)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base_url = f"http://127.0.0.1:{server.server_address[1]}"
    with RecordingVisitor(unbound, SITE, recorder, base_url=base_url) as visitor:
        live = [visitor.visit(page) for page in pages]
    server.shutdown()
    server.server_close()
    manifest = Manifest(
        site="odd", base_url=base_url, moment=SITE.now, browser="chromium 1", pages=["plain", "preloaded"]
    )
    recording = recorder.recording(manifest)
    fetched = [
        (answer.status, answer.failure)
        for exchanges in recording.pages.values()
        for asked, answers in exchanges.items()
        for answer in answers
        if asked.url.endswith("/t.woff2")
    ]
    assert fetched == [(200, "")]
    with ReplayVisitor(closed, SITE, recording) as visitor:
        replayed = [visitor.visit(page) for page in pages]
        alone = visitor.visit(pages[1])
    for was, now in zip([*live, live[1]], [*replayed, alone], strict=True):
        assert "loaded" in texts(was)
        assert texts(now) == texts(was)
        assert [one.rule for one in check(now, SITE).findings] == [
            one.rule for one in check(was, SITE).findings
        ]


def texts(capture: Capture) -> str:
    assert capture.loaded, capture.error
    return Dom(capture.loaded).text(0)
