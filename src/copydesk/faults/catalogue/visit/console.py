"""Scripts that throw or report errors."""

from __future__ import annotations

import re

from copydesk.faults.answers import data
from copydesk.faults.documents import html
from copydesk.faults.fault import About, NotHereError, Respond, Rewrite
from copydesk.faults.registry import fault, look_alike

ELSEWHERE = "https://ads.example/ad.js"
OTHER_SCRIPT = html(
    lambda text, about: text.replace("</body>", f'<script src="{ELSEWHERE}"></script></body>', 1)
)


def at_the_end(code: str) -> Rewrite:
    """Append code to each of the site's own scripts."""
    return Rewrite("script", lambda text, about: f"{text}\n;{code}\n")


def other(code: str) -> tuple[Rewrite, Respond]:
    """Add another site's script with this code to the page."""
    answer = Respond("script", body=code, content_type="text/javascript", url=re.escape(ELSEWHERE))
    return OTHER_SCRIPT, answer


def half(text: str, about: About) -> str:
    """Cut a script off in the middle of a line."""
    if len(text) < 100:
        raise NotHereError("its scripts are too short to be cut")
    return text[: len(text) // 2] + "\n({"


def half_of_the_data(text: str, about: About) -> str:
    """Cut data off in the middle."""
    return text[: len(text) // 2]


UNCAUGHT = ("console/exception",)
"""Not every script catches what it cannot read."""

fault(
    "script-reports-an-error", "console/error", "a list that a script could not show, as it says itself"
).by(at_the_end("console.error('could not render the list')"))
fault("script-throws", "console/exception", "a page on which a script has broken off").by(
    at_the_end("throw new TypeError('slot is undefined')")
)
fault(
    "script-throws-later", "console/exception", "a page on which a script has broken off once all was there"
).by(at_the_end("setTimeout(() => undefined.render(), 10)"))
fault(
    "promise-rejected",
    "console/exception",
    "something that was promised and did not come, and nobody noticed",
).by(at_the_end("Promise.reject(new Error('no consent string'))"))
fault(
    "script-cut-off", "console/exception", "a page on which nothing works: its scripts end in the middle"
).by(Rewrite("script", half))
fault("data-cut-off", "console/error", "lists without stories: their data ends in the middle").by(
    data(half_of_the_data), also=UNCAUGHT
)
fault(
    "other-script-throws", "console/third-party", "no advertisement, since another site's script broke off"
).by(*other("throw new TypeError('no slot')"))
fault(
    "other-script-reports-an-error", "console/third-party", "no advertisement, as another site's script says"
).by(*other("console.error('no bid')"))

look_alike("script-warns", "console/error", "a script's warning of what will no longer be there one day").by(
    at_the_end("console.warn('this will go in version 2'); console.info('hello')")
)
look_alike(
    "exception-caught",
    "console/exception",
    "a script that tries what not every browser can, and does without",
).by(
    at_the_end(
        "try { navigator.nothing.request() } catch { document.documentElement.dataset.without = 'nothing' }"
    )
)
look_alike("other-script-warns", "console/third-party", "another site's warnings, and none of its errors").by(
    *other("console.warn('test mode'); console.log('loaded')")
)
