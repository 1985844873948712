"""Datelines that only seem to be wrong: by night, of two cities, under a note, on a line of their own."""

from __future__ import annotations

import re

from copydesk.faults.catalogue.article.dateline import agency, in_json_ld
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import replace_text
from copydesk.faults.elements import around, inside, said, text_of, written
from copydesk.faults.fault import About, Dom, NotHereError
from copydesk.faults.registry import look_alike
from copydesk.reading.dates import machine_time

_DAY = re.compile(r"\d{1,2}")


def _by_night(text: str, about: About) -> str:
    """The day before, over a story that was published before six in the morning."""
    found = re.search(r"published_time\" content=\"([^\"]+)", text)
    at = machine_time(found[1]) if found else None
    if at is None or at.hour >= 6 or at.day == 1:
        raise NotHereError("the story was not published at night")
    return written("dateline", lambda old: _DAY.sub(str(at.day - 1), old))(text, about)


def _other_city(text: str, about: About) -> str:
    """The dateline of another city at the start of a further paragraph."""
    dateline = text_of(text, about, "dateline")
    more = f"<p>HOLLIN{dateline[dateline.index(',') :]} Ministers were told of it in the evening.</p>"
    return inside("body", lambda html: html + more)(text, about)


def _city(text: str, about: About) -> str:
    """The city of the dateline, not in capitals."""
    return text_of(text, about, "dateline").partition(",")[0].title()


look_alike(
    "dateline-day-before-at-night",
    "dateline/wrong-date",
    "the day before, in a story that came out after midnight",
).by(html(_by_night))
look_alike("dateline-of-a-desk", "dateline/wrong-agency", "a desk of the agency's in the dateline").by(
    html(agency(lambda name: f"{name} Sport"))
)
look_alike(
    "dateline-of-two-cities", "dateline/wrong-form", "two cities in the dateline, one with a hyphen"
).by(html(written("dateline", lambda text: f"OST-HOLLIN/{text}")))
look_alike("dateline-after-a-remark", "dateline/wrong-form", "“(Updated)” before the city").by(
    html(written("dateline", lambda text: f"(Updated) {text}"))
)
look_alike(
    "dateline-of-another-city-further-down",
    "dateline/repeated",
    "a part of the story from another city, with its own dateline",
).by(html(_other_city))
look_alike("dateline-in-the-plain-text", "dateline/absent", "a dateline that is no element of its own").by(
    html(around("dateline", lambda html: escape(said(html))))
)
look_alike(
    "dateline-on-a-line-of-its-own", "dateline/not-at-start", "the dateline over the first paragraph"
).by(Dom("(nodes, _, { find }) => (find('body', 'paragraph')[0].before(nodes[0]), 1)", "dateline"))
look_alike("dateline-under-a-note", "dateline/not-at-start", "an editor's note over the text").by(
    Dom(
        "(nodes, _, { find, fragment }) => (find('body', 'paragraph')[0].before("
        "fragment('<p>(Adds what the port says)</p>')), 1)",
        "dateline",
    )
)
look_alike("dateline-with-a-short-month", "dateline/wrong-language", "a month that is shortened").by(
    html(written("dateline", lambda text: re.sub(r"(?<=, )([A-Z][a-z]{2})[a-z]+", r"\1", text)))
)
look_alike("dateline-in-json-ld-city-only", "dateline/json-ld-differs", "the city alone in the JSON-LD").by(
    html(lambda text, about: in_json_ld(text_of(text, about, "dateline").split(",")[0].title())(text, about))
)
look_alike(
    "dateline-with-hard-spaces",
    "dateline/changed-by-script",
    "a dateline whose spaces a script keeps together",
).by(replace_text("dateline", " ", "\u00a0"))
