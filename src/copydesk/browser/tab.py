"""A page of the browser, with what Playwright leaves open: limits, a close that cannot hang, forgetting."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import msgspec
from greenlet import getcurrent, greenlet  # type: ignore[import-untyped, unused-ignore]
from playwright.sync_api import BrowserContext, CDPSession, Error, Frame, Page

from copydesk.browser.machine import Patience

CLOSING = 0.8
"""Seconds after which a tab that has not closed is told again: Chromium loses the word while it navigates.

It waits half a second for a page that does not answer, and begins anew each time it is told.
"""
TELLINGS = 4
"""How often a tab is told to close before it is left to its fate."""
WORLD = "copydesk"
"""What the browser calls the place from which pages are looked at."""
MANY = 8
"""Of so many origins at most is cleared, each by itself, what they have stored."""


# What belongs to the tab can be cleared only by a document of its origin: by the page itself, as the last
# thing that it does, after whatever it still writes on its way out.
_FORGET = """() => {
  const forget = () => {
    sessionStorage.clear();
    window.name = "";
  };
  forget();
  for (const leaving of ["pagehide", "visibilitychange", "unload"]) addEventListener(leaving, forget);
}"""


_MOVED_ON = re.compile(
    r"context was destroyed|frame was detached|navigat|Cannot find (default execution )?context"
    r"|No frame for given id|Promise was collected|uniqueContextId not found"
)


def moved_on(error: Error) -> bool:
    """Whether a page could not be looked at because another one has come in its place."""
    return bool(_MOVED_ON.search(error.message))


class DeadlineError(Exception):
    """The page did not answer in time, and has been closed."""


class Tab:
    """A page and the sessions to speak with its browser by. One tab serves many visits."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = _new_page(context)
        self.before_reading: Callable[[float], None] | None = None
        """What to do with the page, with so many seconds to do it in, before it is read."""
        self._session: CDPSession | None = None
        self._browser: CDPSession | None = None
        self._target = ""
        self._origins: set[str] = set()
        self.page.on("framenavigated", self._arrived)
        browser = context.browser
        if browser and browser.browser_type.name == "chromium":
            self._session = context.new_cdp_session(self.page)
            self._browser = browser.new_browser_cdp_session()
            self._target = self._session.send("Target.getTargetInfo")["targetInfo"]["targetId"]

    @contextmanager
    def deadline(self, patience: Patience | float, grace: float = 0.0) -> Iterator[None]:
        """Let the calls in the block take so long together, and so many seconds more, then close the tab.

        A `Patience` may be that of the block, so that the two agree on when it is over. Playwright gives some
        calls no limit, and a page whose scripts never pause would hang them. Raises `DeadlineError` when it
        came to that.
        """
        passed = False
        limit = patience if isinstance(patience, Patience) else Patience(patience)
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def close() -> None:
            nonlocal passed, timer, limit, grace
            left = limit.left()
            if not left and grace:
                limit, left, grace = Patience(grace), grace, 0.0
            if left:
                timer = loop.call_later(left, close)
                return
            passed = True
            # Playwright's synchronous calls wait in a greenlet each, while its event loop runs on beneath.
            greenlet(self.close).switch()

        timer = loop.call_later(limit.left(), close)
        try:
            yield
        except Error:
            if passed:
                raise DeadlineError from None
            raise
        else:
            if passed:
                # The calls came to their end just when the time was over: the tab is closing all the same.
                raise DeadlineError
        finally:
            if timer:
                timer.cancel()

    def evaluate(self, function: str, argument: object = None) -> Any:
        """What a function gives back that looks at the page apart from its scripts, in a world of its own.

        What they overwrite is not overwritten there; other browsers than Chromium have no such world. Raises
        Playwright's Error, also where the page goes elsewhere meanwhile.
        """
        if self._session is None:
            return self.page.evaluate(function, argument)
        expression = f"({function})({msgspec.json.encode(argument).decode()})"
        world = self._session.send("Page.createIsolatedWorld", {"frameId": self._target, "worldName": WORLD})
        said = self._session.send(
            "Runtime.evaluate",
            {
                "contextId": world["executionContextId"],
                "expression": expression,
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        if details := said.get("exceptionDetails"):
            thrown = details.get("exception", {}).get("description") or details.get("text", "")
            raise Error(str(thrown).partition("\n")[0])
        return said["result"].get("value")

    @property
    def frame(self) -> str:
        """The id of the page's main frame, in a browser that can be spoken to."""
        return self._target

    @property
    def speaks(self) -> bool:
        """Whether the browser can be spoken to by its own protocol."""
        return self._session is not None

    def without_cache(self) -> None:
        """Ask the server for every file from now on, for as long as the tab is open."""
        assert self._session is not None
        self._session.send("Network.enable")
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def picture(self, height: int, scale: float, quality: int, seconds: float) -> bytes:
        """The page from its top to that height, as a WebP of another size, which Playwright has no call for.

        Only for a tab that `speaks`. Raises `DeadlineError` or Playwright's Error.
        """
        assert self._session is not None
        with self.deadline(seconds):
            size = self._session.send("Page.getLayoutMetrics")
            clip = {
                "x": 0,
                "y": 0,
                "width": size["cssLayoutViewport"]["clientWidth"],
                "height": min(size["cssContentSize"]["height"], height),
                "scale": scale,
            }
            said = {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": True}
            return base64.b64decode(self._session.send("Page.captureScreenshot", said)["data"])

    def forget(self) -> bool:
        """Leave the page, and clear what it and its frames have stored, in every place where they can store.

        False where only the end of the context clears it all. The tab is closed where frames of several
        origins may have left something in it, which none but a document of theirs could clear. Raises
        `DeadlineError` or Playwright's Error for a page that cannot be left.
        """
        if self._session is None or len(self._origins) > MANY:
            return False
        with self.deadline(1.0):
            if self._origins:
                self.page.evaluate(_FORGET)
                self.page.goto("about:blank", wait_until="commit", timeout=0)
            for origin in self._origins:
                self._session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.context.clear_cookies()
        if len(self._origins) > 1:
            self.close()
        self._origins.clear()
        return True

    def _arrived(self, frame: Frame) -> None:
        parts = urlsplit(frame.url)
        if parts.scheme in ("http", "https") and len(self._origins) <= MANY:
            self._origins.add(f"{parts.scheme}://{parts.netloc}")

    def close(self) -> None:
        """Close the page, whatever it is doing. One that defies even that is left for the browser to end."""
        if self._browser is None:
            self.page.close()
            return
        for _ in range(TELLINGS):
            if self.page.is_closed():
                return
            try:
                self._browser.send("Target.closeTarget", {"targetId": self._target})
                self.page.wait_for_event("close", timeout=CLOSING * 1000)
            except Error:
                # Not closed yet, or closed in between and no longer known by that name.
                continue


def _new_page(context: BrowserContext) -> Page:
    """A new page. Raises Playwright's Error where the browser dies meanwhile, as other calls do.

    Playwright never ends this call where its context closes while the page is being set up.
    """
    waiting, loop, over = getcurrent(), asyncio.get_running_loop(), False

    def give_up() -> None:
        if not over:
            waiting.throw(Error("the browser died while it was opening a page"))

    def closed(context: BrowserContext) -> None:
        # In the event loop itself: there is no way back from here to this handler.
        loop.call_soon(give_up)

    context.on("close", closed)
    try:
        return context.new_page()
    finally:
        over = True
        context.remove_listener("close", closed)
