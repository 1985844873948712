"""Whoever asks a server on this machine for half of something, or for too much, keeps nobody else out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from starlette.responses import PlainTextResponse

from copydesk.report import loopback
from tests.limits import in_time, join


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server that answers everything with "here"."""
    listening = loopback.listen(0, "test")
    serving = loopback.server(PlainTextResponse("here"))
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    serving.should_exit = True
    join(thread)


def begun(port: int, sent: bytes = b"GET / HTTP/1.1\r\nHost: ") -> socket.socket:
    """A connection that has sent this."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(sent)
    return connection


def answer(connection: socket.socket) -> bytes:
    """What still comes until the connection is closed by the other side, or is cut off."""

    def read() -> bytes:
        found = b""
        try:
            while piece := connection.recv(65536):
                found += piece
        except ConnectionResetError:
            pass
        return found

    return in_time(read)


def asked(port: int) -> bytes:
    with begun(port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") as connection:
        return answer(connection)


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_who_sends_half_a_request_is_not_waited_for(
    port: int, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loopback, "PATIENCE", 0.05)
    with begun(port, sent) as connection:
        answer(connection)


def test_half_a_second_request_is_not_waited_for_either(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with begun(port, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n") as connection:
        found = b""
        while not found.endswith(b"here"):  # the head may come before the rest
            found += in_time(lambda: connection.recv(65536))
        monkeypatch.setattr(loopback, "PATIENCE", 0.05)
        connection.sendall(b"GET / HT")
        answer(connection)


def test_very_many_connections_keep_nobody_out(port: int) -> None:
    with ExitStack() as held:
        many = [held.enter_context(begun(port)) for _ in range(3 * loopback.CONNECTIONS)]
        assert asked(port).endswith(b"here")
        assert answer(many[0]) == b"", "the oldest has made room"
