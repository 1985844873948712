"""The dateline: another day, agency, form or place; twice, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.faults import documents
from copydesk.faults.catalogue.article.published import in_german
from copydesk.faults.documents import Change, escape, html
from copydesk.faults.dom import replace_text
from copydesk.faults.elements import around, both, said, written
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault

_DAY = re.compile(r"\d{1,2}")
SECOND = """(nodes, WHERE, { find }) => {
  const paragraph = find("body", "paragraph")[WHERE.number];
  if (!paragraph) return "the text has no such paragraph";
  paragraph[WHERE.how](nodes[0]);
  return 1;
}"""


def two_before(found: re.Match[str]) -> str:
    """The day two days before; after, at the start of a month."""
    day = int(found[0])
    return str(day - 2 if day > 2 else day + 2)


def next_day(found: re.Match[str]) -> str:
    """The day after; the first, at the end of a month."""
    return str(int(found[0]) + 1 if int(found[0]) < 27 else 1)


def without(pattern: str) -> Change:
    """The dateline without what a pattern matches."""
    return written("dateline", lambda text: re.sub(pattern, "", text))


def agency(change: Callable[[str], str]) -> Change:
    """Another agency in the dateline; the function gets the site's."""
    return lambda text, about: written(
        "dateline", lambda old: old.replace(about.site.agency, change(about.site.agency))
    )(text, about)


def in_json_ld(dateline: str) -> Change:
    """A dateline in the JSON-LD."""
    return documents.json_ld(lambda data: {**data, "dateline": dateline})


IN_SECOND_PARAGRAPH = """(nodes, _, { find }) => {
  const next = find("body", "paragraph")[1];
  if (!next) return "the text has no second paragraph";
  next.prepend(nodes[0].textContent + " ");
  return 1;
}"""

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
    html(around("dateline", lambda html: f"{html} {escape(said(html))}"))
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
