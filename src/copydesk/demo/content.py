"""Articles as data, and the files that the hand-written ones are kept in."""

import tomllib
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from copydesk.demo import dates
from copydesk.demo.sections import BY_SLUG
from copydesk.demo.slugs import slugify

ARTICLES_DIR: Final = Path(__file__).parent / "articles"


class ContentError(ValueError):
    """An article file that cannot be used; the message names the file and what is wrong with it."""


class Photo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One photograph of an article. The picture itself is drawn by ``copydesk.demo.art``."""

    caption: str
    alt: str


class OtherMedia(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link to what another outlet says on the subject."""

    title: str
    outlet: str
    url: str


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page of an article: its paragraphs, without the dateline."""

    paragraphs: tuple[str, ...]


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One article, as its file holds it; ``published`` and ``updated`` carry their offset."""

    slug: str
    headline: str
    sections: tuple[str, ...]
    published: datetime
    city: str
    lead: str
    pages: tuple[Page, ...]
    updated: datetime | None = None
    dateline_date: date | None = None
    persons: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    read_also: str | None = None
    other_media: tuple[OtherMedia, ...] = ()
    photos: tuple[Photo, ...] = ()
    infographic: str | None = None

    @property
    def path(self) -> str:
        """The address on the site: ``/<main section>/<slug>``."""
        return f"/{self.sections[0]}/{self.slug}"

    @property
    def dateline(self) -> str:
        """The dateline as printed: ``PORT ALMERY, March 30. /LANTERN/.``"""
        day = self.dateline_date or self.published.astimezone(dates.ZONE).date()
        return f"{self.city.upper()}, {dates.day_text(day)}. /LANTERN/."

    @cached_property
    def search_text(self) -> str:
        """Everything that search looks in, in small letters."""
        return "\n".join([self.headline, self.lead, self.city, *self.persons, *self.topics]).casefold()

    @property
    def charts(self) -> int:
        """How many charts the article's infographic has; 0 where there is none."""
        return 2 + len(self.slug) % 2 if self.infographic else 0


def load(folder: Path = ARTICLES_DIR) -> list[Article]:
    """Read every ``*.toml`` in ``folder`` and return the articles, newest first.

    Raises ContentError for a file that is not TOML, lacks a field, has an unknown one or names an
    unknown section.
    """
    found = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return sorted(found, key=lambda article: (-article.published.timestamp(), article.slug))


def _read(path: Path) -> Article:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        article = msgspec.convert({**data, "slug": path.stem}, Article)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ContentError(f"{path.name}: {error}") from error
    if article.slug != slugify(article.slug):
        raise ContentError(f"{path.name}: the file's name must be a slug, like {slugify(path.stem)!r}")
    if not article.sections or not BY_SLUG.keys() >= set(article.sections):
        raise ContentError(f"{path.name}: sections must name one or two of {', '.join(BY_SLUG)}")
    if article.published.tzinfo is None:
        raise ContentError(f"{path.name}: published needs an offset, such as +03:00")
    if not article.pages or not all(page.paragraphs for page in article.pages):
        raise ContentError(f"{path.name}: every page needs a paragraph, and there must be a page")
    return article
