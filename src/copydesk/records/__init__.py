"""Records: the article, feed or filter JSON that is read from a capture, one module per page kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.records import article, feed, filter
from copydesk.records.article import Article
from copydesk.records.feed import Feed
from copydesk.records.filter import Filter

if TYPE_CHECKING:
    from copydesk.page import Page

Record = Article | Feed | Filter

READERS = {"article": article.read, "feed": feed.read, "filter": filter.read}


def read(page: Page) -> Record:
    """Read the record of a page whose capture has no error. Raises KeyError for an unknown page kind."""
    return READERS[page.kind](page)
