"""The capture: all that one visit brought back, as plain data.

A capture can be stored, replayed and checked with no browser. Its heart is one `Snapshot` per state of the
page: a flat list of `Node`s in document order, each naming its parent by index, as `browser/collect.js`
writes it. Everything right of the browser reads pages through these types (`copydesk.page.dom` walks the
tree) and nothing in them knows how they came about.
"""

from __future__ import annotations

import json
from typing import Literal

import msgspec

VISIBLE = 1
"""Flag of a node that a reader can see: rendered, not `visibility: hidden`, not transparent."""
BLOCK = 2
"""Flag of a node that starts a line of its own (any computed display that is not inline or contents)."""
COVERED = 4
"""Flag of an element of the site file whose middle is under another element."""
FAINT = 8
"""Flag of a text without size, or in the colour of what is behind it, as far as that is one plain colour."""
PAINTS = 16
"""Flag of an element that hides what is behind its box: opaque background, `<img>`, frame, video."""
PICTURED = 32
"""Flag of an element with a background image, a gradient or a mask."""
LIFTED = 64
"""Flag of an element that is positioned: it is laid over those that are not."""
PINNED = 128
"""Flag of a positioned element that stays in the window when the page is scrolled (fixed or sticky)."""
CLIPS = 256
"""Flag of an element that cuts off what does not fit into it."""
SCROLLS = 512
"""Flag of an element that can be scrolled by itself."""
SHORTENS = 1024
"""Flag of an element that shortens its text with an ellipsis or after some lines."""
FLOATS = 2048
"""Flag of an element that text flows around."""
BARE = 4096
"""Flag of a link or button in which nothing at all is painted."""
LOOSE = 8192
"""Flag of an element that is taken out of the flow: nothing makes room for it (absolute or fixed)."""
SHADOW = 16384
"""Flag of an element at the top of another one's shadow tree: no selector of the document finds it."""

Box = tuple[float, float, float, float]


class Node(msgspec.Struct, array_like=True, gc=False):
    """An element or a text of a page.

    `tag` is the element's name in lower case, or `#text`; `parent` is an index into the snapshot's nodes
    (-1 for the root); `text` is a text node's data, or an inline JSON script's source; `box` is x, y,
    width, height in CSS pixels from the page's top left corner, `None` where the element has no box.
    """

    parent: int
    tag: str
    text: str = ""
    attrs: dict[str, str] = {}
    box: Box | None = None
    flags: int = 0


class Match(msgspec.Struct):
    """An element that a selector of the site file found, with its parts, all as node indices."""

    node: int
    parts: dict[str, list[int]] = {}


class Image(msgspec.Struct):
    """An `<img>`: the file that was chosen, its natural size (0 × 0 when it did not load), and how it is
    fitted into its box (CSS `object-fit`).
    """

    node: int
    src: str
    width: int
    height: int
    complete: bool
    fit: str = "fill"


class Field(msgspec.Struct):
    """A form control's live state, which its attributes do not tell."""

    node: int
    value: str = ""
    checked: bool = False
    disabled: bool = False


class Snapshot(msgspec.Struct, kw_only=True):
    """The page at one moment, collected in one evaluation.

    `links` pairs the index of an `<a href>` with its absolute address. `elements` has an entry for every
    element of the site file that applies to the page kind, empty where nothing matched; `bad_selectors`
    names those whose selector the browser refused, with its message. `lines` has the box of each line of
    a printed text, by the text's index. `layers` pairs positioned elements with their z-index, if any,
    and `shifts` has how far an element is moved from its place in the flow, right and down. `truncated` says
    what was left out of a page that is too large, and is empty otherwise.
    """

    url: str
    title: str
    language: str
    base: str
    viewport: tuple[float, float]
    page: tuple[float, float]
    direction: str = ""
    """Which way the headline (or, without one, the page) is written: "ltr" or "rtl"; empty if not known."""
    unstyled: bool = False
    """Whether it looks as a browser shows a page that no style sheet has come for."""
    scroll: tuple[float, float] = (0, 0)
    nodes: list[Node]
    lines: list[tuple[int, float, float, float, float]] = []
    layers: list[tuple[int, int]] = []
    shifts: list[tuple[int, float, float]] = []
    letters: dict[str, list[int]] = {}
    """By size, weight and colour ("16px 400 rgb(27, 24, 21)"), the texts and fields printed so."""
    links: list[tuple[int, str]] = []
    images: list[Image] = []
    fields: list[Field] = []
    elements: dict[str, list[Match]] = {}
    bad_selectors: dict[str, str] = {}
    truncated: str = ""


