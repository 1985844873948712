"""Serving on this machine only: a socket, a server on it, and headers that keep a page to itself."""

from __future__ import annotations

import asyncio
import socket
import sys

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
"""What every answer says, besides its content security policy."""


CONNECTIONS = 32
"""So many connections are open at most; a browser has six."""
PATIENCE = 10.0
"""Seconds within which a connection has to have sent a whole request."""


class Brisk(H11Protocol):
    """A connection that makes room for others: who sends half a request, or nothing, is not waited for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request; the oldest of too many connections is closed."""
        super().connection_made(transport)
        self.began = self.loop.time()
        self._limit = self.loop.call_later(PATIENCE, transport.abort)
        for one in sorted(self.connections, key=lambda one: one.began)[:-CONNECTIONS]:  # type: ignore[union-attr]
            one.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request, the rest of which has to come soon."""
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._limit.cancel()
        elif self._limit.cancelled():
            self._limit = self.loop.call_later(PATIENCE, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._limit.cancel()
        super().connection_lost(exc)


class AddressError(Exception):
    """No server can be had at the port that was asked for; the message says what to do."""


def listen(port: int, what: str) -> socket.socket:
    """A socket of this machine only, at a port or, for 0, at a free one.

    Raises `AddressError`, which says that `what` cannot be served.
    """
    listening = socket.socket()
    if sys.platform != "win32":  # there, it lets two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)  # who comes before the server is up waits
    except OSError as error:
        listening.close()
        raise AddressError(
            f"The {what} cannot be served at {HOST}:{port} ({error.strerror}): "
            "choose another port with --port, or 0 for a free one."
        ) from None
    return listening


def server(app: ASGIApp) -> uvicorn.Server:
    """A server for an application; `run(sockets=[…])` serves."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="off",
        http=Brisk,
        backlog=CONNECTIONS,  # so many are accepted at once
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
