"""The words that generated articles are made of, read from ``stories.toml``."""

import tomllib
from pathlib import Path
from typing import Final

import msgspec


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One story's sentences, with slots: city, n and m (numbers), person, surname and role."""

    topic: str
    headline: str
    lead: str
    opening: str
    middle: str
    caption: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words; ``persons`` maps names to roles, ``stories`` section slugs to stories."""

    cities: tuple[str, ...]
    quotes: tuple[str, ...]
    details: tuple[str, ...]
    outlooks: tuple[str, ...]
    persons: dict[str, str]
    stories: dict[str, tuple[Story, ...]]


WORDS: Final = msgspec.convert(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")), Words)
