"""Serving the demo site: in this process, or as a child process for as long as a block runs."""

import argparse
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from copydesk.demo.app import create_app
from copydesk.demo.faults import check

START_SECONDS = 30.0
STOP_SECONDS = 10.0


class _Server(uvicorn.Server):
    """Prints its address once it takes connections, as whoever started it waits for that line."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            print(f"http://{host}:{port}/", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        assert isinstance(self.config.app, Starlette)
        self.config.app.state.ending.set()  # no answer is held back any longer
        await super().shutdown(sockets)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; with ``--with-parent`` also until standard input is closed."""
    parser = argparse.ArgumentParser(prog="python -m copydesk.demo", description="Serve the demo news site.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--articles", type=int, help="extend the hand-written articles to this number")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME", help="break the site on purpose"
    )
    parser.add_argument("--delay", type=int, default=0, metavar="MS", help="answer 0 to MS milliseconds late")
    parser.add_argument("--seed", type=int, default=0, help="draw the delays with this seed")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input is closed")
    options = parser.parse_args(arguments)
    try:
        app = create_app(options.articles, options.fault, options.delay, options.seed)
    except ValueError as error:
        parser.error(str(error))
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    server = _Server(config)
    with socket.socket() as listening:
        if sys.platform != "win32":  # there, it lets two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((options.host, options.port))
        except OSError as error:
            print(
                f"The site cannot be served at {options.host}:{options.port} ({error.strerror}): "
                "choose another port with --port, or 0 for a free one.",
                file=sys.stderr,
            )
            return 2
        if options.with_parent:
            threading.Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
        server.run(sockets=[listening])
    return 0


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    server.should_exit = True


class DemoServer:
    """The demo site in a child process, which never outlives this one.

    ``start()`` returns the base URL, with a slash at the end; ``stop()`` ends the child.
    """

    def __init__(
        self,
        faults: Sequence[str] = (),
        articles: int | None = None,
        port: int = 0,
        delay: int = 0,
        seed: int = 0,
    ) -> None:
        """ValueError, with a suggestion, for a name that is no fault; nothing is started yet."""
        self._faults = sorted(check(faults))
        self._articles = articles
        self._port = port
        self._delay = ["--delay", str(delay), "--seed", str(seed)] if delay else []
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start the child and wait until it takes connections; RuntimeError if it does not come up."""
        command = [sys.executable, "-m", "copydesk.demo", "--with-parent", "--port", str(self._port)]
        command += [part for name in self._faults for part in ("--fault", name)]
        command += self._delay
        if self._articles is not None:
            command += ["--articles", str(self._articles)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        started = threading.Event()
        threading.Thread(target=_kill_unless, args=(started, self._process), daemon=True).start()
        line = self._process.stdout.readline().strip()
        started.set()
        if not line:
            self.stop()
            raise RuntimeError(
                f"The demo site did not start (exit code {self._process.returncode}); "
                f"run `{' '.join(['python', *command[1:3]])}` to see why."
            )
        return line

    def stop(self) -> None:
        """End the child; nothing happens if it has ended already."""
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _kill_unless(started: threading.Event, process: subprocess.Popen[str]) -> None:
    """End a child that has not started when it should have; on a busy machine, that is later."""
    if started.wait(START_SECONDS):
        return
    from copydesk.browser.machine import slowness  # and with it Playwright, for which nobody else waits

    if not started.wait(START_SECONDS * (slowness() - 1)):
        process.kill()


@contextmanager
def serve(
    faults: Sequence[str] = (), articles: int | None = None, port: int = 0, delay: int = 0, seed: int = 0
) -> Iterator[str]:
    """Serve the demo site in a child process while the block runs; yields its base URL.

    Every answer comes 0 to ``delay`` milliseconds late, drawn with ``seed``.
    """
    server = DemoServer(faults, articles, port, delay, seed)
    try:
        yield server.start()
    finally:
        server.stop()
