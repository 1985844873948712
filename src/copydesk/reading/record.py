"""The record of a page, by its kind."""

from __future__ import annotations

from collections.abc import Callable

from copydesk.page.page import Page
from copydesk.reading import article, feed
from copydesk.reading import filter as filter_page
from copydesk.records import Record

READERS: dict[str, Callable[[Page], Record]] = {
    "article": article.read,
    "feed": feed.read,
    "filter": filter_page.read,
}


def read(page: Page) -> Record:
    """Read the record of a page whose capture has no error. Raises KeyError for an unknown page kind."""
    return READERS[page.kind](page)
