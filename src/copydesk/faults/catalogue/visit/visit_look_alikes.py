"""Visits that resemble failed ones and are fine."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote

from copydesk.faults.catalogue.visit.visit import ONCE_LOADED
from copydesk.faults.documents import html
from copydesk.faults.fault import About, Dom, Early, NotHereError, Respond, Rewrite
from copydesk.faults.registry import look_alike

LATE = Dom("set-attribute", argument={"name": "data-late", "value": ""})
"""A page that came late is the same page: this mark tells the two apart."""


def about_a_lost_page(text: str, about: About) -> str:
    """The page with another headline everywhere: in the text, the head, the JSON-LD and the share links."""
    found = re.search(r"<h1[^>]*>([^<]+)</h1>", text)
    if not found:
        raise NotHereError("the server's HTML has no headline")
    old, new = unescape(found[1]), "Page not found: the search for the lost leaf of the harbour register"
    text = text.replace(found[1], new).replace(quote(old, safe=""), quote(new, safe=""))
    return re.sub(r'(?<="headline": )"(?:[^"\\]|\\.)*"', json.dumps(new), text, count=1)


INVITATION = """() => {
  document.body.insertAdjacentHTML("beforeend",
    '<div role="dialog" aria-label="News" style="position:fixed;left:0;bottom:0;background:#fff">' +
    "Our newsletter comes at six.</div>");
  return 1;
}"""
LONG = """() => {
  const list = document.createElement("div");
  list.innerHTML = "<i>.</i> ".repeat(3000);
  list.style.fontSize = "12px";
  document.querySelector("main, body").append(list);
  return 1;
}"""

look_alike(
    "headline-about-a-page-not-found",
    "visit/soft-404",
    "a story about lost manuscripts whose headline begins like an error page",
).by(html(about_a_lost_page), kinds=("article",))
look_alike("page-answers-203", "visit/status", "an answer that came by way of a cache").by(
    Rewrite("document", status=203)
)
look_alike(
    "address-with-a-fragment", "visit/redirected", "a script that notes the reader's place in the address"
).by(
    Early(ONCE_LOADED.format("history.replaceState(null, '', location.pathname + location.search + '#top')"))
)
look_alike("list-takes-a-moment", "visit/unsettled", "a list that comes half a second late").by(
    Respond("data", delay=0.5), LATE
)
look_alike("clock-ticks", "visit/restless", "a clock that ticks once a second").by(
    Early(
        ONCE_LOADED.format(
            "const { dataset } = document.documentElement; dataset.tick = ''; "
            "setInterval(() => (dataset.tick = ''), 1000)"
        )
    )
)
look_alike(
    "dialogue-within-the-page", "visit/interrupted", "a small invitation at the foot of the window"
).by(Dom(INVITATION))
look_alike("long-page", "visit/truncated", "a page with thousands of elements more than others").by(Dom(LONG))
look_alike("slow-page", "visit/failed", "a page that takes a second").by(Respond("document", delay=1), LATE)
