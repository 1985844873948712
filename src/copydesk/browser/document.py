"""The document and its requests: what the server sent, and how it answered what the page asked for."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import Error, Response

from copydesk.browser.collect import Collected
from copydesk.browser.listen import is_icon
from copydesk.browser.machine import steady_slowness
from copydesk.browser.tab import DeadlineError, Tab
from copydesk.page.capture import HTML_LIMIT, NOT_RECORDED, Capture, Request

LONG = 3000
"""Milliseconds after which an answer has taken so long that the machine may be to blame for it."""
BODY = 2.0
"""Seconds in which the browser hands over the document that it has read."""
_DAMAGED = re.compile(
    r"CONTENT_DECODING|INCOMPLETE_CHUNKED|INVALID_CHUNKED|CONTENT_LENGTH_MISMATCH|CONNECTION_(RESET|CLOSED|ABORTED)"
    r"|EMPTY_RESPONSE|HTTP2_PROTOCOL|QUIC_PROTOCOL"
)
FAILED_LOAD = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


def own_html(tab: Tab, response: Response, collected: Collected) -> str:
    """The document as the server sent it; empty when it has not come to an end, or is too large to keep.

    The tab is closed where the browser waits for an end that does not come, whatever the page says of it.
    """
    if collected.cut or collected.received is None or collected.received > HTML_LIMIT * 2:
        return ""
    try:
        with tab.deadline(BODY):
            body = response.body()
    except (DeadlineError, Error):
        # The browser does not keep every body: one that came by a redirect of the page's own, or was evicted.
        return ""
    return decode(body, response.headers.get("content-type", ""))[:HTML_LIMIT]


def damage_of(capture: Capture) -> str:
    """How the document's answer came to nothing, or not to its end; empty where it did not."""
    own = (one for one in capture.requests if one.url in (capture.url, capture.final_url))
    found = next((one for one in own if one.kind == "document" and _DAMAGED.search(one.failure)), None)
    return f"the server's answer is cut off or damaged ({found.failure})" if found else ""


def decode(body: bytes, content_type: str) -> str:
    """A document's text; bytes that are not valid become U+FFFD.

    Browsers hand a document over as UTF-8, or as it came, which is then in the encoding that it declares.
    """
    with suppress(UnicodeDecodeError):
        return body.decode()
    declared = re.search(r"charset=[\"']?([\w-]+)", content_type) or re.search(
        r"<meta[^>]+charset=[\"']?([\w-]+)", body[:4096].decode("latin-1"), re.IGNORECASE
    )
    try:
        return body.decode(declared.group(1) if declared else "utf-8", errors="replace")
    except (LookupError, UnicodeError):
        # Python has encodings that are none of the web's, such as idna.
        return body.decode("utf-8", errors="replace")


def add_timings(capture: Capture, response: Response, collected: Collected) -> None:
    """Add the requests that the page made, with the statuses that only the console tells.

    Where one took long, it is also found out whether the machine had time for it.
    """
    refused = {
        line.url: int(found.group(1))
        for line in capture.console
        if (found := FAILED_LOAD.match(line.text)) and line.url
    }
    not_loaded = {request.url for request in capture.refused}
    capture.requests.insert(0, Request(url=capture.url, kind="document", status=response.status))
    for timing in collected.timings:
        if is_icon(timing.url) or timing.url in not_loaded:
            continue
        capture.requests.append(
            Request(
                url=timing.url,
                kind=timing.kind,
                status=timing.status or refused.get(timing.url, 0),
                type=timing.type,
                milliseconds=timing.milliseconds,
            )
        )
    if any(request.milliseconds > LONG for request in capture.requests):
        capture.slowness = steady_slowness()
    known = {request.url for request in capture.requests}
    capture.requests.extend(
        Request(url=url, status=status) for url, status in refused.items() if url not in known
    )


def not_recorded(capture: Capture, url: str, kind: str) -> None:
    """Write into the capture that a request had no answer in the recording, in place of how it failed."""
    capture.requests = [one for one in capture.requests if one.url != url or one.status]
    capture.requests.append(Request(url=url[:4000], kind=kind, failure=NOT_RECORDED))
    if kind == "document" and capture.error and capture.loaded is None:
        capture.error = f"{url} is not in the recording"
