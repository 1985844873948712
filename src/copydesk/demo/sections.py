"""Lantern's eight sections, in the order of its navigation."""

from typing import Final, NamedTuple


class Section(NamedTuple):
    """A section: ``slug`` in addresses and article files, ``title`` as readers see it."""

    slug: str
    title: str


SECTIONS: Final = (
    Section("politics", "Politics & Diplomacy"),
    Section("world", "World"),
    Section("business", "Business & Economy"),
    Section("security", "Security & Defense"),
    Section("science", "Science & Space"),
    Section("culture", "People's Culture"),
    Section("sport", "Sport"),
    Section("press", "Press Review"),
)
QUIET: Final = Section("letters", "Letters to the Editor")
"""A section that the filter offers and that has no article yet."""
BY_SLUG: Final = {section.slug: section for section in SECTIONS}
HARD_NEWS: Final = frozenset({"politics", "world", "business", "security"})
"""What the News Feed tab holds for a reader who has not chosen sections."""


def parse(text: str) -> frozenset[str]:
    """Return the slugs that a comma-separated filter names, by slug or by title, in any case.

    A name that is no section stays in the answer as it is: such a filter matches nothing, which is
    what the reader is then told, rather than being silently dropped.
    """
    names = {key: s.slug for s in SECTIONS for key in (s.slug, s.title.lower())}
    wanted = (name.strip().lower() for name in text.split(","))
    return frozenset(names.get(name, name) for name in wanted if name)
