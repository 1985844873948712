"""Visits that overlap: nothing of one is in another, and what becomes of one is no matter of another's."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from copydesk.browser.together import Living, Overlap, visit_ahead, visit_together
from copydesk.browser.visit import UnreachableError, Visitor
from copydesk.page.capture import Capture
from copydesk.page.dom import Dom
from copydesk.site.model import PageEntry, Site

STORES = """<!doctype html><html lang="en"><title>Stores</title><p id="found"></p><script>
const found = [document.cookie, localStorage.length, sessionStorage.length, window.name];
for (const key of ["one", "two"]) document.cookie = `${key}-${location.pathname.slice(1)}=1`;
localStorage.setItem(location.pathname, "1");
sessionStorage.setItem(location.pathname, "1");
window.name = location.pathname;
addEventListener("pagehide", () => (window.name = "late"));
document.getElementById("found").textContent = found.join("|");
</script>"""
NAMES = ("a", "b", "c")


class Meeting(ThreadingHTTPServer):
    """A site that answers the first requests for its pages only when all of them have come."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.all_here = threading.Barrier(len(NAMES))
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    server: Meeting

    def do_GET(self) -> None:
        if self.path[1:] in NAMES:
            self.server.asked.append(self.path[1:])
            if len(self.server.asked) <= len(NAMES):
                self.server.all_here.wait()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(STORES.encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def meeting() -> Iterator[Meeting]:
    with Meeting() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def entries(server: Meeting) -> list[PageEntry]:
    base = f"http://127.0.0.1:{server.server_port}"
    return [PageEntry(name=name, kind="article", url=f"{base}/{name}") for name in NAMES]


def found(outcome: Future[Capture]) -> str:
    capture = outcome.result()
    assert capture.loaded is not None, capture.error
    dom = Dom(capture.loaded)
    return dom.text(next(dom.find("p")))


def test_all_are_on_their_way_before_the_first_has_come_and_share_nothing(
    browser: Browser, meeting: Meeting
) -> None:
    with ExitStack() as stack:
        visitors = [stack.enter_context(Visitor(browser, Site(patience=60))) for _ in NAMES]
        for _ in range(2):
            outcomes = visit_together(visitors, entries(meeting))
            assert [one.result().page for one in outcomes] == list(NAMES)
            assert [found(one) for one in outcomes] == ["|0|0|"] * 3
    assert sorted(meeting.asked) == sorted(NAMES * 2)


def test_more_pages_than_visitors_come_in_order_and_the_one_at_hand_stays_open(
    browser: Browser, meeting: Meeting
) -> None:
    with ExitStack() as stack:
        # The first three are answered only when all of them have been asked for.
        visitors = [stack.enter_context(Visitor(browser, Site(patience=60))) for _ in NAMES]
        came: list[str] = []
        for visitor, coming in visit_ahead(visitors, [*entries(meeting), *entries(meeting)]):
            came.append(coming.result().page)
            assert found(coming) == "|0|0|"
            assert visitor.context.pages[0].url.endswith(f"/{came[-1]}")
        assert came == [*NAMES, *NAMES]
        assert sorted(meeting.asked) == sorted(NAMES * 2)


def test_one_that_cannot_be_reached_takes_no_other_with_it(browser: Browser, meeting: Meeting) -> None:
    meeting.asked = list(NAMES)
    nowhere = PageEntry(name="nowhere", kind="article", url="http://127.0.0.1:1/")
    with Visitor(browser, Site()) as one, Visitor(browser, Site()) as other:
        gone, there = visit_together([one, other], [nowhere, entries(meeting)[0]])
        assert isinstance(gone.exception(), UnreachableError)
        assert found(there) == "|0|0|"


def test_what_one_kills_is_started_anew_once_and_all_are_visited_again(
    launch_browser: Callable[[], Browser], meeting: Meeting
) -> None:
    with ExitStack() as stack:
        launched: list[Browser] = []

        def start() -> Browser:
            launched.append(launch_browser())
            stack.callback(launched[-1].close)
            return launched[-1]

        living = Living(start(), start)
        visitors = [
            stack.enter_context(_Dying(living.browser, Site(patience=60), relaunch=living.relaunch))
            for _ in NAMES
        ]
        visitors[1].dies = True
        bystander = stack.enter_context(_Dying(living.browser, Site(patience=60), relaunch=living.relaunch))
        outcomes = visit_together(visitors, entries(meeting))
        assert [found(one) for one in outcomes] == ["|0|0|"] * 3
        assert outcomes[1].result().died == ["the browser died"]
        assert len(launched) == 2
        # All go on with the browser that lives, also one that was not there when the other died.
        visitors[2] = bystander
        again = visit_together(visitors, entries(meeting))
        assert [one.result().died for one in again] == [[], [], []]
        assert len(launched) == 2


class _Dying(Visitor):
    """Ends the browser in its first visit."""

    dies = False

    def settle_and_collect(self, *arguments: object) -> object:  # type: ignore[override]
        if self.dies:
            self.dies = False
            self.browser.new_browser_cdp_session().send("Browser.crash")
        return super().settle_and_collect(*arguments)  # type: ignore[arg-type]


def test_results_come_in_order_whether_or_not_anything_is_waited_for(browser: Browser) -> None:
    def version() -> str:
        session = browser.new_browser_cdp_session()
        return str(session.send("Browser.getVersion")["product"]).partition("/")[0]

    def plain() -> str:
        return "plain"

    product = version()
    for tasks, results in (
        ([], []),
        ([plain, plain], ["plain", "plain"]),
        ([plain, version, plain], ["plain", product, "plain"]),
        ([version, plain, version], [product, "plain", product]),
    ):
        overlap = Overlap()
        futures = [overlap.start(task) for task in tasks]
        for future in futures:
            overlap.wait(future)
        assert [future.result() for future in futures] == results


@pytest.mark.parametrize("where", [0, 1, 2])
def test_ctrl_c_is_not_kept_waiting(browser: Browser, where: int) -> None:
    context = browser.new_context()
    never = [context.new_page() for _ in range(3)]

    def waits(index: int) -> Callable[[], object]:
        return lambda: never[index].evaluate("new Promise(() => {})")

    def pressed() -> None:
        never[where].evaluate("1")
        raise KeyboardInterrupt

    def leaves() -> None:
        never[0].evaluate("1")

    tasks: list[Callable[[], object]] = [leaves, waits(1), waits(2)]
    tasks[where] = pressed
    overlap = Overlap()
    futures = [overlap.start(task) for task in tasks]
    with pytest.raises(KeyboardInterrupt):
        deque(map(overlap.wait, futures), maxlen=0)
    context.close()
    assert browser.new_browser_cdp_session().send("Browser.getVersion")
