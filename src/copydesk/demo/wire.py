"""The wire: every article of the site by position, newest first, without holding the generated ones."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from copydesk.demo import generate
from copydesk.demo.content import Article
from copydesk.demo.sections import SECTIONS

SEARCH_DEPTH = 3000
"""How many of the newest articles search looks through: reading all of 100,000 would take seconds."""


class Wire:
    """Articles at positions 0 (newest) to ``len(wire) - 1``.

    The hand-written ones come first; behind them, going back in time, come generated ones, each made
    from its number when it is asked for, so that the size of the wire costs no memory.
    """

    def __init__(self, written: Sequence[Article], total: int | None = None) -> None:
        """``total`` below the number of ``written`` articles means just these; ValueError above the limit."""
        if total is not None and total > generate.MOST:
            raise ValueError(f"The demo site can have {generate.MOST:,} articles at most, not {total:,}.")
        self.written = tuple(written)
        self.total = max(len(self.written), total or 0)
        self._by_slug = {article.slug: position for position, article in enumerate(self.written)}
        oldest = self.written[-1].published if self.written else generate.START
        self._generator = generate.Generator(oldest)
        self._generated = lru_cache(maxsize=2000)(self._generator.article)

    def __len__(self) -> int:
        return self.total

    def article(self, position: int) -> Article:
        """Return the article at ``position``; IndexError outside the wire."""
        if not 0 <= position < self.total:
            raise IndexError(position)
        number = position - len(self.written)
        return self.written[position] if number < 0 else self._generated(number)

    def position(self, slug: str) -> int | None:
        """Return where the article with this slug stands, or None if there is none."""
        if slug in self._by_slug:
            return self._by_slug[slug]
        number = generate.number_in(slug)
        if number is None or not 0 <= number < self.total - len(self.written):
            return None
        position = number + len(self.written)
        return position if self.article(position).slug == slug else None

    def sections(self, position: int) -> tuple[str, ...]:
        """Return the section slugs of an article without making it."""
        number = position - len(self.written)
        return self.written[position].sections if number < 0 else (generate.section_of(number),)

    def positions(self, sections: frozenset[str] | None = None, start: int = 0) -> Iterator[int]:
        """Yield positions from ``start`` on, of articles in any of ``sections`` (None: all)."""
        known = sections is None or not sections.isdisjoint(section.slug for section in SECTIONS)
        for position in range(start, self.total if known else 0):
            if sections is None or not sections.isdisjoint(self.sections(position)):
                yield position

    def count(self, sections: frozenset[str] | None = None) -> int:
        """Return how many articles are in any of ``sections``, by arithmetic over the generated ones."""
        if sections is None:
            return self.total
        written = sum(not sections.isdisjoint(article.sections) for article in self.written)
        return written + generate.count(sections, self.total - len(self.written))

    def search(self, query: str, depth: int = SEARCH_DEPTH) -> Iterator[int]:
        """Yield the positions, in the newest ``depth``, of articles that hold every word of ``query``."""
        words = query.casefold().split()
        for position in range(min(self.total, depth) if words else 0):
            text = self.article(position).search_text
            if all(word in text for word in words):
                yield position

    def of_person(self, name: str) -> Iterator[int]:
        """Yield the positions of the articles that name a person."""
        yield from (i for i, article in enumerate(self.written) if name in article.persons)
        numbers = generate.numbers_of_person(name, self.total - len(self.written))
        yield from (len(self.written) + number for number in numbers)

    def of_topic(self, name: str) -> Iterator[int]:
        """Yield the positions of the articles on a topic."""
        yield from (i for i, article in enumerate(self.written) if name in article.topics)
        numbers = generate.numbers_of_topic(name, self.total - len(self.written))
        yield from (len(self.written) + number for number in numbers)

    def persons(self) -> list[str]:
        """Return the names of all persons, those in the newest articles first."""
        names = [name for article in self.written for name in article.persons]
        return list(dict.fromkeys(names + (list(generate.PERSONS) if self.total > len(self.written) else [])))

    def topics(self) -> list[str]:
        """Return all topics, those of the newest articles first."""
        names = [name for article in self.written for name in article.topics]
        return list(dict.fromkeys(names + (list(generate.TOPICS) if self.total > len(self.written) else [])))