CUT_OFF = "cut off before its end"
"""What a page was that the browser gave up reading: its script stopped it, or sent its reader elsewhere."""
FLOODING = "flooding the browser with "
"""How it is told what a page was doing that was read early, and left, before it filled the browser."""


class State(msgspec.Struct, kw_only=True):
    """A snapshot and how the page came there: `loaded` first, then one per step of a journey.

    `action` says in words what was done ("More news" was pressed); `settled` is empty, or says what the
    page was still doing when patience ran out; `error` says why the step could not be done.
    """

    name: str
    action: str = ""
    settled: str = ""
    error: str = ""
    seconds: float = 0.0
    snapshot: Snapshot | None = None


class ConsoleLine(msgspec.Struct, kw_only=True):
    """A line that the page wrote to the console, or (`level` "exception") a script error nobody caught."""

    level: str
    text: str
    url: str = ""
    line: int = 0


class Request(msgspec.Struct, kw_only=True):
    """A request of the page. `status` is 0 where the browser does not tell (other origins) or none came.

    `type` is the answer's content type, empty where the browser does not tell.
    """

    url: str
    kind: str = ""
    status: int = 0
    type: str = ""
    milliseconds: float = 0.0
    failure: str = ""


NOT_RECORDED = "it is not in the recording"
"""The failure of a request that a recording has no answer to, and why such a link is not asked."""


class Interruption(msgspec.Struct, kw_only=True):
    """A dialog, pop-up or download that the page started and the visit put an end to."""

    kind: Literal["dialog", "popup", "download"]
    text: str = ""


class LinkedPage(msgspec.Struct, kw_only=True):
    """What the page that a link leads to says of itself, in the server's own HTML. Times are ISO 8601."""

    title: str = ""
    headline: str = ""
    """Its only `<h1>`."""
    og_title: str = ""
    published: str = ""
    modified: str = ""
    sections: list[str] = []
    shell: bool = False
    """Whether it has next to no text, headline or metadata in its HTML: a script draws the page."""


class LinkAnswer(msgspec.Struct, kw_only=True):
    """What came of asking for the address of a link.

    `status` is that of the last answer, 0 where none came, and `url` the address that gave it, after
    redirects. `loop` is true where the redirects had no end; `unanswered` says why no answer came, `unasked`
    why none was asked for. `page` is what answered, where it was read.
    """

    status: int = 0
    url: str = ""
    loop: bool = False
    unanswered: str = ""
    unasked: str = ""
    page: LinkedPage | None = None


class DataAnswer(msgspec.Struct, kw_only=True):
    """JSON that one of the page's own scripts was given by the site: its text, and the state it came in."""

    url: str
    body: str
    state: str = "loaded"


class Barrier(msgspec.Struct, kw_only=True):
    """Where axe-core found that a page keeps some of its readers out, and why; the box where it has one."""

    selector: str
    why: str = ""
    box: Box | None = None


class Violation(msgspec.Struct, kw_only=True):
    """A rule of axe-core's that the page breaks: its name, how bad that is, what to do, and where.

    `count` is in how many places; `places` are the first of them.
    """

    rule: str
    impact: str
    help: str
    count: int = 0
    places: list[Barrier] = []


class Accessibility(msgspec.Struct, kw_only=True):
    """What axe-core said of the page in a state; `error` is why it could not say anything."""

    state: str = "loaded"
    violations: list[Violation] = []
    error: str = ""


