"""The filter pages of the site, after their sections were chosen: one item per page and subject."""


def test_filter(filtered_feed, subject):
    filtered_feed.check(subject)
