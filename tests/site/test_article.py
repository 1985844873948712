"""The articles of the site: one item per page and subject, such as `test_article[dialogue-dateline]`."""


def test_article(article, subject):
    article.check(subject)
