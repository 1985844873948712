"""Gathering a recording: requests and their answers as they come, cleaned when they are all there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatch
from urllib.parse import quote

from copydesk.recording.plain import Plain
from copydesk.recording.store import BODY
from copydesk.recording.traffic import HELD, Answer, Asked, Exchanges, Manifest, Recording, without_repeats

KEPT = (
    *("content-type", "content-language", "content-disposition", "content-range", "accept-ranges"),
    *("location", "refresh", "link", "retry-after", "cache-control", "vary"),
    *("x-robots-tag", "x-frame-options", "x-content-type-options", "referrer-policy", "permissions-policy"),
    *("content-security-policy", "content-security-policy-report-only", "timing-allow-origin"),
    *("access-control-*", "cross-origin-*"),
)
"""Headers of answers that browsers and rules act upon. All others are dates, fingerprints and secrets."""
UNANSWERED = [Answer(failure=HELD)]
_TEXT = re.compile(r"text/|json|javascript|xml|x-www-form-urlencoded|^$")


class Slot:
    """The place of an answer that is still to come."""

    def __init__(self, answers: list[Answer]) -> None:
        self._answers = answers
        self._at = len(answers)
        answers.append(Answer(failure=HELD))

    def put(self, answer: Answer) -> None:
        """It has come."""
        self._answers[self._at] = answer

    def take_back(self) -> None:
        """It was none, if another one has come to the same request."""
        if any(answer.status for answer in self._answers):
            self._answers[self._at] = Answer(failure=HELD)


class Recorder:
    """Takes down what is asked and answered. `renamed` is a host, with its port, and what to call it."""

    def __init__(self, plain: Plain, renamed: tuple[str, str] | None = None) -> None:
        self.plain = plain
        self.pages: dict[str, Exchanges] = {}
        self.links: Exchanges = {}
        self.left_out: list[str] = []
        """Addresses whose answers are too large to keep."""
        self._renamed: list[tuple[str, str]] = []
        if renamed:
            host, name = renamed
            # As it stands in a text, in an address within an address, and in one within that.
            for _ in range(3):
                self._renamed.append((host, name))
                host, name = quote(host, safe=""), quote(name, safe="")

    def asked(self, method: str, url: str, post: bytes = b"", content_type: str = "") -> Asked:
        """A request in its plain form."""
        url = self._rename(url.encode()).decode()
        return self.plain.asked(method, url, self._rename(post), content_type)

    def slot(self, page: str, asked: Asked) -> Slot:
        """The place for the answer to a request of a page that is being visited."""
        return Slot(self.pages.setdefault(page, {}).setdefault(asked, []))

    def answer(self, url: str, status: int, headers: Iterable[tuple[str, str]], body: bytes) -> Answer | None:
        """An answer as it is kept; None for one that is too large."""
        if len(body) > BODY:
            self.left_out.append(url)
            return None
        kept = tuple(
            (name, self.plain.header(name, self._rename(value.encode()).decode()))
            for name, value in headers
            if any(fnmatch(name, pattern) for pattern in KEPT)
        )
        if _is_text(kept):
            body = self._rename(body)
            self.plain.look_for_secrets(body.decode("utf-8", errors="ignore"))
        return Answer(status=status, headers=kept, body=body)

    def recording(self, manifest: Manifest) -> Recording:
        """All of it, without what is secret."""
        pages = {page: self._finished(exchanges) for page, exchanges in self.pages.items()}
        first: Exchanges = {}
        for exchanges in pages.values():
            for asked, answers in exchanges.items():
                # Whether a request was still answered when its page was left is a matter of luck.
                if asked not in first or first[asked] == UNANSWERED:
                    first[asked] = answers
        kept = {
            page: {
                asked: answers
                for asked, answers in exchanges.items()
                if first[asked] is answers or answers not in (first[asked], UNANSWERED)
            }
            for page, exchanges in pages.items()
        }
        return Recording(manifest=manifest, pages=kept, links=self._finished(self.links))

    def _finished(self, exchanges: Exchanges) -> Exchanges:
        return {
            asked: without_repeats([self._cleaned(answer) for answer in answers])
            for asked, answers in exchanges.items()
        }

    def _cleaned(self, answer: Answer) -> Answer:
        headers = tuple((name, self.plain.cleaned(value.encode()).decode()) for name, value in answer.headers)
        body = self.plain.cleaned(answer.body) if _is_text(headers) else answer.body
        return Answer(status=answer.status, headers=headers, body=body, failure=answer.failure)

    def _rename(self, text: bytes) -> bytes:
        for host, name in self._renamed:
            text = text.replace(host.encode(), name.encode())
        return text


def _is_text(headers: Iterable[tuple[str, str]]) -> bool:
    return bool(_TEXT.search(dict(headers).get("content-type", "").lower()))
