"""Feed pages: which articles come next, and how one looks in a list."""

from collections.abc import Iterable
from datetime import UTC
from itertools import islice
from typing import TypedDict

from copydesk.demo import dates
from copydesk.demo.content import Article
from copydesk.demo.sections import BY_SLUG, HARD_NEWS
from copydesk.demo.wire import Wire

MAX_LIMIT = 50


class SectionLink(TypedDict):
    """A section as lists show it."""

    slug: str
    title: str
    url: str


class Item(TypedDict):
    """An article as lists show it; ``published`` is ISO 8601 with offset, ``time`` the site's clock."""

    id: str
    url: str
    headline: str
    lead: str
    published: str
    time: str
    group_date: str
    suffix: str
    section: str
    sections: list[SectionLink]
    image: str | None


class FeedPage(TypedDict):
    """One answer of the feed API; ``cursor`` goes into ``before`` to get the next, None at the end."""

    items: list[Item]
    total: int
    more: bool
    cursor: str | None


def section_link(slug: str) -> SectionLink:
    """Return a section's title and address."""
    return SectionLink(slug=slug, title=BY_SLUG[slug].title, url=f"/{slug}")


def item(article: Article, utc_groups: bool = False) -> Item:
    """Return an article as a list item; ``utc_groups`` is the fault ``dates-in-utc``."""
    published = article.published.astimezone(dates.ZONE)
    group_date, suffix = dates.group_of(published, UTC if utc_groups else dates.ZONE)
    return Item(
        id=article.slug,
        url=article.path,
        headline=article.headline,
        lead=article.lead,
        published=published.isoformat(),
        time=f"{published:%H:%M}",
        group_date=group_date,
        suffix=suffix,
        section=BY_SLUG[article.sections[0]].title,
        sections=[section_link(slug) for slug in article.sections],
        image=f"/images/{article.slug}-1.svg" if article.photos else None,
    )


def chosen_sections(tab: str, sections: frozenset[str]) -> frozenset[str] | None:
    """Return the sections a tab shows: the chosen ones, else hard news in ``feed``, else all (None)."""
    if sections:
        return sections
    return HARD_NEWS if tab == "feed" else None


def page(
    wire: Wire,
    positions: Iterable[int],
    *,
    after: int = -1,
    limit: int = 15,
    total: int,
    utc_groups: bool = False,
) -> FeedPage:
    """Return the first ``limit`` of ``positions`` (ascending) that come after position ``after``."""
    found = list(islice((position for position in positions if position > after), limit + 1))
    shown = found[:limit]
    more = len(found) > limit
    return FeedPage(
        items=[item(wire.article(position), utc_groups) for position in shown],
        total=total,
        more=more,
        cursor=str(shown[-1]) if more else None,
    )
