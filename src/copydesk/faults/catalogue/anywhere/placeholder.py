"""What a program prints for a missing value (“undefined”, “NaN”), and what only looks like it."""

from __future__ import annotations

from copydesk.faults import documents
from copydesk.faults.answers import HEADLINES, LINKS, NEXT_PAGE, STORIES, field
from copydesk.faults.catalogue.article.headline import of_titles
from copydesk.faults.documents import html
from copydesk.faults.dom import LAST_SEGMENT, insert, replace_attribute, set_attribute, set_text, shows
from copydesk.faults.fault import Dom, Rewrite
from copydesk.faults.registry import LISTS, fault, look_alike
from copydesk.site.elements import ARTICLE

TIMES = ("time", "hour", "displayTime", "time_text")
DAYS = ("group_date", "day", "date", "dateText")
MOMENTS = ("published", "publishedAt", "published_at", "datePublished", "timestamp")
LEADS = ("lead", "summary", "description", "standfirst", "excerpt")
EPOCH = "January 1, 1970"


def story(where: str, names: tuple[str, ...], value: str) -> Rewrite:
    """Put the value into a field of the first story of a JSON answer."""
    return field(where, names, lambda _: value)


LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."


def in_a_paragraph(name: str, sees: str, html: str, rule: str = "placeholder/text") -> None:
    """A look-alike in a paragraph of the story."""
    look_alike(name, rule, sees).by(insert("body", html, "beforeend"), kinds=ARTICLE)


for name, sees, act in (
    ("headline-undefined", "“undefined” as the headline", html(documents.headline("undefined"))),
    ("lead-undefined", "“undefined” as the lead", set_text("lead", "undefined")),
    ("byline-undefined", "“By undefined”", insert("body", "<p>By undefined</p>", "beforebegin")),
    ("comments-nan", "“NaN comments”", insert("body", "<p>NaN comments</p>", "beforebegin")),
    ("reading-time-nan", "“NaN min read”", insert("body", "<p><span>NaN min read</span></p>", "beforebegin")),
    ("published-invalid-date", "“Invalid Date” as the time", set_text("published", "Invalid Date")),
    ("published-nan", "“March NaN, NaN:NaN” as the time", set_text("published", "March NaN, NaN:NaN")),
    ("section-undefined", "“undefined” as the section", set_text("section", "undefined")),
    ("person-null", "“null” among the persons", set_text("persons", "null", part="link")),
    (
        "read-also-undefined",
        "“undefined” as what to read also",
        set_text("read-also", "undefined", part="link"),
    ),
    ("photo-count-nan", "“NaN” as the number of photos", set_text("photo", "NaN", part="count")),
    ("city-undefined", "“undefined” as the chosen city", set_text("city", "undefined", part="current")),
    ("amount-nan", "“NaN” as the converted amount", set_text("currency", "NaN", part="result")),
    ("rank-nan", "“NaN” as a rank", set_text("ranks", "NaN", part="rank")),
    ("related-story-undefined", "“undefined” as a related story", story("related", HEADLINES, "undefined")),
    ("most-read-null", "“null” as a story that is much read", story("most-?read", HEADLINES, "null")),
):
    fault(name, "placeholder/text", sees).by(act, kinds=ARTICLE)
fault("feed-time-nan", "placeholder/text", "“NaN:NaN” as the time of a story").by(
    story(STORIES, TIMES, "NaN:NaN"), shows("NaN:NaN"), kinds=LISTS
)
fault("feed-day-invalid-date", "placeholder/text", "“Invalid Date” over the first story").by(
    story(STORIES, DAYS, "Invalid Date"), kinds=LISTS, seen=(24,)
)
fault("feed-story-object", "placeholder/text", "“[object Object]” as a story").by(
    story(STORIES, HEADLINES, "[object Object]"), kinds=LISTS
)
fault(
    "story-after-more-undefined",
    "placeholder/text",
    "“undefined” as the first of the stories that loading more brings",
).by(story(NEXT_PAGE, HEADLINES, "undefined"), kinds=("feed",), journeys=("load-more",))

