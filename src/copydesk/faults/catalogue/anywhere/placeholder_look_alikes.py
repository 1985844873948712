"""What looks like a missing value and is none: prose on values, names, foreign words, birthdays."""

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import set_attribute
from copydesk.faults.fault import Dom
from copydesk.faults.registry import look_alike


def paragraph(name: str, sees: str, html: str, rule: str = "placeholder/text") -> None:
    """A look-alike that stands in a paragraph of the story."""
    argument = {"where": "beforeend", "html": html}
    look_alike(name, rule, sees).by(Dom("insert", "body", argument=argument), kinds=("article",))


paragraph(
    "story-about-nan",
    "an article about a fare that became NaN, with a heading on it",
    "<h2>What NaN means</h2><p>The fare became NaN, the booking system read it as null, and the display "
    "on board showed undefined as the next port of call, the auditors said.</p>",
)
paragraph(
    "undefined-behaviour",
    "prose on undefined behaviour, null results and invalid dates",
    "<p>Undefined behaviour, null results and infinity are words of the trade. An invalid date is one that "
    "no calendar has; “Invalid Date” is what a browser calls it.</p><h2>Why is it undefined?</h2>",
)
paragraph(
    "placeholder-in-code",
    "what a program prints, marked as code",
    "<p>It prints <code>[object Object]</code> or <samp>undefined</samp>.</p><pre>NaN</pre>",
)
paragraph(
    "person-called-null",
    "a person called Null, in the text and in a link",
    '<p>Christopher Null has had letters returned all his life, said <a href="/search?q=Null">Null</a>, a '
    "writer of Hollin.</p><p>By Christopher Null</p>",
)
paragraph(
    "null-is-a-number",
    "a Norwegian sentence, in which null is a number",
    '<p lang="nb">Null toleranse, sa havnesjefen: null grader og null vind.</p>',
)
paragraph(
    "born-in-1970",
    "a birthday on the day when computers' time begins",
    "<p>She was born on January 1, 1970, in Hollin, and moved to the coast on 31 December 1969 plus one.</p>",
    "placeholder/epoch",
)
paragraph(
    "lorem-ipsum-quoted",
    "prose on the designers' filler text, which it quotes",
    "<p>Designers call it the Lorem ipsum of politics; “Lorem ipsum dolor sit amet” is how it begins.</p>",
    "placeholder/lorem-ipsum",
)
paragraph(
    "address-of-a-word",
    "a link to what was written on NaN, and one to another site's undefined",
    '<p>More on <a href="/search?q=NaN">NaN</a> and on '
    '<a href="https://example.org/a?ref=undefined">tides</a>, and on tolerance.</p>',
    "placeholder/url",
)
look_alike(
    "description-of-null-island",
    "placeholder/attribute",
    "a photo's description with Null Island in it, and one of a screen that shows undefined",
).by(
    set_attribute("photo", "alt", "Null Island on a map, and a screen that shows undefined", part="image"),
    kinds=("article",),
)
look_alike(
    "head-about-nan", "placeholder/head", "a description of an article on NaN; JSON's own null in the JSON-LD"
).by(
    html(documents.meta("description", "Why a fare became NaN, and what undefined and null mean at sea.")),
    html(documents.json_ld(lambda data: {**data, "alternativeHeadline": None})),
    kinds=("article",),
)
