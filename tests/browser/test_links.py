"""Asking links: politely, once, and with doubts about what a server says to programs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from copydesk.browser import links as module
from copydesk.browser.fetch import Reply
from copydesk.browser.links import Asker, addresses, escaped, seconds_of
from copydesk.browser.notes import Notes
from copydesk.page.capture import LinkAnswer
from copydesk.site.model import Element, Links, Site
from tests.limits import happened, join
from tests.pages import capture_of

HERE = "https://news.example"


class Web:
    """Answers requests from a table of `METHOD address`, or `address` for both; counts them."""

    def __init__(self, **answers: Reply) -> None:
        self.answers = answers
        self.asked: Counter[str] = Counter()

    def __call__(self, method: str, url: str, cookies: CookieJar) -> Reply:
        path = url.removeprefix(HERE)
        self.asked[f"{method} {path}"] += 1
        return self.answers.get(f"{method} {path}") or self.answers.get(path) or Reply(status=404)


def asker(folder: Path, answers: dict[str, Reply], check: str = "own") -> tuple[Asker, Web]:
    web = Web(**answers)
    return Asker(Links(check=check, rate=1000), Notes(folder), fetch=web), web  # type: ignore[arg-type]


def to(place: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"location": place})


PAGE = Reply(
    status=200,
    headers={"content-type": "text/html"},
    body=b"<title>Harbour reopens - News</title><h1>Harbour reopens</h1>"
    b'<meta property="article:published_time" content="2026-03-31T08:47:00+03:00">',
)


def test_head_is_enough_where_it_is_answered(tmp_path: Path) -> None:
    ask, web = asker(tmp_path, {"/a": Reply(status=200)})
    assert ask.ask(f"{HERE}/a") == LinkAnswer(status=200, url=f"{HERE}/a")
    assert web.asked == {"HEAD /a": 1}


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_what_head_is_refused_is_asked_for_with_get(tmp_path: Path, status: int) -> None:
    ask, web = asker(tmp_path, {"HEAD /a": Reply(status=status), "GET /a": PAGE})
    assert ask.ask(f"{HERE}/a").status == 200
    assert web.asked == {"HEAD /a": 1, "GET /a": 1}


def test_a_page_can_be_read_as_well(tmp_path: Path) -> None:
    ask, web = asker(tmp_path, {"/a": PAGE})
    page = ask.ask(f"{HERE}/a", read=True).page
    assert page is not None
    assert (page.title, page.headline) == ("Harbour reopens - News", "Harbour reopens")
    assert page.published == "2026-03-31T08:47:00+03:00"
    assert web.asked == {"GET /a": 1}


def test_redirects_are_followed_to_their_end(tmp_path: Path) -> None:
    ask, _ = asker(tmp_path, {"/a": to("/b"), "/b": to(f"{HERE}/c", 308), "/c": Reply(status=200)})
    assert ask.ask(f"{HERE}/a") == LinkAnswer(status=200, url=f"{HERE}/c")


def test_redirects_without_end_are_a_loop(tmp_path: Path) -> None:
    ask, web = asker(tmp_path, {"/a": to("/b"), "/b": to("/a")})
    assert ask.ask(f"{HERE}/a").loop
    assert web.asked.total() < 10


def test_one_hop_more_than_browsers_follow_is_a_loop(tmp_path: Path) -> None:
    hops = {f"/{n}": to(f"/{n + 1}") for n in range(module.HOPS + 1)}
    ask, _ = asker(tmp_path, {**hops, f"/{module.HOPS + 1}": Reply(status=200)})
    assert ask.ask(f"{HERE}/0").loop
    assert ask.ask(f"{HERE}/1").status == 200


def test_a_redirect_to_another_site_is_not_followed_unless_asked_for(tmp_path: Path) -> None:
    ask, web = asker(tmp_path / "own", {"/a": to("https://other.example/login")})
    assert ask.ask(f"{HERE}/a") == LinkAnswer(status=302, url="https://other.example/login")
    assert web.asked == {"HEAD /a": 1}


@pytest.mark.parametrize(
    "refusal",
    [
        Reply(status=429, headers={"retry-after": "60"}),
        Reply(status=429),
        Reply(status=503, headers={"retry-after": "9"}),
    ],
)
def test_a_host_that_asks_for_patience_is_left_alone(tmp_path: Path, refusal: Reply) -> None:
    ask, web = asker(tmp_path, {"/a": refusal, "/b": Reply(status=200)})
    assert "left alone" in ask.ask(f"{HERE}/a").unasked
    assert "left alone" in ask.ask(f"{HERE}/b").unasked
    assert web.asked == {"HEAD /a": 1}
    assert ask.ask("https://other.example/b").status == 404  # another host is not meant


def test_nothing_is_asked_twice_in_a_run_not_even_by_another_process(tmp_path: Path) -> None:
    one, web = asker(tmp_path, {"/a": Reply(status=410)})
    other, other_web = asker(tmp_path, {})
    assert one.ask(f"{HERE}/a") == one.ask(f"{HERE}/a") == other.ask(f"{HERE}/a")
    assert web.asked == {"HEAD /a": 1, "GET /a": 1}
    assert not other_web.asked


def test_two_that_ask_at_a_time_ask_once(tmp_path: Path) -> None:
    asking, go_on = threading.Event(), threading.Event()
    asked: Counter[str] = Counter()

    def slow(method: str, url: str, cookies: CookieJar) -> Reply:
        asked[url] += 1
        asking.set()
        assert happened(go_on)
        return Reply(status=200)

    askers = [Asker(Links(check="own", rate=1000), Notes(tmp_path), fetch=slow) for _ in range(2)]
    found: list[LinkAnswer] = []
    threads = [threading.Thread(target=lambda a=a: found.append(a.ask(f"{HERE}/a"))) for a in askers]
    threads[0].start()
    assert happened(asking)
    threads[1].start()
    go_on.set()
    for thread in threads:
        join(thread)
    assert [answer.status for answer in found] == [200, 200]
    assert asked == {f"{HERE}/a": 1}


def test_requests_to_a_host_are_spaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(module.time, "sleep", pauses.append)
    monkeypatch.setattr(module.time, "monotonic", lambda: 100.0)
    ask = Asker(Links(check="all", rate=4), Notes(tmp_path), share=2, fetch=lambda *_: Reply(status=200))
    for path in ("/a", "/b", "/c"):
        ask.ask(HERE + path)
    ask.ask("https://other.example/")
    assert pauses == [0.5, 1.0]  # four a second, of which one of two processes may send two


def test_a_server_that_does_not_answer_is_told_apart(tmp_path: Path) -> None:
    ask, _ = asker(tmp_path, {"/a": Reply(error="no answer within 10 s")})
    assert ask.ask(f"{HERE}/a") == LinkAnswer(url=f"{HERE}/a", unanswered="no answer within 10 s")


def test_the_links_of_a_page(tmp_path: Path) -> None:
    html = """<main><a href="/c#part">C</a><a href="/c">C</a><a href="mailto:a@b.example">mail</a>
      <a href="#here">here</a><a href="javascript:void(0)">do</a><a href="https://other.example/">other</a>
      <p class="also"><a href="/b">B</a></p></main>"""
    elements = {"read-also": Element(selector=".also")}
    capture = capture_of(html, elements=elements)
    own, every = (Site(elements={"article": elements}, links=Links(check=c)) for c in ("own", "all"))
    assert addresses(capture, own) == {f"{HERE}/b": True, f"{HERE}/c": False}
    assert addresses(capture, every) == {
        f"{HERE}/b": True,
        f"{HERE}/c": False,
        "https://other.example/": False,
    }
    ask, _ = asker(tmp_path, {"/c": Reply(status=200), "/b": PAGE})
    ask.look(capture, own)
    assert capture.links is not None
    assert {url: answer.status for url, answer in capture.links.items()} == {
        f"{HERE}/c": 200,
        f"{HERE}/b": 200,
    }


def test_no_more_links_are_asked_than_are_polite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    capture = capture_of("".join(f'<a href="/{n}">n</a>' for n in range(3)))
    ask, web = asker(tmp_path, {f"/{n}": Reply(status=200) for n in range(3)})
    ask.look(capture, Site(links=Links(check="own")))
    assert capture.links is not None
    assert [bool(answer.unasked) for answer in capture.links.values()] == [False, False, True]
    assert web.asked.total() == 2


@pytest.mark.parametrize(("check", "offline"), [("off", False), ("own", True)])
def test_nothing_is_asked_where_nobody_wants_it(tmp_path: Path, check: str, offline: bool) -> None:
    capture = capture_of('<a href="/a">A</a>')
    capture.offline = offline
    ask, web = asker(tmp_path, {}, check)
    ask.look(capture, Site(links=ask.links))
    assert capture.links is None
    assert not web.asked


def test_retry_after_is_seconds_or_a_date() -> None:
    assert seconds_of("90") == 90
    assert seconds_of("Wed, 01 Jan 2020 00:00:00 GMT") == 0
    assert seconds_of("soon") == module.REST


def test_addresses_in_headers_may_hold_any_bytes() -> None:
    assert escaped("/möwe".encode().decode("latin-1")) == "/m%C3%B6we"
    assert escaped("/a%20b?c=d&e f") == "/a%20b?c=d&e%20f"


# Over the wire


class Server(BaseHTTPRequestHandler):
    """A small site that sets a cookie, and is a little odd."""

    def do_GET(self) -> None:
        if self.path == "/cookie" and "seen" not in self.headers.get("cookie", ""):
            self.answer(302, {"Location": "/cookie", "Set-Cookie": "seen=1"})
        elif self.path == "/cut":
            self.connection.close()
        else:
            self.answer(200, {}, "<h1>Möwe</h1>".encode())

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.fixture
def real(tmp_path: Path) -> Callable[..., LinkAnswer]:
    return Asker(Links(check="own", rate=1000), Notes(tmp_path)).ask


def test_a_cookie_is_kept_on_the_way(server: str, real: Callable[..., LinkAnswer]) -> None:
    assert real(f"{server}/cookie").status == 200


def test_a_page_comes_over_the_wire(server: str, real: Callable[..., LinkAnswer]) -> None:
    answer = real(f"{server}/a", read=True)
    assert answer.page is not None
    assert answer.page.headline == "Möwe"


def test_a_connection_that_breaks_off_is_no_answer(server: str, real: Callable[..., LinkAnswer]) -> None:
    answer = real(f"{server}/cut")
    assert (answer.status, bool(answer.unanswered)) == (0, True)


def test_an_address_that_is_none_is_no_answer(real: Callable[..., LinkAnswer]) -> None:
    assert real("http://127.0.0.1:99999/").unanswered