fault("published-shows-1970", "placeholder/epoch", "a story of January 1, 1970").by(
    set_text("published", f"{EPOCH}, 02:00 UTC+2"), kinds=ARTICLE, seen=(25,)
)
fault("related-day-1970", "placeholder/epoch", "related stories of January 1, 1970").by(
    set_text("related", EPOCH, part="group"), kinds=ARTICLE, seen=(25,)
)
fault("feed-day-1970", "placeholder/epoch", "a day in 1970 over the first story").by(
    story(STORIES, DAYS, EPOCH), kinds=LISTS, seen=(25,)
)
fault("feed-day-1969", "placeholder/epoch", "December 31, 1969 over the stories").by(
    set_text("date-groups", "December 31, 1969", part="title"), kinds=LISTS, seen=(25,)
)
fault("feed-moment-1970", "placeholder/epoch", "a story that is of 1970 to a program").by(
    story(STORIES, MOMENTS, "1970-01-01T00:00:00Z"), kinds=LISTS, seen=(25,)
)

fault("person-address-undefined", "placeholder/url", "a link to /person/undefined").by(
    replace_attribute("persons", "href", LAST_SEGMENT, "undefined", part="link"), kinds=ARTICLE
)
fault("related-address-null", "placeholder/url", "a link to /null").by(
    story("related", LINKS, "/news/null"), kinds=ARTICLE
)
fault("photo-address-object", "placeholder/url", "a photo at /[object Object]").by(
    replace_attribute("photo", "src", LAST_SEGMENT, "[object Object]", part="image"), kinds=ARTICLE
)
fault("share-address-undefined", "placeholder/url", "a link that shares “undefined”").by(
    replace_attribute("share", "href", r"\bu(rl)?=[^&]*", "u=undefined", part="link"), kinds=ARTICLE
)
fault("section-address-nan", "placeholder/url", "a link to ?id=NaN").by(
    replace_attribute("section", "href", LAST_SEGMENT, "news?id=NaN"), kinds=ARTICLE
)
fault("feed-address-undefined", "placeholder/url", "a link to /undefined").by(
    story(STORIES, LINKS, "/undefined"), kinds=LISTS
)

fault("photo-description-undefined", "placeholder/attribute", "“undefined” for a photo").by(
    set_attribute("photo", "alt", "undefined", part="image"), kinds=ARTICLE
)
fault("person-tooltip-object", "placeholder/attribute", "“[object Object]” as a tooltip").by(
    set_attribute("persons", "title", "[object Object]", part="link"), kinds=ARTICLE
)
fault("share-spoken-null", "placeholder/attribute", "“null” as a spoken label").by(
    set_attribute("share", "aria-label", "null", part="link"), kinds=ARTICLE
)
fault("amount-hint-undefined", "placeholder/attribute", "“undefined” as a hint").by(
    set_attribute("currency", "placeholder", "undefined", part="amount"), kinds=ARTICLE
)
fault("section-spoken-nan", "placeholder/attribute", "“NaN comments” as a spoken label").by(
    set_attribute("navigation", "aria-label", "NaN comments", part="item"), kinds=LISTS
)

