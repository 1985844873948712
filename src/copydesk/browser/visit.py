"""Visiting pages: one navigation brings back one capture."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypedDict, Unpack
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    FloatRect,
)

from copydesk.browser import journeys
from copydesk.browser.collect import Collected, collect, watch_script
from copydesk.browser.death import death_in, death_of, is_crash, lives
from copydesk.browser.document import FAILED_LOAD, add_timings, damage_of, own_html
from copydesk.browser.listen import Ears, first_line
from copydesk.browser.machine import Patience
from copydesk.browser.others import NOT_FOUND, Others
from copydesk.browser.tab import DeadlineError, Tab, moved_on
from copydesk.page.capture import CUT_OFF, FLOODING, Capture, ConsoleLine, State
from copydesk.site.model import PageEntry, Site
from copydesk.text.breakdown import broken_down

VIEWPORT = {"width": 1280, "height": 900}
SCREENSHOT_HEIGHT = 6000
"""CSS pixels of a page's height that a screenshot shows at most."""
PICTURE_SCALE, PICTURE_QUALITY = 0.7, 45
"""How small a report's pictures are: a page of Lantern's comes to about 120 kB, and can be read."""
PICTURE_SECONDS = 10.0
RENEWED_AFTER = 100
"""How many visits are made in one browser context, and so in one process for its pages.

Such a process gives back little of the memory that it has once taken, and the context's cache adds to it.
"""

HOPS = 20
"""How often a page may send its reader on, as many times as browsers follow redirects."""

BUSY = "its scripts, or its size, kept the browser busy"
FLOODED = "it floods the browser's console, and was left for that"

_UNREACHABLE = re.compile(
    r"ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|UNSAFE_PORT)"
    r"|NS_ERROR_(CONNECTION_REFUSED|UNKNOWN_HOST)|Could not connect|Could not resolve"
)


class UnreachableError(Exception):
    """Nothing answers at the site's address; the message is one sentence for the user."""


class Settings(TypedDict, total=False):
    """What visitors of every kind can be told.

    `base_url` is where the site is, if not where its site file says. `context_options` are Playwright's for
    the browser context. `relaunch` brings a browser that lives in the place of one that has died.
    """

    base_url: str
    context_options: dict[str, Any]
    relaunch: Callable[[], Browser] | None


