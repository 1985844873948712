"""The order in which people meet the subjects of a page: the visit, then from the top of the page down."""

from __future__ import annotations

from functools import cache

_ORDER = (
    "visit", "network", "console", "document", "head", "links", "accessibility", "template", "placeholder",
    "raw", "encoding", "language", "plurals", "modules", "images", "layout", "navigation", "clock", "city",
    "currency", "search", "feed-tabs", "filter", "loading", "feed", "date-groups", "load-more", "breadcrumbs",
    "headline", "section", "claims", "published", "updated", "lead", "share", "page-count", "dateline",
    "byline", "reading-time", "body", "live", "video", "quotes", "read-also", "related", "persons",
    "comments", "other-media", "advertisement", "photo", "infographics", "most-read", "ranks", "top-stories",
    "partner-news", "back-to-top", "phone", "record", "snapshot",
)  # fmt: skip
_PLACE = {subject: place for place, subject in enumerate(_ORDER)}


@cache
def by_page(subject: str) -> tuple[int, str]:
    """A sort key: subjects with a place on the page in that order, the others after them by name."""
    return _PLACE.get(subject, len(_PLACE)), subject
