"""Rules about what is around the news: navigation, search, city, currency, advertisement."""
