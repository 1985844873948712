"""The lead: the headline again, cut off, another story's, or misplaced."""

from __future__ import annotations

import re

from copydesk.faults import documents
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import (
    AFTER_TEXT,
    BEFORE_HEADLINE,
    BEFORE_TEXT,
    BETWEEN_PARAGRAPHS,
    insert,
    move,
    replace_text,
)
from copydesk.faults.elements import of_one_page, text_of, written
from copydesk.faults.fault import About, Change
from copydesk.faults.registry import fault, look_alike

OTHER = "Bakers voted by a narrow margin to sell rolls at sunrise, from Midsummer onwards."


def _headline(text: str, about: About) -> str:
    return written("lead", text_of(text, about, "headline"))(text, about)


def _headline_and_more(text: str, about: About) -> str:
    lead = text_of(text, about, "lead")
    return written("lead", f"{text_of(text, about, 'headline')}. {lead}")(text, about)


def _own_words(text: str, about: About) -> str:
    headline = escape(text_of(text, about, "headline"))
    return documents.meta("description", f"What you need to know: {headline}")(text, about)


def ending(end: str) -> Change:
    """Give the lead another ending; a closing quotation mark gets an opening one."""
    before = "“" if "”" in end else ""
    return written("lead", lambda text: before + re.sub(r"\W+$", "", text) + end)


def _cut(text: str) -> str:
    """The first half of a sentence."""
    words = text.split()
    return re.sub(r"\W+$", "", " ".join(words[: len(words) // 2]))


fault("lead-is-the-headline", "lead/repeats-headline", "the headline, and the same words under it").by(
    html(_headline)
)
fault("lead-breaks-off", "lead/unfinished", "a lead that breaks off in the middle").by(
    html(written("lead", _cut))
)
fault("lead-of-another-story", "lead/other-story", "another story's lead").by(
    html(of_one_page(written("lead", OTHER)))
)
for name in ("description", "og:description"):
    fault(
        f"{name.replace(':', '-')}-of-another-story",
        "lead/description-differs",
        "nothing amiss; another story's description where this one is found or shared",
    ).by(html(documents.meta(name, OTHER)), kinds=("article",))
fault(
    "json-ld-description-of-another-story",
    "lead/description-differs",
    "nothing amiss; another story's description in news search",
).by(html(documents.in_json_ld(description=OTHER)))
fault("lead-of-another-copy", "lead/changed-by-script", "a lead that changes when scripts have run").by(
    replace_text("lead", r"^\s*\S+ \S+", "Once more,")
)
for name, to in (
    ("over-the-headline", BEFORE_HEADLINE),
    ("under-the-text", AFTER_TEXT),
    ("in-the-text", BETWEEN_PARAGRAPHS),
):
    fault(f"lead-{name}", "lead/misplaced", f"the lead {name.replace('-', ' ')}").by(move("lead", to))

look_alike(
    "lead-takes-up-the-headline", "lead/repeats-headline", "a lead that begins with the headline's words"
).by(html(_headline_and_more))
for name, end in (("a-question", "?"), ("left-open", "…"), ("quoted", ".”"), ("with-a-note", ".1")):
    look_alike(f"lead-{name}", "lead/unfinished", f"a lead that ends with “{end}”").by(html(ending(end)))
look_alike(
    "description-in-its-own-words",
    "lead/description-differs",
    "a description that is written for search engines",
).by(html(_own_words))
look_alike("lead-in-other-words", "lead/other-story", "a lead that shares one word with the story").by(
    html(
        lambda text, about: written(
            "lead", f"Nobody foresaw it, least of all {text_of(text, about, 'headline').split()[0]}."
        )(text, about)
    )
)
look_alike("lead-with-a-link", "lead/changed-by-script", "a link that a script has put after the lead").by(
    insert("lead", ' <a href="/news">More on this</a>')
)
look_alike("lead-under-the-picture", "lead/misplaced", "a lead right over the text, under the picture").by(
    move("lead", BEFORE_TEXT)
)
