"""Taking addresses apart as the standard library does, but without its errors: pages hold what is none."""

from __future__ import annotations

from urllib import parse
from urllib.parse import SplitResult


def urlsplit(url: str) -> SplitResult:
    """The parts of an address; all of it is the path where it is none (`http://[section]/`)."""
    try:
        return parse.urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def urljoin(base: str, url: str) -> str:
    """An address on a page at `base`, whole; as it is where it is none."""
    try:
        return parse.urljoin(base, url)
    except ValueError:
        return url


def urldefrag(url: str) -> str:
    """An address without its fragment."""
    return url.partition("#")[0]
