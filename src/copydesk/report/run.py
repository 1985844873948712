"""A run: what was looked at, and everything that was said of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from copydesk.page.capture import Box, Capture, ConsoleLine, Request
from copydesk.report.captures import Occasion
from copydesk.report.order import by_page
from copydesk.rules.findings import Level
from copydesk.site.model import Shaped
from copydesk.text.spelling import listed
from copydesk.verdicts.verdict import Status, Verdict

Lasting = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
"""Seconds that can be added up and told, whoever wrote them down."""
PICTURES = "screenshots"
"""The folder, inside the report's, that pictures are in."""


class Picture(msgspec.Struct, kw_only=True):
    """A screenshot: a WebP or JPEG in the report's folder, the CSS pixels of what it shows, and the state.

    `also` are places, as (state, box), that looked just like that in an earlier state.
    """

    file: str
    width: Annotated[float, msgspec.Meta(ge=0, le=1e6)]
    state: str = "loaded"
    also: list[tuple[str, Box]] = []


LINES = 50
"""So many lines of the console, and so many requests, are told of a page at most."""


class Facts(msgspec.Struct, kw_only=True):
    """What the visit to a page came to: console lines, and requests that failed or took long.

    `seconds` is how long the page took to settle, `settled` what it was still doing when that was given up.
    """

    url: str
    status: int = 0
    seconds: Lasting = 0.0
    settled: str = ""
    console: list[ConsoleLine] = []
    requests: list[Request] = []


def facts_of(capture: Capture) -> Facts:
    """What a capture says of its visit."""
    bad = [one for one in capture.requests if one.failure or one.status >= 400]
    return Facts(
        url=capture.final_url or capture.url,
        status=capture.status,
        seconds=capture.seconds.navigation,
        settled=capture.states[0].settled if capture.states else "",
        console=capture.console[:LINES],
        requests=bad[:LINES],
    )


class Said(msgspec.Struct, kw_only=True):
    """What one item said: its verdict, in which browser, how long it took, and a picture where it failed.

    The facts of a page's visit come with the first item that fails on it.
    """

    verdict: Verdict
    browser: str = ""
    seconds: Lasting = 0.0
    picture: Picture | None = None
    facts: Facts | None = None
    repeat: str = ""
    """The command that repeats just this item, where it failed."""
    tries: int = 1
    """The how manieth try this was: more than one where a plugin has items run again that fail."""
    trace: str = ""
    video: str = ""
    """Recordings of the visit, as paths from the report's folder, where it failed and they are made."""


class Kept(msgspec.Struct, kw_only=True):
    """Where the capture of a page in a browser is kept: the name that its content gives it; its occasion."""

    page: str
    browser: str = ""
    capture: str
    occasion: Occasion


def _before(verdict: Verdict) -> list[str]:
    """What an earlier try said, for the one that passed."""
    said = [finding.message for finding in verdict.findings if finding.level == "error"] or verdict.changes
    return [f"an earlier attempt failed: {said[0]}", *said[1:5]] if said else list(verdict.remarks)


class PageResult(msgspec.Struct, kw_only=True):
    """One page of a run in one browser, with its verdicts in the order of the page."""

    page: str
    kind: str
    url: str
    browser: str
    verdicts: list[Verdict] = []
    picture: Picture | None = None
    facts: Facts | None = None
    repeat: dict[str, str] = {}
    trace: str = ""
    video: str = ""

    @property
    def broken(self) -> bool:
        """Whether anything on it failed or changed."""
        return any(verdict.status in ("failed", "changed") for verdict in self.verdicts)

    def count(self, level: Level) -> int:
        """How many findings of that level it has."""
        return sum(finding.level == level for verdict in self.verdicts for finding in verdict.findings)

    def having(self, status: Status) -> int:
        """How many of its subjects ended like that."""
        return sum(verdict.status == status for verdict in self.verdicts)

    @property
    def unaccepted(self) -> bool:
        """Whether there is no accepted record to compare it with."""
        return any(verdict.unaccepted for verdict in self.verdicts)

    @property
    def changes(self) -> int:
        """How many differences from the accepted record it has."""
        return sum(len(verdict.changes) for verdict in self.verdicts)


