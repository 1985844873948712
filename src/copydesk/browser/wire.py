"""Requests stopped on their way, by the browser's own protocol.

Playwright's routes do not see what a redirect leads to, and switch off the browser's cache for all that a
page asks for; the protocol sees everything, stops what it is told to, and takes answers as if they had come
from the network.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from playwright.sync_api import CDPSession, Error

REFUSED = "BlockedByClient"
ALL = ("*",)
"""Requests of every kind."""


class Stopped(msgspec.Struct, frozen=True, kw_only=True):
    """A request that waits to be let on; `status` or `failure` are there once it has been answered.

    Header names are in small letters. `frame` is the id of the frame that asked; `kind` is Chromium's word
    for what was asked for. `key` is the same for a request and its answer.
    """

    key: str
    method: str
    url: str
    kind: str
    frame: str
    headers: dict[str, str]
    post: bytes
    status: int = 0
    failure: str = ""
    answer_headers: tuple[tuple[str, str], ...] = ()

    @property
    def answered(self) -> bool:
        """Whether this is about the answer."""
        return bool(self.status or self.failure)

    @property
    def is_stream(self) -> bool:
        """Whether events are asked for, of which there is no end."""
        asked = self.headers.get("accept", "").startswith("text/event-stream")
        return asked or dict(self.answer_headers).get("content-type", "").startswith("text/event-stream")


class Wire:
    """Stops requests of the kinds that Chromium calls by these names, on their way out and on their way back.

    With a session of a page these are its own; with one of the browser, those of all pages, frames and
    workers. `listen` is given each and calls `let_on`, `answer` or `fail` for it; one of which nothing comes
    is held.
    """

    def __init__(
        self,
        session: CDPSession,
        listen: Callable[[Stopped], None],
        *,
        asked: Collection[str] = ALL,
        answered: Collection[str] = (),
    ) -> None:
        self._session = session
        self._listen = listen
        self._session.on("Fetch.requestPaused", self._paused)
        self._session.send(
            "Fetch.enable", {"patterns": _patterns("Request", asked) + _patterns("Response", answered)}
        )

    def close(self) -> None:
        """Stop nothing any more."""
        # A browser that has died has nothing to stop.
        with suppress(Error):
            self._session.detach()

    def let_on(self, stopped: Stopped) -> None:
        """Let a request or its answer go its way."""
        how = "Fetch.continueResponse" if stopped.status else "Fetch.continueRequest"
        self._send(how, {"requestId": stopped.key})

    def body(self, stopped: Stopped) -> bytes:
        """An answer's body, unpacked, when all of it has come; empty where there can be none."""
        try:
            told: dict[str, Any] = self._session.send("Fetch.getResponseBody", {"requestId": stopped.key})
        except Error:
            return b""
        body = str(told["body"])
        return base64.b64decode(body) if told.get("base64Encoded") else body.encode()

    def answer(
        self, stopped: Stopped, status: int, headers: Sequence[tuple[str, str]], body: bytes = b""
    ) -> None:
        """Answer a request in the server's place."""
        self._send(
            "Fetch.fulfillRequest",
            {
                "requestId": stopped.key,
                "responseCode": status,
                "responseHeaders": [{"name": name, "value": value} for name, value in headers],
                "body": base64.b64encode(body).decode(),
            },
        )

    def fail(self, stopped: Stopped, failure: str = REFUSED) -> None:
        """Give no answer to a request, for one of the reasons that the protocol names."""
        self._send("Fetch.failRequest", {"requestId": stopped.key, "errorReason": failure})

    def _send(self, method: str, parameters: dict[str, Any]) -> None:
        # The page may have gone on, or been closed, while its request was looked at.
        with suppress(Error):
            self._session.send(method, parameters)

    def _paused(self, event: dict[str, Any]) -> None:
        request = event["request"]
        posted = (base64.b64decode(part.get("bytes", "")) for part in request.get("postDataEntries", []))
        stopped = Stopped(
            key=event["requestId"],
            method=request["method"],
            url=request["url"],
            kind=event["resourceType"],
            frame=event.get("frameId", ""),
            headers={name.lower(): value for name, value in request["headers"].items()},
            post=b"".join(posted),
            status=event.get("responseStatusCode", 0),
            failure=event.get("responseErrorReason", ""),
            answer_headers=tuple(
                (header["name"].lower(), header["value"]) for header in event.get("responseHeaders", [])
            ),
        )
        if stopped.url.startswith(("http://", "https://")):
            self._listen(stopped)
        else:
            self.let_on(stopped)


def _patterns(stage: str, kinds: Collection[str]) -> list[dict[str, str]]:
    every = {"urlPattern": "*", "requestStage": stage}
    return [every if kind in ALL else {**every, "resourceType": kind} for kind in kinds]
