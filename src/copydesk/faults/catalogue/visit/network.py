"""What the page asks its server for, and does not get."""

from __future__ import annotations

import re

from copydesk.faults.fault import About, Dom, Early, NotHereError, Respond, Rewrite
from copydesk.faults.registry import fault, look_alike

PAGE = "<!doctype html><html lang=en><title>Not here</title><h1>Not here</h1>"
ELSEWHERE = "https://ads.example/"
LATE = Dom(op="set-attribute", argument={"name": "data-late", "value": ""})
"""A page that came late is the same page: this mark tells the two apart."""
OTHER_PICTURE = f'<img src="{ELSEWHERE}banner.png" alt="" width="300" height="60">'


def before_end(markup: str) -> Rewrite:
    """Puts markup at the end of the server's page."""
    return Rewrite(what="document", change=lambda text, about: text.replace("</main>", f"{markup}</main>", 1))


def with_font(text: str, about: About) -> str:
    """The page with a file for its style that it asks for at once."""
    if "</head>" not in text:
        raise NotHereError("the page has no head")
    font = '<link rel="preload" href="/fonts/lost.woff2" as="font" crossorigin>'
    return text.replace("</head>", f"{font}</head>", 1)


for kind, where, sees in (
    ("script", "", "a page on which nothing works, since its scripts are gone"),
    ("stylesheet", "", "a page without its style"),
    ("image", "", "broken pictures"),
    ("data", "", "lists without stories"),
):
    fault(
        f"{kind}-answers-404",
        "network/status",
        sees,
        Respond(what=kind, status=404, body=PAGE, url=where),  # type: ignore[arg-type]
    )
fault(
    "font-answers-404",
    "network/status",
    "the browser's own typeface",
    Respond(what="font", status=404, body=PAGE),
    Rewrite(what="document", change=with_font),
)
for status in (401, 500, 503):
    fault(
        f"data-answers-{status}",
        "network/status",
        "lists without stories",
        Respond(what="data", status=status, body='{"error": "no"}', content_type="application/json"),
    )
for kind, sees in (
    ("script", "a page on which nothing works, since the connection broke off"),
    ("stylesheet", "a page without its style, since the connection broke off"),
    ("image", "broken pictures, since the connection broke off"),
    ("data", "lists without stories, since the connection broke off"),
):
    fault(f"{kind}-breaks-off", "network/failed", sees, Respond(what=kind, cut=True))  # type: ignore[arg-type]
for kind in ("script", "stylesheet", "data"):
    fault(
        f"{kind}-not-recorded",
        "network/not-recorded",
        "nothing: a recording of the site lacks what the page asks for",
        Respond(what=kind, unrecorded=True),  # type: ignore[arg-type]
    )
fault(
    "script-is-a-page",
    "network/wrong-type",
    "a page on which nothing works: its scripts are error pages with status 200",
    Respond(what="script", status=200, body=PAGE),
)
fault(
    "stylesheet-is-a-page",
    "network/wrong-type",
    "a page without its style: its style sheets are error pages with status 200",
    Respond(what="stylesheet", status=200, body=PAGE),
)
fault(
    "data-is-a-page",
    "console/error",
    "lists without stories: what came as data is an error page with status 200",
    Respond(what="data", status=200, body=PAGE),
)
fault(
    "data-is-empty",
    "console/error",
    "lists without stories: nothing came, with status 200",
    Respond(what="data", status=200, content_type="application/json"),
)
fault(
    "data-without-stories",
    "feed/empty",
    "lists without stories: the server says that there are none",
    Respond(what="data", status=200, body='{"items": [], "total": 0}', content_type="application/json"),
)
fault(
    "data-is-slow",
    "network/slow",
    "“Loading” for six seconds and more",
    Respond(what="data", delay=8.4),
    LATE,
)
fault(
    "picture-of-another-site-lost",
    "network/third-party",
    "a hole where another site's picture was",
    before_end(OTHER_PICTURE),
    Respond(what="image", status=404, url=re.escape(ELSEWHERE)),
)
fault(
    "script-of-another-site-lost",
    "network/third-party",
    "no advertisement, since its script did not come",
    before_end(f'<script src="{ELSEWHERE}ad.js" async></script>'),
    Respond(what="script", cut=True, url=re.escape(ELSEWHERE)),
)

look_alike(
    "request-given-up",
    "network/failed",
    "a request that the page itself gave up",
    Early("""if (window === top) addEventListener("load", () => {
      const stop = new AbortController();
      fetch(location.href, { signal: stop.signal }).catch(() => {});
      stop.abort();
    })"""),
)
look_alike(
    "stylesheet-not-modified",
    "network/status",
    "a file that the browser has already, as the server says (304)",
    Early("""if (window === top) addEventListener("load", () => {
      const style = document.querySelector("link[rel=stylesheet]");
      fetch(style.href, { cache: "no-cache" });
    })"""),
)
look_alike(
    "data-without-content",
    "network/status",
    "a count of visits that the server takes without a word (204)",
    Early("if (window === top) addEventListener('load', () => fetch('/count?page=1'))"),
    Respond(what="data", status=204, url=r"/count\?"),
)
look_alike(
    "number-that-differs",
    "network/not-recorded",
    "a request with a number that is another each time",
    Early(
        "if (window === top) addEventListener('load', () => fetch(`/count?_=${Date.now()}${Math.random()}`))"
    ),
    Respond(what="data", status=204, url=r"/count\?"),
)
look_alike(
    "list-as-html",
    "network/wrong-type",
    "a list that comes as HTML",
    Early("if (window === top) addEventListener('load', () => fetch('/count?page=1'))"),
    Respond(what="data", status=200, body="<ul><li>One</li></ul>", url=r"/count\?"),
)
look_alike(
    "counter-of-another-site",
    "network/third-party",
    "a picture of one pixel that another site counts visits with",
    before_end(f'<img src="{ELSEWHERE}count.gif" width="1" height="1">'),
    Respond(
        what="image",
        status=200,
        body='<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        content_type="image/svg+xml",
        url=re.escape(ELSEWHERE),
    ),
)
look_alike(
    "data-takes-two-seconds",
    "network/slow",
    "a list that takes two seconds",
    Respond(what="data", delay=2),
    LATE,
)
