"""The feeds of the site: one item per page and subject, such as `test_feed[news-date-groups]`."""


def test_feed(feed, subject):
    feed.check(subject)
