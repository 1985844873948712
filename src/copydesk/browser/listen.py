"""Listening to a page: what it writes to the console, cannot load, and interrupts its reader with."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Worker
from playwright.sync_api import Request as BrowserRequest

from copydesk.browser.death import OF_THE_PAGE
from copydesk.browser.others import NOT_FOUND, Others
from copydesk.page.capture import Capture, ConsoleLine, Interruption, Request

LINES = 200
"""How many console lines, failed requests or interruptions are kept of one visit."""
FLOOD = {"lines": 10_000, "characters": 10_000_000}
"""So much of a page's console is listened to. More comes from no document, which is cut in the page."""
OF_A_WORKER = 300
"""How many lines of each kind, and errors, a worker can write to the console once it has begun."""
_QUIET = """(most) => {
  const nothing = () => {};
  for (const name in console) {
    let said = 0;
    if (typeof console[name] !== "function") continue;
    console[name] = new Proxy(console[name], {
      __proto__: null,
      get apply() {
        return said++ < most ? undefined : nothing;
      },
    });
  }
  let thrown = 0;
  for (const kind of ["error", "unhandledrejection"]) {
    addEventListener(kind, (event) => thrown++ < most || event.preventDefault());
  }
}"""
_IN_STACK = re.compile(r"(https?://[^\s()]{1,1000}?):(\d{1,9}):\d{1,9}\)?$", re.MULTILINE)
"""The first script in an error's stack, with the line: it is the one that broke off."""
_ICON = re.compile(r"/[^/?#]*favicon[^/?#]*(?:[?#]|$)", re.IGNORECASE)


def is_icon(url: str) -> bool:
    """Whether an address is of a tab's icon, which the browser asks for or not as it likes."""
    return bool(_ICON.search(url))


class Ears:
    """Listens to a page for as long as it is open, and writes what it hears into the capture of the visit.

    Dialogs are dismissed and pop-ups closed between visits too: one left standing would hang the next.
    `errors` says whether scripts and requests that go wrong are of interest. A page that floods its console
    is left by `leave`, which closes it.
    """

    def __init__(
        self, page: Page, capture: Capture, others: Others, leave: Callable[[], None], *, errors: bool = True
    ) -> None:
        self.others = others
        self._leave = leave
        self.turn_to(capture)
        if errors:
            page.on("console", self.console)
            page.on("pageerror", self.exception)
            page.on("requestfailed", self.failed)
        page.on("dialog", self.dialog)
        page.on("popup", self.popup)
        page.on("worker", self.worker)
        page.on("download", self.download)
        page.on("crash", self.crash)

    def turn_to(self, capture: Capture) -> None:
        """Write into the capture of another visit from now on."""
        self.capture = capture
        self.flooded = False
        self._lines = self._characters = 0

    def console(self, message: ConsoleMessage) -> None:
        self._hear(message.text)
        if message.type not in ("error", "warning") or len(self.capture.console) >= LINES:
            return
        place = message.location
        url = place.get("url", "")
        if is_icon(url) or (NOT_FOUND in message.text and self.others.refuses(url)):
            return
        self.capture.console.append(
            ConsoleLine(
                level=message.type,
                text=_whole(message.text),
                url=url[:1000],
                line=place.get("lineNumber", 0),
            )
        )

    def _hear(self, text: str) -> None:
        self._lines += 1
        self._characters += len(text)
        over = self._lines > FLOOD["lines"] or self._characters > FLOOD["characters"]
        if over and not self.flooded:
            self.flooded = True
            self._leave()

    def worker(self, worker: Worker) -> None:
        """Cut what floods the console, as watch.js does in a document, which comes into no worker."""
        # One that never pauses does not listen, and one that has ended need not.
        with suppress(Error):
            worker.evaluate(_QUIET, OF_A_WORKER)

    def exception(self, error: Error) -> None:
        self._hear(error.message)
        if len(self.capture.console) < LINES:
            place = _IN_STACK.search(error.stack or "")
            self.capture.console.append(
                ConsoleLine(
                    level="exception",
                    text=_whole(first_line(error)),
                    url=place[1] if place else "",
                    line=int(place[2]) if place else 0,
                )
            )

    def failed(self, request: BrowserRequest) -> None:
        # A request that the page itself gave up (it went elsewhere, it aborted a fetch) has not failed.
        if is_icon(request.url) or (request.failure and "ABORTED" in request.failure):
            return
        failure = request.failure or "failed"
        refused = NOT_FOUND in failure and self.others.refuses(request.url)
        kept = self.capture.refused if refused else self.capture.requests
        if len(kept) < LINES:
            kept.append(Request(url=request.url[:4000], kind=request.resource_type, failure=failure))

    def dialog(self, dialog: Dialog) -> None:
        self._interrupted("dialog", f"{dialog.type}: {dialog.message}")
        # A dialog or pop-up whose page has gone meanwhile has gone with it.
        with suppress(Error):
            dialog.dismiss()

    def popup(self, popup: Page) -> None:
        self._interrupted("popup", popup.url)
        with suppress(Error):
            popup.close()

    def crash(self, page: Page) -> None:
        self.capture.died.append(OF_THE_PAGE)

    def download(self, download: Any) -> None:
        self._interrupted("download", download.url)

    def _interrupted(self, kind: Any, text: str) -> None:
        if len(self.capture.interruptions) < LINES:
            self.capture.interruptions.append(Interruption(kind=kind, text=_whole(text)))


def _whole(text: str) -> str:
    """The beginning of a text that a script wrote; half a character, which no file can hold, becomes "?"."""
    return text[:1000].encode(errors="replace").decode()


def first_line(error: Error) -> str:
    """What a browser's error says, without its call log."""
    return error.message.split("\n", 1)[0].removeprefix("Page.goto: ").strip()
