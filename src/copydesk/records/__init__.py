"""Records: the article, feed or filter JSON that is read from a capture, one module per page kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from copydesk.records.article import Article
from copydesk.records.article import read as read_article
from copydesk.records.feed import Feed
from copydesk.records.feed import read as read_feed
from copydesk.records.filter import Filter
from copydesk.records.filter import read as read_filter

if TYPE_CHECKING:
    from copydesk.page import Page

Record = Article | Feed | Filter

READERS: dict[str, Callable[[Page], Record]] = {
    "article": read_article,
    "feed": read_feed,
    "filter": read_filter,
}


def read(page: Page) -> Record:
    """Read the record of a page whose capture has no error. Raises KeyError for an unknown page kind."""
    return READERS[page.kind](page)
