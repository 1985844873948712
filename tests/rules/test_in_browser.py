"""Every case of these rules in a real browser, which runs and lays out what other tests stand in for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from copydesk.browser.visit import Visitor
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.site.model import PageEntry
from copydesk.verdicts.check import run
from tests.rules.anywhere import (
    test_encoding,
    test_language,
    test_placeholder,
    test_plurals,
    test_raw,
    test_raw_left,
    test_template,
)
from tests.rules.around import test_breadcrumbs, test_clock
from tests.rules.article import (
    test_body,
    test_byline,
    test_counts,
    test_dateline,
    test_headline,
    test_lead,
    test_live,
    test_page_count,
    test_persons,
    test_published,
    test_quotes,
    test_read_also,
    test_section,
    test_share,
)
from tests.rules.cases import MOMENT, PLAIN, Case, named, placed
from tests.rules.lists import test_claims, test_modules
from tests.rules.visit import test_links_places

MODULES = (
    test_body, test_breadcrumbs, test_byline, test_claims, test_clock, test_counts, test_dateline,
    test_encoding, test_headline, test_language, test_lead, test_links_places, test_live, test_modules,
    test_page_count, test_persons, test_placeholder, test_plurals, test_published, test_quotes, test_raw,
    test_raw_left, test_read_also, test_section, test_share, test_template,
)  # fmt: skip
HEALTHY = "<h1>Harbour reopens</h1><p>Ships left for the open sea before noon.</p>"
# Written by the document, it holds the page up: a visit does not wait for other sites' scripts that do not.
THROWS_ELSEWHERE = (
    "<script>document.write(`<script src='http://localhost:${location.port}/throws.js'><\\/script>`)</script>"
)
PHOTO = "<img width=640 height=360 alt='The quay' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">"


DRAWING = """<script>const canvas = document.createElement("canvas"); canvas.width = 300; canvas.height = 180;
const picture = new Image({0}, {1}); picture.src = canvas.toDataURL(); picture.style.cssText = "{2}";
document.body.append(picture)</script>"""
CAPTION = "Ships at the quay on Tuesday"


def shown(width: int, height: int, style: str = "") -> str:
    """A picture of 300 × 180 pixels, drawn in another size."""
    return HEALTHY + DRAWING.format(width, height, style)


def figures(*described: str) -> str:
    """Pictures with one caption, each described in words of its own."""
    each = "<figure><img src='/{0}.png' alt='{1}'><figcaption>{2}</figcaption></figure>"
    return "".join(each.format(number, alt, CAPTION) for number, alt in enumerate(described))


def story_with(photo: str, paragraphs: int) -> str:
    """A photo, so many paragraphs, and the photo again."""
    return photo + "<p>Ships left for the open sea before noon.</p>" * paragraphs + photo


CASES = [case for module in MODULES for case in module.CASES] + [
    Case(
        "console/error",
        "<script>console.error('cannot render')</script>",
        "<script>console.warn('old')</script>",
    ),
    Case(
        "console/exception",
        "<script>angular.module('a')</script>",
        "<script>try { angular } catch {}</script>",
    ),
    Case(
        "console/third-party",
        THROWS_ELSEWHERE,
        '<script src="/throws.js"></script>',
    ),
    Case(
        "console/exception",
        '<script src="/throws.js"></script>',
        THROWS_ELSEWHERE,
    ),
    # Half a character and a whole one, as a script writes them.
    Case(
        "encoding/replacement",
        "<p></p><script>document.querySelector('p').textContent = 'Ships \\ud83d sail \\\\'</script>",
        "<p></p><script>document.querySelector('p').textContent = '\\ud83d\\udea2 sail \\\\ud83d'</script>",
    ),
    Case("video/no-source", "<video controls></video>", "<video controls src='data:video/mp4,'></video>"),
    Case("video/no-source", "<audio controls></audio>", "<audio></audio><video controls hidden></video>"),
    Case("images/stretched", shown(300, 90), shown(300, 180)),
    Case("images/stretched", shown(200, 300), shown(200, 300, "object-fit: contain")),
    Case("images/blown-up", shown(900, 540), shown(310, 186)),
    Case("images/same-caption", figures("The quay", "The mayor"), figures("The quay", "The quay")),
    Case("images/twice", story_with(PHOTO, 1), story_with(PHOTO, 4)),
    Case("images/twice", story_with(PHOTO, 1), PHOTO + PHOTO.replace("The quay", "The mayor")),
    Case("images/twice", story_with(PHOTO, 0), story_with(f'<a href="/b">{PHOTO}</a>', 0)),
    Case("images/twice", story_with(PHOTO, 2), f"{PHOTO}<div hidden>{PHOTO}</div>"),
    Case("network/status", '<script src="/missing.js"></script>', HEALTHY),
    Case("visit/status", "<!-- 404 --><h1>Gone</h1>", HEALTHY),
    Case("visit/soft-404", "<h1>Page not found</h1>", "<h1>Treasure not found, divers say</h1>"),
    Case("visit/interrupted", "<script>alert('Subscribe!')</script>", "<dialog open>Subscribe!</dialog>"),
    Case("visit/redirected", "<script>history.replaceState(0, '', '/b')</script>", HEALTHY),
    # What a browser makes of template text once it has run the page's scripts.
    Case(
        "template/text",
        "<h3 ng-cloak>{{item.date}}</h3>",
        "<h3>{{item.date}}</h3><script>document.querySelector('h3').textContent = '7 February'</script>",
    ),
    Case(
        "template/text",
        "<p></p><script>document.querySelector('p').textContent = '<<item.group_date>>'</script>",
        "<style>[ng-cloak] { display: none }</style><h3 ng-cloak>{{item.date}}</h3>",
    ),
]


class Handler(BaseHTTPRequestHandler):
    """Serves the cases' pages by number."""

    def do_GET(self) -> None:
        name = urlsplit(self.path).path.strip("/")
        number, _, which = name.partition("-")
        status, text = 404, "not found"
        if number.isdigit():
            case = CASES[int(number)]
            text = case.broken if which == "broken" else case.healthy
            text = placed(text, f"http://{self.headers['Host']}{self.path}")
            text = text if "<html" in text else f'<!doctype html><html lang="en">{text}'
            status = 404 if "<!-- 404 -->" in text else 200
        elif name == "throws.js":
            status, text = 200, "throw new TypeError('no slot')"
        elif name.endswith(".jpg"):
            status, text = 200, ""
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    """A browser at a small site on the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with Visitor(browser, PLAIN, base_url=address) as visitor:
        yield visitor
    server.shutdown()
    server.server_close()


def found(visitor: Visitor, case: Case, path: str) -> list[Finding]:
    """What the case's rule finds on a page that the browser shows."""
    visitor.site = case.site
    capture = visitor.visit(PageEntry(name=path, kind="article", url=path))
    assert not capture.error
    capture.moment, capture.time_zone = MOMENT, case.site.time_zone or "UTC"
    page = Page(capture, case.site)
    page.record = read(page)
    return run(load_rules()[case.rule], page)[0]


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{named(case)}-{i}" for i, case in enumerate(CASES)]
)
def test_caught_in_a_browser_and_let_pass(visitor: Visitor, number: int) -> None:
    case = CASES[number]
    assert found(visitor, case, f"/{number}-broken"), "the broken page was let pass"
    passed = found(visitor, case, f"/{number}-healthy")
    assert not passed, f"the healthy page was blamed: {passed[0].message} ({passed[0].actual})"
