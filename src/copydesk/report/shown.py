"""What the report shows, as data: everything that its page needs, and nothing that it would have to work out.

The page holds this as JSON. Whatever comes from a site is text in it, and bounded.
"""

from __future__ import annotations

import msgspec

from copydesk.report.events import whole
from copydesk.report.sides import Pieces, Row

TEXT = 2000
"""Characters of one text from a page that are shown at most."""


class RuleManual(msgspec.Struct, kw_only=True):
    """What a rule means: what a reader sees, why it matters, what it catches and lets pass."""

    sees: str
    why: str
    catches: str
    passes: str


class PlaceData(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One more place of a finding; its message is there where it is not the finding's."""

    message: str = ""
    actual: str = ""
    where: str = ""


class FindingData(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A finding. `page` is an index into the pages; `old` and `new` are expected and actual, in pieces with
    whether they differ, where both are texts; `boxes` are on the page's picture; `since` is a run's name."""

    id: int
    key: str
    page: int
    subject: str
    rule: str
    severity: str
    """error, warning, or known."""
    message: str
    expected: str = ""
    actual: str = ""
    old: Pieces = []
    new: Pieces = []
    where: str = ""
    boxes: list[tuple[float, float, float, float]] = []
    since: str = ""
    fresh: bool = False
    flaky: bool = False
    served: str = ""
    """Which of expected and actual is what the server's HTML says, if one is."""
    known: str = ""
    expired: str = ""
    """Why it is known, or was until its time was over."""
    places: list[PlaceData] = []
    more: str = ""
    """How many places there are, those included, beside the first."""
    cause: int = 0


class ChangeData(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A page's difference from its accepted record: in sentences, and side by side.

    `file` is the accepted record's. `unaccepted` says that there is none yet.
    """

    page: int
    key: str
    lines: list[str]
    rows: list[Row] = []
    file: str = ""
    unaccepted: bool = False
    since: str = ""
    fresh: bool = False
    flaky: bool = False
    group: int = 0
    """The number of the changes that say the same, shared by all pages that have them."""


class PictureData(msgspec.Struct, kw_only=True):
    """A page's screenshot: a data URI, or the file in the reports folder where there was no room for it."""

    width: int
    height: int
    data: str = ""
    file: str = ""


class PageData(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A page. `verdicts` has a letter for each subject of the report: p, f, c, a, k (flaky), or a space."""

    name: str
    kind: str
    url: str
    browser: str = ""
    verdicts: str
    remarks: dict[str, list[str]] = {}
    picture: PictureData | None = None
    repeat: dict[str, str] = {}
    """By subject, the command that shows what failed."""
    final_url: str = ""
    status: int = 0
    seconds: float = 0.0
    settled: str = ""
    console: list[tuple[str, str, str, int]] = []
    """Level, text, address, line."""
    requests: list[tuple[str, int, str]] = []
    """Address, status, failure."""
    trace: str = ""
    video: str = ""
    """Recordings of the visit: addresses relative to the report."""
    spark: list[int] = []
    """How many defects it had in each of the runs of `Data.runs`, then now; -1 where it was not looked at."""


class CauseData(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The same thing wrong on many pages: its findings by number."""

    rule: str
    severity: str
    message: str
    findings: list[int] = []
    fresh: bool = False


class PastData(msgspec.Struct, kw_only=True):
    """An earlier run."""

    run: str
    started: str
    failed: int
    changed: int


class Data(msgspec.Struct, kw_only=True):
    """The whole report."""

    version: int = 1
    run: str
    site: str
    site_file: str
    base_url: str
    commit: str
    browsers: list[str]
    faults: list[str]
    recheck_of: str = ""
    """The run whose captures it looked at again, where nothing was visited."""
    started: str
    seconds: float
    stopped: str
    finished: bool
    incomplete: str
    """Which shards of a merged run are missing or cut off."""
    shard: str
    """Which part of a run this is, or from how many it was merged."""
    planned: int
    sentence: str
    good: bool
    counts: dict[str, int]
    warnings: int
    last: str
    new: int
    standing: int
    fixed: list[tuple[str, str]]
    """Page and rule of what is gone since the last run."""
    subjects: list[str]
    pages: list[PageData]
    findings: list[FindingData]
    changes: list[ChangeData]
    causes: list[CauseData]
    rules: dict[str, RuleManual]
    rule_sparks: dict[str, list[int]]
    runs: list[PastData]
    left_out: int = 0
    """How many findings there was no room for."""


def cut(text: str, limit: int = TEXT) -> str:
    """A text that came from a page, bounded, with nothing in it that has no encoding."""
    text = text.encode(errors="replace").decode()
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def embedded(data: Data) -> str:
    """The data as JSON that can stand inside a `<script>` element, whatever is in it."""
    try:
        text = msgspec.json.encode(data).decode()
    except UnicodeEncodeError:
        text = msgspec.json.encode(whole(msgspec.to_builtins(data))).decode()
    for char, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(char, escape)
    return text
