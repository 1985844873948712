"""Requests of the page that are not answered as they should be."""

from __future__ import annotations

import re
from typing import Any

from copydesk.faults.answers import changed, data
from copydesk.faults.catalogue.visit.console import UNCAUGHT
from copydesk.faults.catalogue.visit.visit import LATE
from copydesk.faults.documents import html
from copydesk.faults.fault import About, Early, NotHereError, Respond, Rewrite, What
from copydesk.faults.registry import LISTS, fault, look_alike

PAGE = "<!doctype html><html lang=en><title>Not here</title><h1>Not here</h1>"
ELSEWHERE = "https://ads.example/"
SEES: dict[What, str] = {
    "script": "a page on which nothing works",
    "stylesheet": "a page without its style",
    "image": "broken pictures",
    "data": "lists without stories",
}
"""What a reader sees without the answers of a kind."""
OTHER_PICTURE = f'<img src="{ELSEWHERE}banner.png" alt="" width="300" height="60">'


def before_end(markup: str) -> Rewrite:
    """Insert markup at the end of the page's main part."""
    return html(lambda text, about: text.replace("</main>", f"{markup}</main>", 1))


def with_font(text: str, about: About) -> str:
    """Make the page ask for a font at once."""
    if "</head>" not in text:
        raise NotHereError("the page has no head")
    font = '<link rel="preload" href="/fonts/lost.woff2" as="font" crossorigin>'
    return text.replace("</head>", f"{font}</head>", 1)


def emptied(told: Any) -> Any:
    """Data with nothing in its lists."""
    if isinstance(told, dict):
        return {name: emptied(value) for name, value in told.items()}
    return [] if isinstance(told, list) else told


ABORTED = """if (window === top) addEventListener("load", () => {
  const stop = new AbortController();
  fetch(location.href, { signal: stop.signal }).catch(() => {});
  stop.abort();
})"""
ASKED_AGAIN = """if (window === top) addEventListener("load", () => {
  const style = document.querySelector("link[rel=stylesheet]");
  if (style) fetch(style.href, { cache: "no-cache" });
})"""

for kind, sees in SEES.items():
    why = ", since its scripts are gone" if kind == "script" else ""
    fault(f"{kind}-answers-404", "network/status", f"{sees}{why}").by(Respond(kind, status=404, body=PAGE))
    fault(f"{kind}-breaks-off", "network/failed", f"{sees}, since the connection broke off").by(
        Respond(kind, cut=True)
    )
    if kind != "image":
        fault(
            f"{kind}-not-recorded",
            "network/not-recorded",
            "nothing: a recording of the site lacks what the page asks for",
        ).by(Respond(kind, unrecorded=True))
fault("font-answers-404", "network/status", "the browser's own typeface").by(
    Respond("font", status=404, body=PAGE), html(with_font)
)
for status in (401, 500, 503):
    fault(f"data-answers-{status}", "network/status", "lists without stories").by(
        Respond("data", status=status, body='{"error": "no"}', content_type="application/json")
    )
fault(
    "script-is-a-page",
    "network/wrong-type",
    "a page on which nothing works: its scripts are error pages with status 200",
).by(Respond("script", status=200, body=PAGE))
fault(
    "stylesheet-is-a-page",
    "network/wrong-type",
    "a page without its style: its style sheets are error pages with status 200",
).by(Respond("stylesheet", status=200, body=PAGE))
fault(
    "data-is-a-page",
    "console/error",
    "lists without stories: what came as data is an error page with status 200",
).by(Respond("data", status=200, body=PAGE), also=UNCAUGHT)
fault("data-is-empty", "console/error", "lists without stories: nothing came, with status 200").by(
    Respond("data", status=200, content_type="application/json"), also=UNCAUGHT
)
fault("data-without-stories", "feed/empty", "lists without stories: the server says that there are none").by(
    data(lambda text, about: changed(text, emptied)), kinds=LISTS
)
fault("data-is-slow", "network/slow", "“Loading” for six seconds and more").by(
    Respond("data", delay=8.4), LATE
)
fault("picture-of-another-site-lost", "network/third-party", "a hole where another site's picture was").by(
    before_end(OTHER_PICTURE), Respond("image", status=404, url=re.escape(ELSEWHERE))
)
fault(
    "script-of-another-site-lost", "network/third-party", "no advertisement, since its script did not come"
).by(
    before_end(f'<script src="{ELSEWHERE}ad.js" async></script>'),
    Respond("script", cut=True, url=re.escape(ELSEWHERE)),
)

look_alike("request-given-up", "network/failed", "a request that the page itself gave up").by(Early(ABORTED))
look_alike(
    "stylesheet-not-modified",
    "network/status",
    "a file that the browser has already, as the server says (304)",
).by(Early(ASKED_AGAIN))
look_alike(
    "data-without-content", "network/status", "a count of visits that the server takes without a word (204)"
).by(
    Early("if (window === top) addEventListener('load', () => fetch('/count?page=1'))"),
    Respond("data", status=204, url=r"/count\?"),
)
look_alike(
    "number-that-differs", "network/not-recorded", "a request with a number that is another each time"
).by(
    Early(
        "if (window === top) addEventListener('load', () => fetch(`/count?_=${Date.now()}${Math.random()}`))"
    ),
    Respond("data", status=204, url=r"/count\?"),
)
look_alike("list-as-html", "network/wrong-type", "a list that comes as HTML").by(
    Early("if (window === top) addEventListener('load', () => fetch('/count?page=1'))"),
    Respond("data", status=200, body="<ul><li>One</li></ul>", url=r"/count\?"),
)
look_alike(
    "counter-of-another-site",
    "network/third-party",
    "a picture of one pixel that another site counts visits with",
).by(
    before_end(f'<img src="{ELSEWHERE}count.gif" width="1" height="1">'),
    Respond(
        "image",
        status=200,
        body='<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        content_type="image/svg+xml",
        url=re.escape(ELSEWHERE),
    ),
)
look_alike("data-takes-two-seconds", "network/slow", "a list that takes two seconds").by(
    Respond("data", delay=2), LATE
)
