"""Waiting until a page has settled and bringing back everything about it, in one round trip."""

from __future__ import annotations

import re
import secrets
from importlib.resources import files
from typing import Any

import msgspec
from playwright.sync_api import Error

from copydesk.browser.machine import Patience
from copydesk.browser.tab import Tab
from copydesk.page.capture import CUT_OFF, FLOODING, DataAnswer, Interruption, Snapshot, is_tree
from copydesk.site.model import Element

SHORT_TIMER = 300
"""Milliseconds: a timer the page sets for at most so long is work that it has still to do."""
LEAVING = 3000
"""Milliseconds after which a page that was about to be left, and is still there, was not left."""
TYPEFACES = 3000
"""Milliseconds that a typeface is waited for: as long as browsers leave a text unseen for it."""
FRAME = 3000
"""Milliseconds after which a window that draws no frame is taken for one that nobody sees."""
ARRIVALS = 5
"""How often what moves on a page is brought to its end before that is taken for what the page is like."""
POPUPS = 20
"""How many pop-ups of one document are told at most."""
ANSWERS = {"count": 50, "one": 200_000, "all": 1_000_000}
"""How many answers of the site's API are kept of one document, and how many characters of one and of all."""
LIMITS = {
    "nodes": 60_000,
    "text": 6_000_000,
    "textNode": 100_000,
    "attribute": 4_000,
    "data": 100,
    "json": 300_000,
    "matches": 1_000,
    "requests": 1_000,
    "lines": 20_000,
    "textLines": 500,
}
"""What is brought back of a page at most, so that no page can fill the memory. Counts and characters."""
GRACE = 0.6
"""Seconds that reading a page may take after the patience with it has run out."""

LINES = 300
"""How many lines of each kind, and script errors, a document can write to the console."""
REQUESTS = 1_000
"""How many requests of its scripts a document can make."""
ERRORS, ERROR_TEXT = 3_000, 1_000_000
"""How many uncaught errors a document is given, and how many characters of them the browser is told."""
_SECRET = secrets.token_hex(8)
"""What those events are called that no page is to hear or to send."""


def _script(name: str) -> str:
    return (files("copydesk.browser") / name).read_text(encoding="utf-8").strip()


_TOLD = msgspec.json.encode(
    {"secret": _SECRET, "typefaces": TYPEFACES, "frame": FRAME, "arrivals": ARRIVALS}
).decode()
_SETTLE = f"({_script('settle.js')})({_TOLD})"
_COLLECT = (
    _script("collect.js")
    .replace("LOOKS", f"({_script('looks.js')})(styleOf, own)", 1)
    .replace("SETTLE", _SETTLE, 1)
)
_SETTLED = f"(patience) => {_SETTLE}.settle(patience)"


class Timing(msgspec.Struct):
    """What the browser says of one request; `status` is 0, and `type` empty, where it does not tell."""

    url: str
    kind: str
    status: int
    type: str
    milliseconds: float


class Collected(msgspec.Struct):
    """The answer of `collect.js`. `settled` is empty, or what the page was still doing.

    `cut` says that the browser gave up reading the document before its end. `received` is the size of the
    document in bytes, None while it is still coming; `opened` are the addresses of pop-ups that the page has
    tried to open since it was last asked, `answers` what its scripts were given since then.
    """

    settled: str
    opened: list[str]
    answers: list[DataAnswer]
    cut: bool
    received: int | None
    timings: list[Timing]
    snapshot: Snapshot

    @property
    def floods(self) -> bool:
        """Whether the page was read early, as it was filling the browser."""
        return self.settled.startswith(FLOODING)

    def answers_in(self, state: str) -> list[DataAnswer]:
        """What the page's scripts were given, as the capture tells it."""
        return [msgspec.structs.replace(answer, state=state) for answer in self.answers]

    @property
    def popups(self) -> list[Interruption]:
        """The pop-ups as the capture tells them."""
        return [Interruption(kind="popup", text=url) for url in self.opened]


_decoder = msgspec.json.Decoder(Collected)
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}")


def watch_script(now: float | None, *, stored: bool = False) -> str:
    """The script to run in every document: `now` is the moment to show, in milliseconds since 1970.

    A `stored` page has no network, and stays where it is.
    """
    config = msgspec.json.encode(
        {
            "now": now,
            "shortTimer": SHORT_TIMER,
            "leaving": LEAVING,
            "popups": POPUPS,
            "answers": ANSWERS,
            "lines": LINES,
            "requests": REQUESTS,
            "errors": ERRORS,
            "text": ERROR_TEXT,
            "secret": _SECRET,
            "stored": stored,
        }
    )
    return f"({_script('watch.js')})({config.decode()})"


def collect(tab: Tab, elements: dict[str, Element], patience: float) -> Collected:
    """Wait until the page has settled, at most `patience` seconds, then read it.

    Raises `DeadlineError` when the page's scripts do not let it be read even then, and Playwright's Error
    when the page goes elsewhere meanwhile.
    """
    wanted: dict[str, Any] = {
        name: {"selector": element.selector, "parts": element.parts} for name, element in elements.items()
    }
    patience = max(patience, 0.05)
    seconds = Patience(patience)
    opened: list[str] = []
    answers: list[DataAnswer] = []
    with tab.deadline(seconds, GRACE):
        if tab.before_reading:
            tab.before_reading(patience)
        while True:
            asked = {"elements": wanted, "patience": max(seconds.left(), 0.05) * 1000, "limits": LIMITS}
            collected = _decoded(tab.evaluate(_COLLECT, asked))
            # What the page has told of itself so far, it does not tell again.
            collected.opened, collected.answers = opened, answers = (
                opened + collected.opened,
                answers + collected.answers,
            )
            if collected.cut:
                collected.settled = CUT_OFF
            if collected.cut or not collected.settled or collected.floods or not seconds.left():
                return collected


def settle(tab: Tab, patience: float) -> str:
    """Wait until the page has settled, at most `patience` seconds; what it is still doing then, if anything.

    Raises Playwright's Error when the page goes elsewhere meanwhile. Whoever calls it sees to the limit.
    """
    return str(tab.evaluate(_SETTLED, patience * 1000))


def _decoded(text: object) -> Collected:
    # Scripts can write half a character, which no file can hold; JSON escapes it, and none that is whole.
    try:
        assert isinstance(text, str)
        collected = _decoder.decode(_HALF.sub(r"\1\\ufffd", text) if "\\ud" in text else text)
    except (ValueError, RecursionError, AssertionError) as error:
        raise Error(f"what the browser says of it makes no page ({error})") from None
    if not collected.snapshot.nodes:
        raise Error("its document has nothing in it, not even an element")
    if not is_tree(collected.snapshot):
        raise Error("what the browser says of it makes no tree")
    return collected
