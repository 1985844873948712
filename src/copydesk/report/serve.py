"""The report served to this machine only, to be read, with Playwright's viewer for the traces that it links.

A trace holds what a page was, and the viewer shows it: whatever acts in there must not reach the report. So
the report is at 127.0.0.1 and the viewer with the traces at localhost, which are two origins to a browser.
Only files are served, and only from three places: the reports folder, the recordings that the run names, and
the viewer's own folder.
"""

from __future__ import annotations

import socket
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from copydesk.disk.read import inside
from copydesk.report import html, loopback
from copydesk.report.loopback import HEADERS, HOST
from copydesk.report.run import Run

OTHER = "localhost"
VIEWER = "playwright/driver/package/lib/vite/traceViewer"
TYPES = {
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "text/plain",
    ".sarif": "application/json",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".zip": "application/zip",
    ".webm": "video/webm",
}
"""Of the reports folder and the recordings, files of these kinds are served."""
RECORDINGS = ("trace.zip", "video.webm")
INERT = "default-src 'none'; sandbox; frame-ancestors 'none'"
VIEWER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; "
    "img-src 'self' blob: data:; font-src 'self' blob: data:; media-src 'self' blob: data:; "
    "connect-src 'self' blob: data:; frame-src 'self' blob:; manifest-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)


class Files:
    """The application: it answers `GET` and `HEAD` with files."""

    def __init__(self, run: Run, folder: Path, port: int) -> None:
        """`folder` is the reports folder, in which the run's page has just been written."""
        self._folder = folder.resolve()
        self._start = f"/{self._folder.name}/"
        self._recordings = recordings(run, self._folder)
        self._hosts = {f"{HOST}:{port}": self._report, f"{OTHER}:{port}": self._trace}
        self._other = f"http://{OTHER}:{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        answer: ASGIApp
        if len(request.headers.getlist("host")) != 1 or request.headers["host"] not in self._hosts:
            answer = _said("This is no address of the report.", 421)
        elif request.method not in ("GET", "HEAD"):
            answer = _said("The report can only be read.", 405)
        else:
            answer = self._hosts[request.headers["host"]](request)
        await answer(scope, receive, send)

    def _report(self, request: Request) -> Response:
        path = request.scope["path"]
        if path == "/":
            return RedirectResponse(f"{quote(self._start)}index.html", headers=_headers(INERT))
        ours = path.startswith(self._start)
        found = inside(self._folder / path.removeprefix(self._start), self._folder) if ours else None
        if found is None:
            return self._recording(request, path)
        if found == self._folder / "index.html":
            return _file(found, f"{html.security_policy()}; frame-ancestors 'none'")
        return _file(found, INERT) if found.suffix != ".html" else _said("There is nothing here.", 404)

    def _recording(self, request: Request, path: str) -> Response:
        """A recording by its place beside the reports; a trace that is followed opens in the viewer."""
        found = inside(self._folder.parent / path[1:], self._folder.parent)
        if found not in self._recordings:
            return _said("There is nothing here.", 404)
        if found.suffix == ".zip" and request.headers.get("sec-fetch-dest") == "document":
            trace = f"{self._other}/recording/{self._recordings.index(found)}/trace.zip"
            return RedirectResponse(
                f"{self._other}/trace/index.html?trace={quote(trace, safe='')}", headers=_headers(INERT)
            )
        return _file(found, INERT)

    def _trace(self, request: Request) -> Response:
        """What the viewer's origin has: the viewer, and the traces by number."""
        _, first, *rest = request.scope["path"].split("/", 2)
        if first == "recording" and rest:
            number = rest[0].removesuffix("/trace.zip")
            if number.isascii() and number.isdecimal() and int(number) < len(self._recordings):
                return _file(self._recordings[int(number)], INERT)
        viewer = viewer_folder()
        if first == "trace" and viewer is None:
            return _said("This Playwright has no trace viewer: use `playwright show-trace FILE`.", 404)
        found = inside(viewer / rest[0], viewer) if first == "trace" and viewer and rest else None
        if found is None:
            return _said("There is nothing here.", 404)
        return FileResponse(found, headers=_headers(VIEWER_POLICY))


def recordings(run: Run, folder: Path) -> list[Path]:
    """The traces and videos that a run names and that are where a run beside this folder leaves them."""
    named = dict.fromkeys(name for said in run.said.values() for name in (said.trace, said.video) if name)
    found = (inside(folder / name, folder.parent) for name in named)
    return [path for path in found if path and path.name in RECORDINGS]


def viewer_folder() -> Path | None:
    """Where the installed Playwright has its trace viewer."""
    spec = find_spec("playwright")
    for place in (spec and spec.submodule_search_locations) or ():
        folder = Path(place).parent / VIEWER
        if (folder / "index.html").is_file():
            return folder.resolve()
    return None


def _file(path: Path, policy: str) -> Response:
    if path.suffix not in TYPES:
        return _said("There is nothing here.", 404)
    return FileResponse(path, media_type=TYPES[path.suffix], headers=_headers(policy))


def _said(text: str, status: int) -> Response:
    return PlainTextResponse(text, status, headers=_headers(INERT))


def _headers(policy: str) -> dict[str, str]:
    return {"content-security-policy": policy, **HEADERS}


def server(run: Run, folder: Path, listening: socket.socket) -> tuple[uvicorn.Server, str]:
    """A server on that socket, and the report's address; `run(sockets=[…])` serves."""
    port = listening.getsockname()[1]
    return loopback.server(Files(run, folder, port)), f"http://{HOST}:{port}/"
