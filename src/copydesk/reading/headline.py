"""The headline: what the page's own sources of it agree on."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from copydesk.page import jsonld
from copydesk.reading.source import Source
from copydesk.text.urls import urlsplit

HEADLINE_LIMIT = 500
"""Characters: a longer text is no headline."""
HEADINGS = 30
"""How many h1 elements of a page are looked at."""
WEIGHTS = {"json-ld": 2.1, "og": 1.3, "h1": 1.0, "title": 0.3, "twitter": 0.0}
"""What each source's word counts. JSON-LD's `headline` means just this, so only the heading that is shown
and the one for sharing together outvote it, and the title decides where those are close."""
KICKER = 12
"""Letters that a headline has at least, for what stands before it in another source to be its kicker."""

_SEPARATOR = re.compile(r"\s[|–—\-·•»›:*~]+\s|\s?[|｜：]\s?")
_NO_WORD = re.compile(r"[\W_]+")


def headline(source: Source) -> str:
    """The headline that most of the page's sources give: h1, JSON-LD, Open Graph, title.

    The site's name at the end of a source is not part of it, nor is a kicker before it that only some sources
    have. Sources that differ only in punctuation agree. Empty when the page has none of them.
    """
    given = {
        "og": jsonld.plain(source.first_meta("og:title")),
        "json-ld": jsonld.text(source.article, "headline", "name"),
        "title": jsonld.plain(source.title),
        "twitter": jsonld.plain(source.first_meta("twitter:title")),
    }
    texts = {name: text[:HEADLINE_LIMIT] for name, text in given.items() if key(text)}
    headings = _headings(source)
    known = {key(heading) for heading in headings}
    if "json-ld" in texts:
        known.add(key(texts["json-ld"]))
    names = site_names(source)
    for name, text in texts.items():
        texts[name] = _without_suffix(text, known, names)
    agreed = {key(text) for text in texts.values()}
    heading = _choose(headings, agreed)
    if heading:
        texts["h1"] = heading
    if not texts:
        return ""
    shared = key(texts.get("og", ""))
    votes: dict[str, float] = {}
    for name, text in texts.items():
        words = key(text)
        if len(shared) >= KICKER and words.endswith(shared):
            words = shared
        votes[words] = votes.get(words, 0.0) + WEIGHTS[name]
    best = max(votes, key=lambda words: votes[words])
    return next(texts[name] for name in ("og", *WEIGHTS) if name in texts and key(texts[name]) == best)


def key(text: str) -> str:
    """What is compared of a headline: its letters and digits."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold())


def site_names(source: Source) -> set[str]:
    """What the site calls itself, as keys: site name, publisher, the host's own part."""
    publisher = [name for thing in [source.article] for name in jsonld.names(thing.get("publisher"))]
    host = urlsplit(source.url).netloc.lower().removeprefix("www.") if "://" in source.url else ""
    labels = host.split(".")
    own = max(labels[:-1], key=len) if len(labels) > 1 else ""
    named = [source.first_meta("og:site_name", "application-name"), *publisher, host, own]
    return {words for name in named if len(words := key(name)) > 2}


def _headings(source: Source) -> list[str]:
    dom = source.dom
    found: list[str] = []
    end = 0
    for index in islice(dom.find("h1"), HEADINGS):
        if index < end:
            continue
        end = dom.end(index)
        text = dom.text(index, hidden=source.hidden).replace("\xad", "").replace("\n", " ")
        if key(text) and len(text) <= HEADLINE_LIMIT:
            found.append(text)
    return found


def _without_suffix(text: str, known: set[str], names: set[str]) -> str:
    """The text up to where it is one of the known headlines, or else up to the site's name."""
    ends = [match.start() for match in _SEPARATOR.finditer(text)]
    for end in [*ends, len(text)]:
        if key(text[:end]) in known:
            return text[:end].strip()
    for end in reversed(ends):
        rest = key(text[end:])
        if not any(name in rest or (rest and rest in name) for name in names) or not key(text[:end]):
            break
        text = text[:end]
    return text.strip()


def _choose(headings: list[str], agreed: set[str]) -> str:
    """The heading that another source gives too, or is part of, or contains; else the first."""
    for heading in headings:
        if key(heading) in agreed:
            return heading
    for heading in headings:
        words = key(heading)
        if len(words) >= KICKER and any(
            len(other) >= KICKER and (other in words or words in other) for other in agreed
        ):
            return heading
    return headings[0] if headings else ""
