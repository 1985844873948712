"""Posts of a live page that have lost their text, and such as need none."""

from __future__ import annotations

from copydesk.faults.dom import insert
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE


def posts(*texts: str) -> str:
    """A live page's posts, the latest first, an hour apart."""
    return "".join(
        f'<article class="live-post"><header><time datetime="2026-03-10T{12 - hour:02}:30:00Z">{12 - hour}:30'
        f"</time></header>{text}</article>"
        for hour, text in enumerate(texts)
    )


FIRST = "<p>The last ship of the nine that had waited left the harbour, the pilots say.</p>"
SECOND = "<p>The port’s office expects the channel to be open until the evening tide.</p>"
DRAWING = (
    '<svg width="300" height="200" role="img" aria-label="The channel"><rect width="300" height="200"/></svg>'
)

fault("live-post-empty", "live/empty-post", "a time on a live page, and no news under it").by(
    insert("body", posts(FIRST, "", SECOND), "beforeend"), kinds=ARTICLE
)
look_alike("live-post-of-a-picture", "live/empty-post", "a post of a live page that is a picture").by(
    insert("body", posts(FIRST, DRAWING, SECOND), "beforeend"), kinds=ARTICLE
)
