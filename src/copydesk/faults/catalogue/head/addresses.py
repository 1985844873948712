"""What the head names for programs: it answers, or it does not."""

from __future__ import annotations

from copydesk.faults.documents import html
from copydesk.faults.fault import About, Change, NotHereError, Respond
from copydesk.faults.registry import fault, look_alike

FEED = '<link rel="alternate" type="application/rss+xml" href="/copydesk/{}.xml">'


def in_head(markup: str) -> Change:
    """Add something to the end of the head."""

    def rewrite(text: str, about: About) -> str:
        if "</head>" not in text:
            raise NotHereError("the server's HTML has no end of its head")
        return text.replace("</head>", f"{markup}</head>", 1)

    return rewrite


fault("feed-address-gone", "head/broken-address", "a feed that the server does not know").by(
    html(in_head(FEED.format("gone"))), Respond("link", url="/copydesk/gone.xml", status=404)
)
look_alike("feed-address-moved", "head/broken-address", "a feed that has moved, and is found").by(
    html(in_head(FEED.format("moved"))),
    Respond("link", url="/copydesk/moved.xml", status=301, headers={"location": "/copydesk/there.xml"}),
    Respond("link", url="/copydesk/there.xml", status=200),
)