class Visitor:
    """A browser with one page that visits a site's pages, one after the other.

    Nothing of one visit (cookies, storage) is there in the next. The page of the last visit stays open for a
    `screenshot`. Use it as a context manager, or `close` it.
    """

    stays = False
    """Whether the pages are stored ones, which lead nowhere."""
    ends: tuple[type[Exception], ...] = ()
    """What a visit raises on purpose, beside `UnreachableError`."""
    hears_errors = True
    """Whether the capture tells what goes wrong with scripts and requests."""

    def __init__(self, browser: Browser, site: Site, **settings: Unpack[Settings]) -> None:
        self.browser = browser
        self._relaunch = settings.get("relaunch")
        self.site = site
        self.base_url = settings.get("base_url") or site.base_url
        self._options = settings.get("context_options") or {}
        self._context: BrowserContext | None = None
        self._visits = 0
        self._used = False
        self._tab: Tab | None = None
        self._ears: Ears | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the page and its context."""
        self._abandon()
        if self._context:
            self._context.close()
            self._context = None

    @property
    def context(self) -> BrowserContext:
        """The browser context of the visits, opened when it is first needed."""
        if self._context is None:
            options: dict[str, Any] = {
                "viewport": VIEWPORT,
                "accept_downloads": False,
                "reduced_motion": "reduce",
            }
            if self.site.language:
                options["locale"] = self.site.language
            if self.site.time_zone:
                options["timezone_id"] = self.site.time_zone
            self._context = self.browser.new_context(**{**options, **self._options})
            self._visits = 0
            now = self.now
            self._context.add_init_script(
                watch_script(now.timestamp() * 1000 if now else None, stored=self.stays)
            )
            self.prepare(self._context)
        return self._context

    def prepare(self, context: BrowserContext) -> None:
        """For a visitor of another kind: what its context needs before the first page."""

    def visit(self, entry: PageEntry, after: str = "") -> Capture:
        """Go to a page, do its journeys, and bring back what there is.

        Whatever the page does is in the capture. Raises `UnreachableError` for a site that cannot be reached.
        Where the browser dies meanwhile, and can be started anew, the page is visited once more; one that it
        dies on again is a page that cannot be read, and the next one gets a browser that lives. `after` is
        what died in an `attempt` that was made beside others, which may be to blame for it.
        """
        deaths = [after] if after else []
        if after:
            self._recover(entry, after)
        capture, died = self.attempt(entry)
        if died:
            deaths.append(died)
            self._recover(entry, died)
            capture, died_again = self.attempt(entry)
            if died_again:
                self._revive()
                deaths.append(died_again)
                capture.states.clear()
                capture.error = f"{capture.url} could not be read: {died}, and again at the second visit"
        if deaths:
            capture.died = deaths
        return capture

    def attempt(self, entry: PageEntry) -> tuple[Capture, str]:
        """A visit, and what died in it: then nothing else that it brought back counts."""
        if self._relaunch and not self.browser.is_connected():
            # It was shared, and has died in somebody else's visit.
            self._revive()
        try:
            capture = self.go(entry)
        except Error as error:
            died, opened = death_of(error, self.browser), self._context is not None
            if not died and not opened:
                raise
            return self._unread(entry, first_line(error)), died
        except Exception as error:
            if isinstance(error, (UnreachableError, *self.ends)):
                raise
            capture = self._unread(entry, broken_down(error))
        return capture, death_in(capture, self.browser)

    def _unread(self, entry: PageEntry, why: str) -> Capture:
        """The capture of a page on which something broke down; nothing of it is there for the next page."""
        capture = self._blank(entry)
        capture.error = f"{capture.url} could not be read: {why}"
        with suppress(Error):
            self.close()
        self._tab = self._ears = self._context = None
        return capture

    def _recover(self, entry: PageEntry, died: str) -> None:
        if not self._relaunch and not lives(self.browser):
            raise Error(f"{died} on {self._blank(entry).url}")
        self._revive()

    def _revive(self) -> None:
        """Give up on all that was open, and start the browser anew if it is gone."""
        with suppress(Error):
            self.close()
        self._tab = self._ears = self._context = None
        if self._relaunch and not lives(self.browser):
            self.browser = self._relaunch()

    def go(self, entry: PageEntry) -> Capture:
        """Make one visit. Raises Playwright's Error where the browser is not there to make it."""
        started = time.monotonic()
        capture = self._blank(entry)
        tab = self._fresh_tab(capture)
        self._navigate(tab, capture, started)
        capture.seconds.navigation = time.monotonic() - started
        if capture.states and capture.states[0].settled.startswith(FLOODING):
            # It would take what the pages beside it need.
            self._abandon()
        elif capture.loaded is not None:
            journeys.run(tab, entry, self.site, capture)
        capture.seconds.rest = time.monotonic() - started - capture.seconds.navigation
        return capture

    def _blank(self, entry: PageEntry) -> Capture:
        return Capture(
            page=entry.name,
            kind=entry.kind,
            url=urljoin(self.base_url, entry.url) if self.base_url else entry.url,
            moment=self.moment().isoformat(),
            time_zone=self.site.time_zone or "UTC",
            choose=entry.choose,
            query=entry.query,
        )

    @property
    def now(self) -> datetime | None:
        """The moment that the pages' clock starts at; None for that of the machine."""
        return self.site.now

    def moment(self) -> datetime:
        """The time that pages are shown at: the site's fixed now, or the clock's, in the site's zone."""
        return self.site.now or datetime.now(ZoneInfo(self.site.time_zone) if self.site.time_zone else UTC)

    def screenshot(self, path: Path) -> None:
        """Write a JPEG of the page last visited, from its top to at most `SCREENSHOT_HEIGHT`."""
        if self._tab is None or self._tab.page.is_closed():
            raise LookupError("no page is open to make a picture of")
        page = self._tab.page
        path.parent.mkdir(parents=True, exist_ok=True)
        size = page.viewport_size or VIEWPORT
        clip: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": SCREENSHOT_HEIGHT}
        beside = path.with_name(f".{path.stem}.part{path.suffix}")
        page.screenshot(
            path=beside,
            type="jpeg",
            quality=70,
            full_page=True,
            clip=clip,
            animations="disabled",
            timeout=10_000,
        )
        beside.replace(path)

    def picture(self, path: Path) -> Path:
        """Write a small picture of the page last visited, for a report; returns the file, which has a suffix.

        It is a WebP from Chromium, and a `screenshot` from others. Raises LookupError without a page.
        """
        if self._tab is None or self._tab.page.is_closed() or not self._tab.speaks:
            path = path.with_name(f"{path.name}.jpg")
            self.screenshot(path)
            return path
        path = path.with_name(f"{path.name}.webp")
        try:
            content = self._tab.picture(SCREENSHOT_HEIGHT, PICTURE_SCALE, PICTURE_QUALITY, PICTURE_SECONDS)
        except DeadlineError:
            raise LookupError("the page gave no picture in time") from None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def _fresh_tab(self, capture: Capture) -> Tab:
        """The tab for the next visit, with nothing left of the last one; it writes into the capture."""
        self._forget()
        if self._tab is None:
            self._tab = Tab(self.context)
            others = Others(self.site, self.base_url)
            self._ears = Ears(self._tab.page, capture, others, self._tab.close, errors=self.hears_errors)
        elif self._ears:
            self._ears.turn_to(capture)
        self._visits += 1
        self._used = True
        return self._tab

    def _forget(self) -> None:
        """Let nothing of the last visit be left: clear its tab or, where that fails, close its context."""
        if not self._used:
            return
        self._used = False
        # What a page has started (a row of dialogs, say) may not be laid to the next one's charge.
        interrupted = self._ears and self._ears.capture.interruptions
        if self._tab is None or interrupted or self._visits >= RENEWED_AFTER:
            self.close()
            return
        try:
            cleared = self._tab.forget()
        except (DeadlineError, Error):
            cleared = False
        if not cleared:
            self.close()
        elif self._tab.page.is_closed():
            self._tab = self._ears = None

    def _navigate(self, tab: Tab, capture: Capture, started: float) -> None:
        patience = Patience(self.site.patience)
        try:
            with tab.deadline(self.site.patience):
                response = tab.page.goto(capture.url, wait_until="commit", timeout=0)
        except (DeadlineError, Error) as error:
            if isinstance(error, Error) and is_crash(error):
                # Before anything listened to the page, it may be: nobody else tells of it.
                raise
            capture.final_url = capture.url
            try:
                capture.error = self._no_page(capture, error)
            finally:
                # The browser may still be putting up its own error page, which would end the next visit.
                self._abandon()
            return
        if response is None:
            capture.error = f"{capture.url} gave no page"
            return
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        capture.status, capture.headers, capture.final_url = response.status, response.headers, response.url
        if kind and kind not in ("text/html", "application/xhtml+xml"):
            capture.error = f"{capture.url} is not a web page: the server sent {kind}, expected text/html"
            return
        try:
            collected = self.settle_and_collect(tab, capture.kind, patience)
        except (DeadlineError, Error) as error:
            if self._ears and self._ears.flooded:
                why = FLOODED
            elif isinstance(error, Error):
                why = first_line(error)
            else:
                why = f"{BUSY} for all of {self.site.patience:g} s"
            capture.error = f"{capture.url} could not be read: {damage_of(capture) or why}"
            self._abandon()
            return
        if damage_of(capture):
            collected.settled = CUT_OFF
        capture.final_url = collected.snapshot.url
        if capture.final_url.startswith("chrome-error:"):
            capture.error = f"{capture.url} sends its reader on to an address that gives no page"
            return
        capture.html = own_html(tab, response, collected)
        if capture.status >= 400 and collected.received == 0:
            # Chrome shows a page of its own here and says so; browsers without windows show an empty one.
            capture.error = self._nothing(capture.url, str(capture.status))
            return
        capture.states.append(
            State(
                name="loaded",
                settled=collected.settled,
                seconds=time.monotonic() - started,
                snapshot=collected.snapshot,
            )
        )
        add_timings(capture, response, collected)
        capture.interruptions.extend(collected.popups)
        capture.answers.extend(collected.answers_in("loaded"))

    def settle_and_collect(self, tab: Tab, kind: str, patience: Patience) -> Collected:
        """`collect`, and once more on the page that follows if this one sends the browser on."""
        elements = self.site.elements_of(kind)
        moves = 0
        while True:
            left = patience.left()
            try:
                return collect(tab, elements, left)
            except Error as error:
                if not moved_on(error):
                    raise
            moves += 1
            if not left or moves > HOPS:
                raise Error("it sends its reader on again and again")

    def _abandon(self) -> None:
        """Give up on the tab: the next visit gets a new one."""
        if self._tab:
            with suppress(Error):
                self._tab.close()
        self._tab = self._ears = None

    def _no_page(self, capture: Capture, error: DeadlineError | Error) -> str:
        url = capture.url
        if isinstance(error, DeadlineError):
            return f"{url} did not answer within {self.site.patience:g} s"
        message = first_line(error)
        refused = next((one.url for one in capture.refused if one.kind == "document"), "")
        if NOT_FOUND in message and refused:
            return (
                f"{url} sends its reader on to {urlsplit(refused).hostname}, another site: where that is "
                "right, name it in the site file under [third_parties] allow"
            )
        if _UNREACHABLE.search(message):
            raise UnreachableError(
                f"{urlsplit(url).netloc} cannot be reached ({message}). "
                "Is the site up, and is the address right?"
            ) from None
        if "ERR_HTTP_RESPONSE_CODE_FAILURE" in message:
            return self._nothing(url, self._refusal(capture))
        if "ERR_TOO_MANY_REDIRECTS" in message:
            return f"{url} redirects in a loop"
        if "Download is starting" in message:
            return f"{url} is not a web page: the server sent a download"
        if "ERR_ABORTED" in message:
            return f"{url} gave no page: the server answers that it has nothing to show"
        return f"{url} gave no page: {message}"

    def _nothing(self, url: str, status: str) -> str:
        return f"{url} gave no page: the server answers {status} and sends nothing to read"

    def _refusal(self, capture: Capture) -> str:
        """The status of an answer without a page. Only the console tells, in a line that may yet come."""

        def told(line: ConsoleLine | ConsoleMessage) -> bool:
            return bool(FAILED_LOAD.match(line.text))

        patience = Patience(1.0)
        while self._tab and not any(map(told, capture.console)) and (left := patience.left()):
            with suppress(Error):
                self._tab.page.wait_for_event("console", told, timeout=left * 1000)
        answers = (FAILED_LOAD.match(line.text) for line in capture.console)
        return next((answer.group(1) for answer in answers if answer), "with an error")
