"""The visit itself: no page, another page, an error page, a page that does not settle."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.fault import About, Dom, Early, NotHereError, Respond, Rewrite, Served
from copydesk.faults.registry import fault, look_alike

ERROR_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{0}</title>
<style>body {{ font: 16px sans-serif; margin: 2rem }}</style></head>
<body><h1>{0}</h1><p>Go to the <a href="/">front page</a>.</p></body></html>"""
NOT_FOUND = ERROR_PAGE.format("Page not found")


def once_loaded(code: str, waits: bool = False) -> Early:
    """Run code once the page has loaded."""
    return Early(f"if (window === top) addEventListener('load', () => {{ {code} }})", waits)


def not_found(text: str, about: About) -> str:
    """Give the page the title and the first heading of an error page."""
    text = documents.title("Page not found")(text, about)
    return re.sub(r"(<h1[^>]*>).*?(</h1>)", r"\1Page not found\2", text, count=1, flags=re.DOTALL)


ENDLESS = """() => {
  const list = document.createElement("div");
  list.innerHTML = "<i>.</i> ".repeat(30000);
  document.body.append(list);
  return 1;
}"""

LATE = Dom("set-attribute", argument={"name": "data-late", "value": ""})
"""Marks a page that came late, which is otherwise the same page."""


def about_a_lost_page(text: str, about: About) -> str:
    """Change the headline everywhere: in the text, the head, the JSON-LD and the share links."""
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

for status, sees in (
    (404, "“Page not found”"),
    (410, "a page that says that the story is gone"),
    (500, "the server's error page"),
    (503, "the page for maintenance"),
):
    fault(f"page-answers-{status}", "visit/status", f"{sees}, with status {status}").by(
        Respond("document", status=status, body=ERROR_PAGE.format("Something went wrong"))
    )
fault("whole-page-answers-404", "visit/status", "nothing amiss; search engines drop the story").by(
    Rewrite("document", status=404)
)
fault("whole-page-answers-500", "visit/status", "nothing amiss, though a part of the server broke off").by(
    Rewrite("document", status=500)
)
fault("soft-404", "visit/soft-404", "“Page not found” with the server's word that all is well").by(
    Respond("document", status=200, body=NOT_FOUND), seen=(84,)
)
fault(
    "soft-404-within-the-site",
    "visit/soft-404",
    "the site's own page around “Page not found”, with status 200",
).by(*documents.titled(not_found), kinds=("article",), seen=(84,))
fault("page-does-not-answer", "visit/failed", "no page for as long as anybody waits").by(
    Respond("document", hold=True)
)
fault("page-breaks-off-at-once", "visit/failed", "the browser's own page on a lost connection").by(
    Respond("document", cut=True)
)
fault("page-is-a-download", "visit/failed", "a file to save in the place of the page").by(
    Rewrite("document", headers={"content-type": "application/octet-stream"})
)
fault("page-is-plain-text", "visit/failed", "the page's HTML as text").by(
    Rewrite("document", headers={"content-type": "text/plain; charset=utf-8"})
)
fault("page-is-json", "visit/failed", "data in the place of the page").by(
    Respond("document", body='{"error": "render"}', content_type="application/json")
)
fault(
    "page-without-content", "visit/failed", "nothing happens: the server answers that it has nothing to show"
).by(Respond("document", status=204))
fault("page-reloads-without-end", "visit/failed", "a page that begins anew before it is there").by(
    Early("if (window === top) location.reload()", waits=True)
)
fault("redirect-loop", "visit/failed", "the browser's own page on too many redirects").by(
    Served("redirect-loop"), kinds=("article",)
)
fault("redirect-to-the-front-page", "visit/redirected", "the front page where the story was").by(
    Respond("document", body="<script>location.replace('/')</script>", url=r"//[^/]+/[^?]")
)
fault("script-rewrites-the-address", "visit/redirected", "another address over the page than its own").by(
    once_loaded("history.replaceState(null, '', '/another-place')")
)
fault("list-is-held-back", "visit/unsettled", "“Loading” in the place of the list, without end").by(
    Respond("data", hold=True)
)
fault("script-is-held-back", "visit/unsettled", "a page that waits for its script, without end").by(
    Respond("script", hold=True)
)
fault("picture-is-held-back", "visit/unsettled", "empty frames in the place of pictures, without end").by(
    Respond("image", hold=True, url=r"^(?!.*logo)")
)
fault("page-keeps-changing", "visit/restless", "a page on which something moves without end").by(
    once_loaded(
        "const mark = document.body.appendChild(document.createElement('i')); mark.hidden = true; "
        "setInterval(() => mark.toggleAttribute('data-tick'), 10)",
        waits=True,
    )
)
fault("message-at-the-start", "visit/interrupted", "a message box before anything can be read").by(
    once_loaded("alert('Please allow notifications')")
)
fault("question-at-the-start", "visit/interrupted", "a question that has to be answered first").by(
    once_loaded("confirm('Do you want our newsletter?')")
)
fault("pop-up", "visit/interrupted", "another window that was not asked for").by(
    once_loaded("window.open('/about')")
)
fault("download-at-the-start", "visit/interrupted", "a file to save that was not asked for").by(
    once_loaded(
        "const a = document.createElement('a'); a.href = 'data:text/plain,app'; a.download = 'app.txt'; "
        "document.body.append(a); a.click(); a.remove()"
    )
)
fault("page-without-end", "visit/truncated", "a page that grows until the browser gives up").by(Dom(ENDLESS))

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
).by(once_loaded("history.replaceState(null, '', location.pathname + location.search + '#top')"))
look_alike("list-takes-a-moment", "visit/unsettled", "a list that comes half a second late").by(
    Respond("data", delay=0.5), LATE
)
look_alike("clock-ticks", "visit/restless", "a clock that ticks once a second").by(
    once_loaded(
        "const { dataset } = document.documentElement; dataset.tick = ''; "
        "setInterval(() => (dataset.tick = ''), 1000)"
    )
)
look_alike(
    "dialogue-within-the-page", "visit/interrupted", "a small invitation at the foot of the window"
).by(Dom(INVITATION))
look_alike("long-page", "visit/truncated", "a page with thousands of elements more than others").by(Dom(LONG))
look_alike("slow-page", "visit/failed", "a page that takes a second").by(Respond("document", delay=1), LATE)
