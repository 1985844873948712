"""What stands beside the articles: most read, top stories, galleries, rates, cities, partners."""

import random
from collections.abc import Collection
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from copydesk.demo import dates, feed
from copydesk.demo.content import Article
from copydesk.demo.wire import Wire

PERIODS: Final = {"now": 12, "today": 30, "week": 200}
"""Most-read periods, and from how many of the newest articles each is drawn."""

RANKS: Final = 7

RATES: Final = {
    "EUR": 1.0,
    "USD": 1.0843,
    "GBP": 0.8561,
    "CHF": 0.9412,
    "SEK": 10.9325,
    "NOK": 11.4210,
    "JPY": 161.85,
}
"""How much of each currency one euro bought at the morning's fixing."""

CITIES: Final = {
    "Helsinki": "Europe/Helsinki",
    "Reykjavik": "Atlantic/Reykjavik",
    "London": "Europe/London",
    "Lisbon": "Europe/Lisbon",
    "Berlin": "Europe/Berlin",
    "Nairobi": "Africa/Nairobi",
    "Mumbai": "Asia/Kolkata",
    "Tokyo": "Asia/Tokyo",
    "Sydney": "Australia/Sydney",
    "St John's": "America/St_Johns",
    "New York": "America/New_York",
}

PARTNERS: Final = (
    ("Inside the tide mills of the northern islands", "Harbour Quarterly", "https://example.org/tide-mills"),
    ("Ten train journeys that are worth the detour", "The Slow Traveller", "https://example.org/ten-trains"),
    ("How a village bakery fed a whole valley", "Crumb & Crust", "https://example.org/valley-bakery"),
)


def most_read(wire: Wire, period: str, without: str = "") -> list[feed.Item]:
    """Return the seven most read articles of a period, leaving out the slug ``without``."""
    depth = min(PERIODS[period], len(wire))
    order = random.Random(f"most read {period}").sample(range(depth), depth)
    articles = (wire.article(position) for position in order)
    return [feed.item(a) for a in islice((a for a in articles if a.slug != without), RANKS)]


def top_stories(wire: Wire, without: Collection[str] = (), number: int = 4) -> list[feed.Item]:
    """Return the editors' choice: recent articles with a picture, each of another section.

    ``without`` holds the slugs of those that the page shows already.
    """
    chosen: dict[str, Article] = {}
    for position in range(min(len(wire), 60)):
        article = wire.article(position)
        if article.photos and article.slug not in without:
            chosen.setdefault(article.sections[0], article)
    return [feed.item(article) for article in list(chosen.values())[:number]]


def related(wire: Wire, slug: str, number: int = 12) -> list[Article]:
    """Return articles that share topics, persons or a section with the one called ``slug``, by date."""
    position = wire.position(slug)
    if position is None:
        return []
    article = wire.article(position)

    def kinship(other: Article) -> int:
        return (
            3 * len(set(other.persons) & set(article.persons))
            + 2 * len(set(other.topics) & set(article.topics))
            + len(set(other.sections) & set(article.sections))
        )

    first = max(0, position - 60)
    near = [i for i in range(first, min(first + 120, len(wire))) if i != position]
    akin = [i for i in near if kinship(wire.article(i))] or near
    best = sorted(akin, key=lambda i: (-kinship(wire.article(i)), i))[:number]
    return [wire.article(i) for i in sorted(best)]


def galleries(wire: Wire, without: str = "", number: int = 3) -> list[Article]:
    """Return the newest articles that have a gallery of two photographs or more."""
    articles = (wire.article(position) for position in range(min(len(wire), 300)))
    return list(islice((a for a in articles if len(a.photos) > 1 and a.slug != without), number))


def infographics(wire: Wire, without: str = "", number: int = 4) -> list[Article]:
    """Return the newest articles that have an infographic."""
    articles = (wire.article(position) for position in range(min(len(wire), 300)))
    return list(islice((a for a in articles if a.infographic and a.slug != without), number))


def cities() -> list[dict[str, str]]:
    """Return the cities of the city selector with their local time at the site's moment."""
    rows = []
    for name, zone in CITIES.items():
        local = dates.NOW.astimezone(ZoneInfo(zone))
        rows.append({"name": name, "time": f"{local:%H:%M}", "offset": dates.offset_text(local)})
    return rows


def partner_news() -> list[dict[str, Any]]:
    """Return the partners' headlines."""
    return [{"title": title, "outlet": outlet, "url": url} for title, outlet, url in PARTNERS]