fault("title-undefined", "placeholder/head", "“undefined” in the tab").by(
    *documents.titled(documents.title("undefined - News")), kinds=ARTICLE
)
fault("og-title-null", "placeholder/head", "“null” where the page is shared").by(
    html(documents.meta("og:title", "null")), kinds=ARTICLE
)
fault("og-image-path-undefined", "placeholder/head", "no picture where it is shared").by(
    html(documents.meta("og:image", "/img/undefined")), kinds=ARTICLE
)
fault("description-object", "placeholder/head", "“[object Object]” in search results").by(
    html(documents.meta("description", "[object Object]")), kinds=ARTICLE
)
fault("json-ld-author-undefined", "placeholder/head", "a story by “undefined” in news apps").by(
    html(documents.in_json_ld(author={"@type": "Person", "name": "undefined"})),
    kinds=ARTICLE,
)
fault("json-ld-headline-null", "placeholder/head", "“null” as the headline in news apps").by(
    html(documents.in_json_ld(headline="null")), kinds=ARTICLE
)
fault("title-undefined-null", "placeholder/head", "“(undefined) null” in the tab").by(
    *documents.titled(documents.title("(undefined) null")), kinds=LISTS, seen=(9,)
)
fault(
    "title-undefined-after-more",
    "placeholder/head",
    "“undefined” in the tab once a reader has acted on the page",
).by(
    Dom("title", argument="undefined", state="load-more"), kinds=("feed",), journeys=("load-more",), seen=(8,)
)
fault(
    "title-only-site-name",
    "headline/title-differs",
    "the site's name alone in the tab, the same on every article",
).by(
    *documents.titled(of_titles(lambda text, about: documents.title(about.site.title)(text, about))),
    seen=(4,),
)
fault("lead-lorem-ipsum", "placeholder/lorem-ipsum", "the designers' filler text as the lead").by(
    set_text("lead", LOREM), kinds=ARTICLE
)
fault("description-lorem-ipsum", "placeholder/lorem-ipsum", "filler text in search results").by(
    html(documents.meta("description", LOREM)), kinds=ARTICLE
)
fault("teaser-lorem-ipsum", "placeholder/lorem-ipsum", "filler text under a story").by(
    story(STORIES, LEADS, LOREM), kinds=LISTS
)


in_a_paragraph(
    "story-about-nan",
    "an article about a fare that became NaN, with a heading on it",
    "<h2>What NaN means</h2><p>The fare became NaN, the booking system read it as null, and the display "
    "on board showed undefined as the next port of call, the auditors said.</p>",
)
in_a_paragraph(
    "undefined-behaviour",
    "prose on undefined behaviour, null results and invalid dates",
    "<p>Undefined behaviour, null results and infinity are words of the trade. An invalid date is one that "
    "no calendar has; “Invalid Date” is what a browser calls it.</p><h2>Why is it undefined?</h2>",
)
in_a_paragraph(
    "placeholder-in-code",
    "what a program prints, marked as code",
    "<p>It prints <code>[object Object]</code> or <samp>undefined</samp>.</p><pre>NaN</pre>",
)
in_a_paragraph(
    "person-called-null",
    "a person called Null, in the text and in a link",
    '<p>Christopher Null has had letters returned all his life, said <a href="/search?q=Null">Null</a>, a '
    "writer of Hollin.</p><p>By Christopher Null</p>",
)
in_a_paragraph(
    "null-is-a-number",
    "a Norwegian sentence, in which null is a number",
    '<p lang="nb">Null toleranse, sa havnesjefen: null grader og null vind.</p>',
)
in_a_paragraph(
    "born-in-1970",
    "a birthday on the day when computers' time begins",
    "<p>She was born on January 1, 1970, in Hollin, and moved to the coast on 31 December 1969 plus one.</p>",
    "placeholder/epoch",
)
in_a_paragraph(
    "lorem-ipsum-quoted",
    "prose on the designers' filler text, which it quotes",
    "<p>Designers call it the Lorem ipsum of politics; “Lorem ipsum dolor sit amet” is how it begins.</p>",
    "placeholder/lorem-ipsum",
)
in_a_paragraph(
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
    kinds=ARTICLE,
)
look_alike(
    "head-about-nan", "placeholder/head", "a description of an article on NaN; JSON's own null in the JSON-LD"
).by(
    html(documents.meta("description", "Why a fare became NaN, and what undefined and null mean at sea.")),
    html(documents.in_json_ld(alternativeHeadline=None)),
    kinds=ARTICLE,
)
