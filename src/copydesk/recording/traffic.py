"""What a recording holds, as plain data: what was asked on each page's visit, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from copydesk.disk.read import check_moment

FORMAT = 1
HELD = "Held"
"""The failure of a request that nothing came of while its page was open: it is held again."""
FAILURES = frozenset(
    {
        *("Failed", "Aborted", "TimedOut", "AccessDenied", "ConnectionClosed", "ConnectionReset"),
        *("ConnectionRefused", "ConnectionAborted", "ConnectionFailed", "NameNotResolved"),
        *("InternetDisconnected", "AddressUnreachable", "BlockedByClient", "BlockedByResponse", HELD),
    }
)
"""Why no answer came, as the browser's protocol names it."""


class Asked(msgspec.Struct, frozen=True):
    """A request in its plain form (see `copydesk.recording.plain`)."""

    method: str
    url: str
    post: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a request: an answer, its header names in small letters, or (`failure`) none.

    `failure` is one of `FAILURES`; for a link that was asked without the browser, any words.
    """

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    failure: str = ""


Exchanges = dict[Asked, list[Answer]]
"""The answers to each request, in their order; what is asked more often than it was gets the last again."""


class Manifest(msgspec.Struct, kw_only=True):
    """What a recording is of. `moment` is the time that its pages were shown at."""

    format: int = FORMAT
    site: str
    base_url: str
    moment: datetime
    browser: str
    pages: list[str]
    """The names of the pages that were visited, as the site file has them."""

    def __post_init__(self) -> None:
        check_moment(self.moment)


class Recording(msgspec.Struct, kw_only=True):
    """The traffic of a site's visits, by page, and what its links answered.

    What a page was answered just as the first before it was is that one's alone: whether a browser asks again
    for what it has is a matter of its memory.
    """

    manifest: Manifest
    pages: dict[str, Exchanges]
    links: Exchanges = {}


class Turn:
    """The answers of one visit to a page, or of one look at the links, in their turn."""

    def __init__(self, *exchanges: Exchanges) -> None:
        self._exchanges = exchanges
        self._given: dict[Asked, int] = {}

    def answer(self, asked: Asked) -> Answer | None:
        """The next answer to a request: from the first exchanges that have one; None where none has."""
        answers = next((known[asked] for known in self._exchanges if asked in known), None)
        if answers is None:
            return None
        at = self._given.get(asked, 0)
        self._given[asked] = at + 1
        return answers[min(at, len(answers) - 1)]


def visit_of(recording: Recording, page: str) -> Turn:
    """The answers for a visit to that page: its own, and those of other pages to what it did not ask then."""
    visited = dict.fromkeys([page, *recording.manifest.pages, *recording.pages])
    return Turn(*(recording.pages[name] for name in visited if name in recording.pages))


def without_repeats(answers: list[Answer]) -> list[Answer]:
    """The answers without the last one's repetitions, which it stands for; of a request that was answered,
    without the times that it was not."""
    kept = [answer for answer in answers if answer.failure != HELD] or answers[:1]
    while len(kept) > 1 and kept[-1] == kept[-2]:
        kept = kept[:-1]
    return kept


def matched_by(recording: Recording, plain: Callable[[str], str]) -> Recording:
    """The recording with its addresses in another plain form, as a site file may ask for by now."""

    def anew(exchanges: Exchanges) -> Exchanges:
        made: Exchanges = {}
        for asked, answers in exchanges.items():
            key = Asked(asked.method, plain(asked.url), asked.post)
            made[key] = without_repeats([*made.get(key, []), *answers])
        return made

    return Recording(
        manifest=recording.manifest,
        pages={page: anew(exchanges) for page, exchanges in recording.pages.items()},
        links=anew(recording.links),
    )
