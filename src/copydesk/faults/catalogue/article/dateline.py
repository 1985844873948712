"""The dateline: with the wrong day, agency, form or place; repeated or missing."""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.faults import documents
from copydesk.faults.catalogue.article.published import in_german
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import replace_text
from copydesk.faults.elements import around, both, inside, said, text_of, written
from copydesk.faults.fault import About, Change, Dom, NotHereError
from copydesk.faults.registry import fault, look_alike
from copydesk.reading.dates import machine_time

_DAY = re.compile(r"\d{1,2}")
SECOND = """(nodes, WHERE, { find }) => {
  const paragraph = find("body", "paragraph")[WHERE.number];
  if (!paragraph) return "the text has no such paragraph";
  paragraph[WHERE.how](nodes[0]);
  return 1;
}"""


def two_before(found: re.Match[str]) -> str:
    """Two days earlier, or later at the start of a month."""
    day = int(found[0])
    return str(day - 2 if day > 2 else day + 2)


def next_day(found: re.Match[str]) -> str:
    """The next day, or the first at the end of a month."""
    return str(int(found[0]) + 1 if int(found[0]) < 27 else 1)


def without(pattern: str) -> Change:
    """Remove what a pattern matches from the dateline."""
    return written("dateline", lambda text: re.sub(pattern, "", text))


OVER_THE_TEXT = """(nodes, _, { find }) => {
  const [first] = find("body", "paragraph");
  if (!first || nodes[0].contains(first)) return "the dateline has a line of its own already";
  first.before(nodes[0]);
  return 1;
}"""


def again(html: str) -> str:
    """The dateline, and its text once more."""
    if html.startswith("<p"):
        raise NotHereError("the dateline is a paragraph")
    return f"{html} {escape(said(html))}"


def agency(change: Callable[[str], str]) -> Change:
    """Change the agency in the dateline; the function gets the site's."""
    return lambda text, about: written(
        "dateline", lambda old: old.replace(about.site.agency, change(about.site.agency))
    )(text, about)


def in_json_ld(dateline: str) -> Change:
    """Set the dateline in the JSON-LD."""
    return documents.in_json_ld(dateline=dateline)


IN_SECOND_PARAGRAPH = """(nodes, _, { find }) => {
  const next = find("body", "paragraph")[1];
  if (!next) return "the text has no second paragraph";
  next.prepend(nodes[0].textContent + " ");
  return 1;
}"""


def _by_night(text: str, about: About) -> str:
    """Write the day before, for a story that was published before six in the morning."""
    found = re.search(r"published_time\" content=\"([^\"]+)", text)
    at = machine_time(found[1]) if found else None
    if at is None or at.hour >= 6 or at.day == 1:
        raise NotHereError("the story was not published at night")
    return written("dateline", lambda old: _DAY.sub(str(at.day - 1), old))(text, about)


def _other_city(text: str, about: About) -> str:
    """Add a paragraph that begins with another city's dateline."""
    dateline = text_of(text, about, "dateline")
    more = f"<p>HOLLIN{dateline[dateline.index(',') :]} Ministers were told of it in the evening.</p>"
    return inside("body", lambda html: html + more)(text, about)


fault("dateline-two-days-before", "dateline/wrong-date", "the dateline of a story of two days before").by(
    html(written("dateline", lambda text: _DAY.sub(two_before, text))), seen=(22,)
)
fault("dateline-day-after", "dateline/wrong-date", "a dateline with a day that is not the story's").by(
    html(written("dateline", lambda text: _DAY.sub(next_day, text))), seen=(17,)
)
fault("dateline-of-another-agency", "dateline/wrong-agency", "another agency in the dateline").by(
    html(agency(lambda name: name[::-1]))
)
fault("dateline-twice-in-a-row", "dateline/repeated", "the dateline, and the dateline again").by(
    html(around("dateline", again))
)
fault(
    "dateline-again-further-down", "dateline/repeated", "the dateline before the second paragraph as well"
).by(Dom(IN_SECOND_PARAGRAPH, "dateline"))
fault(
    "dateline-not-sent", "dateline/absent", "a story that does not say where, when and by whom it was filed"
).by(html(around("dateline", lambda _: "")))
for name, form in (
    ("without-date", r",[^.]*(?=\.)"),
    ("without-agency", r" ?/[^/]*/\."),
    ("without-city", r"^[^,]+, "),
):
    fault(f"dateline-{name}", "dateline/wrong-form", f"a dateline {name.replace('-', ' ')}").by(
        html(without(form))
    )
fault("dateline-in-brackets", "dateline/wrong-form", "a dateline in the form of another agency").by(
    html(lambda text, about: written("dateline", f"HOLLIN ({about.site.agency}) -")(text, about))
)
for name, number, how in (
    ("in-the-second-paragraph", 1, "prepend"),
    ("after-the-first-paragraph", 0, "append"),
):
    fault(f"dateline-{name}", "dateline/not-at-start", f"the dateline {name.replace('-', ' ')}").by(
        Dom(SECOND, "dateline", argument={"number": number, "how": how})
    )
fault("dateline-in-german", "dateline/wrong-language", "a dateline with a month in German").by(
    html(written("dateline", in_german)), seen=(30,)
)
fault(
    "dateline-in-json-ld-stale", "dateline/json-ld-differs", "nothing amiss; another city in news search"
).by(html(both(written("dateline", str), in_json_ld("HOLLIN, January 2"))))
fault(
    "dateline-of-another-copy",
    "dateline/changed-by-script",
    "a dateline whose day changes when scripts have run",
).by(replace_text("dateline", r"\d+", "5"))

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
).by(Dom(OVER_THE_TEXT, "dateline"))
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