class Shard(msgspec.Struct, kw_only=True):
    """Which part of a run this is: group `group` of `of`.

    `split` is the same of all shards that were split by the same durations and from the same selection.
    """

    group: int
    of: int
    split: str = ""

    def __str__(self) -> str:
        return f"shard {self.group} of {self.of}"


class Part(Shard, kw_only=True):
    """A shard that a merged run was put together from, by the name of its run; one that is missing has none.

    `finished` is false of one that is missing or was cut off.
    """

    run: str = ""
    finished: bool = False


class Run(msgspec.Struct, kw_only=True):
    """A run of the regression suite. `stopped` says why it could not go on, where it could not.

    `name` is that of its folder in the reports; `commit` is the project's, short, where there is one.
    `finished` is false of a run that was killed, or goes on.
    """

    name: str = ""
    site: str
    site_name: str = ""
    embedded: bool = False
    """Whether the site was started for the run, under an address that is another each time."""
    site_file: str = ""
    base_url: str = ""
    faults: list[str] = []
    started: datetime
    seconds: float = 0.0
    stopped: str = ""
    commit: str = ""
    finished: bool = True
    shard: Shard | None = None
    """Which part it is, where the run was split."""
    parts: list[Part] = []
    """What it was merged from."""
    code: int | None = None
    """The exit code, where the run came to its end."""
    unfinished: list[str] = []
    """The pages of which not everything was looked at that was to be."""
    order: list[str] = []
    """The names of the site's pages, in the order of the site file."""
    said: dict[tuple[str, str, str], Said] = {}
    kept: dict[tuple[str, str], Kept] = {}
    """The captures, by browser and page."""
    shaped: Shaped | None = None
    """What of the site file shaped the captures."""
    recheck_of: str = ""
    """The run whose captures were looked at again, where nothing was visited."""

    def add(self, said: Said) -> None:
        """Take in what an item said; when it is run again, the last word counts.

        One that passes only then is flaky, and keeps what was said before as remarks.
        """
        verdict = said.verdict
        key = said.browser, verdict.page, verdict.subject
        if (before := self.said.get(key)) and before is not said:
            said.tries = max(said.tries, before.tries + 1)
            if before.verdict.status in ("failed", "changed", "flaky") and verdict.status == "passed":
                verdict.status = "flaky"
                verdict.remarks.extend(_before(before.verdict))
        self.said[key] = said

    @property
    def incomplete(self) -> str:
        """Which shards of a merged run are missing or cut off, in words; empty where it is whole."""
        missing = [part for part in self.parts if not part.run]
        cut_off = [part for part in self.parts if part.run and not part.finished]
        told = [_shards(missing, "is missing", "are missing")] if missing else []
        told += [_shards(cut_off, "did not finish", "did not finish")] if cut_off else []
        return "; ".join(told)

    @property
    def verdicts(self) -> list[Verdict]:
        """All verdicts."""
        return [said.verdict for said in self.said.values()]

    @property
    def browsers(self) -> list[str]:
        """The browsers that were used."""
        return sorted({said.browser for said in self.said.values() if said.browser})

    def pages(self) -> list[PageResult]:
        """The run page by page, in the order of the site file."""
        pages: dict[tuple[str, str], PageResult] = {}
        for said in self.said.values():
            verdict = said.verdict
            page = pages.get((verdict.page, said.browser))
            if page is None:
                page = PageResult(page=verdict.page, kind=verdict.kind, url=verdict.url, browser=said.browser)
                pages[verdict.page, said.browser] = page
            page.verdicts.append(verdict)
            page.picture = page.picture or said.picture
            page.facts = page.facts or said.facts
            page.trace, page.video = page.trace or said.trace, page.video or said.video
            if said.repeat:
                page.repeat[verdict.subject] = said.repeat
        for page in pages.values():
            page.verdicts.sort(key=lambda verdict: by_page(verdict.subject))
        place = {name: index for index, name in enumerate(self.order)}
        return sorted(
            pages.values(), key=lambda page: (place.get(page.page, len(place)), page.page, page.browser)
        )


def _shards(parts: list[Part], one: str, several: str) -> str:
    if len(parts) == 1:
        return f"{parts[0]} {one}"
    groups = listed((str(part.group) for part in parts), "and")
    return f"shards {groups} of {parts[0].of} {several}"
