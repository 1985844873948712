"""Serving on this machine only: a socket, a server on it, and headers that keep a page to itself."""

from __future__ import annotations

import socket
import sys

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
"""What every answer says, besides its content security policy."""


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
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
