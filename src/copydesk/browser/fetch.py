"""One HTTP request without a browser, bounded in time and size; it follows nothing and never raises."""

from __future__ import annotations

import ipaddress
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

import msgspec

SECONDS = 10.0
"""What an answer may take."""
BODY = 1_000_000
"""How many bytes of an answer are read at most."""
AGENT = "Mozilla/5.0 (compatible; copydesk; link check)"


class Reply(msgspec.Struct, kw_only=True):
    """An answer: header names are in small letters; `error` says why there is none, and `status` is 0.

    `unasked` says why nothing was asked for at all.
    """

    status: int = 0
    headers: dict[str, str] = {}
    body: bytes = b""
    error: str = ""
    unasked: str = ""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        """Leave redirects to the caller, who counts them."""


def opener(host: str, cookies: CookieJar) -> OpenerDirector:
    """What sends requests to a host: by the machine's proxy, but for a server on the machine itself."""
    handlers: list[HTTPRedirectHandler | HTTPCookieProcessor | ProxyHandler] = [
        _Stay(),
        HTTPCookieProcessor(cookies),
    ]
    if _is_here(host):
        handlers.append(ProxyHandler({}))
    return build_opener(*handlers)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def fetch(method: str, url: str, cookies: CookieJar) -> Reply:
    """Send a request and read the answer; its body only for GET, and only of a web page."""
    end = time.monotonic() + SECONDS
    headers = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Language": "*"}
    try:
        host = urlsplit(url).hostname or ""
        request = Request(url, method=method, headers=headers)
        try:
            answer = opener(host, cookies).open(request, timeout=SECONDS)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            reply = Reply(status=answer.status, headers={k.lower(): v for k, v in answer.headers.items()})
            if method == "GET" and "html" in reply.headers.get("content-type", ""):
                while len(reply.body) < BODY and time.monotonic() < end:
                    if not (piece := answer.read1(64_000)):
                        break
                    reply.body += piece
            return reply
    except URLError as error:
        return Reply(error=_in_words(error.reason))
    except (OSError, HTTPException, ValueError) as error:
        return Reply(error=_in_words(error))


def _in_words(error: object) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {SECONDS:g} s"
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words)[:200]
