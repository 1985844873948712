"""Titles: what is compared of them, and the site's name in them."""

from __future__ import annotations

import re
import unicodedata

from copydesk.page import jsonld
from copydesk.reading.source import Source
from copydesk.text.urls import urlsplit

_SEPARATOR = re.compile(r"\s[|–—\-·•»›:*~]+\s|\s?[|｜：]\s?")
_NO_WORD = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """What is compared of a headline: its letters and digits."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold())


def site_names(source: Source) -> set[str]:
    """What the site calls itself, as keys: site name, publisher, the host's own part."""
    publisher = [name for thing in [source.article] for name in jsonld.names(thing.get("publisher"))]
    host = urlsplit(source.url).netloc.lower().removeprefix("www.") if "://" in source.url else ""
    labels = host.split(".")
    own = max(labels[:-1], key=len) if len(labels) > 1 else ""
    named = [source.first_meta("og:site_name", "application-name"), *publisher, host, own]
    return {words for name in named if len(words := key(name)) > 2}


def without_site(text: str, known: set[str], names: set[str]) -> str:
    """The text up to where it is one of the known headlines, or else without the site's name at its ends."""
    if (front := _SEPARATOR.search(text)) and key(text[: front.start()]) in names:
        text = text[front.end() :]
    ends = [match.start() for match in _SEPARATOR.finditer(text)]
    for end in [*ends, len(text)]:
        if key(text[:end]) in known:
            return text[:end].strip()
    for end in reversed(ends):
        rest = key(text[end:])
        if not any(name in rest or (rest and rest in name) for name in names) or not key(text[:end]):
            break
        text = text[:end]
    return text.strip()
