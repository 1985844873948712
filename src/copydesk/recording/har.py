"""A recording's traffic as HAR 1.2, with the bodies beside it, as Playwright lays them out in an archive."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from urllib.parse import parse_qsl

import msgspec

from copydesk.recording.traffic import FAILURES, Answer, Asked, Exchanges, Recording
from copydesk.text.urls import urlsplit

_ENDINGS = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "application/javascript": "js",
    "application/json": "json",
    "image/svg+xml": "svg",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "font/woff2": "woff2",
}
BODY_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")
_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+")


class Pair(msgspec.Struct):
    """A header, or a parameter of a query."""

    name: str
    value: str


class Post(msgspec.Struct, rename="camel"):
    """A request's body in its plain form."""

    mime_type: str = ""
    text: str = ""


class Request(msgspec.Struct, rename="camel", kw_only=True, omit_defaults=False):
    """A request; which headers it had is not kept."""

    method: str
    url: str
    http_version: str = "HTTP/1.1"
    cookies: list[Pair] = []
    headers: list[Pair] = []
    query_string: list[Pair] = []
    post_data: Post | msgspec.UnsetType = msgspec.UNSET
    headers_size: int = -1
    body_size: int = -1


class Content(msgspec.Struct, rename={"mime_type": "mimeType", "file": "_file"}, kw_only=True):
    """An answer's body: the name of the file that it is in."""

    size: int = 0
    mime_type: str = ""
    file: str | msgspec.UnsetType = msgspec.UNSET


class Response(
    msgspec.Struct,
    rename={
        "status_text": "statusText",
        "http_version": "httpVersion",
        "redirect_url": "redirectURL",
        "headers_size": "headersSize",
        "body_size": "bodySize",
        "failure": "_failureText",
    },
    kw_only=True,
):
    """An answer, or (with a `failure`) none."""

    status: int
    status_text: str = ""
    http_version: str = "HTTP/1.1"
    cookies: list[Pair] = []
    headers: list[Pair] = []
    content: Content = msgspec.field(default_factory=Content)
    redirect_url: str = ""
    headers_size: int = -1
    body_size: int = -1
    failure: str | msgspec.UnsetType = msgspec.UNSET


class Timings(msgspec.Struct):
    """Times differ from recording to recording, and are not kept."""

    send: int = 0
    wait: int = 0
    receive: int = 0


class Entry(msgspec.Struct, rename={"started": "startedDateTime"}, kw_only=True):
    """A request with its answer; `pageref` is missing where a link was asked without the browser."""

    pageref: str | msgspec.UnsetType = msgspec.UNSET
    started: datetime
    time: int = 0
    request: Request
    response: Response
    cache: dict[str, str] = {}
    timings: Timings = msgspec.field(default_factory=Timings)


class Page(msgspec.Struct, rename={"started": "startedDateTime", "timings": "pageTimings"}, kw_only=True):
    """A page that was visited, by its name in the site file."""

    started: datetime
    id: str
    title: str
    timings: dict[str, int] = {}


class Program(msgspec.Struct):
    """A program and its version."""

    name: str
    version: str


class Log(msgspec.Struct, kw_only=True):
    """The traffic."""

    version: str = "1.2"
    creator: Program
    browser: Program
    pages: list[Page]
    entries: list[Entry]


class Har(msgspec.Struct):
    """The whole file."""

    log: Log


_decoder = msgspec.json.Decoder(Har)


def written(recording: Recording) -> tuple[bytes, dict[str, bytes]]:
    """The HAR, and the bodies by the names of their files: the same for the same traffic."""
    manifest, bodies = recording.manifest, dict[str, bytes]()
    entries = [
        _entry(page, asked, answer, manifest.moment, bodies)
        for page, exchanges in [*sorted(recording.pages.items()), ("", recording.links)]
        for asked in sorted(exchanges, key=lambda one: (one.url, one.method, one.post))
        for answer in exchanges[asked]
    ]
    log = Log(
        creator=Program("copydesk", version("copydesk")),
        browser=Program(*manifest.browser.rsplit(" ", 1)),
        pages=[Page(started=manifest.moment, id=name, title=name) for name in manifest.pages],
        entries=entries,
    )
    return msgspec.json.format(msgspec.json.encode(Har(log)), indent=1), bodies


def read(content: bytes, bodies: Mapping[str, bytes]) -> tuple[dict[str, Exchanges], Exchanges]:
    """The traffic in a HAR, by page, and that of links. Raises ValueError with what is wrong with it."""
    pages: dict[str, Exchanges] = {}
    links: Exchanges = {}
    for number, entry in enumerate(_decoder.decode(content).log.entries):
        exchanges = pages.setdefault(entry.pageref, {}) if entry.pageref else links
        request = entry.request
        post = request.post_data.text if request.post_data else ""
        answer = _answer(entry, bodies, f"entry {number} ({request.url[:200]})")
        exchanges.setdefault(Asked(request.method, request.url, post), []).append(answer)
    return pages, links


def _entry(page: str, asked: Asked, answer: Answer, moment: datetime, bodies: dict[str, bytes]) -> Entry:
    kind = dict(answer.headers).get("content-type", "")
    content = Content(size=len(answer.body), mime_type=kind)
    if answer.body:
        ending = _ENDINGS.get(kind.partition(";")[0].strip().lower(), "bin")
        content.file = f"{sha256(answer.body).hexdigest()}.{ending}"
        bodies[content.file] = answer.body
    query = parse_qsl(urlsplit(asked.url).query, keep_blank_values=True)
    return Entry(
        pageref=page or msgspec.UNSET,
        started=moment,
        request=Request(
            method=asked.method,
            url=asked.url,
            query_string=[Pair(name, value) for name, value in query],
            post_data=Post(text=asked.post) if asked.post else msgspec.UNSET,
        ),
        response=Response(
            status=answer.status,
            headers=[Pair(name, value) for name, value in answer.headers],
            content=content,
            redirect_url=dict(answer.headers).get("location", ""),
            failure=answer.failure or msgspec.UNSET,
        ),
    )


def _answer(entry: Entry, bodies: Mapping[str, bytes], where: str) -> Answer:
    response = entry.response
    if response.failure:
        if entry.pageref and response.failure not in FAILURES:
            raise ValueError(f"{where}: not a failure of a browser: {response.failure[:80]!r}")
        return Answer(failure=response.failure)
    if not 100 <= response.status <= 599:
        raise ValueError(f"{where}: {response.status} is not the status of an answer")
    for pair in response.headers:
        if not _TOKEN.fullmatch(pair.name) or re.search(r"[\r\n\0]", pair.value):
            raise ValueError(f"{where}: {pair.name[:80]!r} is not a header")
    name = response.content.file or ""
    if name and (not BODY_NAME.fullmatch(name) or name not in bodies):
        raise ValueError(f"{where}: its body {name[:80]!r} is missing")
    return Answer(
        status=response.status,
        headers=tuple((pair.name, pair.value) for pair in response.headers),
        body=bodies[name] if name else b"",
    )
