"""What networks show of a shared page, and the look-alikes of a head that says little."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from copydesk.faults.catalogue.head.head import ARTICLE, meta, replaced, thing, without
from copydesk.faults.documents import html
from copydesk.faults.fault import About, NotHereError
from copydesk.faults.registry import fault, look_alike


def lost_picture(text: str, about: About) -> str:
    """The page whose picture for sharing, wherever it shows it, is one that the server does not have."""
    found = re.search(r'<meta property="og:image" content="([^"]+)"', text)
    if not found:
        raise NotHereError("the page has no og:image")
    return text.replace(urlsplit(found[1]).path, "/images/renamed-since.jpg")


fault(
    "og-image-lost-on-the-server", "head/og-image-broken", "a preview without a picture: it was renamed since"
).by(html(lost_picture), seen=(70,))

look_alike(
    "og-image-that-nobody-asked-for",
    "head/og-image-broken",
    "a picture for sharing on another host, which the visit did not ask for",
).by(html(meta("og:image", "https://images.lantern.example/harbour.jpg")))
look_alike(
    "og-image-is-the-sites-mark", "head/no-og-image", "the site's own mark as the picture for sharing"
).by(
    html(
        replaced(
            r'(<meta property="og:image" content="https?://[^/"]+)[^"]*',
            r"\1/static/logo.svg?card",
            "og:image",
        )
    )
)
look_alike(
    "og-url-with-a-slash",
    "head/og-url-differs",
    "the address for sharing with a slash at its end and a campaign's parameters",
).by(
    html(replaced(r'(<meta property="og:url" content="[^"?]+)(?=["?])', r"\1/?utm_source=og", "og:url")),
    kinds=("feed", "filter"),
)
look_alike(
    "json-ld-with-the-sites-address",
    "head/json-ld-url-differs",
    "the site's address in the place of the story's in the JSON-LD",
).by(html(thing(mainEntityOfPage="https://lantern.example/")))
look_alike(
    "canonical-written-another-way",
    "head/no-canonical",
    "the canonical link with its attributes in another order and capital letters",
).by(
    html(
        replaced(
            r'<link rel="canonical" href="([^"]+)">', r'<LINK HREF="\1" REL="Canonical">', "canonical address"
        )
    )
)
look_alike("language-in-capitals", "head/no-language", "the language in capital letters").by(
    html(replaced(r'(?<=<html) lang="([^"]*)"', lambda found: f' lang="{found[1].upper()}"', "language"))
)
look_alike("viewport-of-another-form", "head/no-viewport", "a viewport that says no more than the width").by(
    html(replaced(r'(<meta name="viewport" content=")[^"]*', r"\1width=device-width", "viewport"))
)
look_alike(
    "twitter-card-lost", "head/twitter-card", "no card for X, which then takes what is there for all"
).by(html(without(r'<meta name="twitter:card"[^>]*>', "card")), kinds=ARTICLE)
