"""The report with buttons, served to this machine only, to whoever has the address that was printed.

Other pages in the same browser can send requests here, but know no token; a name that somebody has pointed at
this machine is no `Host` of ours; and what decides takes JSON from our own origin only.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from datetime import date
from importlib import resources

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copydesk.disk.read import reason
from copydesk.report import html, loopback
from copydesk.report.loopback import HEADERS, HOST
from copydesk.review.decisions import Review
from copydesk.review.files import RefusedError

BODY = 64 * 1024
"""Bytes of a request at most."""
CONNECT = "connect-src 'self'; "
KEYS = """
    <div><dt><kbd>a</kbd> <kbd>r</kbd></dt><dd>accept or reject the change that is shown</dd></div>
    <div><dt><kbd>A</kbd></dt><dd>accept the same change on all pages that have it</dd></div>
    <div><dt><kbd>m</kbd></dt><dd>mark the finding in focus, or else the first, as known</dd></div>
    <div><dt><kbd>u</kbd></dt><dd>undo the last decision</dd></div>
    <div><dt>Filter</dt><dd>also <code>undecided</code> <code>accepted</code> <code>rejected</code></dd></div>
"""


class Accept(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", tag="accept"):
    """Accept these changes, by their places in the report's data: all or none."""

    changes: list[int]


class Reject(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", tag="reject"):
    """Reject this change."""

    change: int


class Undo(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", tag="undo"):
    """Take back the decision on a change, or the last decision."""

    change: int | None = None


class Mark(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", tag="mark"):
    """Enter a finding, by its number, among the known issues."""

    finding: int
    reason: str
    ticket: str = ""
    expires: date | None = None


class Unmark(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", tag="unmark"):
    """Take a finding out of the known issues."""

    finding: int


_decoder = msgspec.json.Decoder(Accept | Reject | Undo | Mark | Unmark)


def create_app(review: Review, token: str, port: int, today: Callable[[], date] = date.today) -> ASGIApp:
    """The application for one review, under a secret token, at a port of this machine."""
    script = (resources.files("copydesk.review") / "app" / "review.js").read_text("utf-8")
    page = html.render(review.data, script, CONNECT, KEYS).encode("utf-8", "replace")

    def state(status: int = 200, error: str = "") -> Response:
        answer = {"error": error, "state": review.state(today())}
        return Response(msgspec.json.encode(answer), status, media_type="application/json")

    async def shown(request: Request) -> Response:
        return Response(page, media_type="text/html")

    async def asked(request: Request) -> Response:
        return state()

    async def decided(request: Request) -> Response:
        if request.headers.get("origin") != f"http://{HOST}:{port}":
            return PlainTextResponse("Decisions are taken on the page of this review only.", 403)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return PlainTextResponse("Decisions are JSON.", 415)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY:
                # The rest of it is not read.
                return PlainTextResponse("This is too long for a decision.", 413, {"connection": "close"})
        try:
            decision = _decoder.decode(body)
        except Exception as error:
            return PlainTextResponse(f"This is no decision: {reason(error)}", 400)
        try:
            _do(review, decision, today())
        except RefusedError as error:
            return state(409, str(error))
        return state()

    routes = [
        Route(f"/{token}/", shown),
        Route(f"/{token}/state", asked),
        Route(f"/{token}/decide", decided, methods=["POST"]),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    policy = f"{html.security_policy(script, CONNECT)}; frame-ancestors 'none'"
    return Guard(app, token, port, policy)


def _do(review: Review, decision: Accept | Reject | Undo | Mark | Unmark, today: date) -> None:
    if isinstance(decision, Accept):
        review.accept(decision.changes)
    elif isinstance(decision, Reject):
        review.reject(decision.change)
    elif isinstance(decision, Undo):
        review.undo(decision.change)
    elif isinstance(decision, Mark):
        review.mark(decision.finding, decision.reason, decision.ticket, decision.expires, today)
    else:
        review.unmark(decision.finding)


class Guard:
    """Lets through only who asks this machine by its number and knows the token; headers for all answers."""

    def __init__(self, app: ASGIApp, token: str, port: int, policy: str) -> None:
        self.app = app
        self._host = f"{HOST}:{port}".encode()
        self._start = f"/{token}/".encode()
        headers = {"content-security-policy": policy, "x-frame-options": "DENY", **HEADERS}
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self._headers]
            await send(message)

        hosts = [value for name, value in scope["headers"] if name == b"host"]
        begins = scope["path"].encode()[: len(self._start)]
        answer: ASGIApp = self.app
        if hosts != [self._host]:
            answer = PlainTextResponse("This is no address of the review.", 421)
        elif not secrets.compare_digest(begins, self._start):
            answer = PlainTextResponse("There is nothing here. The review's address was printed.", 404)
        await answer(scope, receive, guarded)


def server(review: Review, listening: socket.socket) -> tuple[uvicorn.Server, str]:
    """A server for a review on that socket, and its address with the token; `run(sockets=[…])` serves."""
    token, port = secrets.token_urlsafe(24), listening.getsockname()[1]
    return loopback.server(create_app(review, token, port)), f"http://{HOST}:{port}/{token}/"
