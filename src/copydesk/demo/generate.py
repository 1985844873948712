"""Articles made from a number: any quantity of them, always the same, none held.

An article's section, story, city, speaker and figures are remainders of its number by numbers without
a common factor, so that a headline comes back only after more than a million articles.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from copydesk.demo import dates
from copydesk.demo.content import Article, Page, Photo
from copydesk.demo.sections import SECTIONS
from copydesk.demo.slugs import slugify
from copydesk.demo.stories import WORDS, Story

START: Final = datetime(2026, 3, 30, 12, 0, tzinfo=dates.ZONE)
"""Where the wire starts if there are no hand-written articles."""

STEP: Final = timedelta(minutes=37)
PER_SECTION: Final = 5
FIGURES: Final = 977
MOST: Final = 10_000_000
"""More would go back beyond the year 1300."""

PERSONS: Final = tuple(WORDS.persons)
TOPICS: Final = tuple(dict.fromkeys(story.topic for stories in WORDS.stories.values() for story in stories))


def section_of(number: int) -> str:
    """Return the section slug of a generated article; eight in a row are of eight sections."""
    turn, place = divmod(number, len(SECTIONS))
    return SECTIONS[(place * 3 + turn) % len(SECTIONS)].slug


def count(sections: frozenset[str], total: int) -> int:
    """Return how many of the first ``total`` generated articles are in any of ``sections``."""
    turns, rest = divmod(max(total, 0), len(SECTIONS))
    per_turn = sum(section.slug in sections for section in SECTIONS)
    last = range(turns * len(SECTIONS), turns * len(SECTIONS) + rest)
    return turns * per_turn + sum(section_of(number) in sections for number in last)


def number_in(slug: str) -> int | None:
    """Return the number that a generated article's slug ends in, or None for any other slug."""
    found = re.fullmatch(r"[\w-]+-n(0|[1-9][0-9]{0,8})", slug, re.ASCII)
    return int(found[1]) if found else None


def _story(number: int) -> Story:
    return WORDS.stories[section_of(number)][number // len(SECTIONS) % PER_SECTION]


def numbers_of_person(name: str, total: int) -> Iterator[int]:
    """Yield the numbers, below ``total``, of generated articles that quote a person."""
    if name in WORDS.persons:
        yield from range(PERSONS.index(name), total, len(PERSONS))


def numbers_of_topic(name: str, total: int) -> Iterator[int]:
    """Yield the numbers, below ``total``, of generated articles on a topic."""
    if name in TOPICS:
        yield from (number for number in range(max(total, 0)) if _story(number).topic == name)


class Generator:
    """Makes articles that go back in time from ``newest_before`` (an aware moment)."""

    def __init__(self, newest_before: datetime) -> None:
        self._newest_before = newest_before.astimezone(UTC).replace(second=0, microsecond=0)

    def article(self, number: int) -> Article:
        """Return generated article ``number``, 0 being the newest."""
        story = _story(number)
        turn = number // len(SECTIONS)
        city = WORDS.cities[turn % len(WORDS.cities)]
        figure = 21 + turn * 409 % FIGURES
        person = PERSONS[number % len(PERSONS)]
        slots = {
            "city": city,
            "n": str(figure),
            "m": str(3 + number * 7 % 17),
            "person": person,
            "surname": person.split()[-1],
            "role": WORDS.persons[person],
        }
        headline = story.headline.format(**slots)
        texts = [
            story.opening,
            WORDS.quotes[number % len(WORDS.quotes)],
            story.middle,
            WORDS.details[number % len(WORDS.details)],
            WORDS.outlooks[number % len(WORDS.outlooks)],
        ]
        earlier = (number + 1) * STEP + timedelta(minutes=number * 13 % 31)
        photo = Photo(f"{city}: {story.caption}.", story.caption)
        return Article(
            slug=f"{slugify(headline)}-n{number}",
            headline=headline,
            sections=(section_of(number),),
            published=(self._newest_before - earlier).astimezone(dates.ZONE),
            city=city,
            lead=story.lead.format(**slots),
            pages=(Page(tuple(text.format(**slots) for text in texts)),),
            persons=(person,),
            topics=(story.topic,),
            photos=(photo,) if number % 3 == 0 else (),
        )
