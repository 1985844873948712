"""Rules about lists of stories: the feed, its days, its filter, and the lists beside an article."""