class Seconds(msgspec.Struct, kw_only=True):
    """Where the time of a visit went, in seconds; `navigation` ends when the page has settled."""

    navigation: float = 0.0
    rest: float = 0.0


class Capture(msgspec.Struct, kw_only=True):
    """What one visit brought back.

    `error` is a sentence when there is no page at all (no answer, redirect loop, not HTML …); then `states`
    is empty. `html` is the document as the server sent it, at most `HTML_LIMIT` characters. `offline` is
    true for a page replayed from an archive: what it could not fetch says nothing about the site.
    `moment` is the time the page was shown at (ISO 8601 with offset): the site's frozen now, or the clock's.
    """

    page: str
    kind: str
    url: str
    moment: str
    time_zone: str = "UTC"
    final_url: str = ""
    status: int = 0
    headers: dict[str, str] = {}
    html: str = ""
    states: list[State] = []
    console: list[ConsoleLine] = []
    requests: list[Request] = []
    refused: list[Request] = []
    """What the page asked of other sites and was not loaded, as the site file does not allow them."""
    interruptions: list[Interruption] = []
    error: str = ""
    died: list[str] = []
    """What died in the first visit, and in the second, which is made where the browser dies in one."""
    offline: bool = False
    choose: list[str] = []
    """For a filter page: the sections that the visit chose, as the site file names them."""
    query: str = ""
    """What the visit searched for."""
    answers: list[DataAnswer] = []
    """What the page's own scripts were given, in the order in which it came."""
    slowness: float = 1.0
    """How many times its time work took on the machine; found out only where an answer took long."""
    links: dict[str, LinkAnswer] | None = None
    """By address, without its fragment; None where links were not asked."""
    accessibility: Accessibility | None = None
    """None where the visit had no journey `axe`."""
    seconds: Seconds = msgspec.field(default_factory=Seconds)

    def state(self, name: str) -> State | None:
        """The state of that name, or None when the visit did not come to it."""
        return next((state for state in self.states if state.name == name), None)

    @property
    def loaded(self) -> Snapshot | None:
        """The page as it stood when it had settled, before any step of a journey."""
        state = self.state("loaded")
        return state.snapshot if state else None


HTML_LIMIT = 4_000_000

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Capture)
snapshot_decoder = msgspec.json.Decoder(Snapshot)


class CaptureError(Exception):
    """What is no capture; the message is the end of a sentence that says why."""


def encode(capture: Capture) -> bytes:
    """A capture as JSON; the same capture gives the same bytes."""
    try:
        return _encoder.encode(capture)
    except UnicodeEncodeError:
        # Scripts can write half a character, to the console say, and no file can hold one: it becomes "?".
        return json.dumps(msgspec.to_builtins(capture), ensure_ascii=False).encode(errors="replace")


def decode(data: bytes) -> Capture:
    """Read what `encode` wrote. Raises `CaptureError` for what is not a capture."""
    try:
        capture = _decoder.decode(data)
    except (ValueError, RecursionError) as error:
        raise CaptureError(f"not a capture: {error}") from None
    for state in capture.states:
        if state.snapshot and not is_tree(state.snapshot):
            raise CaptureError(f"the state {state.name!r} names nodes that do not exist")
    return capture


def is_tree(snapshot: Snapshot) -> bool:
    """Whether every node comes after its parent, and whatever names a node names one that is there."""
    count = len(snapshot.nodes)
    named = [node for node, _ in snapshot.links]
    named += [image.node for image in snapshot.images] + [field.node for field in snapshot.fields]
    named += [line[0] for line in snapshot.lines] + [layer[0] for layer in snapshot.layers]
    named += [shift[0] for shift in snapshot.shifts]
    named += [node for nodes in snapshot.letters.values() for node in nodes]
    for matches in snapshot.elements.values():
        for match in matches:
            named += [match.node, *(node for part in match.parts.values() for node in part)]
    return all(0 <= node < count for node in named) and all(
        min(index, 1) - 1 <= node.parent < index for index, node in enumerate(snapshot.nodes)
    )
