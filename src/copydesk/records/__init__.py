"""The records: what is read of an article, feed or filter page, as plain types that know no reader."""

from __future__ import annotations

from copydesk.records.article import Article
from copydesk.records.feed import Feed
from copydesk.records.filter import Filter

Record = Article | Feed | Filter
